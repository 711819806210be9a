/** The one line a reader sees (DESIGN section 3), derived from status, verdict and due date; the SQL function `standing_code` gives the same codes. */
import { bounds, sayDay } from '../shared/day.js';
import type { DeclineCode, Status } from '../claims/claim.words.js';

export const STANDING_CODES = ['draft', 'too_early', 'not_yet_rated', 'in_review', 'rated', 'being_reassessed', 'not_rated', 'withdrawn'] as const;
export type StandingCode = (typeof STANDING_CODES)[number];

export interface StandingFacts {
  status: Status;
  statusReason: string | null;
  declineCode: DeclineCode | null;
  /** The verdict in force. */
  verdict: { label: string; since: string } | null;
  /** Day, month or year; nothing when open or bound to an event. */
  due: string | null;
  /** "YYYY-MM-DD": today, or the day that the page is seen as of. */
  today: string;
}

export interface Standing {
  code: StandingCode;
  /** The words without the date: "Broken", "Too early to rate", "Not rated: opinion". */
  label: string;
  /** The day in the world that the verdict holds since. */
  since: string | null;
  due: string | null;
  /** The whole line: "Broken, since 24 Feb 2022, being reassessed". */
  text: string;
}

const DECLINED: Record<DeclineCode, string> = { opinion: 'opinion', not_checkable: 'not checkable', duplicate: 'duplicate', out_of_scope: 'out of scope' };

export function standing(facts: StandingFacts): Standing {
  const say = (code: StandingCode, label: string, rest: Partial<Standing> = {}): Standing => ({ code, label, since: null, due: null, text: label, ...rest });
  const { verdict } = facts;
  if (facts.status === 'draft') return say('draft', 'Draft');
  if (facts.status === 'withdrawn') return say('withdrawn', `Withdrawn: ${facts.statusReason ?? ''}`);
  if (verdict) {
    const line = `${verdict.label}, since ${sayDay(verdict.since)}`;
    return facts.status === 'rated'
      ? say('rated', verdict.label, { since: verdict.since, text: line })
      : say('being_reassessed', verdict.label, { since: verdict.since, text: `${line}, being reassessed` });
  }
  if (facts.status === 'declined') return say('not_rated', `Not rated: ${facts.declineCode ? DECLINED[facts.declineCode] : 'declined'}`);
  if (facts.status === 'in_review' || facts.status === 'awaiting_approval') return say('in_review', 'In review', { due: facts.due });
  if (facts.due !== null && facts.today < bounds(facts.due).last) {
    return say('too_early', 'Too early to rate', { due: facts.due, text: `Too early to rate, due ${sayDay(facts.due)}` });
  }
  return say('not_yet_rated', 'Not yet rated', { due: facts.due });
}
