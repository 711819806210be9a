/** What somebody typed into the one box: the address or name of one thing, or words. */
import { urlKey } from '../../sources/source.rules.js';

export type Thing = 'claim' | 'speaker' | 'source' | 'report';

export interface Asked {
  /** One thing by its id or its code, of the kinds that it may be. */
  id?: { kinds: readonly Thing[]; id: string };
  code?: { kinds: readonly Thing[]; code: string };
  /** A document of the world, by the key under which spellings of its address meet. */
  urlKey?: string;
  /** Words to look for; none where an address was pasted. */
  words: readonly string[];
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const CODE = /^(?:.*-)?([2-9b-df-hj-np-tv-xz]{8})$/;
const ALL: readonly Thing[] = ['claim', 'speaker', 'source', 'report'];
const FOLDERS: Readonly<Record<string, Thing>> = { claims: 'claim', speakers: 'speaker', sources: 'source', reports: 'report' };
/** Languages of the reader's site stand before the path; the desk's and the API's pages have a name before it. */
const OURS = /^\/(?:(?:[a-z]{2}|desk|api\/v1)\/)?(claims|speakers|sources|reports)\/([^/?#]+)/;
/** More words than these say no more. */
const MOST_WORDS = 8;

const named = (ref: string, kinds: readonly Thing[]): Asked | undefined => {
  const lower = ref.toLowerCase();
  if (UUID.test(lower)) return { id: { kinds, id: lower }, words: [] };
  const code = CODE.exec(lower)?.[1];
  return code === undefined ? undefined : { code: { kinds, code }, words: [] };
};

/**
 * @param host of this site, "claims.example.org"
 * @param reportCode what the text is as the reference of a report, if it can be one
 */
export function asked(typed: string, host: string, reportCode: string | undefined): Asked {
  const text = typed.trim();
  const words = (text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.-]*/gu) ?? []).slice(0, MOST_WORDS);
  if (/\s/.test(text)) return { words, ...(reportCode && /^r\b/i.test(text) ? { code: { kinds: ['report'], code: reportCode } } : {}) };
  const isAddress = /^https?:\/\//i.test(text) && URL.canParse(text);
  const path = text.startsWith('/') ? text : isAddress && new URL(text).host === host ? new URL(text).pathname : undefined;
  const ours = path === undefined ? null : OURS.exec(path);
  if (ours) return named(ours[2]!, [FOLDERS[ours[1]!]!]) ?? { words };
  if (isAddress) return { urlKey: urlKey(text), words: [] };
  if (/^www\.|^[\w-]+(?:\.[\w-]+)+\/\S/i.test(text) && URL.canParse(`https://${text}`)) return { urlKey: urlKey(`https://${text}`), words: [] };
  const one = named(text, ALL);
  // Eight letters may be a word as well ("svyndxkt" hardly is, "224" in a slug is none): words are looked for beside.
  if (one) return one.id ? one : { ...one, words };
  return reportCode ? { code: { kinds: ['report'], code: reportCode }, words } : { words };
}
