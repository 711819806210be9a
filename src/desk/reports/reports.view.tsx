/** What readers report: the queue, and one report with what is to be done about it. */
import type { VNode } from 'preact';
import { type Outcome, referenceOf, type ReportKind, type ReportStatus } from '../../reports/report.rules.js';
import type { ReportRow, ReportView } from '../../reports/reports.dto.js';
import type { ReportList } from '../../reports/reports.query.js';
import { sayDay } from '../../shared/day.js';
import type { RuleAnswer } from '../../shared/errors.js';
import { Instant, RecordedDay } from '../../shared/html/day.js';
import { ErrorSummary, FieldError, Notice } from '../../shared/html/form.js';
import { renderPage } from '../../shared/html/page.js';
import { tongue } from '../../shared/html/words.js';
import { Carried, ChoiceGroup, Select, Send, stateOf, TextArea } from '../forms/fields.view.js';
import type { RefusedForm } from '../forms/refusal.js';
import { DeskPage, type Frame } from '../frame.view.js';

const KIND_WORDS: Record<ReportKind, string> = {
  fact: 'A wrong fact', quote: 'A wrong quote or attribution', link: 'A broken link', translation: 'The translation', accessibility: 'Hard to use', other: 'Something else',
};

const STATUS_WORDS: Record<ReportStatus, string> = { open: 'Open', answered: 'Answered', corrected: 'Corrected', dismissed: 'Dismissed' };

const OUTCOMES: readonly { value: Outcome; label: string; detail: string }[] = [
  { value: 'answered', label: 'Answered', detail: 'It was looked into, and nothing public had to be corrected.' },
  { value: 'corrected', label: 'Corrected', detail: 'A published correction came of it.' },
  { value: 'dismissed', label: 'Dismissed', detail: 'There is nothing to look into: spam, abuse, or not about this site.' },
];

export interface ReportsProps {
  frame: Frame;
  list: ReportList;
  /** Only what the person deals with. */
  isMine: boolean;
  /** Of open ones; a hundred stands for more. */
  count: number;
  items: readonly ReportRow[];
  nextCursor: string | null;
  done: string | undefined;
  /** A reference that was asked for and is none of ours. */
  notFound: string | undefined;
}

function ReportsPage({ frame, list, isMine, count, items, nextCursor, done, notFound }: ReportsProps): VNode {
  const errors = notFound === undefined ? [] : [{ field: 'ref', text: `There is no report “${notFound}”. Check the reference.` }];
  const closed = list === 'closed';
  return (
    <DeskPage frame={frame} title={errors.length > 0 ? 'Error: Readers’ reports' : 'Readers’ reports'}>
      <ErrorSummary errors={errors} />
      {done && <Notice kind="success"><p>{done}</p></Notice>}
      <div class="page-head">
        <h1>Readers’ reports</h1>
        <p>{closed ? 'Closed ones, the latest first.' : 'Open ones, what has waited longest first.'}</p>
        <p class="desk-links">
          {[['open', '/desk/reports', `Open (${count === 100 ? '100 or more' : count})`], ['mine', '/desk/reports?list=mine', 'Taken by you'], ['closed', '/desk/reports?list=closed', 'Closed']].map(([key, href, words]) => (
            <a key={key} href={href} aria-current={key === (isMine ? 'mine' : list) ? 'page' : undefined}>{words}</a>
          ))}
        </p>
      </div>
      <form class="problem-search" action="/desk/reports" role="search" aria-label="Find a report">
        <div class="field">
          <label for="ref">Find by reference</label>
          <FieldError field="ref" errors={errors} />
          <input id="ref" name="ref" type="text" autocomplete="off" maxLength={60} value={notFound} aria-describedby={notFound === undefined ? undefined : 'ref-error'} placeholder="R-7KX2-9PBC" />
        </div>
        <button type="submit" class="button-quiet">Find</button>
      </form>
      <section class="section" aria-labelledby="reports-title">
        <h2 id="reports-title">{closed ? 'Closed' : isMine ? 'Taken by you' : 'Open'}</h2>
        {items.length === 0 ? <p>{closed ? 'No report is closed yet.' : isMine ? 'You have taken none.' : 'No report is open.'}</p> : <ol class="desk-list">{items.map((item) => <Item key={item.code} item={item} />)}</ol>}
        {nextCursor && <p class="more"><a href={`/desk/reports?list=${isMine ? 'mine' : list}&after=${encodeURIComponent(nextCursor)}`}>More reports</a></p>}
      </section>
    </DeskPage>
  );
}

function Item({ item }: { item: ReportRow }): VNode {
  return (
    <li class="desk-item">
      <a class="desk-item-title" href={`/desk/reports/${item.code}`}>{KIND_WORDS[item.kind]} <span class="muted">{referenceOf(item.code)}</span></a>
      <p class="prose" dir="auto">{item.words}</p>
      <ul class="desk-item-facts">
        {item.status === 'open'
          ? <li><strong>Waiting</strong> since <RecordedDay at={item.receivedAt} /></li>
          : <li><strong>{STATUS_WORDS[item.status]}</strong> by {item.closedBy} on <RecordedDay at={item.closedAt!} /></li>}
        {item.claim ? <li>On <span {...tongue(item.claim.language)}>{item.claim.title}</span></li> : item.page ? <li>On <bdi>{item.page}</bdi></li> : <li>On no claim</li>}
        {item.hasEmail && <li>Wants an answer</li>}
        {item.status === 'open' && item.takenBy && <li>Taken by {item.takenBy.name}</li>}
      </ul>
    </li>
  );
}

export interface ReportProps {
  frame: Frame;
  report: ReportView;
  mayClose: RuleAnswer;
  /** Whether answers go out from here. */
  mails: boolean;
  done: string | undefined;
  refused: RefusedForm | undefined;
}

function ReportPage(props: ReportProps): VNode {
  const { frame, report, done, refused } = props;
  const title = `Report ${referenceOf(report.code)}`;
  return (
    <DeskPage frame={frame} title={refused ? `Error: ${title}` : title}>
      {refused && <ErrorSummary errors={refused.errors} title="This was not done" />}
      {done && <Notice kind="success"><p>{done}</p></Notice>}
      <header class="page-head">
        <p class="kicker"><strong>{STATUS_WORDS[report.status]}</strong> · {KIND_WORDS[report.kind]}</p>
        <h1>{title}</h1>
        <ul class="desk-facts">
          <li>Sent on <Instant at={report.receivedAt} /></li>
          <li>The reader had the site in: <span lang="en">{new Intl.DisplayNames('en', { type: 'language' }).of(report.language)}</span></li>
        </ul>
        <p class="desk-links"><a href="/desk/reports">All reports</a></p>
      </header>
      <div class="desk-bench">
        <div class="desk-record">
          <section class="section" aria-labelledby="words-title">
            <h2 id="words-title">What the reader says</h2>
            <p class="reading desk-typed" dir="auto">{report.words}</p>
            <dl class="settles">
              {report.sourceUrl && <div><dt>A source that shows it</dt><dd><a href={report.sourceUrl} rel="nofollow noopener noreferrer" dir="ltr">{report.sourceUrl}</a></dd></div>}
              {report.email && <div><dt>E-mail address, for the answer alone</dt><dd><a href={mailTo(report.email, report.code)} dir="ltr">{report.email}</a></dd></div>}
              {report.page && <div><dt>The page, as the reader named it</dt><dd dir="auto">{report.page}</dd></div>}
            </dl>
          </section>
          {report.claim && <About report={report} claim={report.claim} />}
          {report.others.length > 0 && <Others report={report} />}
        </div>
        {report.status === 'open' ? <ToDo {...props} /> : <Closed report={report} refused={refused} />}
      </div>
    </DeskPage>
  );
}

/** Neither part of the address may begin anything else of a mailto link. */
function mailTo(email: string, code: string): string {
  const at = email.lastIndexOf('@');
  return `mailto:${encodeURIComponent(email.slice(0, at))}@${encodeURIComponent(email.slice(at + 1))}?subject=${encodeURIComponent(`Your report ${referenceOf(code)}`)}`;
}

function About({ report, claim }: { report: ReportView; claim: NonNullable<ReportView['claim']> }): VNode {
  const changed = report.claimVersion !== null && report.claimVersion !== claim.version;
  return (
    <section class="section" aria-labelledby="claim-title">
      <h2 id="claim-title">The claim</h2>
      <p class="reading" {...tongue(claim.language)}>{claim.wording}</p>
      {report.claimVersion !== null && (
        <p class="muted">{changed ? `The reader had version ${report.claimVersion} before them; readers see version ${claim.version} now.` : 'Readers see the same version now as the reader did.'}</p>
      )}
      <p class="desk-links">
        <a href={`/desk/claims/${claim.id}`}>Open it at the desk</a>
        <a href={`/claims/${claim.slug}`}>As readers see it now</a>
        <a href={`/claims/${claim.slug}?as_of=${encodeURIComponent(report.receivedAt)}`}>As it was when this was sent</a>
      </p>
    </section>
  );
}

function Others({ report }: { report: ReportView }): VNode {
  return (
    <section class="section" aria-labelledby="others-title">
      <h2 id="others-title">Other reports on this claim</h2>
      <ul class="plain-list">
        {report.others.map((other) => (
          <li key={other.code}><a href={`/desk/reports/${other.code}`}>{KIND_WORDS[other.kind]} {referenceOf(other.code)}</a> <span class="muted">{STATUS_WORDS[other.status]}, <RecordedDay at={other.receivedAt} /></span></li>
        ))}
      </ul>
    </section>
  );
}

function ToDo(props: ReportProps): VNode {
  const { mayClose, report } = props;
  return (
    <section class="section desk-actions" aria-labelledby="close-title">
      <h2 id="close-title">What can be done now</h2>
      {mayClose !== true ? <p class="desk-why">{mayClose.message}</p> : (
        <>
          <Take {...props} />
          {report.claim && <Correcting report={report} claim={report.claim} />}
          <Close {...props} />
        </>
      )}
    </section>
  );
}

function Take({ frame, report, refused }: ReportProps): VNode {
  const { takenBy } = report;
  const isMine = takenBy !== null && takenBy.id === frame.viewer.accountId;
  return (
    <div class="desk-action">
      <h3>{takenBy === null ? 'Nobody deals with it yet' : isMine ? 'You deal with it' : `${takenBy.name} deals with it`}</h3>
      <form id="take" method="post" action={`/desk/reports/${report.code}/take`}>
        <Carried csrfToken={frame.csrfToken} />
        <input type="hidden" name="seen" value={takenBy?.id ?? ''} />
        <FieldError field="take" errors={stateOf('take', refused).errors} />
        <div class="form-actions">
          {isMine ? <button type="submit" name="leave" value="yes" class="button-quiet">Leave it to others</button> : <button type="submit" class="button-quiet">{takenBy === null ? 'Take it' : 'Take it over'}</button>}
        </div>
      </form>
    </div>
  );
}

function Correcting({ report, claim }: { report: ReportView; claim: NonNullable<ReportView['claim']> }): VNode {
  const linked = report.corrections.find(({ id }) => id === report.correctionId);
  return (
    <div class="desk-action">
      <h3>Correct what is wrong</h3>
      {linked && <p><strong>A correction came of it</strong>, published on <RecordedDay at={linked.publishedAt} />: <a href={`/claims/${claim.slug}#correction-${linked.id}`} {...tongue(claim.language)}>{linked.explanation}</a></p>}
      {report.proposalId && <p><a href={`/desk/corrections/${report.proposalId}`}>A correction is proposed</a>, and waits for a second person.</p>}
      {!linked && !report.proposalId && <p><a href={`/desk/claims/${claim.id}/corrections/new?report=${referenceOf(report.code)}`}>Start a correction from this report</a>. It is linked here when it is published.</p>}
    </div>
  );
}

function Close({ frame, report, mails, refused }: ReportProps): VNode {
  const form = stateOf('close', refused);
  const answerHint = report.email === null
    ? 'The reader left no address, so nobody is written to: what you would have told them.'
    : mails ? 'Mailed to the reader’s address when you close the report, with the reference and a link to the page.' : 'This desk sends no e-mail: write to the reader yourself, at the address beside, before you close; then keep here what you told them.';
  const kinds = { typo: 'Typing mistake', clarification: 'Clarification', factual: 'Factual error', rating: 'Rating' };
  return (
    <div class="desk-action">
      <h3>Close it</h3>
      <form id={form.id} method="post" action={`/desk/reports/${report.code}/close`} noValidate>
        <Carried csrfToken={frame.csrfToken} />
        {report.email && <p class="hint">Closing deletes the reader’s e-mail address.</p>}
        <ChoiceGroup form={form} name="outcome" choices={report.corrections.length > 0 || form.sent ? OUTCOMES : OUTCOMES.filter(({ value }) => value !== 'corrected')} {...(report.correctionId ? { value: 'corrected' } : {})} />
        {report.corrections.length > 0 && (
          <Select
            form={form} name="correctionId" empty="None" value={report.correctionId} optional hint="Of this claim’s published corrections, the one that came of it."
            choices={report.corrections.map(({ id, kind, explanation, publishedAt }) => ({ value: id, words: `${sayDay(publishedAt.slice(0, 10))}, ${kinds[kind].toLowerCase()}: ${explanation.length > 80 ? `${explanation.slice(0, 80)}…` : explanation}` }))}
          />
        )}
        <TextArea form={form} name="answer" rows={5} hint={answerHint} optional={report.email === null || !mails} />
        <TextArea form={form} name="closingNote" hint="What was found and done, or why it is dismissed. Readers do not see it." optional />
        <Send form={form} words={report.email !== null && mails ? 'Send the answer and close' : 'Close the report'} />
      </form>
    </div>
  );
}

function Closed({ report, refused }: Pick<ReportProps, 'report' | 'refused'>): VNode {
  const typed = ['answer', 'closingNote'].flatMap((name) => refused?.sent[name]?.[0] || []);
  const linked = report.corrections.find(({ id }) => id === report.correctionId);
  return (
    <section class="section desk-actions" id="close" aria-labelledby="close-title">
      <h2 id="close-title">{STATUS_WORDS[report.status]}</h2>
      <p>By {report.closedBy} on <Instant at={report.closedAt!} />.</p>
      {report.claim && linked && <p>Correction: <a href={`/claims/${report.claim.slug}#correction-${linked.id}`} {...tongue(report.claim.language)}>{linked.explanation}</a></p>}
      {report.answer && <><h3>{report.mailed ? 'What the reader was told, by e-mail' : 'The answer'}</h3><p class="desk-typed" dir="auto">{report.answer}</p></>}
      {report.closingNote && <><h3>Note for the desk</h3><p class="desk-typed" dir="auto">{report.closingNote}</p></>}
      <p class="hint">A closed report keeps no e-mail address.</p>
      {typed.length > 0 && <Notice title="What you had typed">{typed.map((words) => <p key={words} class="desk-typed" dir="auto">{words}</p>)}</Notice>}
    </section>
  );
}

export const reportsPage = (props: ReportsProps): string => renderPage(<ReportsPage {...props} />);
export const reportPage = (props: ReportProps): string => renderPage(<ReportPage {...props} />);
