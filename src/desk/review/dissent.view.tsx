/** Who sees a verdict otherwise, and the forms to say so and to take it back. */
import type { VNode } from 'preact';
import type { DissentView, VerdictView } from '../../record/claim-record.dto.js';
import { Instant } from '../../shared/html/day.js';
import { FieldError } from '../../shared/html/form.js';
import { written } from '../../shared/html/words.js';
import { plainly } from '../desk.words.js';
import { DraftNotice } from '../drafts/draft.view.js';
import { Carried, stateOf, TextArea } from '../forms/fields.view.js';
import type { ReviewProps } from './review.view.js';

export function DissentPanel(props: ReviewProps): VNode | null {
  const { claim, frame } = props;
  const proposal = claim.desk!.proposal;
  const isReviewer = frame.viewer.roles.includes('reviewer');
  const verdicts = [proposal, claim.verdict].filter((verdict) => verdict !== null);
  // Whoever is no reviewer sees dissents, and is not offered one that they could never make.
  const shown = verdicts.filter((verdict) => verdict.dissents.length > 0 || isReviewer);
  if (shown.length === 0) return null;
  return (
    <div class="desk-dissents" id="dissents">
      {shown.map((verdict) => <OnVerdict key={verdict.id} verdict={verdict} isReviewer={isReviewer} proposed={verdict === proposal} {...props} />)}
    </div>
  );
}

function OnVerdict({ verdict, isReviewer, proposed, ...props }: ReviewProps & { verdict: VerdictView; isReviewer: boolean; proposed: boolean }): VNode {
  const { claim, frame, dissents, drafts, refused } = props;
  const form = stateOf(`dissent-${verdict.id}`, refused, drafts.dissent);
  const answer = dissents[verdict.id]!;
  const title = `Dissent ${proposed ? 'from the proposed verdict' : 'from the verdict in force'}`;
  const why = answer === true ? undefined : `${form.id}-why`;
  return (
    <div class="desk-action">
      <h3>{title}</h3>
      {verdict.dissents.map((one) => <Recorded key={one.id} dissent={one} verdict={verdict} {...props} />)}
      {isReviewer && answer !== true && !form.errors.length && <p class="desk-why" id={why}>{plainly(answer.message)}</p>}
      {((isReviewer && answer === true) || form.errors.length > 0) && (
        <details open={form.sent !== undefined}>
          <summary>You do not agree?</summary>
          <form class="form" id={form.id} method="post" action={`/desk/claims/${claim.id}/review/verdicts/${verdict.id}/dissents`} noValidate data-draft={`claim:${claim.id}:dissent`}>
            <Carried csrfToken={frame.csrfToken} version={claim.version} />
            <DraftNotice form={form} version={claim.version} />
            <TextArea
              form={form} name="dissentWords" rows={4}
              hint={`Say why you disagree, at most 2,000 characters. ${proposed ? 'If this verdict is approved, readers see it beside it, with your name.' : 'Readers see it beside the verdict at once, with your name.'} You cannot approve a verdict that you dissent from.`}
            />
            <FieldError field={form.id} errors={form.errors} />
            {answer !== true && <p class="desk-why" id={why}>{plainly(answer.message)}</p>}
            <div class="form-actions"><button type="submit" class="button-quiet" disabled={answer !== true} aria-describedby={why}>Record your dissent</button></div>
          </form>
        </details>
      )}
    </div>
  );
}

function Recorded({ dissent: one, verdict, claim, frame, me, refused }: ReviewProps & { dissent: DissentView; verdict: VerdictView }): VNode {
  const form = stateOf(`withdraw-${one.id}`, refused);
  return (
    <div class="dissent">
      <p {...written(claim.language)}>{one.withdrawn ? <del>{one.words}</del> : one.words}</p>
      <p class="small muted">{one.by.id === me.id ? 'You' : one.by.name}, <Instant at={one.recordedAt} /></p>
      {one.withdrawn && <p class="withdrawn-why">Withdrawn: {one.withdrawn.reason}</p>}
      {!one.withdrawn && one.by.id === me.id && claim.status !== 'withdrawn' && (
        <details open={form.sent !== undefined}>
          <summary>Withdraw your dissent</summary>
          <form class="form" id={form.id} method="post" action={`/desk/claims/${claim.id}/review/verdicts/${verdict.id}/dissents/${one.id}/withdraw`} noValidate>
            <Carried csrfToken={frame.csrfToken} version={claim.version} />
            <TextArea form={form} name="reason" rows={2} hint={verdict.approvedAt ? 'Readers see it beside your dissent, which stays visible.' : 'Between colleagues: readers do not see what was withdrawn before the verdict was approved.'} />
            <FieldError field={form.id} errors={form.errors} />
            <div class="form-actions"><button type="submit" class="button-quiet">Withdraw your dissent</button></div>
          </form>
        </details>
      )}
    </div>
  );
}
