/** What of an address an answer may depend on, and the key under which it is kept: both are read here alone, so that they cannot differ. */
import { addressedIn, DEFAULT_LANGUAGE, type LanguageCode, wantedLanguage } from '../../shared/language/language.js';

/** The parameters that each page knows. Others (utm_source, fbclid) are strangers' and reach no page. */
const KNOWN: readonly (readonly [path: RegExp, names: readonly string[]])[] = [
  [/^\/claims$/, ['text', 'standing', 'rating', 'kind', 'speaker', 'topic', 'saidFrom', 'saidUntil', 'sort', 'cursor']],
  [/^\/claims\/[^/]+(?:\/card\.png)?$/, ['as_of']],
  [/^\/claims\/[^/]+\/history$/, ['cursor']],
  [/^\/(?:speakers|topics|sources)\/[^/]+$/, ['kind', 'cursor']],
  [/^\/corrections$/, ['kind', 'cursor']],
  [/^\/oembed$/, ['url', 'format', 'maxwidth', 'maxheight']],
  [/^\/report$/, ['claim', 'version', 'page']],
  [/^\/report\/sent$/, ['ref']],
];
const NONE: readonly string[] = [];

/** Paths whose answers are never kept, and those that no page of ours has (escapes above all, by which one page would have many keys). */
const KEPT_PATH = /^\/(?!(?:api|desk|assets|health|metrics|report)(?:\/|$))[\w./~-]*$/;
const LONGEST = 1000;
/** Controls, and what a decoder puts in place of broken UTF-8. */
const ODD = /[\p{Cc}\ufffd]/u;

export interface Address {
  language: LanguageCode;
  /** The address itself names the language. */
  prefixed: boolean;
  /** There is one in each language; feeds and the like, which programs read, are the same in all. */
  translated: boolean;
  /** Known parameters that are not empty; one that was sent several times is a list. */
  query: Readonly<Record<string, string | string[]>>;
  /** The same as "?as_of=2022-02-01", in the order of their names; or empty. */
  search: string;
  /** Everything behind the path as it was sent, strangers' parameters too; for redirects, which are not kept. */
  sent: string;
}

export function addressOf(url: string, acceptLanguage: string | undefined): Address {
  const { language, url: bare } = addressedIn(url);
  const mark = bare.indexOf('?');
  const sent = mark < 0 ? '' : bare.slice(mark);
  const { query, search } = readSearch(mark < 0 ? bare : bare.slice(0, mark), sent);
  const translated = language !== undefined || isTranslated(url);
  return { language: language ?? (translated ? wantedLanguage(acceptLanguage) : DEFAULT_LANGUAGE), prefixed: language !== undefined, translated, query, search, sent };
}

/** Of an address without a language: whether one could stand before it. */
const isTranslated = (url: string): boolean => addressedIn(`/${DEFAULT_LANGUAGE}${url}`).language !== undefined;

/** Nothing for what must not be kept. Addresses of one key have one `Address`, but for what was sent by strangers. */
export function keyOf(url: string, acceptLanguage: string | undefined): string | undefined {
  if (url.length > LONGEST) return undefined;
  const { language, url: bare } = addressedIn(url);
  const mark = bare.indexOf('?');
  const path = mark < 0 ? bare : bare.slice(0, mark);
  if (!KEPT_PATH.test(path)) return undefined;
  let search = '';
  if (mark >= 0) {
    const read = readSearch(path, bare.slice(mark));
    if (read.odd) return undefined;
    search = read.search;
  }
  if (language !== undefined) return `/${language} ${path}${search}`;
  return `${isTranslated(path) ? wantedLanguage(acceptLanguage) : '*'} ${path}${search}`;
}

/** Of a page with filters or of a past day: there may be any number of these. */
export const isSearch = (key: string): boolean => key.includes('?');

function readSearch(path: string, sent: string): { query: Address['query']; search: string; odd: boolean } {
  const query: Record<string, string | string[]> = {};
  const pairs: [string, string][] = [];
  let odd = false;
  const known = KNOWN.find(([of]) => of.test(path))?.[1] ?? NONE;
  if (sent !== '') {
    for (const [name, value] of new URLSearchParams(sent)) {
      if (value === '' || !known.includes(name)) continue;
      const before = query[name];
      query[name] = before === undefined ? value : [before, value].flat();
      odd ||= before !== undefined || ODD.test(value);
      pairs.push([name, value]);
    }
  }
  pairs.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  return { query, search: pairs.length > 0 ? `?${new URLSearchParams(pairs).toString()}` : '', odd };
}
