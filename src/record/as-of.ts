/** "as_of": a past day, meaning all of that day, or a past instant. */
import { dayOf, isDay } from '../shared/day.js';
import { InvalidInput } from '../shared/errors.js';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/;

/**
 * The instant meant, or nothing for none or for today (which is the present).
 * @throws InvalidInput for a future day, or anything that is neither a day nor an instant in UTC
 */
export function parseAsOf(text: string | undefined, now = new Date()): Date | undefined {
  if (text === undefined) return undefined;
  const wrong = (message: string) => new InvalidInput([{ field: 'as_of', message }]);
  const isWholeDay = isDay(text) && text.length === 10;
  if (!isWholeDay && !(INSTANT.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text)))) throw wrong('must be a past day, such as 2022-02-01, or an instant such as 2022-02-01T12:00:00Z');
  if (isWholeDay && text === dayOf(now)) return undefined;
  const instant = new Date(isWholeDay ? `${text}T23:59:59.999Z` : text);
  if (instant > now) throw wrong('must not be in the future');
  return instant;
}
