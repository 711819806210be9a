/** The workbench: a claim's whole record for the desk on one screen, what colleagues say of it, and what can be done with it now. */
import type { VNode } from 'preact';
import type { CorrectionProposalView } from '../../corrections/proposal.dto.js';
import type { ClaimRecord } from '../../record/claim-record.dto.js';
import { Instant, RecordedDay } from '../../shared/html/day.js';
import { ErrorSummary, Notice } from '../../shared/html/form.js';
import { renderPage } from '../../shared/html/page.js';
import { tongue } from '../../shared/html/words.js';
import type { Possibilities } from '../../workflow/workflow.service.js';
import type { RecordedAct } from '../audit/audit.query.js';
import { actWords } from '../audit/audit.words.js';
import { FIELD_WORDS, KIND_WORDS, STATUS_WORDS } from '../desk.words.js';
import { EvidenceBoard } from '../evidence/board.view.js';
import type { LookedUp } from '../evidence/evidence.sources.js';
import type { RefusedForm } from '../forms/refusal.js';
import type { Sent } from '../forms/sent.js';
import { DeskPage, type Frame } from '../frame.view.js';
import type { Present } from '../live/presence.query.js';
import { Presence } from '../live/presence.view.js';
import { Notes, type NotesShown } from '../notes/notes.view.js';
import { Actions } from './actions.view.js';
import { ChangedMeanwhile, ChangesRegion } from './changes.view.js';
import { Statements } from './record.view.js';
import { ReviseClaim } from './revise.view.js';
import { Proposal, VerdictInForce } from './verdicts.view.js';
import type { Colleague, Named } from './workbench.query.js';

export interface WorkbenchProps {
  frame: Frame;
  claim: ClaimRecord;
  possible: Possibilities;
  reviewers: readonly Colleague[];
  editors: readonly Colleague[];
  scales: readonly Named[];
  topics: readonly Named[];
  /** Beside the actions of the workflow, which `possible` answers. */
  rights: { addEvidence: boolean; reviseEvidence: boolean; withdrawEvidence: boolean; addStatement: boolean; revise: boolean };
  /** Makes a second press of a button the same act. */
  once: string;
  done: string | undefined;
  refused: RefusedForm | undefined;
  /** What the person typed before and has not sent, by form. */
  drafts: Readonly<Record<string, Sent>>;
  /** The form that was asked for: "claim", "statement:<id>", "evidence:<id>", "evidence". */
  open: string | undefined;
  /** The statement that is being revised, as its form has it. */
  restated: { id: string; sent: Sent } | undefined;
  looked: LookedUp | undefined;
  notes: NotesShown;
  people: readonly Present[];
  /** The latest acts, newest first. */
  history: readonly RecordedAct[];
  /** What was done between the page of the refused form and now. */
  meanwhile: readonly RecordedAct[];
  /** What readers say and nobody has closed. */
  reports: readonly { code: string; words: string; receivedAt: string }[];
  /** Factual corrections that wait for a second person. */
  corrections: readonly CorrectionProposalView[];
}

function WorkbenchPage(props: WorkbenchProps): VNode {
  const { frame, claim, done, refused, drafts, meanwhile, notes, once } = props;
  return (
    <DeskPage frame={frame} title={refused && refused.errors.length > 0 ? `Error: ${claim.title}` : claim.title} scripts={['drafts.js', 'statement-form.js', 'workbench.js']}>
      {refused && <ErrorSummary errors={refused.errors} title={refused.stale ? 'The claim changed while you were working on it' : 'This was not done'} />}
      {done && <Notice kind="success"><p>{done}</p></Notice>}
      {refused && <ChangedMeanwhile acts={meanwhile} />}
      {refused && isGone(refused, claim) && <Typed refused={refused} />}
      <Head {...props} />
      {/* Beside the head and not in it: it stays in view however far down somebody types. */}
      <ChangesRegion claimId={claim.id} version={claim.version} />
      <div class="desk-bench">
        <div class="desk-record">
          <Proposal {...props} />
          <VerdictInForce {...props} />
          <Statements {...props} />
          <EvidenceBoard {...props} />
          {props.rights.revise && claim.status !== 'withdrawn' && <ReviseClaim {...props} />}
        </div>
        <div class="desk-side">
          <Actions {...props} />
          <Notes claimId={claim.id} me={frame.viewer.accountId!} csrfToken={frame.csrfToken} once={once} notes={notes} refused={refused} drafts={drafts} />
          <History {...props} />
        </div>
      </div>
    </DeskPage>
  );
}

/** Whether the page no longer has the form: its evidence, or the claim itself, was withdrawn meanwhile. */
function isGone({ id }: RefusedForm, claim: ClaimRecord): boolean {
  if (claim.status === 'withdrawn') return ['evidence', 'statement', 'revise', 'arrange'].includes(id) || /^(withdraw|revise|restate)-/.test(id);
  const evidence = /^(?:withdraw|revise)-(.+)$/.exec(id)?.[1];
  return evidence !== undefined && !claim.evidence.some((one) => one.id === evidence && !one.withdrawn);
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

function Head({ claim, corrections, people, reports, notes }: WorkbenchProps): VNode {
  const { desk } = claim;
  const standing = claim.evidence.filter(({ withdrawn }) => !withdrawn).length;
  const talk = notes.page.items.reduce((sum, { replies }) => sum + 1 + replies.length, 0);
  return (
    <header class="page-head">
      <p class="kicker"><strong>{STATUS_WORDS[claim.status]}</strong>{claim.standing.text !== STATUS_WORDS[claim.status] && <> · Readers see: {claim.status === 'draft' ? 'nothing' : claim.standing.text}</>}</p>
      <h1 {...tongue(claim.language)}>{claim.title}</h1>
      {claim.wording !== claim.title && <p class="reading" {...tongue(claim.language)}>{claim.wording}</p>}
      <Presence claimId={claim.id} people={people} />
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
      {corrections.length > 0 && (
        <Notice kind="info" title={corrections.length === 1 ? 'A factual correction waits for a second person' : `${corrections.length} factual corrections wait for a second person`}>
          <ul class="bullets">{corrections.map((one) => <li key={one.id}><a href={`/desk/corrections/${one.id}`} dir="auto">{one.explanation}</a> <span class="muted small">{one.proposedBy.name}, <RecordedDay at={one.proposedAt} /></span></li>)}</ul>
        </Notice>
      )}
      {reports.length > 0 && <Reports reports={reports} />}
      <nav class="desk-links" aria-label="On this page">
        <a href="#statements">{claim.statements.length > 1 ? `Statements (${claim.statements.length})` : 'Statement'}</a>
        <a href="#board">Evidence ({standing})</a>
        <a href="#actions">What can be done now</a>
        <a href="#notes">Notes{talk > 0 && ` (${talk}${notes.page.nextCursor ? ' and more' : ''})`}</a>
        <a href="#history">History</a>
        {claim.status !== 'draft' && <a href={`/claims/${claim.slug}`}>As readers see it</a>}
        {claim.status !== 'draft' && claim.status !== 'withdrawn' && <a href={`/desk/claims/${claim.id}/corrections/new`}>Correct something public</a>}
      </nav>
    </header>
  );
}

function Reports({ reports }: Pick<WorkbenchProps, 'reports'>): VNode {
  return (
    <Notice kind="info" title={reports.length === 1 ? 'A reader says that something is wrong' : `${reports.length === 50 ? 'Fifty or more' : reports.length} readers’ reports wait`}>
      <ul class="bullets">{reports.slice(0, 5).map(({ code, words, receivedAt }) => <li key={code}><a href={`/desk/reports/${code}`} dir="auto">{words.length < 120 ? words : `${[...words].slice(0, 119).join('')}…`}</a> <span class="muted small"><RecordedDay at={receivedAt} /></span></li>)}</ul>
    </Notice>
  );
}

function History({ claim, history }: WorkbenchProps): VNode {
  return (
    <section class="section desk-history" id="history" aria-labelledby="history-title">
      <h2 id="history-title">History</h2>
      <ol>
        {history.map((act) => (
          <li key={`${act.version} ${act.act}`}>
            <p><strong>{act.by?.name ?? 'Whoever runs the machine'}</strong> {actWords(act.act)} <span class="muted small"><Instant at={act.at} /></span></p>
            {act.reason && <p class="small" dir="auto">{act.reason}</p>}
          </li>
        ))}
      </ol>
      <p class="more"><a href={`/desk/claims/${claim.id}/history`}>All that was done, with before and after</a></p>
      {claim.status !== 'draft' && <p><a href={`/claims/${claim.slug}/history`}>The history that readers see</a></p>}
    </section>
  );
}

export const workbenchPage = (props: WorkbenchProps): string => renderPage(<WorkbenchPage {...props} />);

