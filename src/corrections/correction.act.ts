/** Publishes a correction inside the act that makes the change, and takes the claim a step with it. */
import { stepClaim } from '../claims/claim.act.js';
import type { Claim } from '../claims/claim.entity.js';
import type { CorrectionKind } from '../claims/claim.words.js';
import type { SubjectKind } from '../ledger/ledger-entry.entity.js';
import type { ReviewPolicy } from '../shared/act.js';
import type { Tx } from '../shared/database.js';
import { obey } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import { type Changes, Correction } from './correction.entity.js';
import { mayRevise, reopens } from './correction.rules.js';

/** That a second person approved a proposed correction; the act is theirs, the correction is the proposer's. */
export interface Approval {
  proposalId: string;
  proposedById: string;
  policy: ReviewPolicy;
}

/** The explanation that goes with a change, and for a factual one who approved it. */
export interface Explained {
  correction: { kind: CorrectionKind; explanation: string } | undefined;
  approval?: Approval | undefined;
}

/** What is to change of something on record, planned behind its lock: asked about first, made afterwards. */
export interface Revision {
  /** What the thing says now, whole. */
  was: Record<string, unknown>;
  changes: Changes;
  /** @param approved whether a second person approves it, which reopens a rated claim  @throws InvalidInput, RuleBroken when it cannot be so */
  check(approved?: boolean): Promise<void>;
  /** Saves it, publishes the explanation, tells the ledger. `change`: further columns of the claim. */
  make(explained: Explained, change?: Partial<Claim>): Promise<void>;
}

/** @returns the subject for the ledger */
export async function publishCorrection(
  tx: Tx,
  claimId: string,
  given: { kind: CorrectionKind; explanation: string },
  subject: { kind: Correction['subjectKind']; id: string },
  changes: Changes,
  approval?: Approval,
): Promise<{ kind: 'correction'; id: string }> {
  const id = newId();
  await tx.manager.insert(Correction, {
    id, claimId, kind: given.kind, explanation: given.explanation, subjectKind: subject.kind, subjectId: subject.id,
    changes: changes as never, publishedAt: tx.at, publishedById: approval?.proposedById ?? tx.act.accountId!, imported: tx.act.via === 'import',
    proposalId: approval?.proposalId ?? null, approverId: approval ? tx.act.accountId : null, reviewPolicy: approval?.policy ?? null,
  });
  return { kind: 'correction', id };
}

/** Whether the claim, locked, may change so. @throws RuleBroken */
export function obeyRevision(tx: Tx, claim: Pick<Claim, 'status'>, { correction, approval }: Explained): void {
  obey(mayRevise(claim.status, correction, { approved: approval !== undefined, imported: tx.act.via === 'import' }));
}

/**
 * The end of every revision of what a claim says: the correction, where readers are told, and the claim's step. An approved
 * factual one of a rated claim reopens it in the same step; the verdict in force stays shown until another is approved.
 */
export async function stepRevised(
  tx: Tx,
  claim: Claim,
  told: { act: string; subject: { kind: 'claim' | 'statement' | 'evidence' | 'source' | 'speaker'; id: string }; changes: Changes; change?: Partial<Claim> },
  { correction, approval }: Explained,
): Promise<void> {
  const { subject, changes } = told;
  const isOwn = subject.kind === 'statement' || subject.kind === 'evidence';
  const subjects: { kind: SubjectKind; id: string }[] = isOwn ? [subject] : [];
  if (correction) subjects.push(await publishCorrection(tx, claim.id, correction, subject, changes, approval));
  if (approval) subjects.push({ kind: 'correction_proposal', id: approval.proposalId });
  const again: Partial<Claim> = approval && reopens(claim.status) ? { status: 'open', statusAt: tx.at, statusReason: null, declineCode: null, reviewerId: null } : {};
  await stepClaim(tx, claim, { act: approval ? 'approve_correction' : told.act, reason: correction?.explanation ?? null, change: { ...told.change, ...again }, changesCase: true, subjects });
}
