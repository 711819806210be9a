/** A form or a reason for every action of the workflow's table: what can be done now, by whom, and why not. */
import type { ComponentChildren, VNode } from 'preact';
import { FieldError } from '../../shared/html/form.js';
import { type Action, ACTIONS, destination, WORKFLOW } from '../../workflow/workflow.rules.js';
import { ACTION_WORDS, DECLINE_WORDS, plainly } from '../desk.words.js';
import { Carried, choicesOf, type FormState, Select, stateOf, TextArea, TextField } from '../forms/fields.view.js';
import type { WorkbenchProps } from './workbench.view.js';

/** What is done on the review page, where the case stands beside it as readers will see it. */
const JUDGING = ['propose_verdict', 'approve', 'return'] as const satisfies readonly Action[];
type Judging = (typeof JUDGING)[number];
type OnWorkbench = Exclude<Action, Judging>;
const isOnWorkbench = (action: Action): action is OnWorkbench => !(JUDGING as readonly Action[]).includes(action);

export function Actions(props: WorkbenchProps): VNode {
  const { claim, possible, refused } = props;
  // What was just refused keeps its form, because what was typed into it must not be lost.
  const here = ACTIONS.filter(isOnWorkbench).filter((action) => destination(action, claim.status) !== undefined || refused?.id === action);
  const judging = JUDGING.filter((action) => destination(action, claim.status) !== undefined);
  const elsewhere = ACTIONS.filter((action) => ![...here, ...judging].includes(action));
  // Who reviews it is settled once somebody does, though it may still change; and no button that turns back is the one to press.
  const aside: Action[] = ['reopen', 'decline', 'withdraw', ...(claim.desk?.reviewer ? (['claim_review', 'assign'] as const) : [])];
  const judges = judging.some((action) => action !== 'return' && possible[action] === true);
  const next = judges ? undefined : here.find((action) => possible[action] === true && !aside.includes(action));
  return (
    <section class="section desk-actions" id="actions" aria-labelledby="actions-title">
      <h2 id="actions-title">What can be done now</h2>
      {judging.length > 0 && <Judge judging={judging} judges={judges} {...props} />}
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

function Judge({ judging, judges, claim, possible }: WorkbenchProps & { judging: readonly Judging[]; judges: boolean }): VNode {
  const refusals = judging.filter((action) => possible[action] !== true);
  return (
    <div class="desk-action" id="judge">
      <h3>Judge</h3>
      <p class="hint">As readers will see it, with {claim.status === 'awaiting_approval' ? 'what was done since the verdict was proposed' : 'the verdict to propose'}.</p>
      <p class="form-actions"><a class={judges ? 'button' : 'button button-quiet'} href={`/desk/claims/${claim.id}/review${judges ? '#judging' : ''}`} data-key={judges ? 'a' : 'p'}>{judges ? 'Read and judge this case' : 'Read this case'}</a></p>
      {refusals.map((action) => <p key={action} class="desk-why" id={`${action}-why`}>{reasonIn(possible[action])}</p>)}
    </div>
  );
}

function ActionForm({ action, isNext, ...props }: WorkbenchProps & { action: OnWorkbench; isNext: boolean }): VNode {
  const { claim, frame, possible, refused } = props;
  const form = stateOf(action, refused);
  const words = ACTION_WORDS[action];
  const answer = possible[action];
  const body = (
    <form id={form.id} method="post" action={`/desk/claims/${claim.id}/actions/${action}`} noValidate>
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

function ActionFields({ form, action, ...props }: WorkbenchProps & { form: FormState; action: OnWorkbench }): VNode {
  return <div class="desk-action-fields">{FIELDS[action]({ form, ...props })}</div>;
}

type Fields = (props: WorkbenchProps & { form: FormState }) => ComponentChildren;

const reason: Fields = ({ form }) => <TextArea form={form} name="reason" />;

const FIELDS: Record<OnWorkbench, Fields> = {
  open: () => <p class="hint">Readers see the claim from then on.</p>,
  submit: ({ form, claim }) =>
    claim.evidence.some((evidence) => !evidence.withdrawn)
      ? <p class="hint">Reviewers take it from there.</p>
      : <TextArea form={form} name="searchedWhere" hint="There is no evidence yet. Add some, or say where you searched: readers see it." />,
  claim_review: ({ claim: { desk }, frame }) => desk?.reviewer && <p class="hint">{desk.reviewer.id === frame.viewer.accountId ? 'You have it already.' : `${desk.reviewer.name} has it now.`}</p>,
  assign: ({ form, reviewers }) => <Select form={form} name="accountId" choices={reviewers.map(({ id, name }) => ({ value: id, words: name }))} empty="Choose a reviewer" />,
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
