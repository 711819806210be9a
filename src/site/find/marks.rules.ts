/** Where in a text the words stand that were searched for. */

export interface Passage {
  text: string;
  language: string;
}

/** A part of a text, marked or not. */
export interface Piece {
  text: string;
  marked: boolean;
}

/** Chinese and Japanese put no spaces: there each character is looked at by itself, as the search does. */
const TOKEN = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\P{L}\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff][\p{L}\p{M}\p{N}]*|\p{N}[\p{L}\p{M}\p{N}]*/gu;

/** The form in which words to mark are compared with those of a text. */
export const folded = (word: string): string => word.normalize('NFKC').toLowerCase();

export function pieces(text: string, marks: ReadonlySet<string>): Piece[] {
  const found: Piece[] = [];
  const add = (part: string, marked: boolean): void => {
    const last = found.at(-1);
    if (part === '') return;
    if (last?.marked === marked) last.text += part;
    else found.push({ text: part, marked });
  };
  let at = 0;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    add(text.slice(at, index), false);
    add(token, marks.has(folded(token)));
    at = index + token.length;
  }
  add(text.slice(at), false);
  return found;
}

/** The words of a text that are marked in it. */
export const markedIn = (text: string, marks: ReadonlySet<string>): ReadonlySet<string> => new Set([...text.matchAll(TOKEN)].map(([token]) => folded(token)).filter((token) => marks.has(token)));

/** Characters of a passage beside its first mark. */
const AROUND = 90;

/** The part of a text around its first mark, cut between words. */
export function excerpt(text: string, marks: ReadonlySet<string>): Piece[] {
  const all = pieces(text, marks);
  const first = all.findIndex(({ marked }) => marked);
  const before = all.slice(0, first).reduce((length, piece) => length + piece.text.length, 0);
  if (first < 0 || text.length <= 2 * AROUND + 40) return all;
  let from = Math.max(0, before - AROUND);
  let until = Math.min(text.length, before + all[first]!.text.length + AROUND);
  if (from > 0) from = text.slice(0, before).indexOf(' ', from) + 1 || before;
  if (until < text.length) until = Math.max(text.lastIndexOf(' ', until), before + all[first]!.text.length);
  return pieces(`${from > 0 ? '… ' : ''}${text.slice(from, until).trim()}${until < text.length ? ' …' : ''}`, marks);
}
