/** Publishes a correction inside the act that makes the change. */
import type { CorrectionKind } from '../claims/claim.words.js';
import type { Tx } from '../shared/database.js';
import { newId } from '../shared/ids.js';
import { type Changes, Correction } from './correction.entity.js';

/** @returns the subject for the ledger */
export async function publishCorrection(
  tx: Tx,
  claimId: string,
  given: { kind: CorrectionKind; explanation: string },
  subject: { kind: Correction['subjectKind']; id: string },
  changes: Changes,
): Promise<{ kind: 'correction'; id: string }> {
  const id = newId();
  await tx.manager.insert(Correction, {
    id, claimId, kind: given.kind, explanation: given.explanation, subjectKind: subject.kind, subjectId: subject.id,
    changes: changes as never, publishedAt: tx.at, publishedById: tx.act.accountId!, imported: tx.act.via === 'import',
  });
  return { kind: 'correction', id };
}
