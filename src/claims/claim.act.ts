/** The two ends of every act on a claim: the lock at its start, the new version and the ledger's entry at its end. */
import { append } from '../ledger/ledger.js';
import type { SubjectKind } from '../ledger/ledger-entry.entity.js';
import type { Tx } from '../shared/database.js';
import { NotFound } from '../shared/errors.js';
import { codeIn, isId } from '../shared/ids.js';
import { Claim } from './claim.entity.js';
import { isDeskOnly } from '../record/claim-history.rules.js';
import { findClaim } from '../record/claim-record.query.js';

/**
 * @param ref UUID or slug
 * @throws NotFound
 */
export async function claimIdOf(reader: Parameters<typeof findClaim>[0], ref: string): Promise<string> {
  const code = codeIn(ref);
  const found = isId(ref) ? await findClaim(reader, { id: ref }) : code ? await findClaim(reader, { code }) : undefined;
  if (!found) throw new NotFound('claim');
  return found.id;
}

/** Locks the claim's row until the transaction ends; everything on a claim is decided behind this lock. */
export async function lockClaim(tx: Tx, ref: string): Promise<Claim> {
  const id = await claimIdOf(tx.manager, ref);
  const claim = await tx.manager.findOneOrFail(Claim, { where: { id }, lock: { mode: 'pessimistic_write' } });
  await tx.tick();
  return claim;
}

/**
 * Takes the claim one version further with the given changes, and tells the ledger. `changesCase` marks what a proposed
 * verdict is bound to: wording, statements, resolution and evidence; `onProposal`, an act beside a verdict that is not public yet.
 */
export async function stepClaim(
  tx: Tx,
  claim: Claim,
  told: { act: string; reason?: string | null; change?: Partial<Claim>; changesCase?: boolean; onProposal?: boolean; subjects?: readonly { kind: SubjectKind; id: string }[] },
): Promise<void> {
  const version = claim.version + 1;
  const change: Partial<Claim> = {
    ...told.change,
    version,
    ...(told.changesCase ? { caseVersion: version } : {}),
    ...(isDeskOnly(told.act, told.change?.status ?? claim.status, told.onProposal) ? {} : { shownAt: tx.at, shownVersion: version }),
  };
  await tx.manager.update(Claim, { id: claim.id }, change);
  Object.assign(claim, change);
  await append(tx, {
    act: told.act,
    reason: told.reason ?? null,
    stream: { kind: 'claim', id: claim.id, version },
    subjects: [{ kind: 'claim', id: claim.id }, ...(told.subjects ?? [])],
  });
}
