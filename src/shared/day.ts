/** Days in the world with their precision: "2022-01-21", "2022-01" or "2022". Instants are `Date`s; the two never mix. */

export type Precision = 'day' | 'month' | 'year';

/** The two columns a day takes in the database; `day` is the first day that the precision allows. */
export interface DayColumns {
  day: string;
  precision: Precision;
}

const SHAPE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

function precisionOf(text: string): Precision {
  return text.length === 4 ? 'year' : text.length === 7 ? 'month' : 'day';
}

/** True for a calendar day, month or year that exists, year 1000 to 9999. */
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string') return false;
  const found = SHAPE.exec(text);
  if (!found || Number(found[1]) < 1000) return false;
  const { day } = toColumns(text);
  const asDate = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(asDate.getTime()) && asDate.toISOString().startsWith(day);
}

export function toColumns(text: string): DayColumns {
  const precision = precisionOf(text);
  const day = precision === 'year' ? `${text}-01-01` : precision === 'month' ? `${text}-01` : text;
  return { day, precision };
}

export function fromColumns(day: string, precision: Precision): string {
  return precision === 'year' ? day.slice(0, 4) : precision === 'month' ? day.slice(0, 7) : day;
}

/** First and last calendar day ("YYYY-MM-DD") that `text` may mean. */
export function bounds(text: string): { first: string; last: string } {
  const { day, precision } = toColumns(text);
  if (precision === 'day') return { first: day, last: day };
  if (precision === 'year') return { first: day, last: `${text}-12-31` };
  const [year, month] = text.split('-').map(Number) as [number, number];
  return { first: day, last: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) };
}

/** The calendar day of an instant, in UTC. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

const FORMATS: Record<Precision, Intl.DateTimeFormatOptions> = {
  day: { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' },
  month: { month: 'long', year: 'numeric', timeZone: 'UTC' },
  year: { year: 'numeric', timeZone: 'UTC' },
};

/** Making a formatter costs a hundred times what using it does. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${name}`;
  let found = formatters.get(key);
  if (!found) formatters.set(key, (found = new Intl.DateTimeFormat(locale, options)));
  return found;
}

/** "21 Jan 2022", "January 2022" or "2022". */
export function sayDay(text: string, locale = 'en-GB'): string {
  const { day, precision } = toColumns(text);
  return formatter(locale, precision, FORMATS[precision]).format(new Date(`${day}T00:00:00Z`));
}

/** "21 Jan 2022, 18:00 UTC". */
export function sayInstant(instant: Date, locale = 'en-GB'): string {
  const time = formatter(locale, 'time', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' }).format(instant);
  return `${sayDay(dayOf(instant), locale)}, ${time} UTC`;
}
