/** One pasted thing, an address or a citation as people write them, → the fields of a source. Pure; what it is not sure of it leaves empty. */
import { readDay } from '../forms/day-typed.rules.js';

export interface Citation {
  url?: string;
  title?: string;
  publisher?: string;
  publishedDay?: string;
  authors?: string[];
  kind?: 'video' | 'social_post' | 'transcript';
}

/** More is no citation but a text. */
export const LONGEST_CITATION = 2500;

/** Where a day may stand in a citation, from the plainest shape to the vaguest; what it says is read as in any field for a day. */
const DAYS: readonly RegExp[] = [
  /\b\d{4}-\d{2}-\d{2}\b/g,
  /\b\d{1,2}(?:st|nd|rd|th)?(?: of)? \p{L}{3,}\.?,? \d{4}\b/gu,
  /(?<!\p{L})\p{L}{3,}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}\b/gu,
  /\b\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\b/g,
  /(?<!\d(?:st|nd|rd|th)?(?: of)? |\p{L})\p{L}{3,}\.? \d{4}\b/gu,
  /(?<=\()\d{4}(?=\))|(?<=,\s)\d{4}(?=\W*$)/g,
];

/** No day in figures and months counts from it. */
const ANY_DAY = '2000-01-01';

/** A day at the end that no calendar has, or that could be one of two: it is asked for, and is no publisher. */
const UNREADABLE = /[,.]\s*\d{1,2}\b[^,\n]{0,20}\b\d{4}\W*$/;

const VIDEO = /(^|\.)(youtube\.com|youtu\.be|vimeo\.com|rumble\.com|dailymotion\.com)$/;
const SOCIAL = /(^|\.)(x\.com|twitter\.com|t\.me|facebook\.com|fb\.com|instagram\.com|tiktok\.com|threads\.net|bsky\.app|vk\.com|truthsocial\.com|linkedin\.com|weibo\.com)$/;

const EDGES = /^[\s.,;:|·–—\-<>)\]]+|[\s,;:|·–—\-<>([]+$/gu;

export function citationIn(pasted: string): Citation {
  // U+E000 is nobody's letter, and stands below for where the day was.
  const text = pasted.slice(0, LONGEST_CITATION).normalize('NFC').replaceAll('\ue000', '').replace(/\r\n?/g, '\n').trim();
  const marked = /\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)/.exec(text);
  const address = marked ? undefined : addressIn(text);
  const words = (marked ? text.replace(marked[0], `“${marked[1]}”`) : text.replace(address?.typed ?? '', '\n')).replace(/[ \t]+/g, ' ');
  const url = marked?.[2] ?? address?.url;
  const { day, rest } = dayIn(words.replace(/\b(accessed|retrieved|archived)( on| from)?:?[^.\n]*\.?\s*$/i, '').replace(/\b(available at|url|via|link):?\s*$/im, ''));
  return given({ url, publishedDay: day, ...namesIn(rest, day !== undefined), kind: url === undefined ? undefined : kindOf(url) });
}

/** The first address of the web; "www.example.org/a" is one where nothing else stands. */
function addressIn(text: string): { url: string; typed: string } | undefined {
  const found = /https?:\/\/[^\s<>"“”«»]+/i.exec(text)?.[0];
  if (found !== undefined) {
    const url = trimmed(found);
    return URL.canParse(url) ? { url, typed: url } : undefined;
  }
  if (/\s/.test(text) || !/^(?:[a-z\d-]+\.)+[a-z]{2,}(?:\/\S*)?$/i.test(text) || !/^www\.|\//i.test(text)) return undefined;
  return URL.canParse(`https://${text}`) ? { url: `https://${text}`, typed: text } : undefined;
}

/** Without what ends the sentence around it. */
function trimmed(address: string): string {
  let url = address;
  while (/[.,;:!?'’\]}…*]$/u.test(url) || (url.endsWith(')') && url.split('(').length < url.split(')').length)) url = url.slice(0, -1);
  return url;
}

/** The last day that is told, and the words without it; a title may hold another one before. */
function dayIn(words: string): { day: string | undefined; rest: string } {
  for (const shape of DAYS) {
    for (const found of [...words.matchAll(shape)].reverse()) {
      const read = readDay(found[0], ANY_DAY);
      if (read && 'day' in read) return { day: read.day, rest: `${words.slice(0, found.index)}\ue000${words.slice(found.index + found[0].length)}` };
    }
  }
  return { day: undefined, rest: words.replace(UNREADABLE, '') };
}

function namesIn(words: string, isDated: boolean): Pick<Citation, 'title' | 'publisher' | 'authors'> {
  // Where the day stood the sentence breaks.
  const rest = tidy(words.replace(/\s*[([]?\s*\ue000\s*[)\]]?\s*/g, '\n'));
  if (rest === '') return {};
  const quoted = /[“«„]([^”»“]+)[”»“]|"([^"\n]+)"/u.exec(rest);
  if (quoted) {
    const before = tidy(rest.slice(0, quoted.index));
    const after = tidy(rest.slice(quoted.index + quoted[0].length)).split(/\n|, |\. /)[0] ?? '';
    // "Author, “Title”, Publisher"; a publisher before its title is as usual where nothing follows.
    return after === '' ? { title: tidy(quoted[1] ?? quoted[2]!), publisher: before } : { title: tidy(quoted[1] ?? quoted[2]!), publisher: tidy(after), authors: before === '' ? [] : [before] };
  }
  const lines = rest.split('\n').map(tidy).filter((line) => line !== '');
  if (lines.length > 1 && !lines[0]!.includes(', ')) return { title: lines[0]!, publisher: lines[1]! };
  const line = lines[0]!;
  const comma = line.lastIndexOf(', ');
  const bar = Math.max(line.lastIndexOf(' | '), line.lastIndexOf(' – '), line.lastIndexOf(' — '), line.lastIndexOf(' - '), line.lastIndexOf(' · '));
  if (bar > 0 && !(isDated && comma > bar)) return { title: tidy(line.slice(0, bar)), publisher: tidy(line.slice(bar + 3)) };
  if (comma > 0) return { title: tidy(line.slice(0, comma)), publisher: tidy(line.slice(comma + 2)) };
  const stop = /^(.{8,}?[^.\s]{3,})\. (\p{Lu}[^.]{1,80})\.?$/u.exec(line);
  return stop ? { title: tidy(stop[1]!), publisher: tidy(stop[2]!) } : { title: line };
}

function tidy(text: string): string {
  const bare = unpaired(text.replace(EDGES, '').replace(/(?<=[^.].)\.$/u, ''));
  return bare === text ? bare : tidy(bare);
}

/** Without a bracket at either end that has no other half. */
function unpaired(text: string): string {
  const count = (mark: string) => text.split(mark).length;
  for (const [opens, closes] of [['(', ')'], ['[', ']']] as const) {
    if (text.startsWith(opens) && count(opens) > count(closes)) return text.slice(1);
    if (text.endsWith(closes) && count(closes) > count(opens)) return text.slice(0, -1);
  }
  return text;
}

function kindOf(url: string): Citation['kind'] {
  const { hostname, pathname } = new URL(url);
  if (VIDEO.test(hostname)) return 'video';
  if (SOCIAL.test(hostname)) return 'social_post';
  return /transcript/i.test(pathname) ? 'transcript' : undefined;
}

function given(citation: { [Field in keyof Citation]: Citation[Field] | undefined }): Citation {
  return Object.fromEntries(Object.entries(citation).filter(([, value]) => value !== undefined && value.length > 0));
}
