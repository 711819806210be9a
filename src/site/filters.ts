/** What a reader asked of the list, from the address: held to the API's own rules, answered in words for readers. */
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { ClaimQuery } from '../claims/claim.dto.js';
import { InvalidInput } from '../shared/errors.js';
import type { ShownError } from '../shared/html/form.js';
import { uncleanFields } from '../shared/input.js';
import { decodeCursor, SORTED_BY } from '../shared/paging.js';
import { FILTER_NAMES, type FilterName, type FilterValues } from './filters.words.js';

const STANDING_WORDS = { too_early: 1, not_yet_rated: 1, in_review: 1, rated: 1, being_reassessed: 1, not_rated: 1, withdrawn: 1 };

export interface Filters {
  /** What the list is asked for; fields in error are left out. */
  query: ClaimQuery;
  /** As typed, to fill the form again. */
  values: FilterValues;
  errors: ShownError[];
}

const MENDS: Record<FilterName | 'cursor', string> = {
  text: 'Search for at most 300 characters of plain text.',
  standing: 'Choose one of the standings in the list.',
  rating: 'Choose one of the ratings in the list.',
  kind: 'Choose one of the kinds in the list.',
  speaker: 'Give a speaker’s name of at most 300 characters.',
  topic: 'Choose one of the topics in the list.',
  saidFrom: '“Said from” must be a day that exists, such as 2022-01-21.',
  saidUntil: '“Said until” must be a day that exists, such as 2022-01-21.',
  cursor: 'That page of the list is not there any more. These are the newest claims.',
};

/** Empty fields count as left out, and what the form does not know (tracking by others) is passed over. */
export function readFilters(raw: Readonly<Record<string, unknown>>): Filters {
  const values: FilterValues = {};
  for (const name of FILTER_NAMES) {
    const value = textOf(raw[name]);
    if (value !== '') values[name] = value;
  }
  const cursor = textOf(raw.cursor);
  const query = plainToInstance(ClaimQuery, { ...values, ...(cursor ? { cursor } : {}) });
  const wrong = new Set([
    ...validateSync(query).map((error) => error.property),
    ...uncleanFields({ ...values }).map((error) => error.field),
    // The desk's own standing is none that readers know.
    ...(values.standing && !Object.hasOwn(STANDING_WORDS, values.standing) ? ['standing'] : []),
    ...(cursor && !isSoundCursor(cursor) ? ['cursor'] : []),
  ]);
  for (const name of wrong) delete query[name as keyof ClaimQuery];
  return { query, values, errors: [...wrong].map((name) => ({ field: name === 'cursor' ? 'results' : name, text: MENDS[name as FilterName] })) };
}

/** Of a field sent several times the last one counts. */
function textOf(value: unknown): string {
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof last === 'string' ? last.trim() : '';
}

/** The list orders by the instant of logging, then id; anything else must not reach the database. */
function isSoundCursor(cursor: string): boolean {
  try {
    decodeCursor(cursor, [SORTED_BY.instant, SORTED_BY.id]);
    return true;
  } catch (error) {
    if (error instanceof InvalidInput) return false;
    throw error;
  }
}
