/** The review page's forms → the API's classes, and a verdict that is not on record yet → what a page shows of it; no rule is written here. */
import type { ClaimRecord, VerdictView } from '../../record/claim-record.dto.js';
import type { ReviewPolicy } from '../../shared/act.js';
import { RecordDissent, WithdrawDissent } from '../../verdicts/dissent.dto.js';
import { ProposeVerdict } from '../../workflow/workflow.dto.js';
import { checked, lines, type Sent, text, texts } from '../forms/sent.js';

export function verdictIn(sent: Sent): Promise<ProposeVerdict> {
  return checked(ProposeVerdict, {
    ratingId: text(sent, 'ratingId'), summary: text(sent, 'summary'), caveats: lines(sent, 'caveats'), citedEvidenceIds: texts(sent, 'citedEvidenceIds'),
    inForceFrom: text(sent, 'inForceFrom'), earlyReason: text(sent, 'earlyReason'),
  });
}

export const dissentIn = (sent: Sent): Promise<RecordDissent> => checked(RecordDissent, { words: text(sent, 'dissentWords') });
export const dissentField = (path: string): string | undefined => (path === 'words' ? 'dissentWords' : undefined);
export const dissentWithdrawalIn = (sent: Sent): Promise<WithdrawDissent> => checked(WithdrawDissent, { reason: text(sent, 'reason') });

/** As it would stand on the claim's page; its rating is one of the claim's scale. */
export function typedVerdict(claim: ClaimRecord, input: ProposeVerdict, by: { id: string; name: string }, policy: ReviewPolicy, at: string): VerdictView {
  const numbers = claim.scale.ratings.map(({ number }) => number).filter((number) => number !== null);
  return {
    id: 'typed',
    rating: claim.scale.ratings.find(({ id }) => id === input.ratingId)!,
    numbers: numbers.length > 0 ? { worst: Math.min(...numbers), best: Math.max(...numbers) } : null,
    summary: input.summary, caveats: input.caveats ?? [], earlyReason: input.earlyReason ?? null, inForceFrom: input.inForceFrom,
    proposedAt: at, proposedBy: by, approvedAt: null, approvedBy: null, supersededAt: null, singleReviewer: policy === 'single', imported: false, cited: input.citedEvidenceIds ?? [], dissents: [],
  };
}
