/** How the words of a social card are broken into lines, in every script, and how large they may be. */

/** What may not be torn apart. Its width is that at a font size of one pixel. */
export interface Piece {
  text: string;
  width: number;
  /** Whether a space stands between it and the next. */
  spaced: boolean;
}

export interface Box {
  width: number;
  height: number;
  /** Largest first. */
  sizes: readonly number[];
  /** From line to line, in font sizes. */
  leading: number;
  maxLines: number;
}

/** At a font size of one pixel. */
export interface Gauge {
  space: number;
  ellipsis: number;
}

export interface LaidOut {
  size: number;
  lines: string[];
  /** Whether words are missing at the end, where the ellipsis stands. */
  cut: boolean;
}

/** More than any box holds, at any size: what follows need not be measured. */
export const MOST_GRAPHEMES = 1000;
/** A word longer than this (an address, as a rule) is broken after every `RUN`. */
const LONGEST_WORD = 36;
const RUN = 12;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Scripts that write no spaces between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\u3000-\u303f\uff00-\uff60]/u;
const STARTS_NO_LINE = /^[\p{Pe}\p{Pf}\p{M}、。，．！？：；…‥・ー々〻ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶๆฯ,.!?;:%‰"']/u;
const ENDS_NO_LINE = /[\p{Ps}\p{Pi}\p{Sc}¿¡#]$/u;
/** After the hyphen of "well-known", but not of "-5" or "2022-24". */
const HYPHEN = /(?<=\p{L}[-‐–—/])(?=\p{L})/u;

/** Text from strangers, made fit to be drawn: one line, no control characters, nothing that turns the direction of what follows. */
export function cleaned(text: string): string {
  return text
    .replace(/\p{Surrogate}|\p{Noncharacter_Code_Point}/gu, '')
    .replace(/[^\S\u00a0\u202f]+|[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069\u206a-\u206f\ufeff\ufff9-\ufffb]/gu, '')
    .normalize('NFC')
    .replace(/ +/g, ' ')
    .trim();
}

/** At most `MOST_GRAPHEMES`, with an ellipsis where something was left out. */
export function shortened(text: string): string {
  // A grapheme may be very many characters long (marks upon marks).
  const most = text.slice(0, MOST_GRAPHEMES * 8).replace(/\p{Surrogate}$/u, '');
  const parts = [...graphemes.segment(most)].map(({ segment }) => segment);
  if (parts.length <= MOST_GRAPHEMES && most === text) return text;
  return `${parts.slice(0, MOST_GRAPHEMES).join('').trimEnd()}…`;
}

/** The direction of the first letter that has one. */
export function directionOf(text: string): 'ltr' | 'rtl' {
  return /^\P{L}*[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}\p{sc=Adlam}]/u.test(text) ? 'rtl' : 'ltr';
}

const segmenters = new Map<string, Intl.Segmenter>();

/** @param language a BCP 47 tag; what is none counts as English */
function wordsIn(language: string): Intl.Segmenter {
  let locale = 'en';
  try {
    locale = new Intl.Locale(language).language;
  } catch {
    // A tag typed wrongly at the desk must not cost the card.
  }
  let found = segmenters.get(locale);
  if (!found) segmenters.set(locale, (found = new Intl.Segmenter(locale, { granularity: 'word' })));
  return found;
}

/** Where lines may break: at spaces, after hyphens, and between words where the script writes no spaces. @param text as `cleaned` gives it */
export function piecesOf(text: string, language: string): Omit<Piece, 'width'>[] {
  return text.split(' ').filter(Boolean).flatMap((word, place, all) => {
    const parts = partsOf(word, language);
    return parts.map((part, index) => ({ text: part, spaced: index === parts.length - 1 && place < all.length - 1 }));
  });
}

function partsOf(word: string, language: string): string[] {
  const parts = UNSPACED.test(word) ? unspacedParts(word, language) : word.split(HYPHEN);
  return parts.flatMap((part) => {
    if (part.length <= LONGEST_WORD) return [part];
    const letters = [...graphemes.segment(part)].map(({ segment }) => segment);
    if (letters.length <= LONGEST_WORD) return [part];
    return Array.from({ length: Math.ceil(letters.length / RUN) }, (_, run) => letters.slice(run * RUN, (run + 1) * RUN).join(''));
  });
}

function unspacedParts(word: string, language: string): string[] {
  const parts: string[] = [];
  for (const { segment } of wordsIn(language).segment(word)) {
    const before = parts.at(-1);
    const mayBreak = before !== undefined && (UNSPACED.test(before.at(-1)!) || UNSPACED.test(segment)) && !STARTS_NO_LINE.test(segment) && !ENDS_NO_LINE.test(before);
    if (before === undefined || mayBreak) parts.push(segment);
    else parts[parts.length - 1] = before + segment;
  }
  return parts;
}

/** The largest size at which all of it fits; at the smallest, as much as fits and an ellipsis. No line is ever wider than the box. */
export function layOut(pieces: readonly Piece[], gauge: Gauge, box: Box): LaidOut {
  const widest = Math.max(0, ...pieces.map(({ width }) => width));
  for (const size of box.sizes) {
    const limit = box.width / size;
    if (widest > limit) continue;
    const lines = flow(pieces, gauge, limit);
    if (lines.length <= rowsAt(size, box)) return { size, lines: balanced(pieces, gauge, limit, lines).map(lineOf), cut: false };
  }
  const size = Math.min(box.sizes.at(-1)!, box.width / (widest + gauge.ellipsis));
  const lines = flow(pieces, gauge, box.width / size);
  const rows = rowsAt(size, box);
  return lines.length <= rows ? { size, lines: lines.map(lineOf), cut: false } : { size, lines: cutAt(lines, rows, gauge, box.width / size), cut: true };
}

function rowsAt(size: number, { height, leading, maxLines }: Box): number {
  return Math.max(1, Math.min(maxLines, Math.floor(height / (size * leading))));
}

function flow(pieces: readonly Piece[], gauge: Gauge, limit: number): Piece[][] {
  const lines: Piece[][] = [];
  let used = Infinity;
  let space = 0;
  for (const piece of pieces) {
    if (used + space + piece.width > limit) {
      lines.push([piece]);
      used = piece.width;
    } else {
      lines.at(-1)!.push(piece);
      used += space + piece.width;
    }
    space = piece.spaced ? gauge.space : 0;
  }
  return lines;
}

/** The same number of lines, as even as they come, so that no word is left alone on the last. */
function balanced(pieces: readonly Piece[], gauge: Gauge, limit: number, lines: Piece[][]): Piece[][] {
  if (lines.length < 2) return lines;
  let [low, high, best] = [Math.max(...pieces.map(({ width }) => width)), limit, lines];
  for (let step = 0; step < 12; step++) {
    const middle = (low + high) / 2;
    const tried = flow(pieces, gauge, middle);
    if (tried.length > lines.length) low = middle;
    else [high, best] = [middle, tried];
  }
  return best;
}

function lineOf(line: readonly Piece[]): string {
  return line.map(({ text, spaced }) => (spaced ? `${text} ` : text)).join('').trimEnd();
}

/** In font sizes. */
function widthOf(line: readonly Piece[], gauge: Gauge): number {
  return line.reduce((sum, { width, spaced }, place) => sum + width + (spaced && place < line.length - 1 ? gauge.space : 0), 0);
}

function cutAt(lines: Piece[][], rows: number, gauge: Gauge, limit: number): string[] {
  const kept = lines.slice(0, rows);
  const last = [...kept.pop()!];
  while (last.length > 1 && widthOf(last, gauge) + gauge.ellipsis > limit) last.pop();
  return [...kept.map(lineOf), `${lineOf(last).replace(/[\s\p{Pd}\p{Ps}\p{Pi},;:.،、。，]+$/u, '')}…`];
}
