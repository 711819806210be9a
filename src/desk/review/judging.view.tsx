/** The judging beside the case: who has it, the verdict to propose, or the one to approve or return; each with its reason where it is not to be done. */
import type { ComponentChildren, VNode } from 'preact';
import type { EvidenceView, RatingView, ReturnedView } from '../../record/claim-record.dto.js';
import { Badge } from '../../shared/html/badge.js';
import { Day, Instant } from '../../shared/html/day.js';
import { sayDay } from '../../shared/day.js';
import { FieldError, Notice } from '../../shared/html/form.js';
import { written } from '../../shared/html/words.js';
import { gist } from '../../site/claim/claim.words.js';
import type { Action } from '../../workflow/workflow.rules.js';
import { Acts } from '../audit/acts.view.js';
import { ACTION_WORDS, plainly, STANCE_WORDS, WEIGHT_WORDS } from '../desk.words.js';
import { DraftNotice, SaveDraft } from '../drafts/draft.view.js';
import { Carried, ChoiceGroup, type FormState, Select, stateOf, TextArea, TextField } from '../forms/fields.view.js';
import type { Sent } from '../forms/sent.js';
import { DissentPanel } from './dissent.view.js';
import type { ReviewProps } from './review.view.js';

export function Judging(props: ReviewProps): VNode {
  const { claim, refused } = props;
  const { status } = claim;
  const keeps = (action: Action) => refused?.id === action;
  return (
    <section class="desk-judging" id="judging" aria-labelledby="judging-title">
      <h2 id="judging-title">Judging</h2>
      {['draft', 'open'].includes(status) && <p>It is not in review yet. <a href={`/desk/claims/${claim.id}#actions`}>What can be done now</a> is on its workbench.</p>}
      {['declined', 'withdrawn'].includes(status) && <p>It is {status}, so there is nothing to judge.</p>}
      {status === 'rated' && <p>Its verdict is in force, and readers see it. To judge it anew, <a href={`/desk/claims/${claim.id}#reopen`}>reopen it</a> on its workbench.</p>}
      {status === 'awaiting_approval' && <Proposed {...props} />}
      {(status === 'awaiting_approval' || keeps('approve')) && <Approve {...props} />}
      {(status === 'in_review' || keeps('claim_review') || keeps('assign')) && <Whose {...props} />}
      {(status === 'in_review' || keeps('propose_verdict')) && <Propose {...props} />}
      {(status === 'in_review' || status === 'awaiting_approval' || keeps('return')) && <Return {...props} />}
      <DissentPanel {...props} />
      {status === 'in_review' && <p class="small">It cannot be judged at all? <a href={`/desk/claims/${claim.id}#decline`}>Decline it</a> on its workbench.</p>}
    </section>
  );
}

/** A form of the workflow's table; where it is not to be done, its button is off and the reason stands beside. */
function ActionForm({ action, props, form, title, children, buttons, draft, path }: {
  action: Action; props: ReviewProps; form: FormState; title?: string; children?: ComponentChildren; buttons?: ComponentChildren; draft?: string; path?: string;
}): VNode {
  const { claim, frame, possible } = props;
  const answer = possible[action];
  const why = answer === true ? undefined : `${action}-why`;
  return (
    <form class="desk-action" id={form.id} method="post" action={`/desk/claims/${claim.id}/review/${path ?? `actions/${action}`}`} noValidate {...(draft ? { 'data-draft': draft } : {})}>
      {title && <h3>{title}</h3>}
      <Carried csrfToken={frame.csrfToken} version={claim.version} />
      {(answer === true || form.sent) && children && <div class="desk-action-fields">{children}</div>}
      <FieldError field={form.id} errors={form.errors} />
      {answer !== true && <p class="desk-why" id={why}>{plainly(answer.message)}</p>}
      <div class="form-actions">
        {buttons ?? <button type="submit" class="button-quiet" disabled={answer !== true} aria-describedby={why}>{ACTION_WORDS[action].button}</button>}
      </div>
    </form>
  );
}

function Whose(props: ReviewProps): VNode {
  const { claim, me, possible, refused, reviewers } = props;
  const reviewer = claim.desk!.reviewer;
  const mine = reviewer?.id === me.id;
  const mayJudge = possible.propose_verdict === true;
  return (
    <>
      {mine ? <p class="desk-whose">You have this review.</p> : (
        <>
          <p class="desk-whose">{reviewer ? `${reviewer.name} has this review.` : 'Nobody has this review yet.'}</p>
          {(mayJudge || refused?.id === 'claim_review') && <ActionForm action="claim_review" props={props} form={stateOf('claim_review', refused)} title={reviewer ? 'Take it over' : 'Take it'} />}
        </>
      )}
      {(possible.assign === true || refused?.id === 'assign') && (
        <details class="desk-action" open={refused?.id === 'assign'}>
          <summary>{ACTION_WORDS.assign.title}</summary>
          <ActionForm action="assign" props={props} form={stateOf('assign', refused)}>
            <Select form={stateOf('assign', refused)} name="accountId" choices={reviewers.map(({ id, name }) => ({ value: id, words: name }))} empty="Choose a reviewer" />
          </ActionForm>
        </details>
      )}
    </>
  );
}

const SUMMARY_MOST = 2000;

function Propose(props: ReviewProps): VNode {
  const { claim, possible, refused, preview, drafts, early } = props;
  const returned = claim.desk!.returned[0];
  const before = preview?.sent ?? drafts.propose ?? (returned && typedAgain(returned, claim.evidence));
  const form = stateOf('propose_verdict', refused, possible.propose_verdict === true ? before : undefined);
  const standing = claim.evidence.filter((evidence) => !evidence.withdrawn);
  const why = possible.propose_verdict === true ? undefined : 'propose_verdict-why';
  const off = { disabled: why !== undefined, 'aria-describedby': why };
  const due = claim.resolution?.due.day;
  const draft = `claim:${claim.id}:propose_verdict`;
  return (
    <>
      {returned && possible.propose_verdict === true && <Returned verdict={returned} filledIn={form.errors.length === 0 && !preview && !drafts.propose} />}
      <ActionForm
        action="propose_verdict" path="propose" props={props} form={form} title={ACTION_WORDS.propose_verdict.title} draft={draft}
        buttons={(
          <>
            <button type="submit" class="button-quiet" name="look" value="preview" formAction={`/desk/claims/${claim.id}/review/preview`} {...off}>Preview as readers will see it</button>
            <button type="submit" data-key="p" {...off}>{ACTION_WORDS.propose_verdict.button}</button>
            {why === undefined && <SaveDraft draft={draft} />}
          </>
        )}
      >
        <DraftNotice form={form} version={claim.version} />
        <ChoiceGroup form={form} name="ratingId" choices={claim.scale.ratings.map((rating) => ({ value: rating.id, label: rating.label, detail: meaningOf(rating, claim.scale.ratings) }))} />
        <TextArea form={form} name="summary" rows={6} hint={<>The reasons, in a few sentences that stand alone. <Limit of="propose_verdict-summary" most={SUMMARY_MOST} /></>} />
        <TextArea form={form} name="caveats" hint="One a line." optional />
        {standing.length > 0 && (
          <ChoiceGroup
            form={form} name="citedEvidenceIds" many optional hint="A conclusive rating cites at least one. They are shown in this order."
            choices={standing.map((evidence) => ({ value: evidence.id, label: <span {...written(claim.language)}>{evidence.summary}</span>, detail: whatItIs(evidence) }))}
          />
        )}
        <TextField form={form} name="inForceFrom" short hint="The day in the world since which it holds, such as 2022-02-24." />
        {(early || form.errors.some(({ field }) => field.endsWith('-earlyReason'))) && <TextArea form={form} name="earlyReason" rows={2} hint={due ? `The claim is due ${sayDay(due)}. Readers see this reason.` : undefined} />}
      </ActionForm>
    </>
  );
}

/** Without script the limit in words; with it what is left of it. */
function Limit({ of, most }: { of: string; most: number }): VNode {
  return <span data-count-of={of} data-most={most}>At most {most.toLocaleString('en-GB')} characters.</span>;
}

function meaningOf(rating: RatingView, ratings: readonly RatingView[]): string {
  const numbers = ratings.map(({ number }) => number).filter((number) => number !== null);
  const number = rating.number === null ? 'No number in ClaimReview' : `${rating.number} of ${Math.min(...numbers)} to ${Math.max(...numbers)} in ClaimReview`;
  return `${rating.meaning.replace(/\.?$/, '.')} ${number}${rating.conclusive ? '' : '; not conclusive'}.`;
}

function whatItIs({ day, stance, weight, source }: EvidenceView): VNode {
  return <><Day day={day} />. {STANCE_WORDS[stance]}, {WEIGHT_WORDS[weight].toLowerCase()}. {source.title}, {source.publisher}</>;
}

/** The form again as it was proposed, without what was withdrawn since. */
function typedAgain(verdict: ReturnedView, evidence: readonly EvidenceView[]): Sent {
  const stands = new Set(evidence.filter((one) => !one.withdrawn).map(({ id }) => id));
  return {
    ratingId: [verdict.rating.id], summary: [verdict.summary], caveats: [verdict.caveats.join('\n')], citedEvidenceIds: verdict.cited.filter((id) => stands.has(id)),
    inForceFrom: [verdict.inForceFrom], earlyReason: [verdict.earlyReason ?? ''],
  };
}

function Returned({ verdict, filledIn }: { verdict: ReturnedView; filledIn: boolean }): VNode {
  return (
    <Notice title={`${verdict.returnedBy.name} returned “${verdict.rating.label}”`}>
      <p dir="auto">{verdict.returnReason}</p>
      <p class="small muted">Proposed by {verdict.proposedBy.name}, returned <Instant at={verdict.returnedAt} />.{filledIn && ' The form below is filled in with it.'}</p>
    </Notice>
  );
}

/** What was proposed, and what became of the case since. */
function Proposed({ claim, sinceProposal, me }: ReviewProps): VNode {
  const proposal = claim.desk!.proposal!;
  return (
    <div class="desk-action" id="proposal">
      <h3>{proposal.proposedBy.id === me.id ? 'You proposed' : `${proposal.proposedBy.name} proposed`}</h3>
      <p class="verdict-meaning"><Badge tone={proposal.rating.colour} label={proposal.rating.label} /> <span>in force from <Day day={proposal.inForceFrom} /></span></p>
      <p class="small muted"><Instant at={proposal.proposedAt} />. Readers do not see it yet.</p>
      {!proposal.caseUnchanged && (
        <Notice kind="warning" title="The case changed after this was proposed">
          <p>The evidence or the claim is not what the proposal was made on, so it cannot be approved. Return it, so that it is proposed again on what is known now.</p>
        </Notice>
      )}
      {sinceProposal.length === 0 ? <p id="since">Nothing was done since.</p> : (
        <details id="since" open={!proposal.caseUnchanged || sinceProposal.length < 4}>
          <summary>{sinceProposal.length === 1 ? 'One thing was done since' : `${sinceProposal.length} things were done since`}</summary>
          <Acts acts={sinceProposal} />
        </details>
      )}
    </div>
  );
}

function Approve(props: ReviewProps): VNode {
  const { claim, possible, refused } = props;
  const form = stateOf('approve', refused);
  const proposal = claim.desk!.proposal;
  const why = possible.approve === true ? undefined : 'approve-why';
  return (
    <ActionForm
      action="approve" props={props} form={form} title={ACTION_WORDS.approve.title}
      buttons={<button type="submit" disabled={why !== undefined} aria-describedby={why}>{ACTION_WORDS.approve.button}</button>}
    >
      {proposal && (
        <div class="desk-will-read">
          <p class="small muted">Readers will read</p>
          <p><Badge tone={proposal.rating.colour} label={proposal.rating.label} /> since <Day day={proposal.inForceFrom} />{claim.verdict && <>, in place of “{claim.verdict.rating.label}”</>}</p>
          <p {...written(claim.language)}>{gist(proposal.summary)}</p>
        </div>
      )}
      {claim.verdict && <TextArea form={form} name="correction" hint="Only where the new verdict corrects an error in the one in force." optional />}
    </ActionForm>
  );
}

function Return(props: ReviewProps): VNode {
  const { claim, possible, refused } = props;
  const form = stateOf('return', refused);
  const title = claim.status === 'awaiting_approval' ? 'Return the verdict' : 'Return the claim to its editor';
  const isFolded = possible.return === true && claim.status === 'in_review';
  const body = (
    <ActionForm action="return" props={props} form={form} {...(isFolded ? {} : { title })}>
      <TextArea form={form} name="reason" rows={3} hint={claim.status === 'awaiting_approval' ? `${claim.desk!.proposal?.proposedBy.name ?? 'The proposer'} is told.` : `${claim.desk!.editorInCharge.name} is told. The claim is open again.`} />
    </ActionForm>
  );
  return isFolded ? <details class="desk-action" open={form.sent !== undefined}><summary>{title}</summary>{body}</details> : body;
}
