/** Identifiers: UUIDv7 (they sort by time of making) and the short stable codes that end slugs. */
import slugify from '@sindresorhus/slugify';
import { randomInt } from 'node:crypto';
import { v7, validate } from 'uuid';

export const newId = (): string => v7();
export const isId = (text: string): boolean => validate(text);

/** No vowels and no look-alikes, so that a code never spells a word and can be read out. */
const LETTERS = '23456789bcdfghjkmnpqrstvwxz';

/** Eight characters, 27^8 = 2.8 × 10^11 codes; the database refuses a repeat. */
export function newCode(): string {
  return Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}

/** "Russia has no intention …" and "x7k2p9bc" → "russia-has-no-intention-x7k2p9bc"; words are cut at about 80 characters. */
export function slugOf(words: string, code: string): string {
  const base = slugify(words).slice(0, 80).replace(/-[^-]*$/, (tail) => (slugify(words).length > 80 ? '' : tail));
  return base ? `${base}-${code}` : code;
}

/** The code at the end of a slug, or nothing when the text cannot be one. */
export function codeIn(slug: string): string | undefined {
  return /(?:^|-)([2-9b-df-hj-np-tv-xz]{8})$/.exec(slug)?.[1];
}
