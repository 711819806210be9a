/** Which language a text is in, as far as its letters alone tell. */

/** The first that fits. */
const LETTERS: readonly [RegExp, string][] = [
  [/\p{Script=Hebrew}/u, 'he'], [/[پچژگ]/u, 'fa'], [/\p{Script=Arabic}/u, 'ar'], [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'], [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'zh'], [/\p{Script=Greek}/u, 'el'], [/\p{Script=Georgian}/u, 'ka'], [/\p{Script=Armenian}/u, 'hy'], [/\p{Script=Devanagari}/u, 'hi'], [/\p{Script=Thai}/u, 'th'],
];

/** Letters and endings that one has and the other has not. */
const CYRILLIC: readonly [RegExp, string][] = [[/[ўЎ]/u, 'be'], [/[іїєґ]/iu, 'uk'], [/[ыэёъ]|и[еийюя]|(?<!\p{L})(?:и|что|нет|как|это)(?!\p{L})/iu, 'ru'], [/(?<!\p{L})(?:що|це|та|або)(?!\p{L})/iu, 'uk']];

/** A tag such as "ru"; nothing where the letters are mostly Latin, or there are none; `null` where they serve several languages and do not tell which. */
export function tongueOf(text: string): string | null | undefined {
  const letters = text.match(/\p{L}/gu) ?? [];
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).length;
  if (latin * 2 >= letters.length) return undefined;
  if (/\p{Script=Cyrillic}/u.test(text)) return CYRILLIC.find(([pattern]) => pattern.test(text))?.[1] ?? null;
  return LETTERS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
