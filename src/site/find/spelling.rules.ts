/** Which words of the record somebody may have meant by a word that is not among them. */

export interface KnownWord {
  /** Folded: without case and accents. */
  word: string;
  /** As the record writes it, in lower case. */
  shown: string;
  /** Of the letters three by three, 0 to 1 (pg_trgm). */
  similarity: number;
}

/** Slips of the finger between two words: a letter too many, too few or other, or two that changed places; `most` + 1 for more than that. */
export function slips(a: string, b: string, most: number): number {
  const [one, two] = [[...a], [...b]];
  if (Math.abs(one.length - two.length) > most) return most + 1;
  let before: number[] = [];
  let last = two.map((_, j) => j).concat(two.length);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= two.length; j++) {
      const same = one[i - 1] === two[j - 1];
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1]) least = Math.min(least, before[j - 2]! + 1);
      row.push(least);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return Math.min(last[two.length]!, most + 1);
}

/** Longer words leave room for more; what is shorter than four letters might mean anything. */
const slipsAllowed = (word: string): number => {
  const { length } = [...word];
  return length < 4 ? 0 : length < 6 ? 1 : length < 10 ? 2 : 3;
};

/** The nearest of the known words, four at most, the likeliest first; none when all are too far. */
export function nearest(typed: string, known: readonly KnownWord[]): KnownWord[] {
  const allowed = slipsAllowed(typed);
  const near = known.map((each) => ({ each, away: slips(typed, each.word, allowed) })).filter(({ away }) => away > 0 && away <= allowed);
  const least = Math.min(...near.map(({ away }) => away));
  return near
    .filter(({ away }) => away === least)
    .sort((a, b) => b.each.similarity - a.each.similarity || (a.each.word < b.each.word ? -1 : 1))
    .slice(0, 4)
    .map(({ each }) => each);
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** The words of a plain search, ten at most. Quotes, minus or OR say that nothing is to be guessed: then none. */
export function guessable(text: string): string[] {
  return /["“”„«»]|(?:^|\s)-\S|\sor\s/i.test(text) ? [] : (text.match(WORD) ?? []).slice(0, 10);
}

/** The text with some of its words, by their place among `guessable`, put right. */
export function corrected(text: string, corrections: ReadonlyMap<number, string>): string {
  let place = -1;
  return text.replace(WORD, (word) => corrections.get(++place) ?? word);
}

/** A query for what has at least so many of these. */
export function atLeastOf(parts: readonly string[], least: number): string {
  const chosen = (from: number, left: number): string[][] =>
    left === 0 ? [[]] : parts.slice(from, parts.length - left + 1).flatMap((part, i) => chosen(from + i + 1, left - 1).map((rest) => [part, ...rest]));
  return chosen(0, least).map((some) => `(${some.join(' & ')})`).join(' | ');
}
