/** When a change of something already public needs explaining, when it needs a second person, and what counts as a change. */
import type { CorrectionKind, Status } from '../claims/claim.words.js';
import type { ReviewPolicy } from '../shared/act.js';
import type { RuleAnswer } from '../shared/errors.js';
import type { Role } from '../shared/roles.js';
import type { Changes } from './correction.entity.js';

/** What a factual correction may be of. */
export const CORRECTED_KINDS = ['claim', 'statement', 'evidence', 'source', 'speaker'] as const;
export type CorrectedKind = (typeof CORRECTED_KINDS)[number];

const WITHDRAWN: RuleAnswer = { code: 'withdrawn', message: 'A withdrawn claim stays as it was.' };
const NOT_PUBLIC: RuleAnswer = { code: 'not_public', message: 'A draft is simply edited; corrections explain changes of what is public.', field: 'correction' };

/**
 * Whether what a claim says may change. `correction` is what was sent to explain it.
 * @param how `approved`: a second person approved just this; `imported`: it was published elsewhere before
 */
export function mayRevise(status: Status, correction: { kind: CorrectionKind } | undefined, how: { approved?: boolean; imported?: boolean } = {}): RuleAnswer {
  if (status === 'withdrawn') return WITHDRAWN;
  if (status === 'draft') return correction === undefined || NOT_PUBLIC;
  if (correction === undefined) return { code: 'correction_missing', message: 'This is public. Say what kind of correction it is and explain it to readers.', field: 'correction' };
  if (correction.kind !== 'factual' || how.approved) return true;
  if (!how.imported) {
    return { code: 'second_person_needed', message: 'A factual correction needs a second person. Propose it (POST /api/v1/claims/{id}/corrections, or /api/v1/corrections for a source or a speaker), so that somebody else approves it.' };
  }
  return status !== 'rated' || { code: 'reopen_first', message: 'A factual correction can change the verdict. Reopen the claim, so that two reviewers judge it again.' };
}

/** Whether a factual correction of something that a claim of this status shows may be proposed. */
export function mayPropose(status: Status): RuleAnswer {
  if (status === 'withdrawn') return WITHDRAWN;
  return status !== 'draft' || NOT_PUBLIC;
}

/** Under a verdict, what was judged is no longer what is shown: two reviewers judge again. */
export const reopens = (status: Status): boolean => status === 'rated';

export const DECISIONS = ['approve', 'return', 'take_back'] as const;
export type Decision = (typeof DECISIONS)[number];

export interface ProposalFacts {
  proposedById: string;
  policy: ReviewPolicy;
  /** How it ended already, in words ("approved by Bo Reviewer"); nothing while it waits. */
  ended: string | null;
  /** Of the claim that it is about; nothing for a source or a speaker. */
  status: Status | null;
  /** Whether its subject still says what it said when this was proposed. */
  subjectUnchanged: boolean;
  /** Whether approving it reopens a claim. */
  reopens: boolean;
}

type Person = { accountId: string; roles: readonly Role[] };

/** Whether this person may decide so now, whatever they will send along: what a button shows, and why it is off. */
export function mayDecide(decision: Decision, person: Person, facts: ProposalFacts): RuleAnswer {
  const isProposer = person.accountId === facts.proposedById;
  if (decision !== 'take_back' && !person.roles.includes('reviewer')) return { who: true, code: 'role_missing', message: `Only a reviewer may ${decision} a proposed correction.` };
  if (decision === 'take_back' && !isProposer) return { who: true, code: 'not_proposed_by_you', message: 'Only whoever proposed a correction may take it back; a reviewer may return it.' };
  if (facts.ended !== null) return { code: 'already_decided', message: `This correction was ${facts.ended} already.` };
  if (decision === 'return' && isProposer) return { who: true, code: 'proposed_by_you', message: 'You proposed this correction; take it back instead.' };
  if (decision !== 'approve') return true;
  if (isProposer && facts.policy !== 'single') return { who: true, code: 'proposed_by_you', message: 'You proposed this correction; another reviewer must approve it.' };
  if (facts.status === 'withdrawn') return WITHDRAWN;
  return facts.subjectUnchanged || { code: 'subject_changed', message: 'What this corrects has changed since it was proposed. Return it, or have it taken back and proposed again on what is said now.' };
}

/** Whether this person may decide so now with what they sent along. */
export function decideProposal(decision: Decision, person: Person, facts: ProposalFacts, sent: { reason?: string; reopens?: boolean }): RuleAnswer {
  const attempt = mayDecide(decision, person, facts);
  if (attempt !== true) return attempt;
  if (decision === 'return' && sent.reason === undefined) return { code: 'reason_missing', message: 'Give a reason.', field: 'reason' };
  if (decision === 'approve' && facts.reopens && sent.reopens !== true) {
    return { code: 'reopening_unsaid', message: 'Approving this reopens a rated claim, so that two reviewers judge it again. Say that you know: send reopens as true.', field: 'reopens' };
  }
  return true;
}

/** One text for equal values, in whatever order their fields are kept. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const fields = value as Record<string, unknown>;
  return `{${Object.keys(fields).sort().map((field) => `${JSON.stringify(field)}:${canonical(fields[field])}`).join()}}`;
}

/** The fields that differ, with both values; equal values, however nested, are left out. */
export function changesBetween(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): Changes {
  return Object.fromEntries(
    Object.keys(after)
      .filter((field) => canonical(before[field]) !== canonical(after[field]))
      .map((field) => [field, { before: before[field] ?? null, after: after[field] ?? null }]),
  );
}
