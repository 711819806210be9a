/** A claim's record as readers will have it once a verdict is approved (pure): the same shape, so that the reader's own page can draw it. */
import { wasPublic } from '../../record/claim-history.rules.js';
import type { AccountRef, ClaimRecord, VerdictView } from '../../record/claim-record.dto.js';
import { standing } from '../../record/standing.rules.js';

export interface Approval {
  by: AccountRef | null;
  /** An instant. */
  at: string;
}

/** What only the desk sees is left out. */
export function forReaders({ desk: _desk, ...record }: ClaimRecord): ClaimRecord {
  const shown = (verdict: VerdictView): VerdictView => ({ ...verdict, dissents: verdict.dissents.filter((dissent) => wasPublic({ withdrawnAt: dissent.withdrawn?.at ?? null }, verdict.approvedAt)) });
  return { ...record, verdict: record.verdict && shown(record.verdict), earlierVerdicts: record.earlierVerdicts.map(shown), status: record.status === 'awaiting_approval' ? 'in_review' : record.status };
}

export function asApproved(record: ClaimRecord, verdict: VerdictView, { by, at }: Approval): ClaimRecord {
  const before = forReaders(record);
  return forReaders({
    ...before,
    status: 'rated',
    statusReason: null,
    standing: standing({
      status: 'rated', statusReason: null, declineCode: null, verdict: { label: verdict.rating.label, since: verdict.inForceFrom }, due: record.resolution?.due.day ?? null, today: at.slice(0, 10),
    }),
    verdict: { ...verdict, approvedAt: at, approvedBy: by },
    earlierVerdicts: before.verdict ? [{ ...before.verdict, supersededAt: at }, ...before.earlierVerdicts] : before.earlierVerdicts,
  });
}
