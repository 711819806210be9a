/** Proposes factual corrections, and has them approved by a second person, returned or taken back. */
import { Injectable } from '@nestjs/common';
import { DataSource, type FindOptionsWhere } from 'typeorm';
import { claimIdOf, lockClaim, stepClaim } from '../claims/claim.act.js';
import { Claim } from '../claims/claim.entity.js';
import { planClaimRevision } from '../claims/claims.service.js';
import { Config } from '../config.js';
import { Evidence } from '../evidence/evidence.entity.js';
import { planEvidenceRevision } from '../evidence/evidence.service.js';
import { tell } from '../notices/tell.js';
import { loadRecord } from '../record/claim-records.service.js';
import { codeInReference } from '../reports/report.rules.js';
import { Report } from '../reports/report.entity.js';
import type { Act } from '../shared/act.js';
import { inTransaction, type Tx } from '../shared/database.js';
import { InvalidInput, NotFound, obey, RuleBroken } from '../shared/errors.js';
import { isId, newId } from '../shared/ids.js';
import type { Page } from '../shared/paging.js';
import { requireVersion } from '../shared/versions.js';
import { Statement } from '../statements/statement.entity.js';
import { planStatementRevision } from '../statements/statements.service.js';
import type { Revision } from './correction.act.js';
import { type Changes, Correction } from './correction.entity.js';
import { CorrectionProposal } from './correction-proposal.entity.js';
import { changesBetween, type CorrectedKind, type Decision, DECISIONS, decideProposal, mayDecide, mayPropose, type ProposalFacts, reopens } from './correction.rules.js';
import type { ApproveCorrection, CorrectionProposalDetail, CorrectionProposalView, CorrectionsOfClaim, ProposeCorrection, ReturnCorrection } from './proposal.dto.js';
import { findProposal, namesIn, proposalsOf, waitingFor, waitingProposals } from './proposals.query.js';

/** What a proposal is about, locked behind its claim, with what would change of it. */
interface Planned {
  claim: Claim;
  subject: { kind: CorrectedKind; id: string; version: number };
  given: Record<string, unknown>;
  revision: Revision;
}

/** What would be proposed, told before anything is kept. */
export interface CorrectionPreview {
  changes: { field: string; before: unknown; after: unknown }[];
  names: Record<string, string>;
  /** Whether it is of a claim under a verdict, which the approval reopens. */
  reopens: boolean;
  /** Another one of the same thing that waits already. */
  waiting: string | undefined;
}

type Beforehand = (tx: Tx) => Promise<void>;

/** Whether each decision is open to somebody now, and if not, why. */
export type Decidable = Record<Decision, ReturnType<typeof mayDecide>>;

type Person = Parameters<typeof mayDecide>[1];

@Injectable()
export class ProposalsService {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
  ) {}

  /**
   * @param seen the version of what is corrected, where the client sent the one it saw
   * @param first puts on record, in the same transaction, what the correction names and is new
   */
  async propose(act: Act, claimRef: string, input: ProposeCorrection, seen?: number, first?: Beforehand): Promise<CorrectionProposalDetail> {
    return inTransaction(this.source, act, async (tx) => {
      await first?.(tx);
      const { claim, subject, given, revision } = await planned(tx, claimRef, input, seen);
      const other = await waitingFor(tx.manager, subject.id);
      if (other) throw new RuleBroken('correction_waits', 'A correction of this waits for a second person already. Have it decided first: approved, returned or taken back.');
      const id = newId();
      await tx.manager.insert(CorrectionProposal, {
        id, claimId: claim.id, subjectKind: subject.kind, subjectId: subject.id, subjectVersion: subject.version,
        was: revision.was as never, given: given as never, changes: revision.changes as never, explanation: input.explanation, reviewPolicy: this.config.REVIEW_POLICY,
        reportId: (await reportOn(tx, claim, input.report))?.id ?? null, proposedAt: tx.at, proposedById: act.accountId!, version: 1,
      });
      await stepClaim(tx, claim, { act: 'propose_correction', reason: input.explanation, subjects: [{ kind: 'correction_proposal', id }] });
      return detail(tx, id);
    });
  }

  /** What one person may publish alone: a typing mistake mended, something made clearer. */
  async publish(act: Act, claimRef: string, kind: 'typo' | 'clarification', input: ProposeCorrection, seen?: number, first?: Beforehand): Promise<{ claimId: string }> {
    return inTransaction(this.source, act, async (tx) => {
      await first?.(tx);
      const { claim, subject, revision } = await planned(tx, claimRef, input, seen);
      const report = await reportOn(tx, claim, input.report);
      await revision.make({ correction: { kind, explanation: input.explanation } });
      if (report) await linkReport(tx, report.id, { claimId: claim.id, subjectId: subject.id, publishedAt: tx.at });
      return { claimId: claim.id };
    });
  }

  /** What would be published or proposed, or why it would not; keeps nothing. */
  async preview(act: Act, claimRef: string, input: ProposeCorrection, seen?: number, first?: Beforehand): Promise<CorrectionPreview> {
    let told: CorrectionPreview | undefined;
    const nothing = new Error('A preview keeps nothing.');
    await inTransaction(this.source, act, async (tx) => {
      await first?.(tx);
      const { claim, subject, revision } = await planned(tx, claimRef, input, seen);
      await reportOn(tx, claim, input.report);
      told = { changes: listed(revision.changes), names: await namesIn(tx.manager, [revision.changes]), reopens: reopens(claim.status), waiting: await waitingFor(tx.manager, subject.id) };
      throw nothing;
    }).catch((error: unknown) => {
      if (error !== nothing) throw error;
    });
    return told!;
  }

  async approve(act: Act, id: string, seen: number, input: ApproveCorrection): Promise<CorrectionProposalDetail> {
    return this.decide(act, id, seen, 'approve', input, async (tx, proposal, claim) => {
      const { revision } = await planAbout(tx, claim, proposal.subjectKind, proposal.subjectId, proposal.given);
      await end(tx, proposal, { approvedAt: tx.at, approvedById: act.accountId });
      const wasRated = reopens(claim.status);
      const approval = { proposalId: proposal.id, proposedById: proposal.proposedById, policy: proposal.reviewPolicy };
      await revision.make({ correction: { kind: 'factual', explanation: proposal.explanation }, approval });
      if (proposal.reportId !== null) await linkReport(tx, proposal.reportId, { proposalId: proposal.id });
      const words = `${await nameOf(tx)} approved your correction of “${claim.title}”, and readers see it.${wasRated ? ' The claim is open again, to be judged anew.' : ''}`;
      await tell(tx, { to: proposal.proposedById, kind: 'correction', claimId: claim.id, words, path: `/desk/corrections/${proposal.id}` });
      if (wasRated && claim.editorInChargeId !== proposal.proposedById) {
        await tell(tx, { to: claim.editorInChargeId, kind: 'correction', claimId: claim.id, words: `A factual correction reopened “${claim.title}”: it has to be judged again.`, path: `/desk/claims/${claim.id}` });
      }
    });
  }

  async return(act: Act, id: string, seen: number, input: ReturnCorrection): Promise<CorrectionProposalDetail> {
    return this.decide(act, id, seen, 'return', input, async (tx, proposal, claim) => {
      await end(tx, proposal, { returnedAt: tx.at, returnedById: act.accountId, returnReason: input.reason });
      await stepClaim(tx, claim, { act: 'return_correction', reason: input.reason, subjects: [{ kind: 'correction_proposal', id: proposal.id }] });
      await tell(tx, { to: proposal.proposedById, kind: 'correction', claimId: claim.id, words: `${await nameOf(tx)} returned your correction of “${claim.title}”: ${input.reason}`, path: `/desk/corrections/${proposal.id}` });
    });
  }

  async takeBack(act: Act, id: string, seen: number): Promise<CorrectionProposalDetail> {
    return this.decide(act, id, seen, 'take_back', {}, async (tx, proposal, claim) => {
      await end(tx, proposal, { takenBackAt: tx.at });
      await stepClaim(tx, claim, { act: 'take_back_correction', subjects: [{ kind: 'correction_proposal', id: proposal.id }] });
    });
  }

  waiting(cursor?: string): Promise<Page<CorrectionProposalView>> {
    return waitingProposals(this.source.manager, cursor);
  }

  /** @throws NotFound */
  async ofClaim(claimRef: string, roles: Act['roles']): Promise<CorrectionsOfClaim> {
    const { manager } = this.source;
    const { id, corrections: items } = await loadRecord(manager, await claimIdOf(manager, claimRef), roles);
    return roles.length > 0 ? { items, proposals: await proposalsOf(manager, id) } : { items };
  }

  /** With what the person may decide of it now, and the names in it. @throws NotFound */
  async show(act: Act, id: string): Promise<{ proposal: CorrectionProposalDetail; decidable: Decidable; names: Record<string, string> }> {
    return inTransaction(this.source, act, async (tx) => {
      const proposal = await detail(tx, id);
      const stored = await tx.manager.findOneByOrFail(CorrectionProposal, { id });
      const facts = factsOf(stored, proposal, this.config.REVIEW_POLICY);
      return {
        proposal,
        decidable: Object.fromEntries(DECISIONS.map((decision) => [decision, mayDecide(decision, personOf(act), facts)])) as Decidable,
        names: await namesIn(tx.manager, [proposal.changes, proposal.since]),
      };
    });
  }

  private async decide(
    act: Act, id: string, seen: number, decision: Decision, sent: { reason?: string; reopens?: boolean },
    work: (tx: Tx, proposal: CorrectionProposal, claim: Claim) => Promise<void>,
  ): Promise<CorrectionProposalDetail> {
    return inTransaction(this.source, act, async (tx) => {
      const found = isId(id) ? await tx.manager.findOneBy(CorrectionProposal, { id }) : null;
      if (!found) throw new NotFound('proposed correction');
      const claim = await lockClaim(tx, found.claimId!);
      const proposal = await tx.manager.findOneOrFail(CorrectionProposal, { where: { id }, lock: { mode: 'pessimistic_write' } });
      await tx.tick();
      const shown = await detail(tx, id);
      // Who was late is told by whom it was decided, which a version alone would not tell.
      const facts = factsOf(proposal, shown, this.config.REVIEW_POLICY);
      if (facts.ended === null) requireVersion(proposal, seen);
      obey(decideProposal(decision, personOf(act), facts, sent));
      await work(tx, proposal, claim);
      return detail(tx, id);
    });
  }
}

const personOf = (act: Act): Person => ({ accountId: act.accountId!, roles: act.roles });

const ENDED: Record<Exclude<CorrectionProposalView['state'], 'waiting'>, string> = { approved: 'approved', returned: 'returned', taken_back: 'taken back' };

function factsOf(stored: CorrectionProposal, { state, decidedBy, claim, subjectUnchanged, reopens: reopening }: CorrectionProposalDetail, policy: ProposalFacts['policy']): ProposalFacts {
  return {
    proposedById: stored.proposedById,
    // Both then and now: what was proposed for two persons is not decided by one.
    policy: stored.reviewPolicy === 'single' && policy === 'single' ? 'single' : 'two_person',
    ended: state === 'waiting' ? null : `${ENDED[state]} by ${decidedBy?.name ?? 'somebody'}`,
    status: claim.status, subjectUnchanged, reopens: reopening,
  };
}

/** @throws InvalidInput, RuleBroken, StaleEdit, NotFound: whatever stands against proposing it */
async function planned(tx: Tx, claimRef: string, input: ProposeCorrection, seen: number | undefined): Promise<Planned> {
  const plan = await planOf(tx, claimRef, input);
  if (seen !== undefined) requireVersion(plan.subject, seen);
  obey(mayPropose(plan.claim.status));
  if (Object.keys(plan.revision.changes).length === 0) throw new InvalidInput([{ field: plan.subject.kind, message: 'Nothing would change by this. Change what is wrong.' }]);
  await plan.revision.check(true);
  return plan;
}

async function planOf(tx: Tx, claimRef: string, { claim: ofClaim, statementId, statement: ofStatement, evidenceId, evidence: ofEvidence }: ProposeCorrection): Promise<Planned> {
  const claim = await lockClaim(tx, claimRef);
  const given = [ofClaim, ofStatement, ofEvidence].filter((one) => one !== undefined);
  if (given.length !== 1) throw new InvalidInput([{ field: 'claim', message: 'give what changes of one thing: of the claim, of a statement or of a piece of evidence' }]);
  if (ofClaim) return planAbout(tx, claim, 'claim', claim.id, ofClaim);
  const [kind, id] = ofStatement ? (['statement', statementId] as const) : (['evidence', evidenceId] as const);
  if (id === undefined) throw new InvalidInput([{ field: `${kind}Id`, message: 'is missing' }]);
  return planAbout(tx, claim, kind, id, given[0]!);
}

/** @param claim locked by whoever goes on to save it; every act locks the claim first, and so whatever is on it */
async function planAbout(tx: Tx, claim: Claim, kind: CorrectedKind, id: string, changes: object): Promise<Planned> {
  const given = JSON.parse(JSON.stringify(changes)) as Record<string, unknown>;
  if (kind === 'statement') {
    const statement = await tx.manager.findOneBy(Statement, { id, claimId: claim.id });
    if (!statement) throw new NotFound('statement on this claim');
    return { claim, subject: { kind, id, version: statement.version }, given, revision: await planStatementRevision(tx, claim, statement, given) };
  }
  if (kind === 'evidence') {
    const evidence = await tx.manager.findOneBy(Evidence, { id, claimId: claim.id });
    if (!evidence) throw new NotFound('evidence on this claim');
    if (evidence.withdrawnAt) throw new RuleBroken('evidence_withdrawn', 'This evidence is withdrawn; it stays as it was. Add it anew if it holds after all.');
    return { claim, subject: { kind, id, version: evidence.version }, given, revision: planEvidenceRevision(tx, claim, evidence, given) };
  }
  return { claim, subject: { kind, id, version: claim.version }, given, revision: await planClaimRevision(tx, claim, given) };
}

/** @throws NotFound */
async function detail(tx: Tx, id: string): Promise<CorrectionProposalDetail> {
  const shown = isId(id) ? await findProposal(tx.manager, id) : undefined;
  if (!shown) throw new NotFound('proposed correction');
  if (shown.state !== 'waiting') return { ...shown, subjectUnchanged: true, since: [], reopens: false };
  const stored = await tx.manager.findOneByOrFail(CorrectionProposal, { id });
  const since = await sinceThen(tx, stored);
  return { ...shown, subjectUnchanged: since !== null && since.length === 0, since: since ?? [], reopens: reopens(shown.claim.status) };
}

/** What its subject says otherwise than when this was proposed; nothing where it is withdrawn and stays as it was. */
async function sinceThen(tx: Tx, stored: CorrectionProposal): Promise<CorrectionPreview['changes'] | null> {
  try {
    const claim = await tx.manager.findOneByOrFail(Claim, { id: stored.claimId! });
    const { revision, subject } = await planAbout(tx, claim, stored.subjectKind, stored.subjectId, stored.given);
    const changes = listed(changesBetween(stored.was, revision.was));
    // Something may have changed and come back: what was read then is what is read now, so it holds for the claim, which steps often.
    return changes.length === 0 && subject.kind !== 'claim' && subject.version !== stored.subjectVersion ? null : changes;
  } catch (error) {
    if (error instanceof RuleBroken) return null;
    throw error;
  }
}

const listed = (changes: Changes): CorrectionPreview['changes'] => Object.entries(changes).map(([field, { before, after }]) => ({ field, before, after }));

async function end(tx: Tx, proposal: CorrectionProposal, ending: Partial<Pick<CorrectionProposal, 'approvedAt' | 'approvedById' | 'returnedAt' | 'returnedById' | 'returnReason' | 'takenBackAt'>>): Promise<void> {
  await tx.manager.update(CorrectionProposal, { id: proposal.id }, { ...ending, version: proposal.version + 1 });
}

async function nameOf(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ name: string }>('SELECT name FROM account WHERE id = $1', [tx.act.accountId]);
  return row?.name ?? 'Somebody';
}

/** The report that a correction comes of. @throws InvalidInput */
async function reportOn(tx: Tx, claim: Claim, reference: string | undefined): Promise<Report | null> {
  if (reference === undefined) return null;
  const code = codeInReference(reference);
  const report = code === undefined ? null : await tx.manager.findOneBy(Report, { code });
  if (!report || (report.claimId !== null && report.claimId !== claim.id)) throw new InvalidInput([{ field: 'report', message: 'is not the reference of a report on this claim' }]);
  return report;
}

/** A report that is still open is linked to what came of it; closing it, with an answer to the reader, stays somebody's to do. */
async function linkReport(tx: Tx, reportId: string, of: FindOptionsWhere<Correction>): Promise<void> {
  const report = await tx.manager.findOne(Report, { where: { id: reportId }, lock: { mode: 'pessimistic_write' } });
  if (report?.status !== 'open') return;
  const published = await tx.manager.findOneOrFail(Correction, { where: of, order: { id: 'DESC' } });
  await tx.manager.update(Report, { id: report.id }, { correctionId: published.id });
}
