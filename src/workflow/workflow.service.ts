/** Does the actions of the workflow's table: lock, gather the facts, ask the rules, save, tell the ledger. */
import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { claimIdOf, lockClaim, stepClaim } from '../claims/claim.act.js';
import { Claim } from '../claims/claim.entity.js';
import { loadRecord } from '../record/claim-records.service.js';
import type { ClaimRecord } from '../record/claim-record.dto.js';
import { Config } from '../config.js';
import { publishCorrection } from '../corrections/correction.act.js';
import { Evidence } from '../evidence/evidence.entity.js';
import type { SubjectKind } from '../ledger/ledger-entry.entity.js';
import { Rating } from '../scales/scale.entity.js';
import type { Act } from '../shared/act.js';
import { inTransaction, type Tx } from '../shared/database.js';
import { InvalidInput, obey, RuleBroken } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import { requireVersion } from '../shared/versions.js';
import { CitedEvidence } from '../verdicts/cited-evidence.entity.js';
import { Verdict } from '../verdicts/verdict.entity.js';
import { type GatheredFacts, gatherFacts } from './claim-facts.js';
import type { ActionInput, ProposeVerdict } from './workflow.dto.js';
import { type Action, ACTIONS, decide, destination, mayAttempt, type Person, type Request } from './workflow.rules.js';

export type PlainAction = Exclude<Action, 'propose_verdict'>;

/** What an action does beyond the change of status. */
interface Effect {
  change?: Partial<Claim>;
  subjects?: { kind: SubjectKind; id: string }[];
}

/** Whether each action is open to somebody now, and if not, why: what the desk's buttons show. */
export type Possibilities = Record<Action, ReturnType<typeof mayAttempt>>;

@Injectable()
export class WorkflowService {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
  ) {}

  async perform(act: Act, ref: string, action: PlainAction, seen: number, input: ActionInput): Promise<ClaimRecord> {
    return inTransaction(this.source, act, async (tx) => {
      const { claim, facts, person } = await this.begin(tx, ref, seen);
      obey(mayAttempt(action, person, facts));
      obey(decide(action, person, facts, await requestOf(tx, claim, input)));
      const { change, subjects } = await EFFECTS[action](tx, { claim, facts, input });
      const status = destination(action, claim.status)!;
      await stepClaim(tx, claim, {
        act: action,
        reason: input.reason ?? input.searchedWhere ?? null,
        change: { ...(status === claim.status ? {} : { status, statusAt: tx.at }), ...change },
        subjects: subjects ?? [],
      });
      return loadRecord(tx.manager, claim.id, act.roles);
    });
  }

  async propose(act: Act, ref: string, seen: number, input: ProposeVerdict): Promise<ClaimRecord> {
    return inTransaction(this.source, act, async (tx) => {
      const { claim, facts, person } = await this.begin(tx, ref, seen);
      obey(mayAttempt('propose_verdict', person, facts));
      const rating = await tx.manager.findOneBy(Rating, { id: input.ratingId });
      const cited = input.citedEvidenceIds ?? [];
      const standing = await tx.manager.countBy(Evidence, { id: In(cited), claimId: claim.id, withdrawnAt: IsNull() });
      obey(
        decide('propose_verdict', person, facts, {
          ...(rating ? { rating: { ofScale: rating.scaleId === claim.scaleId, conclusive: rating.conclusive } } : {}),
          cited: { known: cited.length, standing },
          ...(input.earlyReason === undefined ? {} : { earlyReason: input.earlyReason }),
          inForceFrom: input.inForceFrom,
        }),
      );
      const id = newId();
      await tx.manager.insert(Verdict, {
        id,
        claimId: claim.id,
        claimLoggedById: claim.loggedById,
        ratingId: rating!.id,
        summary: input.summary,
        caveats: input.caveats ?? [],
        earlyReason: input.earlyReason ?? null,
        inForceFrom: input.inForceFrom,
        caseVersion: claim.caseVersion,
        reviewPolicy: this.config.REVIEW_POLICY,
        proposedAt: tx.at,
        proposedById: act.accountId!,
        version: 1,
        imported: act.via === 'import',
      });
      if (cited.length > 0) await tx.manager.insert(CitedEvidence, cited.map((evidenceId, index) => ({ verdictId: id, evidenceId, claimId: claim.id, position: index + 1 })));
      await stepClaim(tx, claim, {
        act: 'propose_verdict',
        change: { status: 'awaiting_approval', statusAt: tx.at, reviewerId: act.accountId! },
        subjects: [{ kind: 'verdict', id }],
      });
      return loadRecord(tx.manager, claim.id, act.roles);
    });
  }

  async possibilities(ref: string, person: Person): Promise<Possibilities> {
    const claim = await this.source.manager.findOneByOrFail(Claim, { id: await claimIdOf(this.source.manager, ref) });
    const facts = await gatherFacts(this.source.manager, claim, this.config.REVIEW_POLICY, new Date());
    return Object.fromEntries(ACTIONS.map((action) => [action, mayAttempt(action, person, facts)])) as Possibilities;
  }

  private async begin(tx: Tx, ref: string, seen: number): Promise<{ claim: Claim; facts: GatheredFacts; person: Person }> {
    const claim = await lockClaim(tx, ref);
    requireVersion(claim, seen);
    const facts = await gatherFacts(tx.manager, claim, this.config.REVIEW_POLICY, tx.at);
    return { claim, facts, person: { accountId: tx.act.accountId!, roles: tx.act.roles } };
  }
}

async function requestOf(tx: Tx, claim: Claim, input: ActionInput): Promise<Request> {
  const assignee = input.accountId ? await tx.manager.findOneBy(Account, { id: input.accountId }) : null;
  const target = input.mergeInto ? await mergeTarget(tx, input.mergeInto) : null;
  return {
    ...(input.reason === undefined ? {} : { reason: input.reason }),
    ...(input.searchedWhere === undefined ? {} : { searchedWhere: input.searchedWhere }),
    ...(input.declineCode === undefined ? {} : { declineCode: input.declineCode }),
    ...(target ? { mergesInto: { itself: target.id === claim.id, public: target.status !== 'draft' && target.status !== 'withdrawn' } } : {}),
    ...(assignee ? { assignee: { roles: assignee.roles, suspended: assignee.suspendedAt !== null } } : {}),
  };
}

async function mergeTarget(tx: Tx, ref: string): Promise<Claim> {
  const id = await claimIdOf(tx.manager, ref).catch(() => {
    throw new InvalidInput([{ field: 'mergeInto', message: 'is not a claim on record' }]);
  });
  return tx.manager.findOneByOrFail(Claim, { id });
}

type Doing = { claim: Claim; facts: GatheredFacts; input: ActionInput };

const EFFECTS: Record<PlainAction, (tx: Tx, doing: Doing) => Promise<Effect>> = {
  open: async (tx) => ({ change: { publicAt: tx.at } }),
  submit: async (_tx, { input }) => ({ change: { searchedWhere: input.searchedWhere ?? null } }),
  claim_review: async (tx) => ({ change: { reviewerId: tx.act.accountId } }),
  assign: async (_tx, { input }) => ({ change: { reviewerId: input.accountId! } }),
  approve: async (tx, { claim, facts, input }) => {
    const id = facts.proposalId!;
    const subjects: Effect['subjects'] = [];
    if (facts.inForceId) {
      await endVerdict(tx, facts.inForceId, { supersededAt: tx.at, supersededById: id });
      subjects.push({ kind: 'verdict', id: facts.inForceId });
    }
    await endVerdict(tx, id, { approvedAt: tx.at, approvedById: tx.act.accountId });
    subjects.push({ kind: 'verdict', id });
    if (input.correction !== undefined) {
      if (!facts.inForceId) throw new RuleBroken('nothing_to_correct', 'There is no earlier verdict that this one could correct.');
      const [before, after] = [await labelOf(tx, facts.inForceId), await labelOf(tx, id)];
      subjects.push(await publishCorrection(tx, claim.id, { kind: 'rating', explanation: input.correction }, { kind: 'verdict', id }, { rating: { before, after } }));
    }
    return { subjects };
  },
  return: async (tx, { facts, input }) => {
    if (!facts.proposalId) return {};
    await endVerdict(tx, facts.proposalId, { returnedAt: tx.at, returnedById: tx.act.accountId, returnReason: input.reason! });
    return { subjects: [{ kind: 'verdict', id: facts.proposalId }] };
  },
  reopen: async () => ({ change: { statusReason: null, declineCode: null, reviewerId: null } }),
  decline: async (tx, { claim, input }) => ({ change: { statusReason: input.reason!, declineCode: input.declineCode!, publicAt: claim.publicAt ?? tx.at } }),
  withdraw: async (tx, { facts, input }) => {
    const change: Partial<Claim> = { statusReason: input.reason!, declineCode: null, mergedIntoId: input.mergeInto ? (await mergeTarget(tx, input.mergeInto)).id : null };
    if (!facts.proposalId) return { change };
    await endVerdict(tx, facts.proposalId, { returnedAt: tx.at, returnedById: tx.act.accountId, returnReason: `The claim was withdrawn: ${input.reason!}` });
    return { change, subjects: [{ kind: 'verdict', id: facts.proposalId }] };
  },
};

async function endVerdict(tx: Tx, id: string, ending: Partial<Verdict>): Promise<void> {
  await tx.manager.update(Verdict, { id }, { ...ending, version: () => 'version + 1' });
}

async function labelOf(tx: Tx, verdictId: string): Promise<string> {
  const [row] = await tx.query<{ label: string }>('SELECT r.label FROM verdict v JOIN rating r ON r.id = v.rating_id WHERE v.id = $1', [verdictId]);
  return row!.label;
}
