/** What a reader asked of the list, from the address: held to the API's own rules, answered in words for readers. */
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { ClaimQuery } from '../../claims/claim.dto.js';
import { checkCursor } from '../../record/claims.query.js';
import { bounds } from '../../shared/day.js';
import { InvalidInput } from '../../shared/errors.js';
import type { ShownError } from '../../shared/html/form.js';
import { uncleanFields } from '../../shared/input.js';
import { FILTER_NAMES, type FilterName, type FilterValues, READERS_STANDINGS } from './filters.words.js';

export interface Filters {
  /** What the list is asked for; fields in error are left out. */
  query: ClaimQuery;
  /** As typed, to fill the form again. */
  values: FilterValues;
  errors: ShownError[];
}

/** For each field, how to mend it; `cursor` stands for the page of the list. */
export type Mends = Readonly<Record<FilterName | 'cursor' | 'speakerUnknown' | 'speakerSeveral' | 'saidReversed', string>>;

/** Empty fields count as left out, and what the form does not know (tracking by others) is passed over. */
export function readFilters(raw: Readonly<Record<string, unknown>>, mends: Mends): Filters {
  const values: FilterValues = {};
  for (const name of FILTER_NAMES) {
    const value = textOf(raw[name]);
    if (value !== '') values[name] = value;
  }
  const cursor = textOf(raw.cursor);
  const query = plainToInstance(ClaimQuery, { ...values, ...(values.text && !values.sort ? { sort: 'relevance' } : {}), ...(cursor ? { cursor } : {}) });
  const wrong = new Set([
    ...validateSync(query).map((error) => error.property),
    ...uncleanFields({ ...values }).map((error) => error.field),
    ...(values.standing && !(READERS_STANDINGS as readonly string[]).includes(values.standing) ? ['standing'] : []),
  ]);
  if (!wrong.has('sort') && !wrong.has('cursor') && !isSoundCursor(query)) wrong.add('cursor');
  const reversed = query.saidFrom !== undefined && query.saidUntil !== undefined && !wrong.has('saidFrom') && !wrong.has('saidUntil') && bounds(query.saidUntil).last < bounds(query.saidFrom).first;
  if (reversed) wrong.add('saidUntil');
  for (const name of wrong) delete query[name as keyof ClaimQuery];
  return { query, values, errors: [...wrong].map((name) => ({ field: name === 'cursor' ? 'results' : name, text: mends[reversed && name === 'saidUntil' ? 'saidReversed' : (name as keyof Mends)] })) };
}

/** Of a field sent several times the last one counts. */
function textOf(value: unknown): string {
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof last === 'string' ? last.trim() : '';
}

/** One of a list sorted otherwise, or made up, must not reach the database. */
function isSoundCursor(query: ClaimQuery): boolean {
  try {
    checkCursor(query);
    return true;
  } catch (error) {
    if (error instanceof InvalidInput) return false;
    throw error;
  }
}
