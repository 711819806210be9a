/** When a change of something already public needs explaining, and what counts as a change. */
import type { CorrectionKind, Status } from '../claims/claim.words.js';
import type { RuleAnswer } from '../shared/errors.js';
import type { Changes } from './correction.entity.js';

/** Whether an editor may change what a claim says. `correction` is what they sent to explain it. */
export function mayRevise(status: Status, correction: { kind: CorrectionKind } | undefined): RuleAnswer {
  if (status === 'withdrawn') return { code: 'withdrawn', message: 'A withdrawn claim stays as it was.' };
  if (status === 'draft') return correction === undefined || { code: 'not_public', message: 'A draft is simply edited; corrections explain changes of what is public.', field: 'correction' };
  if (correction === undefined) return { code: 'correction_missing', message: 'This is public. Say what kind of correction it is and explain it to readers.', field: 'correction' };
  if (correction.kind === 'factual' && status === 'rated') {
    return { code: 'reopen_first', message: 'A factual correction can change the verdict. Reopen the claim, so that two reviewers judge it again.' };
  }
  return true;
}

/** The fields that differ, with both values; equal values, however nested, are left out. */
export function changesBetween(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): Changes {
  return Object.fromEntries(
    Object.keys(after)
      .filter((field) => JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null))
      .map((field) => [field, { before: before[field] ?? null, after: after[field] ?? null }]),
  );
}
