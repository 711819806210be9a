/** What is made of the desk's words before readers see them: a first sentence, changes with names for their fields. */
import type { ClaimRecord, StatementView } from '../../record/claim-record.dto.js';
import type { Language } from '../../shared/html/language.js';

/** The statement that the page is about: the first whose speaker and day are known. */
export function mainStatement(record: Pick<ClaimRecord, 'statements'>): StatementView | undefined {
  return record.statements.find((statement) => statement.speaker && statement.day) ?? record.statements[0];
}

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

export interface ShownChange {
  label: string;
  /** Nothing where only the fact of a change can be told. */
  before: string | null;
  after: string | null;
}

type Field = keyof Language['words']['claim']['fields'];
type Say = (value: unknown, spoken: Language) => string | null;
const asText: Say = (value) => (typeof value === 'string' ? value : null);
const asDay: Say = (value, spoken) => (typeof value === 'string' ? spoken.day(value) : null);
const from = (words: (spoken: Language) => Readonly<Record<string, string>>): Say => (value, spoken) => (typeof value === 'string' ? (words(spoken)[value] ?? null) : null);
const onlyThat: Say = () => null;
const asDue: Say = (value, spoken) => {
  const due = value as { day?: string | null; event?: string | null } | null;
  if (!due) return null;
  return due.day ? spoken.day(due.day) : (due.event ?? spoken.words.claim.noDaySet);
};

/** How the fields of a correction, as services name them, are told. What is not here is not shown, because it would be no word for readers. */
const FIELDS: Partial<Record<Field, Say>> = {
  wording: asText, title: asText, background: asText, kind: from(({ words }) => words.common.kind), scaleId: onlyThat, language: asText, speakerId: onlyThat, place: asText, occasion: asText,
  audience: asText, quote: asText, paraphrase: asText, wasSaid: from(({ words }) => words.claim.wasSaid), chain: onlyThat, day: asDay, stance: from(({ words }) => words.common.stance),
  weight: from(({ words }) => words.common.weight), summary: asText, excerpt: asText, independence: asText, note: asText, rating: asText, wouldConfirm: asText, wouldRefute: asText, wouldVoid: asText, due: asDue,
};

/** A correction's changes for readers; the parts of a resolution one by one. */
export function shownChanges(changes: readonly { field: string; before: unknown; after: unknown }[], spoken: Language): ShownChange[] {
  return changes.flatMap(({ field, before, after }) => {
    if (field === 'resolution') return shownChanges(partsOf(before, after), spoken);
    const say = Object.hasOwn(FIELDS, field) ? FIELDS[field as Field] : undefined;
    return say ? [{ label: spoken.words.claim.fields[field as Field], before: say(before, spoken), after: say(after, spoken) }] : [];
  });
}

function partsOf(before: unknown, after: unknown): { field: string; before: unknown; after: unknown }[] {
  const [was, is] = [before, after].map((value) => (value ?? {}) as Record<string, unknown>) as [Record<string, unknown>, Record<string, unknown>];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .map((field) => ({ field, before: was[field] ?? null, after: is[field] ?? null }))
    .filter((part) => JSON.stringify(part.before) !== JSON.stringify(part.after));
}
