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

/** Slugs of the words met lately: transliterating costs more than all the rest of a row, and lists show the same words again and again. */
const bases = new Map<string, string>();
const REMEMBERED = 20_000;

function baseOf(words: string): string {
  const known = bases.get(words);
  if (known !== undefined) return known;
  const whole = slugify([...words].slice(0, 400).join(''));
  const base = whole.length > 80 ? whole.slice(0, 80).replace(/-[^-]*$/, '') : whole;
  if (bases.size >= REMEMBERED) bases.clear();
  bases.set(words, base);
  return base;
}

/** "Russia has no intention …" and "x7k2p9bc" → "russia-has-no-intention-x7k2p9bc"; words are cut at about 80 characters. */
export function slugOf(words: string, code: string): string {
  const base = baseOf(words);
  return base ? `${base}-${code}` : code;
}

/** The code at the end of a slug, or nothing when the text cannot be one. */
export function codeIn(slug: string): string | undefined {
  return /(?:^|-)([2-9b-df-hj-np-tv-xz]{8})$/.exec(slug)?.[1];
}
