/** What of a claim's ledger readers may see: the acts that changed what was public, without proposals or who was asked to do what. */

/** Acts on the way to a verdict or a correction that are the desk's business alone. */
const DESK_ONLY_ACTS = new Set(['claim_review', 'assign', 'propose_verdict', 'return', 'propose_correction', 'return_correction', 'take_back_correction']);

/** Acts beside a verdict, public as soon as that is. */
const ACTS_ON_VERDICT = new Set(['dissent', 'withdraw_dissent']);

/**
 * A return from review to open is public, for the claim's status is; one from approval to review is not.
 * @param onProposal whether the verdict that the act is about is not approved yet
 */
export function isDeskOnly(act: string, statusAfter: string, onProposal = false): boolean {
  if (ACTS_ON_VERDICT.has(act)) return onProposal;
  return DESK_ONLY_ACTS.has(act) && !(act === 'return' && statusAfter === 'open');
}

/** Fields of the claim that are the desk's business, or say nothing beside the act. */
const DESK_ONLY_FIELDS = new Set(['reviewer_id', 'editor_in_charge_id', 'logged_by_id', 'recorded_by_id', 'withdrawn_by_id', 'claim_logged_by_id', 'published_by_id', 'approver_id', 'scale_id']);

/** Bookkeeping that tells nobody anything. */
const BOOKKEEPING = new Set(['id', 'code', 'version', 'case_version', 'claim_id', 'imported', 'recorded_at', 'logged_at', 'public_at', 'status_at', 'shown_at', 'shown_version', 'review_policy', 'published_at', 'subject_id', 'proposal_id']);

export function isShownToReaders(entry: { act: string; statusAfter: string; onProposal: boolean }): boolean {
  return entry.statusAfter !== 'draft' && !isDeskOnly(entry.act, entry.statusAfter, entry.onProposal);
}

/** Whether a dissent was ever beside a public verdict: one that was withdrawn before the approval was between the reviewers. */
export function wasPublic(dissent: { withdrawnAt: string | null }, approvedAt: string | null): boolean {
  return approvedAt !== null && (dissent.withdrawnAt === null || Date.parse(dissent.withdrawnAt) > Date.parse(approvedAt));
}

export function shownFields(fields: readonly string[], desk: boolean): string[] {
  return fields.filter((field) => !BOOKKEEPING.has(field) && (desk || !DESK_ONLY_FIELDS.has(field)));
}
