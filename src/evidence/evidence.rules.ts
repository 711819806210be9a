/** Earlier or later than the statement: both are shown, apart. */
import { bounds } from '../shared/day.js';

export type Side = 'earlier' | 'later';

/**
 * Earlier only when the whole of the evidence's day, month or year lies before the statement began; the day itself counts
 * as later, because what happened on it was known with or after the words, not before them.
 */
export function sideOf(eventDay: string, saidDay: string | null): Side {
  return saidDay !== null && bounds(eventDay).last < bounds(saidDay).first ? 'earlier' : 'later';
}
