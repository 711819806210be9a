/** Every public act on a claim in words, newest first. */
import type { VNode } from 'preact';
import type { HistoryEntry } from '../../record/claim-history.dto.js';
import type { ClaimRecord } from '../../record/claim-record.dto.js';
import type { CorrectionKind, DeclineCode, Stance, Weight } from '../../claims/claim.words.js';
import { Badge, toneOf } from '../../shared/html/badge.js';
import { Day, Instant } from '../../shared/html/day.js';
import { type Frame, Page } from '../../shared/html/page.js';
import { tongue } from '../../shared/html/words.js';
import { Changes } from './change.view.js';
import { CORRECTION_WORDS, DECLINE_WORDS, shownChanges, STANCE_WORDS, WEIGHT_WORDS } from './claim.words.js';
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
  const address = `/claims/${record.slug}`;
  return (
    <Page {...frame} section="site" path={`${address}/history`} title={`History: ${record.title}`} description={`Every public change to the record of the claim “${record.wording}”.`} indexed={newest}>
      <div class="wrap">
        <div class="page-head">
          <p class="kicker"><a href={address}>Back to the claim</a></p>
          <h1>History of this claim</h1>
          <p class="hero-said" {...tongue(record.language)}>{record.wording}</p>
          <p class="muted small">Every change that readers could see, newest first. Nothing is taken out of this list.{record.imported && ' This is a sample record: its entries carry the dates of the events, loaded afterwards.'}</p>
        </div>
        {entries.length === 0 && <p>There is nothing older.</p>}
        <ol class="entries">{entries.filter(isForReaders).map((entry) => <Entry key={entry.version} entry={entry} record={record} />)}</ol>
        {nextCursor && <p class="more"><a href={`${address}/history?cursor=${encodeURIComponent(nextCursor)}`} rel="next">Older changes</a></p>}
        {!newest && <p class="more"><a href={`${address}/history`}>The newest changes</a></p>}
      </div>
    </Page>
  );
}

/** A revision that changed nothing but who is in charge leaves nothing to tell. */
const isForReaders = (entry: HistoryEntry): boolean => !entry.act.startsWith('revise_') || entry.subjects.length > 0;

function Entry({ entry, record }: { entry: HistoryEntry; record: ClaimRecord }): VNode {
  const { title, body } = told(entry, record);
  return (
    <li class="entry">
      <p class="entry-when"><Instant at={entry.at} />{entry.by && <>, by {entry.by.name}</>}</p>
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

const ended = (entry: HistoryEntry): VNode | null => (entry.reason ? <p>{entry.reason}</p> : null);

function told(entry: HistoryEntry, record: ClaimRecord): Told {
  switch (entry.act) {
    case 'open':
      return { title: 'The claim went on record', body: null };
    case 'submit':
      return { title: 'Sent to review', body: entry.reason ? <p>We searched for evidence and found none. Where we looked: {entry.reason}</p> : null };
    case 'return':
      return { title: 'Back from review', body: null };
    case 'approve':
      return { title: 'Verdict published', body: <Approved entry={entry} record={record} /> };
    case 'reopen':
      return { title: 'Opened again', body: ended(entry) };
    case 'decline': {
      const code = after(entry, 'claim', 'decline_code') as DeclineCode | undefined;
      return { title: code ? `Not rated: ${DECLINE_WORDS[code]}` : 'Not rated', body: ended(entry) };
    }
    case 'withdraw':
      return { title: 'Withdrawn', body: ended(entry) };
    case 'add_statement':
      return { title: 'Statement added', body: quoted(after(entry, 'statement', 'quote') ?? after(entry, 'statement', 'paraphrase')) };
    case 'add_evidence':
      return { title: 'Evidence added', body: <EvidenceTold entry={entry} record={record} /> };
    case 'withdraw_evidence':
      return { title: 'Evidence withdrawn', body: <EvidenceTold entry={entry} record={record} /> };
    default:
      return corrected(entry);
  }
}

const quoted = (words: unknown): VNode | null => (typeof words === 'string' ? <p>{words}</p> : null);

/** Revisions come with a correction, unless only the desk's own order of things changed. */
function corrected(entry: HistoryEntry): Told {
  const kind = after(entry, 'correction', 'kind') as CorrectionKind | undefined;
  if (kind) return { title: CORRECTION_WORDS[kind], body: <CorrectionTold entry={entry} /> };
  const topics = entry.subjects.some((subject) => subject.changes.some((change) => change.field === 'topic_ids'));
  return { title: topics ? 'Topics changed' : 'The record was tidied', body: ended(entry) };
}

function CorrectionTold({ entry }: { entry: HistoryEntry }): VNode {
  const changes = (after(entry, 'correction', 'changes') ?? {}) as Record<string, { before: unknown; after: unknown }>;
  const explanation = after(entry, 'correction', 'explanation');
  return (
    <>
      {typeof explanation === 'string' && <p>{explanation}</p>}
      <Changes changes={shownChanges(Object.entries(changes).map(([field, change]) => ({ field, before: change.before, after: change.after })))} />
    </>
  );
}

function Approved({ entry, record }: { entry: HistoryEntry; record: ClaimRecord }): VNode {
  const known = [record.verdict, ...record.earlierVerdicts].filter((verdict) => verdict !== null);
  const named = entry.subjects.filter((subject) => subject.subject === 'verdict').map((subject) => ({ subject, verdict: known.find((verdict) => verdict.id === subject.subjectId) }));
  const published = named.find(({ verdict }) => verdict?.approvedAt === entry.at)?.verdict;
  const replaced = named.find(({ verdict }) => verdict && verdict.id !== published?.id)?.verdict;
  return (
    <>
      {published && (
        <>
          <p class="claim-standing"><Badge tone={toneOf('rated', published.rating.colour)} label={published.rating.label} /> <span>since <Day day={published.inForceFrom} /></span></p>
          <p>{published.summary}</p>
          <p class="small muted">Proposed by {published.proposedBy.name}{published.approvedBy && <>, approved by {published.approvedBy.name}</>}{published.singleReviewer && '. Single reviewer'}</p>
          {replaced && replaced.rating.label !== published.rating.label && <Changes changes={[{ label: 'Verdict', before: replaced.rating.label, after: published.rating.label }]} />}
        </>
      )}
      {after(entry, 'correction', 'kind') !== undefined && <CorrectionTold entry={entry} />}
    </>
  );
}

function EvidenceTold({ entry, record }: { entry: HistoryEntry; record: ClaimRecord }): VNode | null {
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
      <p>{added ? summary : <del>{summary}</del>} <span class="muted small">{STANCE_WORDS[stance]}, {WEIGHT_WORDS[weight]}. {item.source.publisher}. <a href={`/claims/${record.slug}#${evidenceAnchor(item.id)}`}>On the claim’s page</a></span></p>
      {!added && entry.reason && <p>Reason: {entry.reason}</p>}
    </>
  );
}
