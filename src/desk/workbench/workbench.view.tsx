/** The workbench: a claim's whole record for the desk, and what can be done with it now. */
import type { VNode } from 'preact';
import type { ClaimRecord } from '../../record/claim-record.dto.js';
import { RecordedDay } from '../../shared/html/day.js';
import { ErrorSummary, Notice } from '../../shared/html/form.js';
import { renderPage } from '../../shared/html/page.js';
import { tongue } from '../../shared/html/words.js';
import type { Possibilities } from '../../workflow/workflow.service.js';
import { FIELD_WORDS, KIND_WORDS, STATUS_WORDS } from '../desk.words.js';
import type { RefusedForm } from '../forms/refusal.js';
import { DeskPage, type Frame } from '../frame.view.js';
import { Actions } from './actions.view.js';
import { EvidenceBoard } from './evidence.view.js';
import { ReviseForm, Statements } from './record.view.js';
import { Proposal, VerdictInForce } from './verdicts.view.js';
import type { Colleague } from './workbench.query.js';

export interface WorkbenchProps {
  frame: Frame;
  claim: ClaimRecord;
  possible: Possibilities;
  reviewers: readonly Colleague[];
  speakerNames: readonly string[];
  /** Beside the actions of the workflow, which `possible` answers. */
  rights: { addEvidence: boolean; withdrawEvidence: boolean; addStatement: boolean; revise: boolean };
  /** Makes a second press of a button the same act. */
  once: string;
  done: string | undefined;
  refused: RefusedForm | undefined;
}

function WorkbenchPage(props: WorkbenchProps): VNode {
  const { frame, claim, done, refused } = props;
  return (
    <DeskPage frame={frame} title={refused ? `Error: ${claim.title}` : claim.title}>
      {refused && <ErrorSummary errors={refused.errors} title={refused.stale ? 'The claim changed while you were working on it' : 'This was not done'} />}
      {done && <Notice kind="success"><p>{done}</p></Notice>}
      {refused && !refused.stale && isBehind(refused, claim) && <Notice kind="warning" title="The claim also changed while you were working on it"><p>Read what it says now before you send your form again.</p></Notice>}
      {refused && isGone(refused, claim) && <Typed refused={refused} />}
      <Head claim={claim} />
      <div class="desk-bench">
        <div class="desk-record">
          <Proposal claim={claim} />
          <VerdictInForce claim={claim} />
          <Statements {...props} />
          <EvidenceBoard {...props} />
          {props.rights.revise && claim.status !== 'withdrawn' && <ReviseForm {...props} />}
        </div>
        <Actions {...props} />
      </div>
    </DeskPage>
  );
}

/** Whether the form was drawn on an older state than the page that comes back. Evidence counts its own versions. */
function isBehind(refused: RefusedForm, claim: ClaimRecord): boolean {
  const seen = refused.sent['version']?.[0];
  return seen !== undefined && !refused.id.startsWith('withdraw-') && seen !== String(claim.version);
}

/** Whether the page no longer has the form: its evidence, or the claim itself, was withdrawn meanwhile. */
function isGone({ id }: RefusedForm, claim: ClaimRecord): boolean {
  if (claim.status === 'withdrawn' && ['evidence', 'statement', 'revise'].includes(id)) return true;
  return id.startsWith('withdraw-') && !claim.evidence.some((evidence) => id === `withdraw-${evidence.id}` && !evidence.withdrawn && claim.status !== 'withdrawn');
}

/** What was typed into a form that is no more, so that it can be copied from here. */
function Typed({ refused }: { refused: RefusedForm }): VNode {
  const typed = Object.entries(refused.sent).flatMap(([name, [words]]) => (FIELD_WORDS[name] && words ? [{ label: FIELD_WORDS[name], words }] : []));
  return (
    <section class="notice notice-info" id={refused.id} aria-labelledby="typed-title">
      <h2 class="notice-title" id="typed-title">What you had typed</h2>
      <dl class="settles">{typed.map(({ label, words }) => <div key={label}><dt>{label}</dt><dd class="desk-typed">{words}</dd></div>)}</dl>
    </section>
  );
}

function Head({ claim }: { claim: ClaimRecord }): VNode {
  const { desk } = claim;
  return (
    <header class="page-head">
      <p class="kicker"><strong>{STATUS_WORDS[claim.status]}</strong>{claim.standing.text !== STATUS_WORDS[claim.status] && <> · Readers see: {claim.status === 'draft' ? 'nothing' : claim.standing.text}</>}</p>
      <h1 {...tongue(claim.language)}>{claim.title}</h1>
      {claim.wording !== claim.title && <p class="reading" {...tongue(claim.language)}>{claim.wording}</p>}
      <ul class="desk-facts">
        <li>{KIND_WORDS[claim.kind]}</li>
        <li>Logged by {desk!.loggedBy.name} on <RecordedDay at={claim.loggedAt} /></li>
        <li>In charge: {desk!.editorInCharge.name}</li>
        <li>Reviewer: {desk!.reviewer?.name ?? 'nobody yet'}</li>
        <li>Scale: {claim.scale.name}</li>
        {claim.topics.length > 0 && <li>Topics: {claim.topics.map((topic) => topic.name).join(', ')}</li>}
      </ul>
      {claim.statusReason && <p><strong>Reason given:</strong> {claim.statusReason}</p>}
      {claim.searchedWhere && <p><strong>Searched, none found:</strong> {claim.searchedWhere}</p>}
      {claim.mergedInto && <p>Merged into <a href={`/desk/claims/${claim.mergedInto.id}`}>{claim.mergedInto.title}</a></p>}
      <p class="desk-links">
        <a href="#actions">What can be done now</a>
        {claim.status !== 'draft' && <a href={`/claims/${claim.slug}`}>As readers see it</a>}
        <a href={`/claims/${claim.slug}/history`}>History</a>
      </p>
    </header>
  );
}

export const workbenchPage = (props: WorkbenchProps): string => renderPage(<WorkbenchPage {...props} />);
