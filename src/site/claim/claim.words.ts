/** Claimline's terms in words for readers. */
import type { ClaimKind, CorrectionKind, DeclineCode, Form, HopKind, Stance, WasSaid, Weight } from '../../claims/claim.words.js';
import { sayDay } from '../../shared/day.js';
import type { SourceKind } from '../../sources/source.entity.js';

export const KIND_WORDS: Record<ClaimKind, string> = {
  factual: 'Statement of fact',
  assurance: 'Assurance',
  promise: 'Promise',
  policy: 'Standing commitment',
  prediction: 'Prediction',
  opinion: 'Opinion',
};

export const STANDING_WORDS = {
  rated: 'Rated',
  being_reassessed: 'Rated, being reassessed',
  in_review: 'In review',
  not_yet_rated: 'Not yet rated',
  too_early: 'Too early to rate',
  not_rated: 'Not rated (declined)',
  withdrawn: 'Withdrawn',
} as const;

export const STANCE_WORDS: Record<Stance, string> = { supports: 'For the claim', refutes: 'Against the claim', context: 'Context' };

export const WEIGHT_WORDS: Record<Weight, string> = {
  decisive: 'decides it',
  corroborating: 'adds weight',
  background: 'background',
  self_reported: 'the party’s own account',
  repeats_claim: 'repeats the claim',
};

export const HOP_WORDS: Record<HopKind, string> = { said_by: 'Said by', relayed_by: 'Relayed by', published_by: 'Published by' };

/** How a hop hands the words on. */
export const FORM_WORDS: Record<HopKind, Record<Form, string>> = {
  said_by: { direct: 'in their own words', paraphrase: 'known to us in paraphrase' },
  relayed_by: { direct: 'quoting the words', paraphrase: 'in paraphrase' },
  published_by: { direct: 'quoting the words', paraphrase: 'in paraphrase' },
};

export const WAS_SAID_WORDS: Record<WasSaid, string> = {
  confirmed: 'That this was said is confirmed.',
  unconfirmed: 'That this was said is not confirmed yet.',
  disputed: 'Whether this was said is disputed.',
  fabricated: 'This was never said: the statement is made up.',
};

export const SOURCE_KIND_WORDS: Record<SourceKind, string> = {
  article: 'article',
  official_document: 'official document',
  transcript: 'transcript',
  dataset: 'dataset',
  video: 'video',
  image: 'image',
  social_post: 'social media post',
  court_decision: 'court decision',
};

export const DECLINE_WORDS: Record<DeclineCode, string> = { opinion: 'opinion', not_checkable: 'not checkable', duplicate: 'duplicate', out_of_scope: 'out of scope' };

export const CORRECTION_WORDS: Record<CorrectionKind, string> = { typo: 'Typing error mended', clarification: 'Clarification', factual: 'Factual correction', rating: 'Rating corrected' };

// Making a formatter costs far more than using it.
const longDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const choice = new Intl.ListFormat('en-GB', { type: 'disjunction' });
const number = new Intl.NumberFormat('en-GB');

/** A whole day: "1 February 2022". */
export function sayLongDay(day: string): string {
  return longDay.format(new Date(`${day}T00:00:00Z`));
}

/** "a, b and c" */
export const listed = (words: readonly string[]): string => list.format(words);

/** "a, b or c" */
export const either = (words: readonly string[]): string => choice.format(words);

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The first sentence, and the second where the first is very short; cut at a word where it is very long. */
export function gist(text: string, most = 260): string {
  let taken = '';
  for (const { segment } of sentences.segment(text)) {
    if (taken !== '' && (taken.length > 70 || taken.length + segment.length > most)) break;
    taken += segment;
  }
  taken = taken.trim();
  return taken.length <= most ? taken : `${taken.slice(0, most).replace(/\s+\S*$/, '')}…`;
}

/** Whether two texts say the same but for case, spaces and punctuation. */
export function sameWords(a: string, b: string): boolean {
  const bare = (text: string) => text.toLowerCase().replace(/[\p{P}\s]+/gu, ' ').trim();
  return bare(a) === bare(b);
}

export function plural(count: number, one: string, many: string): string {
  return `${number.format(count)} ${count === 1 ? one : many}`;
}

export interface ShownChange {
  label: string;
  /** Nothing where only the fact of a change can be told. */
  before: string | null;
  after: string | null;
}

type Say = (value: unknown) => string | null;
const asText: Say = (value) => (typeof value === 'string' ? value : null);
const asDay: Say = (value) => (typeof value === 'string' ? sayDay(value) : null);
const from = (words: Readonly<Record<string, string>>): Say => (value) => (typeof value === 'string' ? (words[value] ?? null) : null);
const onlyThat: Say = () => null;

/** Fields of a correction, as services name them. What is not here is not shown, because it would be no word for readers. */
const FIELDS: Record<string, readonly [label: string, say: Say]> = {
  wording: ['Wording', asText],
  title: ['Title', asText],
  background: ['Background', asText],
  kind: ['Kind of claim', from(KIND_WORDS)],
  scaleId: ['Scale', onlyThat],
  language: ['Language', asText],
  speakerId: ['Speaker', onlyThat],
  place: ['Place', asText],
  occasion: ['Occasion', asText],
  audience: ['Said to', asText],
  quote: ['Quote', asText],
  paraphrase: ['Paraphrase', asText],
  wasSaid: ['Was it said', from(WAS_SAID_WORDS)],
  chain: ['How we know it was said', onlyThat],
  day: ['Day', asDay],
  stance: ['For or against', from(STANCE_WORDS)],
  weight: ['Weight', from(WEIGHT_WORDS)],
  summary: ['What it shows', asText],
  excerpt: ['Excerpt', asText],
  independence: ['Independence of the source', asText],
  note: ['Note', asText],
  rating: ['Rating', asText],
  wouldConfirm: ['What would confirm it', asText],
  wouldRefute: ['What would refute it', asText],
  wouldVoid: ['What would void it', asText],
  due: ['Due', (value) => sayDue(value as { day?: string | null; event?: string | null } | null)],
};

function sayDue(due: { day?: string | null; event?: string | null } | null): string | null {
  if (!due) return null;
  return due.day ? sayDay(due.day) : (due.event ?? 'no day set');
}

/** A correction's changes for readers; the parts of a resolution one by one. */
export function shownChanges(changes: readonly { field: string; before: unknown; after: unknown }[]): ShownChange[] {
  return changes.flatMap(({ field, before, after }) => {
    if (field === 'resolution') return shownChanges(partsOf(before, after));
    const known = Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined;
    return known ? [{ label: known[0], before: known[1](before), after: known[1](after) }] : [];
  });
}

function partsOf(before: unknown, after: unknown): { field: string; before: unknown; after: unknown }[] {
  const [was, is] = [before, after].map((value) => (value ?? {}) as Record<string, unknown>) as [Record<string, unknown>, Record<string, unknown>];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .map((field) => ({ field, before: was[field] ?? null, after: is[field] ?? null }))
    .filter((part) => JSON.stringify(part.before) !== JSON.stringify(part.after));
}
