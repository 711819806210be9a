/** A source or speaker that claims show is revised: each of these claims takes a step, so that no proposal rests on what it did not see, and readers are told. */
import { lockClaim } from '../claims/claim.act.js';
import type { Claim } from '../claims/claim.entity.js';
import type { Tx } from '../shared/database.js';
import { RuleBroken } from '../shared/errors.js';
import { type Explained, obeyRevision, stepRevised } from './correction.act.js';
import type { Changes } from './correction.entity.js';

/** One person alone changes no facts, and what many claims show has no second person of its own. */
const FACTUAL = 'A factual error is corrected on each claim that shows it, where a second person approves it: propose to correct the statement or the evidence, or withdraw the evidence. Here only a typing mistake is mended or something made clearer.';

/**
 * Locks the claims that `ids` names, in the order of their ids, so that two such acts never wait for each other. To be called
 * again once the thing itself is locked, for a claim may have begun to show it meanwhile.
 */
export async function lockShowing(tx: Tx, locked: Map<string, Claim>, ids: () => Promise<readonly string[]>): Promise<void> {
  for (const id of [...(await ids())].filter((each) => !locked.has(each)).sort()) locked.set(id, await lockClaim(tx, id));
}

/**
 * @param changes as readers see them; with none, nothing is done
 * @throws RuleBroken when one of the claims is public and the change is not explained, or is of facts
 */
export async function tellShowing(
  tx: Tx,
  claims: Iterable<Claim>,
  thing: { kind: 'source' | 'speaker'; id: string },
  changes: Changes,
  correction: Explained['correction'],
): Promise<void> {
  if (Object.keys(changes).length === 0) return;
  for (const claim of claims) {
    // What a withdrawn claim shows follows its source's own history; the claim itself takes no step any more.
    if (claim.status === 'withdrawn') continue;
    const explained = claim.status === 'draft' ? { correction: undefined } : { correction };
    if (explained.correction?.kind === 'factual' && tx.act.via !== 'import') throw new RuleBroken('factual_on_claims', FACTUAL);
    obeyRevision(tx, claim, explained);
    await stepRevised(tx, claim, { act: `revise_${thing.kind}`, subject: thing, changes }, explained);
  }
}
