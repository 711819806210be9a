/** Folds the corpus's own terms into ours: kinds, sources, evidence, due dates, and what each claim's history of verdicts means as acts. */
import type { LogClaim } from '../../claims/claim.dto.js';
import type { ClaimKind, DeclineCode, Weight } from '../../claims/claim.words.js';
import type { AddEvidence } from '../../evidence/evidence.dto.js';
import { bounds, sayDay } from '../../shared/day.js';
import type { NewSource } from '../../sources/source.dto.js';
import type { SourceKind } from '../../sources/source.entity.js';
import { urlKey } from '../../sources/source.rules.js';
import type { CorpusClaim, CorpusEvidence, CorpusHistoryEntry, CorpusSource } from './corpus.js';

/** The table's value, or an error that names what the table lacks: a corpus that says something new is not folded by guess. */
function fold<T>(table: Record<string, T>, word: string, what: string): T {
  if (!Object.hasOwn(table, word)) throw new Error(`The Geneva corpus has a ${what} that is not folded yet: “${word}”.`);
  return table[word]!;
}

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
const sentence = (words: string): string => `${capitalised(words)}${/[.!?]$/.test(words) ? '' : '.'}`;
const later = (a: string, b: string): string => (a > b ? a : b);

// — claims ———————————————————————————————————————————————————————————————————

const KINDS: Record<string, ClaimKind> = {
  'assurance of own intent': 'assurance',
  'policy commitment': 'policy',
  factual: 'factual',
  promise: 'promise',
  prediction: 'prediction',
  opinion: 'opinion',
};

export const kindOf = (claim: CorpusClaim): ClaimKind => fold(KINDS, claim.kind, 'kind of claim');

/** Where the scale by kind does not fit. */
const JUDGED_ON: Record<string, 'accuracy' | 'commitment'> = {
  // A prediction, but of a step that both sides could take or leave: it was overtaken by events, not false.
  'GVA-05': 'commitment',
};

export const scaleOf = (claim: CorpusClaim): 'accuracy' | 'commitment' | undefined => JUDGED_ON[claim.claim_id];

export const TOPICS: Record<string, string> = {
  'Russia–Ukraine': 'Russia’s intentions towards Ukraine, and its war against it.',
  NATO: 'The alliance, its enlargement, and Russia’s demands of it.',
  Diplomacy: 'Meetings, written answers and plans to talk.',
  Sanctions: 'Measures against Russia, threatened and taken.',
  'Military aid': 'Arms and aid for those who fight in Ukraine.',
  'Troop movements': 'Forces sent, massed or held back.',
};

const ABOUT: Record<string, readonly (keyof typeof TOPICS)[]> = {
  'GVA-01': ['Russia–Ukraine', 'Diplomacy'],
  'GVA-02': ['Diplomacy', 'NATO'],
  'GVA-03': ['Russia–Ukraine', 'Troop movements'],
  'GVA-04': ['Russia–Ukraine', 'Sanctions'],
  'GVA-05': ['Diplomacy'],
  'GVA-06': ['Diplomacy'],
  'GVA-07': ['Russia–Ukraine', 'Troop movements'],
  'GVA-08': ['Russia–Ukraine', 'Military aid'],
  'GVA-09': ['NATO', 'Diplomacy'],
  'GVA-10': ['Diplomacy'],
  'GVA-11': ['Diplomacy'],
  'GVA-12': ['Russia–Ukraine', 'Military aid'],
  'GVA-13': ['NATO'],
  'GVA-14': ['Diplomacy'],
  'GVA-15': ['Diplomacy', 'Russia–Ukraine'],
  'GVA-16': ['Russia–Ukraine', 'Diplomacy'],
  'GVA-17': ['Diplomacy', 'NATO'],
};

export const topicsOf = (claim: CorpusClaim): readonly string[] => fold(ABOUT, claim.claim_id, 'claim without topics');

/** A claim is logged on the day of its first statement. */
export const loggedOn = (claim: CorpusClaim): string => claim.statements.map((statement) => statement.date_said).sort()[0]!;

/** Their due day was found by what came later; readers of the days before are told so. */
const DUE_BY_HINDSIGHT = new Set(['GVA-01', 'GVA-03', 'GVA-04', 'GVA-08', 'GVA-10', 'GVA-15']);

export function resolutionOf(claim: CorpusClaim): NonNullable<LogClaim['resolution']> | null {
  const { would_confirm, would_refute, judgeable_from, judgeable_by, date_basis } = claim.test;
  if (would_confirm === null || would_refute === null) return null;
  const note = [DUE_BY_HINDSIGHT.has(claim.claim_id) ? `Set with hindsight: ${date_basis}` : date_basis];
  if (judgeable_from !== null && judgeable_from !== loggedOn(claim)) note.push(`Judgeable from ${sayDay(judgeable_from)}.`);
  return {
    wouldConfirm: would_confirm,
    wouldRefute: would_refute,
    due: judgeable_by === null ? { kind: 'open' } : { kind: 'day', day: judgeable_by },
    note: note.join(' '),
  };
}

/** What the corpus knows of a claim and no field of ours holds. `tied` are the keys of the sources that a chain or evidence names. */
export function backgroundOf(claim: CorpusClaim, tied: ReadonlySet<string>): string {
  const consulted = consultedOf(claim, tied).map(({ title, publisher, role }) => `“${title}”, ${publisher} (${role.replaceAll(/[()]/g, '').replace(' republished copy', ', republished copy')})`);
  const entries = (reading: Reading) => claim.verdict_history.filter((entry) => readingOf(entry) === reading);
  return [
    `Kind of claim: ${claim.sub_kind}.`,
    ...entries('background').map(({ from, status, because }) => `${capitalised(status)} on ${sayDay(from)}: ${because}.`),
    ...entries('open').map(({ status, because }) => `When logged: ${status === 'open' ? '' : `${status.replace(/^open \((.*)\)$/, '$1')}; `}${because}.`),
    ...(consulted.length > 0 ? [`Also consulted: ${consulted.join('; ')}.`] : []),
    `Record ${claim.claim_id} of the Geneva corpus.`,
  ].join('\n');
}

/** Sources of the claim that neither a chain nor evidence names. */
export const consultedOf = (claim: CorpusClaim, tied: ReadonlySet<string>): CorpusSource[] => claim.sources.filter((source) => !tied.has(urlKey(source.url)));

// — sources ——————————————————————————————————————————————————————————————————

const BY_TITLE = 'by title';

const SOURCE_KINDS: Record<string, SourceKind | typeof BY_TITLE> = {
  'news agency': 'article',
  'news agency (copy)': 'article',
  'news agency quoting the primary document': 'article',
  'news report': 'article',
  'news report of official intelligence': 'article',
  'news report of official statement': 'article',
  'press investigation': 'article',
  opinion: 'article',
  'official statement': BY_TITLE,
  'primary document': BY_TITLE,
  'primary document (copy)': BY_TITLE,
  'primary text': 'transcript',
  'court decision, via law-firm report': 'court_decision',
};

/** Spoken words by their title; State Department interviews are titled "Secretary … with …". */
const SPOKEN = /press (availability|conference|briefing)|interview|remarks|\baddress\b|Blinken with /i;
const TRANSCRIPT_ROLE = /^(primary|machine) transcript/;

/** Publishers of one kind of document, whatever the corpus calls it. */
const ONLY_PUBLISHES: Record<string, SourceKind> = { 'International Court of Justice': 'court_decision' };

const TITLE_BASIS: Record<string, string> = {
  'described; headline not shown in the copy read': 'Headline not shown in the copy read; the title is a description.',
  'described; headline not shown': 'Headline not shown; the title is a description.',
  described: 'The title is a description.',
  'from the page address': 'The title is taken from the page address.',
  'from the page address, which cuts it short': 'The title is taken from the page address, which cuts it short.',
  'from the page': 'The title is taken from the page.',
};

const isEvidence = (mention: CorpusSource | CorpusEvidence): mention is CorpusEvidence => 'evidence_id' in mention;

function kindOfSource(mentions: readonly (CorpusSource | CorpusEvidence)[]): SourceKind {
  const { publisher, title } = mentions[0]!;
  if (Object.hasOwn(ONLY_PUBLISHES, publisher)) return ONLY_PUBLISHES[publisher]!;
  if (mentions.some((mention) => !isEvidence(mention) && TRANSCRIPT_ROLE.test(mention.role))) return 'transcript';
  const described = mentions.find(isEvidence);
  if (!described) return 'article';
  const kind = fold(SOURCE_KINDS, described.source_type, 'kind of source');
  return kind === BY_TITLE ? (SPOKEN.test(title) ? 'transcript' : 'official_document') : kind;
}

/** What is inferred about a source, in sentences. */
function noteOfMention(mention: CorpusSource | CorpusEvidence): string[] {
  if (!isEvidence(mention)) return [sentence(mention.role), ...(mention.note ? [mention.note] : [])];
  const { source_type, title_basis, publication_date_basis, url_kind } = mention;
  return [
    `Kind of source: ${source_type}.`,
    ...(title_basis ? [fold(TITLE_BASIS, title_basis, 'basis of a title')] : []),
    ...(publication_date_basis ? [`Publication day: ${publication_date_basis}.`] : []),
    ...(url_kind ? [`The address is of a ${url_kind}.`] : []),
  ];
}

/** One source an address, by `urlKey`, with what all its mentions say. */
export function sourcesOf(corpus: readonly CorpusClaim[]): Map<string, NewSource> {
  const mentions = Map.groupBy(corpus.flatMap((claim): (CorpusSource | CorpusEvidence)[] => [...claim.sources, ...claim.evidence]), ({ url }) => urlKey(url));
  const seeds = new Map(corpus.map(({ seed_article: seed }) => [urlKey(seed.url), seed]));
  return new Map(
    [...mentions].map(([key, all]) => {
      const { title, publisher, url } = all[0]!;
      const seed = seeds.get(key);
      const note = [...all.flatMap(noteOfMention), ...(seed ? [`Section: ${seed.section}.`, ...(seed.author === null ? ['No author is named.'] : [])] : [])];
      const source: NewSource = {
        kind: kindOfSource(all),
        title,
        publisher,
        authors: seed?.author ? [seed.author] : [],
        publishedDay: all.find((mention) => mention.publication_date !== null)?.publication_date ?? null,
        language: /\p{Script=Cyrillic}/u.test(title) ? 'ru' : 'en',
        url,
        note: [...new Set(note)].join(' '),
      };
      return [key, source];
    }),
  );
}

// — evidence —————————————————————————————————————————————————————————————————

const WEIGHTS: Record<string, Weight> = {
  decisive: 'decisive',
  corroborating: 'corroborating',
  background: 'background',
  'self-reported': 'self_reported',
  'repeats the claim': 'repeats_claim',
};

/** A declined claim has no verdict to carry its caveats; they tell of what this evidence shows. */
const CARRIES_CAVEATS = new Set(['GVA-17-E01']);

export function evidenceOf(claim: CorpusClaim, evidence: CorpusEvidence): Omit<AddEvidence, 'sourceId'> {
  const note = [...(evidence.note ? [evidence.note] : []), ...(CARRIES_CAVEATS.has(evidence.evidence_id) ? claim.verdict.caveats : [])];
  return {
    stance: evidence.stance,
    weight: fold(WEIGHTS, evidence.weight, 'weight'),
    day: evidence.event_date,
    summary: evidence.summary,
    note: note.length > 0 ? note.join(' ') : null,
    independence: evidence.independence,
  };
}

/** Days of record that differ from the day of publication. */
const RECORDED_ON: Record<string, string> = {
  // Published on 22 January in Singapore, which began there at 16:00 UTC on the 21st; the verdict of the 21st rests on it.
  'GVA-16-E01': '2022-01-21',
};

/** When the desk recorded it: on publication, where that is unknown on the day it happened, and never before the claim was logged. */
export function recordedOn(claim: CorpusClaim, evidence: CorpusEvidence): string {
  const known = RECORDED_ON[evidence.evidence_id] ?? evidence.publication_date ?? bounds(evidence.event_date).last;
  return later(known, loggedOn(claim));
}

// — verdicts —————————————————————————————————————————————————————————————————

const FINAL_RATINGS: Record<string, string> = {
  refuted: 'broken',
  promise_kept: 'kept',
  promise_kept_mostly: 'mostly_kept',
  policy_held: 'kept',
  not_realised: 'overtaken',
  partly_realised: 'partly_kept',
  supported: 'true',
  mostly_supported: 'mostly_true',
  supported_in_substance: 'mostly_true',
};

/** What an entry of the history means: no verdict yet, something before the statement, doubts about the verdict in force, a refusal to rate, or a rating. */
type Reading = 'open' | 'background' | 'challenge' | 'declined' | { rating: string; settles: boolean };

const settles = (rating: string): Reading => ({ rating, settles: true });
const IN_PROGRESS: Reading = { rating: 'in_progress', settles: false };
const UNVERIFIABLE: Reading = { rating: 'unverifiable', settles: false };

const READINGS: Record<string, Reading> = {
  open: 'open',
  'open (condition not met)': 'open',
  'reported as a joint decision': 'background',
  challenged: 'challenge',
  'not rated': 'declined',
  'open, apparent support': IN_PROGRESS,
  'in doubt': IN_PROGRESS,
  'in serious doubt': IN_PROGRESS,
  holding: IN_PROGRESS,
  'holding, with a qualification': IN_PROGRESS,
  'being tested': IN_PROGRESS,
  'likely, on condition': IN_PROGRESS,
  'claimed by one side': UNVERIFIABLE,
  disputed: UNVERIFIABLE,
  kept: settles('kept'),
  held: settles('kept'),
  'mostly kept': settles('mostly_kept'),
  'partly kept': settles('partly_kept'),
  'partly carried out': settles('partly_kept'),
  'meeting cancelled': settles('partly_kept'),
  refuted: settles('broken'),
  'refuted, confirmed by third parties': settles('broken'),
  'not realised': settles('overtaken'),
  closed: settles('overtaken'),
  supported: settles('true'),
  'mostly supported': settles('mostly_true'),
  'supported in substance': settles('mostly_true'),
};

const readingOf = (entry: CorpusHistoryEntry): Reading => fold(READINGS, entry.status, 'status');

/** Statuses that tell a reader no more than the label of our rating does. */
const PLAIN_STATUSES = new Set(['kept', 'held', 'mostly kept', 'partly kept', 'partly carried out', 'refuted', 'supported', 'mostly supported', 'supported in substance']);
const PLAIN_LABELS = new Set(['Refuted: the assurance was broken', 'Kept', 'Mostly kept', 'Held', 'Partly carried out', 'Supported', 'Mostly supported']);

/** Reasons that name what came only after their day, cut to what could be said on it; the rest is on record as evidence of its own day. */
const KNOWN_THEN: Record<string, string> = {
  'GVA-01 2022-02-16': 'NATO sees no withdrawal',
  'GVA-01 2022-03-02': 'UN General Assembly (2 March)',
};

const becauseOf = (claim: CorpusClaim, entry: CorpusHistoryEntry): string => KNOWN_THEN[`${claim.claim_id} ${entry.from}`] ?? entry.because;

/** The entry's reason as a sentence, after its status where that says more than our label. */
const reasonOf = (claim: CorpusClaim, entry: CorpusHistoryEntry): string => sentence(PLAIN_STATUSES.has(entry.status) ? becauseOf(claim, entry) : `${entry.status}: ${becauseOf(claim, entry)}`);

/** Final verdicts whose reasons also name what came after the day they are recorded on. */
const REASONED_BY_HINDSIGHT = new Set(['GVA-01', 'GVA-02', 'GVA-10', 'GVA-13', 'GVA-16']);
const HINDSIGHT = 'Written with hindsight: the reasons also name what came after the day that this verdict is recorded on.';

export interface Judging {
  act: 'judge';
  day: string;
  rating: string;
  summary: string;
  caveats: string[];
  inForceFrom: string;
  /** Ids of the corpus, in the order they are cited. */
  cited: string[];
  earlyReason?: string;
  /** Why a verdict in force is judged again. */
  reopenReason: string;
}
interface Reopening {
  act: 'reopen';
  day: string;
  reason: string;
}
interface Declining {
  act: 'decline';
  day: string;
  code: DeclineCode;
  reason: string;
}
export type Step = Judging | Reopening | Declining;

/** The acts that a claim's history of verdicts amounts to, in order. */
export function stepsOf(claim: CorpusClaim): Step[] {
  return claim.verdict_history.flatMap((entry, index): Step[] => {
    const reading = readingOf(entry);
    const day = later(entry.from, loggedOn(claim));
    if (reading === 'open' || reading === 'background') return [];
    if (reading === 'challenge') return [{ act: 'reopen', day, reason: sentence(becauseOf(claim, entry)) }];
    if (reading === 'declined') return [{ act: 'decline', day, code: 'opinion', reason: `${claim.verdict.reason} ${claim.test.date_basis}` }];
    const isFirst = !claim.verdict_history.slice(0, index).some((before) => typeof readingOf(before) === 'object');
    return [index === claim.verdict_history.length - 1 ? finalJudging(claim, entry, day, isFirst) : earlierJudging(claim, entry, reading, day)];
  });
}

function earlierJudging(claim: CorpusClaim, entry: CorpusHistoryEntry, reading: { rating: string; settles: boolean }, day: string): Judging {
  return {
    act: 'judge',
    day,
    rating: reading.rating,
    summary: reasonOf(claim, entry),
    caveats: [],
    inForceFrom: entry.from,
    // What happened on the day that the entry tells of is its own ground; the decisive evidence so far comes after it.
    cited: citable(claim, day, [...claim.evidence.filter((evidence) => evidence.event_date === entry.from).map((evidence) => evidence.evidence_id), ...claim.verdict.decisive_evidence]),
    ...earliness(claim, day, reading.settles, becauseOf(claim, entry)),
    reopenReason: sentence(becauseOf(claim, entry)),
  };
}

/** The last entry has the corpus's own rating, reasons and caveats. */
function finalJudging(claim: CorpusClaim, entry: CorpusHistoryEntry, day: string, isFirst: boolean): Judging {
  const { rating, label, settled_on, reason, caveats, decisive_evidence } = claim.verdict;
  const because = becauseOf(claim, entry);
  const early = earliness(claim, day, true, because);
  const summary = [...(PLAIN_LABELS.has(label) ? [] : [`${label}.`]), reason];
  // Otherwise the entry's own ground stands in the reason for judging early or for reopening.
  if (isFirst && !early.earlyReason) summary.push(`Grounds: ${because}.`);
  return {
    act: 'judge',
    day,
    rating: fold(FINAL_RATINGS, rating, 'rating'),
    summary: summary.join(' '),
    caveats: [...caveats, ...(REASONED_BY_HINDSIGHT.has(claim.claim_id) ? [HINDSIGHT] : [])],
    inForceFrom: settled_on!,
    cited: citable(claim, day, decisive_evidence),
    ...early,
    reopenReason: reasonOf(claim, entry),
  };
}

function citable(claim: CorpusClaim, day: string, ids: readonly string[]): string[] {
  const onRecord = new Set(claim.evidence.filter((evidence) => recordedOn(claim, evidence) <= day).map((evidence) => evidence.evidence_id));
  return [...new Set(ids)].filter((id) => onRecord.has(id));
}

function earliness(claim: CorpusClaim, day: string, isSettled: boolean, because: string): { earlyReason?: string } {
  const due = claim.test.judgeable_by;
  if (due === null || day >= due) return {};
  return { earlyReason: `${isSettled ? 'Settled before the due day' : 'Interim, before the due day'}: ${because}.` };
}

// — instants —————————————————————————————————————————————————————————————————

/** The hour of the day, UTC, that each act is recorded at: evidence before what cites it, two people one after the other. */
const HOURS = { log: '18:00', open: '18:10', evidence: '18:30', reopen: '20:30', submit: '20:40', propose: '21:00', decline: '21:00', approve: '21:30' } as const;
export type Moment = keyof typeof HOURS;

/** Claims follow each other by a minute in the corpus's order, and so do the pieces of evidence of one day. */
export function instantOf(day: string, moment: Moment, claimIndex: number, place = 0): Date {
  return new Date(Date.parse(`${day}T${HOURS[moment]}:00Z`) + (claimIndex + place) * 60_000);
}
