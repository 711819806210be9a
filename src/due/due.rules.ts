/** What a day says of a claim that is due: how near it is, how long it is over, and what its people are told. */
import { dayOf, sayDay } from '../shared/day.js';

/** A claim nobody has looked at for so long after its day must not pass for an undecided one. */
export const UNATTENDED_DAYS = 30;

const DAY = 86_400_000;

/** Whole days from one calendar day to another; less than nothing when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
}

export function daysLater(day: string, days: number): string {
  return dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY));
}

const DATED = ['overdue', 'soon', 'week', 'later'] as const;
export const DUE_LISTS = [...DATED, 'event', 'open'] as const;
export type DueList = (typeof DUE_LISTS)[number];
export type DatedList = (typeof DATED)[number];

export const isDated = (list: DueList): list is DatedList => (DATED as readonly string[]).includes(list);

/** First and last day of a list; "soon" is today and tomorrow, "week" the five days after. */
export function spanOf(list: DatedList, today: string): { from: string | null; to: string | null } {
  if (list === 'overdue') return { from: null, to: daysLater(today, -1) };
  if (list === 'soon') return { from: today, to: daysLater(today, 1) };
  if (list === 'week') return { from: daysLater(today, 2), to: daysLater(today, 6) };
  return { from: daysLater(today, 7), to: null };
}

/** "today", "tomorrow", "in 5 days", "yesterday", "12 days ago". */
export function sayDistance(lastDue: string, today: string): string {
  const days = daysBetween(today, lastDue);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}

export interface Awaited {
  title: string;
  /** Day, month or year, as it was set. */
  due: string;
  /** The last day that this may mean. */
  lastDue: string;
  /** In the desk's words: "in review". */
  status: string;
}

/** The sentence of a reminder, the day before, on the day, and after it. */
export function reminder({ title, due, lastDue, status }: Awaited, today: string): string {
  const days = daysBetween(today, lastDue);
  const whole = due.length < 10;
  if (days >= 0) {
    const when = days === 0 ? 'today' : 'tomorrow';
    return whole ? `“${title}” is due in ${sayDay(due)}, whose last day is ${when}. It is ${status}.` : `“${title}” is due ${when}, ${sayDay(due)}. It is ${status}.`;
  }
  return `“${title}” was due ${whole ? 'in' : 'on'} ${sayDay(due)}, ${whole ? `which ended ${sayDistance(lastDue, today)}` : sayDistance(lastDue, today)}, and is still ${status}.`;
}

/** The sentence that admins are told. */
export function unattendedWords({ title, lastDue }: Pick<Awaited, 'title' | 'lastDue'>, today: string, editor: string): string {
  return `Nobody looks at “${title}”: it has been overdue for ${daysBetween(lastDue, today)} days, and for ${UNATTENDED_DAYS} days nobody opened it or did anything. ${editor} is in charge of it.`;
}
