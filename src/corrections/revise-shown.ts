/** A source or speaker that claims show is revised: each of these claims takes a step, so that no proposal rests on what it did not see, and readers are told. */
import { lockClaim, stepClaim } from '../claims/claim.act.js';
import type { Claim } from '../claims/claim.entity.js';
import type { Tx } from '../shared/database.js';
import { obey } from '../shared/errors.js';
import { publishCorrection } from './correction.act.js';
import type { CorrectionInput } from './correction.dto.js';
import type { Changes } from './correction.entity.js';
import { mayRevise } from './correction.rules.js';

/**
 * Locks the claims that `ids` names, in the order of their ids, so that two such acts never wait for each other. To be called
 * again once the thing itself is locked, for a claim may have begun to show it meanwhile.
 */
export async function lockShowing(tx: Tx, locked: Map<string, Claim>, ids: () => Promise<readonly string[]>): Promise<void> {
  for (const id of [...(await ids())].filter((each) => !locked.has(each)).sort()) locked.set(id, await lockClaim(tx, id));
}

/**
 * @param changes as readers see them; with none, nothing is done
 * @throws RuleBroken when one of the claims is public and the change is not explained
 */
export async function tellShowing(
  tx: Tx,
  claims: Iterable<Claim>,
  thing: { kind: 'source' | 'speaker'; id: string },
  changes: Changes,
  correction: CorrectionInput | undefined,
): Promise<void> {
  if (Object.keys(changes).length === 0) return;
  for (const claim of claims) {
    // What a withdrawn claim shows follows its source's own history; the claim itself takes no step any more.
    if (claim.status === 'withdrawn') continue;
    const isDraft = claim.status === 'draft';
    if (!isDraft) obey(mayRevise(claim.status, correction));
    const told = isDraft || !correction ? [] : [await publishCorrection(tx, claim.id, correction, thing, changes)];
    await stepClaim(tx, claim, { act: `revise_${thing.kind}`, reason: isDraft ? null : (correction?.explanation ?? null), changesCase: true, subjects: told });
  }
}
