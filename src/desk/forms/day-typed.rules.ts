/** Days as people write them ("21 Jan 2022", "21.1.2022", "January 2022", "yesterday") → "2022-01-21", "2022-01" or "2022". */
import { isDay, sayDay } from '../../shared/day.js';

/** One day, or the days that it may mean, to be asked back. */
export type TypedDay = { day: string } | { either: readonly [string, string] };

/** Languages in whose words newspapers and ministries write dates that the desk copies. */
const LOCALES = ['en', 'uk', 'ru', 'de', 'fr', 'es', 'pt', 'it', 'pl'];
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const plain = (word: string): string => word.toLowerCase().normalize('NFD').replace(/\p{Mn}/gu, '').replace(/\.$/, '');

/** Every name of a month, long and short, alone and in a date; a name that two languages give to different months is left out. */
const MONTHS: ReadonlyMap<string, number> = (() => {
  const found = new Map<string, number | null>();
  for (const locale of LOCALES) {
    for (const month of ['long', 'short'] as const) {
      for (const options of [{ month }, { month, day: 'numeric' }] as const) {
        const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
        for (let index = 0; index < 12; index++) {
          const name = plain(format.formatToParts(Date.UTC(2022, index, 15)).find((part) => part.type === 'month')!.value);
          if (name.length < 3 || /\d/.test(name)) continue;
          found.set(name, (found.get(name) ?? index + 1) === index + 1 && found.get(name) !== null ? index + 1 : null);
        }
      }
    }
  }
  for (const [name, index] of [['sept', 9], ['mar', 3], ['june', 6], ['july', 7]] as const) found.set(name, index);
  return new Map([...found].flatMap(([name, index]) => (index === null ? [] : [[name, index] as const])));
})();

const two = (part: number | string): string => String(part).padStart(2, '0');
const dated = (...parts: [year: number | string, month?: number | string, day?: number | string]): TypedDay | undefined => {
  const day = [parts[0], ...parts.slice(1).map((part) => two(part ?? ''))].join('-');
  return isDay(day) ? { day } : undefined;
};

const shifted = (today: string, days: number): TypedDay => ({ day: new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10) });

/**
 * @param today "2022-01-21", what "yesterday" counts from
 * @returns nothing for what cannot be read as a day
 */
export function readDay(typed: string, today: string): TypedDay | undefined {
  if (typed.length > 60) return undefined;
  const words = typed.trim().replace(/\s+/g, ' ').replace(/^on /i, '').replace(/[,;]? ?$/, '');
  if (isDay(words)) return { day: words };
  return inWords(plain(words), today) ?? inFigures(words) ?? withMonth(words);
}

function inWords(words: string, today: string): TypedDay | undefined {
  if (words === 'today') return { day: today };
  if (words === 'yesterday') return shifted(today, -1);
  if (words === 'tomorrow') return shifted(today, 1);
  const ago = /^(\d{1,3}|an?|one|two|three) (days?|weeks?) ago$/.exec(words);
  if (ago) return shifted(today, -(({ a: 1, an: 1, one: 1, two: 2, three: 3 })[ago[1] ?? ''] ?? Number(ago[1])) * (ago[2]!.startsWith('week') ? 7 : 1));
  const weekday = WEEKDAYS.indexOf(words.replace(/^last /, ''));
  if (weekday === -1) return undefined;
  // The last one before today: who says "Monday" on a Monday means a week ago, or would have said "today".
  const back = (new Date(`${today}T00:00:00Z`).getUTCDay() - weekday + 7) % 7 || 7;
  return shifted(today, -back);
}

function inFigures(words: string): TypedDay | undefined {
  const yearFirst = /^(\d{4})([./-])(\d{1,2})(?:\2(\d{1,2}))?$/.exec(words);
  if (yearFirst) return yearFirst[4] === undefined ? dated(yearFirst[1] ?? '', yearFirst[3] ?? '') : dated(yearFirst[1] ?? '', yearFirst[3] ?? '', yearFirst[4]);
  const monthOfYear = /^(\d{1,2})[./](\d{4})$/.exec(words);
  if (monthOfYear) return dated(monthOfYear[2] ?? '', monthOfYear[1] ?? '');
  const yearLast = /^(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})\.?$/.exec(words);
  if (!yearLast) return undefined;
  const [, first, mark, second, year] = yearLast as unknown as [string, string, string, string, string];
  const dayFirst = dated(year, second, first);
  // Whoever writes full stops between the figures writes the day first, in every country that does.
  if (mark === '.') return dayFirst;
  const monthFirst = dated(year, first, second);
  if (dayFirst && monthFirst && 'day' in dayFirst && 'day' in monthFirst && dayFirst.day !== monthFirst.day) return { either: [dayFirst.day, monthFirst.day] };
  return dayFirst ?? monthFirst;
}

function withMonth(words: string): TypedDay | undefined {
  const parts = words.replace(/^(?:\p{L}+day),? /iu, '').replace(/\b(\d{1,2})(?:st|nd|rd|th)\b/gi, '$1').replace(/[,/]/g, ' ').split(/[\s-]+/).filter((part) => !/^(?:of|the|de|del|року|года|г\.?|р\.?)$/i.test(part));
  const months = parts.map((part) => MONTHS.get(plain(part)));
  const at = months.findIndex((month) => month !== undefined);
  const figures = parts.filter((_, index) => index !== at).map((part) => part.replace(/\.$/, ''));
  if (at === -1 || parts.length > 3 || !figures.every((part) => /^\d{1,4}$/.test(part))) return undefined;
  const year = figures.find((part) => part.length === 4);
  const day = figures.find((part) => part.length < 3);
  if (year === undefined || figures.length > 2 || (figures.length === 2 && day === undefined)) return undefined;
  return day === undefined ? dated(year, months[at] ?? '') : dated(year, months[at] ?? '', day);
}

/** What to ask where a day may mean two: "Do you mean 1 Feb 2022 or 2 Jan 2022? Write the month as a word." */
export function asksBack(typed: string, today: string): string | undefined {
  const read = readDay(typed, today);
  return read && 'either' in read ? `Do you mean ${sayDay(read.either[0])} or ${sayDay(read.either[1])}? Write the month as a word.` : undefined;
}
