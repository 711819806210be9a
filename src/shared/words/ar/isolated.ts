/** Keeps names and quotes of another script whole in Arabic sentences: without it "Blinken، 21 يناير" would be shown in a wrong order. */

/** Each `{placeholder}` between the marks that isolate its direction (FSI, PDI); numbers need none. */
const isolate = (text: string): string => text.replace(/\{(?!n\})\w+\}/g, '\u2068$&\u2069');

/** The same words, with every placeholder isolated. */
export function isolated<T>(words: T): T {
  if (typeof words === 'string') return isolate(words) as T;
  if (Array.isArray(words)) return words.map(isolated) as T;
  return Object.fromEntries(Object.entries(words as object).map(([name, value]) => [name, isolated<unknown>(value)])) as T;
}
