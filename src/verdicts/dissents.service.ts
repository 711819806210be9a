/** Records and withdraws dissents: each is an act on the claim that takes its verdict one version further. */
import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { lockClaim, stepClaim } from '../claims/claim.act.js';
import type { Claim } from '../claims/claim.entity.js';
import { tell } from '../notices/tell.js';
import type { ClaimRecord } from '../record/claim-record.dto.js';
import { loadRecord } from '../record/claim-records.service.js';
import type { Act } from '../shared/act.js';
import { inTransaction, type Tx } from '../shared/database.js';
import { NotFound, obey } from '../shared/errors.js';
import { isId, newId } from '../shared/ids.js';
import { requireVersion } from '../shared/versions.js';
import type { RecordDissent, WithdrawDissent } from './dissent.dto.js';
import { Dissent } from './dissent.entity.js';
import { type DissentFacts, mayDissent, mayWithdrawDissent } from './dissent.rules.js';
import { Verdict } from './verdict.entity.js';

interface Begun {
  claim: Claim;
  verdict: Verdict;
  facts: DissentFacts;
}

@Injectable()
export class DissentsService {
  constructor(private readonly source: DataSource) {}

  /** @throws NotFound, StaleEdit, Forbidden, RuleBroken */
  async record(act: Act, ref: string, verdictId: string, seen: number, { words }: RecordDissent): Promise<ClaimRecord> {
    return inTransaction(this.source, act, async (tx) => {
      const { claim, verdict, facts } = await begin(tx, ref, verdictId, seen);
      obey(mayDissent({ accountId: act.accountId!, roles: act.roles }, facts));
      await tx.manager.insert(Dissent, { id: newId(), verdictId, claimId: claim.id, accountId: act.accountId!, words, recordedAt: tx.at });
      await step(tx, claim, verdict, 'dissent', null);
      await tellOthers(tx, claim, verdict, words);
      return loadRecord(tx.manager, claim.id, act.roles);
    });
  }

  /** @throws NotFound, StaleEdit, Forbidden, RuleBroken */
  async withdraw(act: Act, ref: string, verdictId: string, dissentId: string, seen: number, { reason }: WithdrawDissent): Promise<ClaimRecord> {
    return inTransaction(this.source, act, async (tx) => {
      const { claim, verdict, facts } = await begin(tx, ref, verdictId, seen);
      const dissent = isId(dissentId) ? await tx.manager.findOneBy(Dissent, { id: dissentId, verdictId }) : null;
      if (!dissent) throw new NotFound('dissent');
      obey(mayWithdrawDissent({ accountId: act.accountId!, roles: act.roles }, facts, { byId: dissent.accountId, withdrawn: dissent.withdrawnAt !== null }));
      await tx.manager.update(Dissent, { id: dissent.id }, { withdrawnAt: tx.at, withdrawReason: reason });
      await step(tx, claim, verdict, 'withdraw_dissent', reason);
      return loadRecord(tx.manager, claim.id, act.roles);
    });
  }
}

async function begin(tx: Tx, ref: string, verdictId: string, seen: number): Promise<Begun> {
  const claim = await lockClaim(tx, ref);
  const verdict = isId(verdictId) ? await tx.manager.findOneBy(Verdict, { id: verdictId, claimId: claim.id }) : null;
  if (!verdict) throw new NotFound('verdict');
  requireVersion(claim, seen);
  const standing = await tx.manager.findBy(Dissent, { verdictId, withdrawnAt: IsNull() });
  return {
    claim,
    verdict,
    facts: {
      claimStatus: claim.status, proposedById: verdict.proposedById, approvedById: verdict.approvedById, over: verdict.returnedAt !== null || verdict.supersededAt !== null,
      dissentedByIds: standing.map(({ accountId }) => accountId),
    },
  };
}

async function step(tx: Tx, claim: Claim, verdict: Verdict, act: 'dissent' | 'withdraw_dissent', reason: string | null): Promise<void> {
  await tx.manager.update(Verdict, { id: verdict.id }, { version: () => 'version + 1' });
  await stepClaim(tx, claim, { act, reason, onProposal: verdict.approvedAt === null, subjects: [{ kind: 'verdict', id: verdict.id }] });
}

/** Whoever answers for the verdict hears of it at once. */
async function tellOthers(tx: Tx, claim: Claim, verdict: Verdict, words: string): Promise<void> {
  const [by] = await tx.query<{ name: string }>('SELECT name FROM account WHERE id = $1', [tx.act.accountId]);
  const whom = new Set([verdict.proposedById, verdict.approvedById, claim.editorInChargeId].filter((id) => id !== null));
  for (const to of whom) {
    await tell(tx, { to, kind: 'dissent', claimId: claim.id, words: `${by!.name} disagrees with the verdict on “${claim.title}”: ${words}`, path: `/desk/claims/${claim.id}/review#dissents` });
  }
}
