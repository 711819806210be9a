/** Draws the pages of corrections, and does what their forms ask for through the services that the API uses. */
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { may } from '../../accounts/permissions.js';
import type { Viewer } from '../../accounts/viewer.js';
import type { ClaimSummary } from '../../claims/claim.dto.js';
import { Config } from '../../config.js';
import { type Decision, mayPropose } from '../../corrections/correction.rules.js';
import { ApproveCorrection, ReturnCorrection } from '../../corrections/proposal.dto.js';
import { ProposalsService } from '../../corrections/proposals.service.js';
import type { CorrectionView } from '../../record/claim-record.dto.js';
import { ClaimRecords } from '../../record/claim-records.service.js';
import { codeInReference, referenceOf } from '../../reports/report.rules.js';
import type { Act } from '../../shared/act.js';
import { obey, type RuleAnswer } from '../../shared/errors.js';
import { claimsById } from '../../site/about/speaker.query.js';
import { frameOf } from '../desk.answers.js';
import { Drafts } from '../drafts/drafts.service.js';
import { doneWords } from '../desk.words.js';
import { onceBy, RecordsByForm } from '../forms/records.service.js';
import type { RefusedForm } from '../forms/refusal.js';
import { checked, type Sent, seenVersion, text } from '../forms/sent.js';
import { statementAsSent } from '../forms/statement.form.js';
import { scalesFor } from '../workbench/workbench.query.js';
import { type Corrected, correctPage, type CorrectProps, previewPage } from './correct.view.js';
import { correctedIn, correctionIn } from './corrections.form.js';
import { proposalPage, queueFragment, queuePage } from './corrections.view.js';

/** What an address asks to be corrected. */
export interface Asked {
  claim: string;
  of: unknown;
  report: unknown;
}

const ALONE = { claim: 'claim.edit', statement: 'statement.edit', evidence: 'evidence.edit' } as const;

@Injectable()
export class Corrections {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
    private readonly records: ClaimRecords,
    private readonly byForm: RecordsByForm,
    private readonly proposals: ProposalsService,
    private readonly drafts: Drafts,
  ) {}

  async queue(viewer: Viewer, shown: { after?: string | undefined; done?: unknown }): Promise<string> {
    const page = await this.proposals.waiting(shown.after);
    return queuePage({ frame: frameOf(this.config, viewer, '/desk/corrections'), ...page, done: doneWords(shown.done) });
  }

  async queueLive(viewer: Viewer): Promise<string> {
    return queueFragment(viewer.accountId, (await this.proposals.waiting()).items);
  }

  /** @throws NotFound */
  async show(viewer: Viewer, act: Act, id: string, shown: { done?: unknown; refused?: RefusedForm } = {}): Promise<string> {
    const { proposal, decidable, names } = await this.proposals.show(act, id);
    const { explanation, subject, subjectId, changes, decidedAt } = proposal;
    const note: CorrectionView = { id: proposal.id, kind: 'factual', explanation, subject, subjectId, changes, publishedAt: decidedAt ?? new Date().toISOString() };
    return proposalPage({
      frame: frameOf(this.config, viewer, `/desk/corrections/${proposal.id}`), proposal, decidable, names, note, summary: await this.summary(proposal.claim.id), done: doneWords(shown.done), refused: shown.refused,
    });
  }

  /** @returns where to go on */
  async decide(act: Act, id: string, decision: Decision, sent: Sent): Promise<string> {
    const seen = seenVersion(sent);
    if (decision === 'approve') await this.proposals.approve(act, id, seen, await checked(ApproveCorrection, { reopens: text(sent, 'reopens') === 'true' ? true : undefined }));
    else if (decision === 'return') await this.proposals.return(act, id, seen, await checked(ReturnCorrection, { reason: text(sent, 'reason') }));
    else await this.proposals.takeBack(act, id, seen);
    return `/desk/corrections/${id}?done=correction_${decision}`;
  }

  /** The form. @throws NotFound @throws RuleBroken where nothing of the claim is corrected */
  async draw(viewer: Viewer, asked: Asked, refused?: RefusedForm): Promise<string> {
    return correctPage(await this.props(viewer, asked, refused));
  }

  /** What readers would see. @throws InvalidInput, RuleBroken: why it cannot be so */
  async preview(viewer: Viewer, act: Act, asked: Asked, sent: Sent): Promise<string> {
    const props = await this.props(viewer, asked);
    const { claim, corrected } = props;
    const { kind, input, recordNew } = await correctionIn(this.byForm, corrected, sent, props.report);
    if (kind !== 'factual') obey(props.alone);
    const { changes, names, reopens, waiting } = await this.proposals.preview(act, claim.id, input, seenVersion(sent), recordNew);
    const subjectId = corrected.kind === 'statement' ? corrected.statement.id : corrected.kind === 'evidence' ? corrected.evidence.id : claim.id;
    const note: CorrectionView = { id: claim.id, kind, explanation: input.explanation, subject: corrected.kind, subjectId, changes, publishedAt: new Date().toISOString() };
    return previewPage({ ...props, kind, note, names, reopens, waiting, sent, summary: await this.summary(claim.id), once: sent['once']?.[0] ?? props.once });
  }

  /** Proposes or publishes it. @returns where to go on */
  async send(viewer: Viewer, act: Act, asked: Asked, sent: Sent): Promise<string> {
    const { claim, corrected, report, alone } = await this.props(viewer, asked);
    const once = onceBy(act, sent);
    const { kind, input, recordNew } = await correctionIn(this.byForm, corrected, sent, report);
    const forget = () => this.drafts.forget(this.source.manager, act.accountId!, draftKey(claim.id, corrected));
    if (kind === 'factual') {
      const { id } = await this.proposals.propose(once, claim.id, input, seenVersion(sent), recordNew);
      await forget();
      return `/desk/corrections/${id}?done=correction_proposed`;
    }
    obey(alone);
    await this.proposals.publish(once, claim.id, kind, input, seenVersion(sent), recordNew);
    await forget();
    return report === undefined ? `/desk/claims/${claim.id}?done=correction_published` : `/desk/reports/${codeInReference(report)!}?done=correction_published`;
  }

  private async props(viewer: Viewer, { claim: ref, of, report }: Asked, refused?: RefusedForm): Promise<CorrectProps> {
    const claim = await this.records.show(ref, viewer);
    obey(mayPropose(claim.status));
    const corrected = correctedIn(claim, of);
    const code = typeof report === 'string' ? codeInReference(report) : undefined;
    const draft = refused ? undefined : await this.drafts.of(viewer.accountId!, draftKey(claim.id, corrected));
    return {
      draftKey: draftKey(claim.id, corrected),
      frame: frameOf(this.config, viewer, `/desk/claims/${claim.id}/corrections/new`), claim, corrected, scales: await scalesFor(this.source.manager, claim.scale.id), report: code && referenceOf(code),
      alone: aloneIn(viewer, corrected), once: refused?.once ?? randomUUID(), refused, typed: draft ?? initial(corrected),
    };
  }

  private async summary(claimId: string): Promise<ClaimSummary | undefined> {
    return (await claimsById(this.source.manager, [claimId], new Date())).get(claimId);
  }
}

/** A thing of a claim has one correction in the making by each person. */
const draftKey = (claimId: string, { of }: Corrected): string => `claim:${claimId}:correct-${of}`;

function aloneIn(viewer: Viewer, { kind }: Corrected): RuleAnswer {
  const answer = may(viewer, ALONE[kind]);
  return answer === true || { code: answer.code, message: `${answer.message} You may propose a factual correction.` };
}

/** A statement's form holds its chain hop by hop; the other forms show what is on record by themselves. */
const initial = (corrected: Corrected): Sent | undefined => (corrected.kind === 'statement' ? statementAsSent(corrected.statement) : undefined);

