/** Links evidence to a claim, revises it with an explanation, withdraws it with a reason. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { lockClaim, stepClaim } from '../claims/claim.act.js';
import type { Claim } from '../claims/claim.entity.js';
import { evidenceView } from '../record/claim-record.js';
import type { EvidenceView } from '../record/claim-record.dto.js';
import { evidenceSnapshot } from '../record/claim-record.query.js';
import { obeyRevision, type Revision, stepRevised } from '../corrections/correction.act.js';
import { changesBetween } from '../corrections/correction.rules.js';
import type { Act } from '../shared/act.js';
import { inTransaction, type Tx } from '../shared/database.js';
import { bounds, dayOf, fromColumns, toColumns } from '../shared/day.js';
import { InvalidInput, NotFound, RuleBroken } from '../shared/errors.js';
import { isId, newId } from '../shared/ids.js';
import { requireVersion } from '../shared/versions.js';
import { Source } from '../sources/source.entity.js';
import type { AddEvidence, EvidenceChanges, ReviseEvidence, WithdrawEvidence } from './evidence.dto.js';
import { Evidence } from './evidence.entity.js';

@Injectable()
export class EvidenceService {
  constructor(private readonly source: DataSource) {}

  /** @param seen the claim's version, where the client sent the one it saw */
  async add(act: Act, claimRef: string, input: AddEvidence, seen?: number): Promise<EvidenceView> {
    return inTransaction(this.source, act, async (tx) => {
      const claim = await lockClaim(tx, claimRef);
      if (seen !== undefined) requireVersion(claim, seen);
      return view(tx, await addEvidence(tx, claim, input));
    });
  }

  async revise(act: Act, id: string, seen: number, input: ReviseEvidence): Promise<EvidenceView> {
    return inTransaction(this.source, act, async (tx) => {
      const { claim, evidence } = await lockEvidence(tx, id, seen);
      const { correction, ...given } = input;
      const revision = planEvidenceRevision(tx, claim, evidence, given);
      if (Object.keys(revision.changes).length > 0) await revision.make({ correction });
      return view(tx, id);
    });
  }

  async withdraw(act: Act, id: string, seen: number, input: WithdrawEvidence): Promise<EvidenceView> {
    return inTransaction(this.source, act, async (tx) => {
      const { claim, evidence } = await lockEvidence(tx, id, seen);
      await tx.manager.update(Evidence, { id }, { withdrawnAt: tx.at, withdrawnById: act.accountId!, withdrawReason: input.reason, version: evidence.version + 1 });
      await stepClaim(tx, claim, { act: 'withdraw_evidence', reason: input.reason, changesCase: true, subjects: [{ kind: 'evidence', id }] });
      return view(tx, id);
    });
  }
}

/** Adds to a claim that the caller has locked. @returns the new evidence's id */
export async function addEvidence(tx: Tx, claim: Claim, input: AddEvidence): Promise<string> {
  if (claim.status === 'withdrawn') throw new RuleBroken('withdrawn', 'A withdrawn claim stays as it was.');
  if (!(await tx.manager.existsBy(Source, { id: input.sourceId }))) throw new InvalidInput([{ field: 'sourceId', message: 'is not a source on record; add the source first' }]);
  notInFuture(tx, input.day);
  const id = newId();
  const { day, precision } = toColumns(input.day);
  await tx.manager.insert(Evidence, {
    id, claimId: claim.id, sourceId: input.sourceId, stance: input.stance, weight: input.weight, eventDay: day, eventPrecision: precision, summary: input.summary,
    excerpt: input.excerpt ?? null, note: input.note ?? null, independence: input.independence ?? null, recordedAt: tx.at, recordedById: tx.act.accountId!, version: 1,
  });
  await stepClaim(tx, claim, { act: 'add_evidence', changesCase: true, subjects: [{ kind: 'evidence', id }] });
  return id;
}

/** What is to change of a piece of evidence whose claim the caller has locked; nothing is saved before `make`. */
export function planEvidenceRevision(tx: Tx, claim: Claim, evidence: Evidence, given: EvidenceChanges): Revision {
  const { id, stance, weight, summary, excerpt, note, independence } = evidence;
  const was = { stance, weight, day: fromColumns(evidence.eventDay, evidence.eventPrecision), summary, excerpt, note, independence };
  const becomes = { ...was, ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as EvidenceChanges) };
  const changes = changesBetween(was, becomes);
  const check = async (): Promise<void> => notInFuture(tx, becomes.day);
  return {
    was,
    changes,
    check,
    make: async (explained) => {
      obeyRevision(tx, claim, explained);
      await check();
      const { day, ...words } = becomes;
      const { day: eventDay, precision: eventPrecision } = toColumns(day);
      await tx.manager.update(Evidence, { id }, { ...words, eventDay, eventPrecision, version: evidence.version + 1 });
      await stepRevised(tx, claim, { act: 'revise_evidence', subject: { kind: 'evidence', id }, changes }, explained);
    },
  };
}

/** Its claim first, as in every act, so that two acts never wait for each other. */
async function lockEvidence(tx: Tx, id: string, seen: number): Promise<{ claim: Claim; evidence: Evidence }> {
  const found = isId(id) ? await tx.manager.findOneBy(Evidence, { id }) : null;
  if (!found) throw new NotFound('evidence');
  const claim = await lockClaim(tx, found.claimId);
  const evidence = await tx.manager.findOneByOrFail(Evidence, { id });
  requireVersion(evidence, seen);
  if (evidence.withdrawnAt) throw new RuleBroken('evidence_withdrawn', 'This evidence is withdrawn; it stays as it was. Add it anew if it holds after all.');
  if (claim.status === 'withdrawn') throw new RuleBroken('withdrawn', 'A withdrawn claim stays as it was.');
  return { claim, evidence };
}

function notInFuture(tx: Tx, day: string): void {
  if (bounds(day).first > dayOf(tx.at)) throw new InvalidInput([{ field: 'day', message: 'evidence is of something that has happened; this day is in the future' }]);
}

async function view(tx: Tx, id: string): Promise<EvidenceView> {
  const { evidence, source, saidDay, saidPrecision } = (await evidenceSnapshot(tx.manager, id))!;
  return evidenceView(evidence, source, saidDay && fromColumns(saidDay, saidPrecision!));
}
