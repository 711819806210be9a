/** The review queue's two orders and its filters, and what each row offers to whoever looks (pure; the workflow's own table decides). */
import type { Status } from '../../claims/claim.words.js';
import type { ReviewPolicy } from '../../shared/act.js';
import type { RuleAnswer } from '../../shared/errors.js';
import { type Facts, mayAttempt, type Person } from '../../workflow/workflow.rules.js';

export const ORDERS = ['age', 'due'] as const;
export type Order = (typeof ORDERS)[number];

export const FILTERS = ['all', 'nobody', 'mine', 'approve', 'returned'] as const;
export type Filter = (typeof FILTERS)[number];

export interface Queue {
  order: Order;
  filter: Filter;
  after?: string | undefined;
}

/** What stands in an address, with the usual for whatever is none of it. */
export function queueAsked(query: Readonly<Record<string, unknown>>): Queue {
  return {
    order: ORDERS.find((order) => order === query['order']) ?? 'age',
    filter: FILTERS.find((filter) => filter === query['who']) ?? 'all',
    after: typeof query['after'] === 'string' && query['after'] !== '' ? query['after'] : undefined,
  };
}

export function queuePath({ order, filter, after }: Partial<Queue>, path = '/desk/review'): string {
  const asked = new URLSearchParams({ ...(order && order !== 'age' ? { order } : {}), ...(filter && filter !== 'all' ? { who: filter } : {}), ...(after ? { after } : {}) });
  return asked.size > 0 ? `${path}?${asked.toString()}` : path;
}

/** "3 days", as people say how long something has waited. */
export function waitedWords(since: string, now: Date): string {
  const hours = Math.floor((now.getTime() - Date.parse(since)) / 3_600_000);
  if (hours < 1) return 'less than an hour';
  const [n, unit] = hours < 48 ? [hours, 'hour'] : [Math.floor(hours / 24), 'day'];
  return `${n} ${unit}${n === 1 ? '' : 's'}`;
}

/** Of a row of the queue, what the rules on its people ask for. */
export interface RowFacts {
  status: Status;
  loggedById: string;
  editorInChargeId: string;
  reviewerId: string | null;
  caseVersion: number;
  proposal: Facts['proposal'];
}

export interface Offer {
  /** Nothing where it is somebody's already, or is no longer to be taken. */
  take: RuleAnswer | undefined;
  give: boolean;
  /** What the way in is called for this person. */
  way: string;
}

/** In the queue nobody takes what they may not judge, and what a colleague has is taken over on its own page alone. */
export function offerOf(row: RowFacts, person: Person, policy: ReviewPolicy): Offer {
  // What these three actions do not ask about is left as it does no harm.
  const facts: Facts = { ...row, policy, factual: false, hasCompleteStatement: true, hasResolution: true, standingEvidence: 1, dueDay: null, hasVerdictInForce: false, today: '' };
  const may = (action: 'claim_review' | 'assign' | 'propose_verdict' | 'approve') => mayAttempt(action, person, facts);
  const takes = may('claim_review');
  const isFree = row.status === 'in_review' && row.reviewerId === null && person.roles.includes('reviewer');
  return {
    take: isFree ? (takes === true ? may('propose_verdict') : takes) : undefined,
    give: may('assign') === true,
    way: row.status === 'awaiting_approval' ? (may('approve') === true ? 'Read and approve' : 'Read') : may('propose_verdict') === true ? 'Read and judge' : 'Read',
  };
}
