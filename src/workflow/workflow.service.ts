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
import { type NoticeKind, tell } from '../notices/tell.js';
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
  /** Whom it concerns; nobody is told of what was loaded from elsewhere. */
  tells?: readonly { to: string | null; kind: NoticeKind; words: (who: string) => string; path?: string }[];
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
      const claim = await lockClaim(tx, ref);
      requireVersion(claim, seen);
      await this.act(tx, claim, action, input);
      return loadRecord(tx.manager, claim.id, act.roles);
    });
  }

  /**
   * Takes the claim that has waited longest for a review that this person may give. Two at once get two, for a claim that somebody
   * is just taking is passed over.
   * @returns its id, or none when none waits
   */
  async takeNext(act: Act): Promise<{ id: string | null }> {
    return inTransaction(this.source, act, async (tx) => {
      const [next] = await tx.query<{ id: string }>(
        `SELECT id FROM claim WHERE status = 'in_review' AND reviewer_id IS NULL AND ($2 OR logged_by_id <> $1) ORDER BY status_at, id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`,
        [act.accountId, this.config.REVIEW_POLICY === 'single'],
      );
      // The rule refuses whoever is no reviewer in its own words; without a claim there is none to ask it about.
      if (!next) return { id: null };
      await this.act(tx, await lockClaim(tx, next.id), 'claim_review', {});
      return next;
    });
  }

  private async act(tx: Tx, claim: Claim, action: PlainAction, input: ActionInput): Promise<void> {
    const { facts, person } = await this.gather(tx, claim);
    obey(mayAttempt(action, person, facts));
    obey(decide(action, person, facts, await requestOf(tx, claim, input)));
    const { change, subjects, tells } = await EFFECTS[action](tx, { claim, facts, input });
    const status = destination(action, claim.status)!;
    await stepClaim(tx, claim, {
      act: action,
      reason: input.reason ?? input.searchedWhere ?? null,
      change: { ...(status === claim.status ? {} : { status, statusAt: tx.at }), ...change },
      subjects: subjects ?? [],
    });
    await tellAll(tx, claim, tells ?? []);
  }

  async propose(act: Act, ref: string, seen: number, input: ProposeVerdict): Promise<ClaimRecord> {
    return inTransaction(this.source, act, async (tx) => {
      const claim = await this.weigh(tx, ref, seen, input);
      const cited = input.citedEvidenceIds ?? [];
      const id = newId();
      await tx.manager.insert(Verdict, {
        id,
        claimId: claim.id,
        claimLoggedById: claim.loggedById,
        ratingId: input.ratingId,
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

  /**
   * Asks everything that a proposal is asked, and puts nothing on record.
   * @returns the claim as it is
   */
  async preview(act: Act, ref: string, seen: number, input: ProposeVerdict): Promise<ClaimRecord> {
    return inTransaction(this.source, act, async (tx) => loadRecord(tx.manager, (await this.weigh(tx, ref, seen, input)).id, act.roles));
  }

  private async weigh(tx: Tx, ref: string, seen: number, input: ProposeVerdict): Promise<Claim> {
    const claim = await lockClaim(tx, ref);
    requireVersion(claim, seen);
    const { facts, person } = await this.gather(tx, claim);
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
    return claim;
  }

  async possibilities(ref: string, person: Person): Promise<Possibilities> {
    const claim = await this.source.manager.findOneByOrFail(Claim, { id: await claimIdOf(this.source.manager, ref) });
    const facts = await gatherFacts(this.source.manager, claim, this.config.REVIEW_POLICY, new Date());
    return Object.fromEntries(ACTIONS.map((action) => [action, mayAttempt(action, person, facts)])) as Possibilities;
  }

  private async gather(tx: Tx, claim: Claim): Promise<{ facts: GatheredFacts; person: Person }> {
    const facts = await gatherFacts(tx.manager, claim, this.config.REVIEW_POLICY, tx.at);
    return { facts, person: { accountId: tx.act.accountId!, roles: tx.act.roles } };
  }
}

/** Each person once, whatever they are to the claim. */
async function tellAll(tx: Tx, claim: Claim, tells: NonNullable<Effect['tells']>): Promise<void> {
  if (tells.length === 0 || tx.act.via === 'import') return;
  const [by] = await tx.query<{ name: string }>('SELECT name FROM account WHERE id = $1', [tx.act.accountId]);
  const told = new Set<string>();
  for (const { to, kind, words, path } of tells) {
    if (to === null || told.has(to)) continue;
    told.add(to);
    await tell(tx, { to, kind, claimId: claim.id, words: words(by!.name), path: path ?? `/desk/claims/${claim.id}/review` });
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
  assign: async (_tx, { claim, input }) => ({
    change: { reviewerId: input.accountId! },
    tells: [{ to: input.accountId!, kind: 'given', words: (who) => `${who} gave you the review of “${claim.title}”.` }],
  }),
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
    const words = (who: string) => `${who} approved the verdict on “${claim.title}”. Readers can see it.`;
    return { subjects, tells: [{ to: facts.proposal!.proposedById, kind: 'approved', words }, { to: claim.editorInChargeId, kind: 'approved', words }] };
  },
  return: async (tx, { claim, facts, input }) => {
    if (!facts.proposalId) {
      return { tells: [{ to: claim.editorInChargeId, kind: 'returned', words: (who) => `${who} returned “${claim.title}” from review: ${input.reason!}`, path: `/desk/claims/${claim.id}` }] };
    }
    await endVerdict(tx, facts.proposalId, { returnedAt: tx.at, returnedById: tx.act.accountId, returnReason: input.reason! });
    return {
      subjects: [{ kind: 'verdict', id: facts.proposalId }],
      tells: [{ to: facts.proposal!.proposedById, kind: 'returned', words: (who) => `${who} returned your verdict on “${claim.title}”: ${input.reason!}` }],
    };
  },
  reopen: async () => ({ change: { statusReason: null, declineCode: null, reviewerId: null } }),
  decline: async (tx, { claim, input }) => ({ change: { statusReason: input.reason!, declineCode: input.declineCode!, publicAt: claim.publicAt ?? tx.at } }),
  withdraw: async (tx, { claim, facts, input }) => {
    const change: Partial<Claim> = { statusReason: input.reason!, declineCode: null, mergedIntoId: input.mergeInto ? (await mergeTarget(tx, input.mergeInto)).id : null };
    if (!facts.proposalId) return { change };
    await endVerdict(tx, facts.proposalId, { returnedAt: tx.at, returnedById: tx.act.accountId, returnReason: `The claim was withdrawn: ${input.reason!}` });
    return {
      change,
      subjects: [{ kind: 'verdict', id: facts.proposalId }],
      tells: [{ to: facts.proposal!.proposedById, kind: 'returned', words: (who) => `${who} withdrew “${claim.title}”, on which you had proposed a verdict: ${input.reason!}`, path: `/desk/claims/${claim.id}` }],
    };
  },
};

async function endVerdict(tx: Tx, id: string, ending: Partial<Verdict>): Promise<void> {
  await tx.manager.update(Verdict, { id }, { ...ending, version: () => 'version + 1' });
}

async function labelOf(tx: Tx, verdictId: string): Promise<string> {
  const [row] = await tx.query<{ label: string }>('SELECT r.label FROM verdict v JOIN rating r ON r.id = v.rating_id WHERE v.id = $1', [verdictId]);
  return row!.label;
}
