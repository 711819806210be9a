/** A snapshot before and after an act → what changed, field by field, in words that a colleague reads. Pure. */
import { DECLINE_WORDS, DUE_WORDS, FORM_WORDS, HOP_WORDS, KIND_WORDS, ROLE_WORDS, SOURCE_KIND_WORDS, SPEAKER_KIND_WORDS, STANCE_WORDS, STATUS_WORDS, WAS_SAID_WORDS, WEIGHT_WORDS } from '../desk.words.js';
import { fromColumns, isDay, type Precision, sayDay, sayInstant } from '../../shared/day.js';
import { fieldWords } from './audit.words.js';

export type Snapshot = Readonly<Record<string, unknown>>;

export interface ReadableChange {
  label: string;
  /** Nothing where there was nothing. */
  before: string | null;
  after: string | null;
}

/** What an id is called: of a person, speaker, source, rating, topic, claim, scale or piece of evidence. */
export type Naming = (id: string) => string | undefined;

/** Says nothing to anybody beside the act itself: ids of the thing, counters, and instants that the act's own instant repeats. */
const BOOKKEEPING = new Set([
  'id', 'code', 'version', 'case_version', 'claim_id', 'claim_version', 'claim_logged_by_id', 'imported', 'recorded_at', 'recorded_by_id', 'logged_at', 'logged_by_id', 'public_at', 'status_at', 'shown_at', 'shown_version',
  'review_policy', 'published_at', 'published_by_id', 'subject_id', 'subject_kind', 'changes', 'url_key', 'created_at', 'withdrawn_by_id', 'proposed_at', 'approved_at', 'returned_at', 'superseded_at',
]);

const ENUMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  status: STATUS_WORDS, decline_code: DECLINE_WORDS, due_kind: DUE_WORDS, stance: STANCE_WORDS, weight: WEIGHT_WORDS, was_said: WAS_SAID_WORDS, form: FORM_WORDS,
  kind: { ...KIND_WORDS, ...SPEAKER_KIND_WORDS, ...SOURCE_KIND_WORDS, typo: 'Typing mistake', clarification: 'Clarification', factual: 'Factual error', rating: 'Rating' }, role: ROLE_WORDS,
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** Every id that the snapshot refers to, so that all are looked up in one go. */
export function idsIn(value: unknown): string[] {
  if (typeof value === 'string') return UUID.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(idsIn);
}

/** @param before nothing for what the act put on record: then all that it says is told */
export function readableChanges(before: Snapshot | null, after: Snapshot, nameOf: Naming): ReadableChange[] {
  const [was, is] = [flat(before ?? {}), flat(after)];
  const fields = [...new Set([...Object.keys(is), ...Object.keys(was)])].filter((field) => !BOOKKEEPING.has(field) && !field.endsWith('_precision'));
  return fields
    .filter((field) => !same(was, is, field))
    .map((field) => ({ label: fieldWords(field), before: sayField(was, field, nameOf), after: sayField(is, field, nameOf) }))
    .filter((change) => change.before !== change.after);
}

/** A resolution is part of its claim, and its fields are told as the claim's own. */
function flat({ resolution, ...rest }: Snapshot): Snapshot {
  return { ...rest, ...(typeof resolution === 'object' && resolution !== null ? resolution : {}) };
}

const precisionOf = (field: string): string => field.replace(/_day$/, '_precision');

function same(was: Snapshot, is: Snapshot, field: string): boolean {
  const told = (snapshot: Snapshot) => JSON.stringify([snapshot[field] ?? null, snapshot[precisionOf(field)] ?? null]);
  return told(was) === told(is);
}

function sayField(snapshot: Snapshot, field: string, nameOf: Naming): string | null {
  const value = snapshot[field];
  const precision = snapshot[precisionOf(field)];
  if (field.endsWith('_day') && typeof value === 'string' && typeof precision === 'string') return sayDay(fromColumns(value, precision as Precision));
  const words = say(value, field, nameOf);
  return words === '' ? null : words;
}

function say(value: unknown, field: string, nameOf: Naming): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return sayText(value, field, nameOf);
  if (Array.isArray(value)) return value.map((item: unknown) => sayItem(item, field, nameOf)).filter((words) => words !== '').join('\n');
  return sayItem(value, field, nameOf);
}

function sayText(value: string, field: string, nameOf: Naming): string {
  if (UUID.test(value)) return nameOf(value) ?? 'something that is no longer known by name';
  const words = ENUMS[field];
  if (words && Object.hasOwn(words, value)) return words[value]!;
  if (INSTANT.test(value)) return sayInstant(new Date(value));
  return isDay(value) && value.length === 10 ? sayDay(value) : value;
}

/** One entry of a list, on a line of its own. */
function sayItem(item: unknown, field: string, nameOf: Naming): string {
  if (typeof item === 'string') return field === 'roles' ? (ENUMS['role']![item] ?? item) : sayText(item, field, nameOf);
  if (typeof item !== 'object' || item === null) return say(item, field, nameOf);
  const part = item as Snapshot;
  if (field === 'hops') return sayHop(part, nameOf);
  if (field === 'roles') return [part['title'], span(part)].filter(Boolean).join(', ');
  if (field === 'ratings') return `${String(part['label'])}${part['number'] == null ? '' : ` (${Number(part['number'])})`}: ${String(part['meaning'])}`;
  return Object.keys(part)
    .filter((key) => !BOOKKEEPING.has(key) && !key.endsWith('_precision') && key !== 'position')
    .map((key) => ({ label: fieldWords(key), words: sayField(part, key, nameOf) }))
    .filter(({ words }) => words !== null)
    .map(({ label, words }) => `${label}: ${words}`)
    .join('; ');
}

function sayHop(hop: Snapshot, nameOf: Naming): string {
  const kind = HOP_WORDS[hop['kind'] as keyof typeof HOP_WORDS] ?? String(hop['kind']);
  const rest = [sayField(hop, 'hop_day', nameOf), hop['occasion'], FORM_WORDS[hop['form'] as keyof typeof FORM_WORDS]?.toLowerCase(), say(hop['source_id'], 'source_id', nameOf), hop['note']].filter(Boolean);
  return `${kind} ${say(hop['speaker_id'], 'speaker_id', nameOf)}${rest.length > 0 ? ` (${rest.join(', ')})` : ''}`;
}

function span(role: Snapshot): string {
  const [from, until] = [sayRoleDay(role, 'from'), sayRoleDay(role, 'until')];
  return from === '' && until === '' ? '' : `${from}–${until}`;
}

const sayRoleDay = (role: Snapshot, end: 'from' | 'until'): string => {
  const [day, precision] = [role[`${end}_day`], role[`${end}_precision`]];
  return typeof day === 'string' && typeof precision === 'string' ? sayDay(fromColumns(day, precision as Precision)) : '';
};
