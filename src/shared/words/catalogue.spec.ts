import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { LANGUAGES, type LanguageCode } from '../language/language.js';
import { CATALOGUE } from './catalogue.js';

/** Names, and what is spelled alike in both languages. */
const NAMES = ['ClaimReview', 'OpenAPI', 'API', 'Atom', 'RSS', 'JSON', 'Wikidata', 'schema.org', 'https://', 'http://', 'name@example.org'];
const SPELLED_ALIKE: Partial<Record<LanguageCode, readonly string[]>> = { es: ['common.errorPrefix'] };

const OTHERS = LANGUAGES.filter((code) => code !== 'en');
const CATEGORIES: readonly string[] = ['zero', 'one', 'two', 'few', 'many', 'other'];

type Texts = Map<string, string>;
type Plurals = Map<string, Readonly<Record<string, string>>>;

/** Every text by its path, "claim.said.to", and every text with plural forms by its own. */
function read(words: unknown, at: string, texts: Texts, plurals: Plurals): void {
  if (typeof words === 'string') {
    texts.set(at, words);
    return;
  }
  const entries = Object.entries(words as object);
  if ('other' in (words as object) && entries.every(([name]) => CATEGORIES.includes(name))) plurals.set(at, words as Record<string, string>);
  else for (const [name, value] of entries) read(value, at === '' ? name : `${at}.${name}`, texts, plurals);
}

function catalogue(code: LanguageCode): { texts: Texts; plurals: Plurals } {
  const texts: Texts = new Map();
  const plurals: Plurals = new Map();
  // What the marks of direction enclose counts, not the marks.
  read(JSON.parse(JSON.stringify(CATALOGUE[code]).replace(/[\u2068\u2069]/g, '')), '', texts, plurals);
  return { texts, plurals };
}

const english = catalogue('en');
/** Of the default scales: English says them in the database. */
const OF_SCALES = /^common\.(ratings|meanings|scales)\./;
const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();
const bare = (text: string): string => NAMES.reduce((rest, name) => rest.replaceAll(name, ''), text.replace(/\{\w+\}/g, ''));

/** Whether a plural form is for one number alone, as Arabic's for two; Ukrainian's "one" is for 21 as well. */
const meansOne = (code: LanguageCode, category: string): boolean => Array.from({ length: 200 }, (_, n) => new Intl.PluralRules(code).select(n)).filter((each) => each === category).length === 1;

describe.each(OTHERS)('The catalogue in %s', (code) => {
  const { texts, plurals } = catalogue(code);
  /** A text beside its English; a plural form beside the English "other". */
  const pairs = [
    ...[...english.texts].map(([at, original]) => ({ at, original, text: texts.get(at) ?? '', forOne: false })),
    ...[...plurals].flatMap(([at, forms]) => Object.entries(forms).map(([category, text]) => ({ at: `${at}.${category}`, original: english.plurals.get(at)?.other ?? '', text, forOne: meansOne(code, category) }))),
  ];
  const wrong = (fails: (pair: (typeof pairs)[number]) => boolean): string[] => pairs.filter(fails).map(({ at, text }) => `${at}: ${text}`);

  it('has every text that English has, and none besides', () => {
    expect([...texts.keys()].filter((at) => !OF_SCALES.test(at)).sort()).toEqual([...english.texts.keys()].sort());
    expect([...plurals.keys()].sort()).toEqual([...english.plurals.keys()].sort());
  });

  it('says something wherever English does', () => expect(wrong(({ original, text }) => original.trim() !== '' && text.trim() === '')).toEqual([]));

  it('keeps every placeholder', () => {
    // A form for a single number may say it in words: "ادعاءان" are two claims.
    const kept = (original: string, text: string, forOne: boolean) => [placeholders(original), ...(forOne ? [placeholders(original).filter((name) => name !== 'n')] : [])].some((wanted) => String(wanted) === String(placeholders(text)));
    expect(wrong(({ original, text, forOne }) => !kept(original, text, forOne))).toEqual([]);
  });

  it('has nothing left in English', () => {
    const alike = SPELLED_ALIKE[code] ?? [];
    expect(wrong(({ at, original, text }) => text === original && /\p{L}/u.test(bare(text)) && !alike.includes(at))).toEqual([]);
    const english = code === 'es' ? /\b(the|of|and|is|are|was|with|this|that|what|by|on|to)\b/i : /\p{Script=Latin}/u;
    expect(wrong(({ text }) => english.test(bare(text)))).toEqual([]);
  });

  it('has all plural forms of its language, and no other', () => {
    const categories = new Intl.PluralRules(code).resolvedOptions().pluralCategories.toSorted();
    expect([...plurals].filter(([, forms]) => String(Object.keys(forms).sort()) !== String(categories)).map(([at]) => at)).toEqual([]);
  });

  it('ends its sentences, questions and labels as English does', () => {
    const ending = (text: string) => (/[.!…]$/.test(text.trimEnd()) ? 'sentence' : /[?؟]$/.test(text.trimEnd()) ? 'question' : /:$/.test(text.trimEnd()) ? 'colon' : 'none');
    // “Said by” becomes "القائل:" where no preposition goes with every name.
    expect(wrong(({ at, original, text }) => original !== '' && ending(text) !== ending(original) && !/^claim\.hop\./.test(at))).toEqual([]);
    const edges = (text: string) => [/^\s/.test(text), /\s$/.test(text)].join();
    expect(wrong(({ original, text }) => edges(text) !== edges(original))).toEqual([]);
  });

  it('is set as its newspapers are', () => {
    const foreign: Record<string, RegExp> = { uk: /["'“”„`]|\s-\s/, es: /["'“”`]|\s-\s/, ar: /["'“”`]|[,;?]|\u0640|\s-\s/ };
    expect(wrong(({ text }) => foreign[code]!.test(text) || / {2}/.test(text))).toEqual([]);
    const count = (text: string, sign: string) => text.split(sign).length - 1;
    expect(wrong(({ text }) => count(text, '«') !== count(text, '»') || count(text, '(') !== count(text, ')'))).toEqual([]);
    if (code === 'es') expect(wrong(({ text }) => count(text, '¿') !== count(text, '?') || count(text, '¡') !== count(text, '!'))).toEqual([]);
    // "21 січ. 2022 р." ends in a point of its own.
    if (code === 'uk') expect(wrong(({ text }) => /\{(day|from|until|replaced|standing)\}\./.test(text))).toEqual([]);
  });

  it('has words for all that the default scales say', () => {
    const sql = readFileSync(path.resolve(import.meta.dirname, '../../../migrations/0011_default_scales.up.sql'), 'utf8');
    const { ratings, meanings, scales } = CATALOGUE[code].common;
    const rows = [...sql.matchAll(/^ {2}\('[^']+', '[^']+', \d+, '\w+', '([^']+)', '([^']+)', '\w+', (?:true|false), (?:\d|NULL)\)/gm)];
    expect(rows.map(([, label]) => label).toSorted()).toEqual(Object.keys(ratings).toSorted());
    expect(rows.map(([, , meaning]) => meaning).toSorted()).toEqual(Object.keys(meanings).toSorted());
    expect([...sql.matchAll(/^ {2}\('[^']+', '\w+', 1, '(\w+)', '[^']+'\)/gm)].map(([, name]) => name).toSorted()).toEqual(Object.keys(scales).toSorted());
    // Two labels that read alike would be one to a reader.
    for (const words of [ratings, meanings, scales]) expect(new Set(Object.values(words)).size).toBe(Object.keys(words).length);
  });
});

describe('The catalogue in Arabic', () => {
  it('isolates what may be in another script', () => {
    const { claim, history } = CATALOGUE.ar;
    expect(claim.contentsEvidence).toContain('({n})');
    expect(history.description).toContain('«\u2068{wording}\u2069»');
    expect(JSON.stringify(CATALOGUE.ar).match(/(?<!\u2068)\{(?!n\})\w+\}|\{\w+\}\u2069\u2069/g)).toBeNull();
  });
});
