/** Every public act on a claim in words, newest first. */
import type { VNode } from 'preact';
import type { HistoryEntry } from '../../record/claim-history.dto.js';
import type { ClaimRecord, CorrectionView } from '../../record/claim-record.dto.js';
import type { CorrectionKind, DeclineCode, Stance, Weight } from '../../claims/claim.words.js';
import { Badge, toneOf } from '../../shared/html/badge.js';
import { Day, Instant } from '../../shared/html/day.js';
import { fill, inWords, type Language, useLanguage } from '../../shared/html/language.js';
import { type Frame, Page } from '../../shared/html/page.js';
import { tongue, written } from '../../shared/html/words.js';
import { Changes } from './change.view.js';
import { changesOf } from './correction.words.js';
import { evidenceAnchor } from './evidence.view.js';

export interface HistoryProps {
  frame: Frame;
  record: ClaimRecord;
  entries: readonly HistoryEntry[];
  nextCursor: string | null;
  /** Whether this is the first page. */
  newest: boolean;
}

export function HistoryPage({ frame, record, entries, nextCursor, newest }: HistoryProps): VNode {
  const { at, say, words: { claim, history } } = frame.language;
  const address = `/claims/${record.slug}`;
  return (
    <Page {...frame} section="site" path={`${address}/history`} title={say(history.title, { title: record.title })} description={say(history.description, { wording: record.wording })} indexed={newest}>
      <div class="wrap">
        <div class="page-head">
          <p class="kicker"><a href={at(address)}>{history.back}</a></p>
          <h1>{history.heading}</h1>
          <p class="hero-said" {...tongue(record.language)}>{record.wording}</p>
          <p class="muted small">{history.lead}{record.imported && ` ${claim.sample}`}</p>
        </div>
        {entries.length === 0 && <p>{history.nothingOlder}</p>}
        <ol class="entries">{entries.filter(isForReaders).map((entry) => <Entry key={entry.version} entry={entry} record={record} />)}</ol>
        {nextCursor && <p class="more"><a href={at(`${address}/history?cursor=${encodeURIComponent(nextCursor)}`)} rel="next">{history.older}</a></p>}
        {!newest && <p class="more"><a href={at(`${address}/history`)}>{history.newest}</a></p>}
      </div>
    </Page>
  );
}

/** A revision that changed nothing but who is in charge leaves nothing to tell. */
const isForReaders = (entry: HistoryEntry): boolean => !entry.act.startsWith('revise_') || entry.subjects.length > 0;

function Entry({ entry, record }: { entry: HistoryEntry; record: ClaimRecord }): VNode {
  const spoken = useLanguage();
  const { title, body } = told(entry, record, spoken);
  return (
    <li class="entry">
      <p class="entry-when">{entry.by ? fill(spoken.words.history.whenBy, { when: <Instant at={entry.at} />, who: entry.by.name }) : <Instant at={entry.at} />}</p>
      <h2 class="entry-title">{title}</h2>
      <div class="entry-what">{body}</div>
    </li>
  );
}

interface Told {
  title: string;
  body: VNode | string | null;
}

/** The value a field had after the act, of the first subject of a kind that has it. */
function after(entry: HistoryEntry, subject: string, field: string): unknown {
  return entry.subjects.filter((candidate) => candidate.subject === subject).flatMap((candidate) => candidate.changes).find((change) => change.field === field)?.after;
}

const ended = (entry: HistoryEntry): VNode | null => (entry.reason ? <p dir="auto">{entry.reason}</p> : null);

function told(entry: HistoryEntry, record: ClaimRecord, { say, words: { common, history } }: Language): Told {
  switch (entry.act) {
    case 'open':
      return { title: history.open, body: null };
    case 'submit':
      return { title: history.submit, body: entry.reason ? <p>{fill(history.searched, { where: <span {...written(record.language)}>{entry.reason}</span> })}</p> : null };
    case 'return':
      return { title: history.return, body: null };
    case 'approve':
      return { title: history.approve, body: <Approved entry={entry} record={record} /> };
    case 'reopen':
      return { title: history.reopen, body: ended(entry) };
    case 'decline': {
      const code = after(entry, 'claim', 'decline_code') as DeclineCode | undefined;
      return { title: code ? say(common.notRatedBecause, { reason: common.decline[code] }) : history.notRated, body: ended(entry) };
    }
    case 'withdraw':
      return { title: history.withdraw, body: ended(entry) };
    case 'add_statement':
      return { title: history.addStatement, body: quoted(after(entry, 'statement', 'quote') ?? after(entry, 'statement', 'paraphrase')) };
    case 'add_evidence':
      return { title: history.addEvidence, body: <EvidenceTold entry={entry} record={record} /> };
    case 'withdraw_evidence':
      return { title: history.withdrawEvidence, body: <EvidenceTold entry={entry} record={record} /> };
    case 'dissent':
    case 'withdraw_dissent':
      return { title: entry.act === 'dissent' ? history.dissent : history.withdrawDissent, body: <DissentTold entry={entry} record={record} /> };
    default: {
      // Revisions come with a correction, unless only the desk's own order of things changed.
      const kind = after(entry, 'correction', 'kind') as CorrectionKind | undefined;
      if (kind) return { title: common.correction[kind], body: <CorrectionTold entry={entry} /> };
      const topics = entry.subjects.some((subject) => subject.changes.some((change) => change.field === 'topic_ids'));
      return { title: topics ? history.topicsChanged : history.tidied, body: ended(entry) };
    }
  }
}

const quoted = (words: unknown): VNode | null => (typeof words === 'string' ? <p dir="auto">{words}</p> : null);

function CorrectionTold({ entry }: { entry: HistoryEntry }): VNode {
  const spoken = useLanguage();
  const changes = (after(entry, 'correction', 'changes') ?? {}) as Record<string, { before: unknown; after: unknown }>;
  const explanation = after(entry, 'correction', 'explanation');
  const kind = after(entry, 'correction', 'kind') as CorrectionKind;
  const subject = after(entry, 'correction', 'subject_kind') as CorrectionView['subject'];
  return (
    <>
      {typeof explanation === 'string' && <p dir="auto">{explanation}</p>}
      <Changes changes={changesOf({ kind, subject, changes: Object.entries(changes).map(([field, change]) => ({ field, before: change.before, after: change.after })) }, spoken)} />
    </>
  );
}

function Approved({ entry, record }: { entry: HistoryEntry; record: ClaimRecord }): VNode {
  const { say, words: { claim, common, history } } = useLanguage();
  const known = [record.verdict, ...record.earlierVerdicts].filter((verdict) => verdict !== null);
  const named = entry.subjects.filter((subject) => subject.subject === 'verdict').map((subject) => ({ subject, verdict: known.find((verdict) => verdict.id === subject.subjectId) }));
  const published = named.find(({ verdict }) => verdict?.approvedAt === entry.at)?.verdict;
  const replaced = named.find(({ verdict }) => verdict && verdict.id !== published?.id)?.verdict;
  const label = (words: string) => inWords(common.ratings, words);
  return (
    <>
      {published && (
        <>
          <p class="claim-standing"><Badge tone={toneOf('rated', published.rating.colour)} label={label(published.rating.label)} /> <span>{fill(common.since, { day: <Day day={published.inForceFrom} /> })}</span></p>
          <p {...written(record.language)}>{published.summary}</p>
          <p class="small muted">{say(published.singleReviewer ? history.proposedSingle : history.proposedApproved, { proposer: published.proposedBy.name, approver: published.approvedBy?.name ?? '' })}</p>
          {published.dissents.filter((dissent) => dissent.recordedAt < entry.at).map((dissent) => <p key={dissent.id} class="small">{history.dissent}: <span {...written(record.language)}>{dissent.words}</span></p>)}
          {replaced && replaced.rating.label !== published.rating.label && <Changes changes={[{ label: claim.fields.verdict, before: label(replaced.rating.label), after: label(published.rating.label) }]} />}
        </>
      )}
      {after(entry, 'correction', 'kind') !== undefined && <CorrectionTold entry={entry} />}
    </>
  );
}

/** The one that this act recorded or took back. */
function DissentTold({ entry, record }: { entry: HistoryEntry; record: ClaimRecord }): VNode | null {
  const { say, words: { history } } = useLanguage();
  const dissents = [record.verdict, ...record.earlierVerdicts].flatMap((verdict) => verdict?.dissents ?? []);
  const told = dissents.find((dissent) => (entry.act === 'dissent' ? dissent.recordedAt : dissent.withdrawn?.at) === entry.at);
  if (!told) return null;
  return (
    <>
      <p {...written(record.language)}>{entry.act === 'dissent' ? told.words : <del>{told.words}</del>}</p>
      {entry.reason && <p dir="auto">{say(history.reason, { reason: entry.reason })}</p>}
    </>
  );
}

function EvidenceTold({ entry, record }: { entry: HistoryEntry; record: ClaimRecord }): VNode | null {
  const { at, say, words: { common, history } } = useLanguage();
  const id = entry.subjects.find((subject) => subject.subject === 'evidence')?.subjectId;
  const item = record.evidence.find((candidate) => candidate.id === id);
  if (!item) return null;
  // What was added is told as it was then; a later correction has an entry of its own.
  const added = entry.act === 'add_evidence';
  const summary = (added && (after(entry, 'evidence', 'summary') as string | undefined)) || item.summary;
  const stance = ((added && after(entry, 'evidence', 'stance')) || item.stance) as Stance;
  const weight = ((added && after(entry, 'evidence', 'weight')) || item.weight) as Weight;
  return (
    <>
      <p><span {...written(record.language)}>{added ? summary : <del>{summary}</del>}</span> <span class="muted small">{common.stance[stance]}{common.comma}{common.weight[weight]}. {item.source.publisher}. <a href={at(`/claims/${record.slug}#${evidenceAnchor(item.id)}`)}>{history.onPage}</a></span></p>
      {!added && entry.reason && <p dir="auto">{say(history.reason, { reason: entry.reason })}</p>}
    </>
  );
}
