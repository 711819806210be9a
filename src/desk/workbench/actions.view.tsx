/** A form or a reason for every action of the workflow's table: what can be done now, by whom, and why not. */
import type { ComponentChildren, VNode } from 'preact';
import { sayDay } from '../../shared/day.js';
import { FieldError } from '../../shared/html/form.js';
import { type Action, ACTIONS, destination, WORKFLOW } from '../../workflow/workflow.rules.js';
import { ACTION_WORDS, DECLINE_WORDS, plainly } from '../desk.words.js';
import { Carried, ChoiceGroup, choicesOf, type FormState, Select, stateOf, TextArea, TextField } from '../forms/fields.view.js';
import type { WorkbenchProps } from './workbench.view.js';

export function Actions(props: WorkbenchProps): VNode {
  const { claim, possible, refused } = props;
  // What was just refused keeps its form, because what was typed into it must not be lost.
  const here = ACTIONS.filter((action) => destination(action, claim.status) !== undefined || refused?.id === action);
  const elsewhere = ACTIONS.filter((action) => !here.includes(action));
  // Who reviews it is settled once somebody does, though it may still change; and no button that turns back is the one to press.
  const aside: Action[] = ['return', 'reopen', 'decline', 'withdraw', ...(claim.desk?.reviewer ? (['claim_review', 'assign'] as const) : [])];
  const next = here.find((action) => possible[action] === true && !aside.includes(action));
  return (
    <section class="section desk-actions" id="actions" aria-labelledby="actions-title">
      <h2 id="actions-title">What can be done now</h2>
      {here.length === 0 && <p>A withdrawn claim stays as it was.</p>}
      {here.map((action) => <ActionForm key={action} action={action} isNext={action === next} {...props} />)}
      {elsewhere.length > 0 && (
        <details class="desk-elsewhere">
          <summary>Not possible now</summary>
          <ul>
            {elsewhere.map((action) => <li key={action}><strong>{ACTION_WORDS[action].title}</strong> <span>{reasonIn(possible[action])}</span></li>)}
          </ul>
        </details>
      )}
    </section>
  );
}

const reasonIn = (answer: WorkbenchProps['possible'][Action]): string => (answer === true ? '' : plainly(answer.message));

function ActionForm({ action, isNext, ...props }: WorkbenchProps & { action: Action; isNext: boolean }): VNode {
  const { claim, frame, possible, refused } = props;
  const form = stateOf(action, refused);
  const words = ACTION_WORDS[action];
  const answer = possible[action];
  const path = action === 'propose_verdict' ? 'verdicts' : `actions/${action}`;
  const body = (
    <form id={form.id} method="post" action={`/desk/claims/${claim.id}/${path}`} noValidate>
      <Carried csrfToken={frame.csrfToken} version={claim.version} />
      {(answer === true || form.sent) && <ActionFields form={form} action={action} {...props} />}
      <FieldError field={form.id} errors={form.errors} />
      {answer !== true && <p class="desk-why" id={`${action}-why`}>{reasonIn(answer)}</p>}
      <div class="form-actions">
        <button type="submit" class={isNext ? undefined : 'button-quiet'} disabled={answer !== true} aria-describedby={answer === true ? undefined : `${action}-why`}>{words.button}</button>
      </div>
    </form>
  );
  const isFolded = answer === true && !isNext && WORKFLOW[action].needsInWords !== '';
  if (!isFolded) return <div class="desk-action"><h3>{words.title}</h3>{body}</div>;
  return <details class="desk-action" open={form.sent !== undefined}><summary>{words.title}</summary>{body}</details>;
}

function ActionFields({ form, action, ...props }: WorkbenchProps & { form: FormState; action: Action }): VNode {
  return <div class="desk-action-fields">{FIELDS[action]({ form, ...props })}</div>;
}

type Fields = (props: WorkbenchProps & { form: FormState }) => ComponentChildren;

const reason: Fields = ({ form }) => <TextArea form={form} name="reason" />;

const FIELDS: Record<Action, Fields> = {
  open: () => <p class="hint">Readers see the claim from then on.</p>,
  submit: ({ form, claim }) =>
    claim.evidence.some((evidence) => !evidence.withdrawn)
      ? <p class="hint">Reviewers take it from there.</p>
      : <TextArea form={form} name="searchedWhere" hint="There is no evidence yet. Add some, or say where you searched: readers see it." />,
  claim_review: ({ claim: { desk }, frame }) => desk?.reviewer && <p class="hint">{desk.reviewer.id === frame.viewer.accountId ? 'You have it already.' : `${desk.reviewer.name} has it now.`}</p>,
  assign: ({ form, reviewers }) => <Select form={form} name="accountId" choices={reviewers.map(({ id, name }) => ({ value: id, words: name }))} empty="Choose a reviewer" />,
  propose_verdict: (props) => <VerdictFields {...props} />,
  approve: ({ form, claim }) => (
    <>
      <p class="hint">You approve <a href="#proposal">the proposed verdict</a> as it stands here.</p>
      {claim.verdict && <TextArea form={form} name="correction" hint="Only where the new verdict corrects an error in the one in force." optional />}
    </>
  ),
  return: (props) => reason(props),
  reopen: (props) => <>{props.claim.verdict && <p class="hint">The verdict in force stays in force until another is approved.</p>}{reason(props)}</>,
  decline: (props) => (
    <>
      <Select form={props.form} name="declineCode" choices={choicesOf(DECLINE_WORDS)} empty="Choose one" />
      {reason(props)}
    </>
  ),
  withdraw: (props) => (
    <>
      {reason(props)}
      <TextField form={props.form} name="mergeInto" hint="Where it is a duplicate: the address of the claim to keep." optional />
    </>
  ),
};

function VerdictFields({ form, claim }: WorkbenchProps & { form: FormState }): VNode {
  const standing = claim.evidence.filter((evidence) => !evidence.withdrawn);
  return (
    <>
      <ChoiceGroup form={form} name="ratingId" choices={claim.scale.ratings.map(({ id, label, meaning }) => ({ value: id, label, detail: meaning }))} />
      <TextArea form={form} name="summary" rows={4} hint="The reasons, in a few sentences that stand alone." />
      <TextArea form={form} name="caveats" hint="One a line." optional />
      {standing.length > 0 && (
        <ChoiceGroup
          form={form} name="citedEvidenceIds" many optional hint="A conclusive rating cites at least one."
          choices={standing.map(({ id, day, summary, source }) => ({ value: id, label: summary, detail: `${sayDay(day)}, ${source.publisher}` }))}
        />
      )}
      <TextField form={form} name="inForceFrom" short hint="The day in the world since which it holds, such as 2022-02-24." />
      <TextArea form={form} name="earlyReason" rows={2} hint={claim.resolution?.due.day ? `Needed before the claim is due (${sayDay(claim.resolution.due.day)}).` : undefined} optional />
    </>
  );
}
