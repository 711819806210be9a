/** Draws the page on which a case is read and judged, and does what its forms ask for through the services that the API uses. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Viewer } from '../../accounts/viewer.js';
import { Config } from '../../config.js';
import type { ClaimRecord, VerdictView } from '../../record/claim-record.dto.js';
import { ClaimRecords } from '../../record/claim-records.service.js';
import { claimIdOf } from '../../claims/claim.act.js';
import type { Act } from '../../shared/act.js';
import { bounds, dayOf } from '../../shared/day.js';
import { type DissentFacts, mayDissent } from '../../verdicts/dissent.rules.js';
import { DissentsService } from '../../verdicts/dissents.service.js';
import { isEarly } from '../../workflow/workflow.rules.js';
import { type PlainAction, WorkflowService } from '../../workflow/workflow.service.js';
import { actsSince } from '../audit/audit.query.js';
import { frameOf } from '../desk.answers.js';
import { doneWords } from '../desk.words.js';
import { Drafts } from '../drafts/drafts.service.js';
import type { RefusedForm } from '../forms/refusal.js';
import { type Sent, seenVersion } from '../forms/sent.js';
import { present } from '../live/presence.query.js';
import { noteLook } from '../looks.js';
import { actionIn } from '../workbench/workbench.form.js';
import { reviewers } from '../workbench/workbench.query.js';
import { dissentIn, dissentWithdrawalIn, typedVerdict, verdictIn } from './review.form.js';
import { proposedAtVersion } from './review.query.js';
import { changesFragment, reviewPage } from './review.view.js';

interface Shown {
  done?: unknown;
  refused?: RefusedForm;
  /** What was typed and is to be seen before it is sent. */
  preview?: { sent: Sent; verdict: VerdictView };
}

@Injectable()
export class Reviews {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
    private readonly records: ClaimRecords,
    private readonly workflow: WorkflowService,
    private readonly dissents: DissentsService,
    private readonly drafts: Drafts,
  ) {}

  /** @throws NotFound */
  async draw(viewer: Viewer, ref: string, { done, refused, preview }: Shown = {}): Promise<string> {
    const person = { accountId: viewer.accountId!, roles: viewer.roles };
    const reader = this.source.manager;
    const [claim, possible, colleagues] = await Promise.all([this.records.show(ref, viewer), this.workflow.possibilities(ref, person), reviewers(reader)]);
    const now = new Date();
    const proposal = claim.desk!.proposal;
    const seen = refused ? versionIn(refused.sent) : undefined;
    const [proposeDraft, dissentDraft, sinceProposal, sinceSeen, people] = await Promise.all([
      this.drafts.of(viewer.accountId!, draftOf(claim.id, 'propose_verdict')),
      this.drafts.of(viewer.accountId!, draftOf(claim.id, 'dissent')),
      proposal ? proposedAtVersion(reader, proposal.id).then((version) => actsSince(reader, claim.id, version)) : [],
      seen !== undefined && seen < claim.version ? actsSince(reader, claim.id, seen) : [],
      present(reader, claim.id, viewer.accountId!),
      noteLook(reader, viewer.accountId!, claim.id, claim.version),
    ]);
    return reviewPage({
      frame: frameOf(this.config, viewer, `/desk/claims/${claim.id}/review`),
      me: { id: viewer.accountId!, name: viewer.name! },
      claim,
      possible,
      reviewers: colleagues,
      people,
      early: isEarly({ dueDay: claim.resolution?.due.day ? bounds(claim.resolution.due.day).last : null, today: dayOf(now) }),
      dissents: Object.fromEntries([proposal, claim.verdict].filter((verdict) => verdict !== null).map((verdict) => [verdict.id, mayDissent(person, factsOf(claim, verdict))])),
      sinceProposal,
      sinceSeen,
      preview,
      drafts: { propose: proposeDraft, dissent: dissentDraft },
      now: now.toISOString(),
      done: doneWords(done),
      refused,
    });
  }

  /** What colleagues did since somebody's page was drawn; nothing while it is as it was. */
  async changes(ref: string, since: unknown): Promise<string> {
    const id = await claimIdOf(this.source.manager, ref);
    const seen = typeof since === 'string' && /^\d{1,9}$/.test(since) ? Number(since) : 0;
    return changesFragment(id, await actsSince(this.source.manager, id, seen));
  }

  /** Each act answers the address to go on to. */
  async propose(act: Act, ref: string, sent: Sent): Promise<string> {
    const { id } = await this.workflow.propose(act, ref, seenVersion(sent), await verdictIn(sent));
    await this.drafts.forgetNow(act.accountId!, draftOf(id, 'propose_verdict'));
    return addressOf(id, 'propose_verdict');
  }

  async preview(viewer: Viewer, act: Act, ref: string, sent: Sent): Promise<string> {
    const input = await verdictIn(sent);
    const claim = await this.workflow.preview(act, ref, seenVersion(sent), input);
    const verdict = typedVerdict(claim, input, { id: viewer.accountId!, name: viewer.name! }, this.config.REVIEW_POLICY, new Date().toISOString());
    return this.draw(viewer, ref, { preview: { sent, verdict } });
  }

  async act(act: Act, ref: string, action: PlainAction, sent: Sent): Promise<string> {
    const { id } = await this.workflow.perform(act, ref, action, seenVersion(sent), await actionIn(sent));
    return addressOf(id, action);
  }

  async dissent(act: Act, ref: string, verdict: string, sent: Sent): Promise<string> {
    const { id } = await this.dissents.record(act, ref, verdict, seenVersion(sent), await dissentIn(sent));
    await this.drafts.forgetNow(act.accountId!, draftOf(id, 'dissent'));
    return addressOf(id, 'dissent', 'dissents');
  }

  async withdrawDissent(act: Act, ref: string, verdict: string, dissent: string, sent: Sent): Promise<string> {
    const { id } = await this.dissents.withdraw(act, ref, verdict, dissent, seenVersion(sent), await dissentWithdrawalIn(sent));
    return addressOf(id, 'withdraw_dissent', 'dissents');
  }
}

function factsOf(claim: ClaimRecord, verdict: VerdictView): DissentFacts {
  return {
    claimStatus: claim.status, proposedById: verdict.proposedBy.id, approvedById: verdict.approvedBy?.id ?? null, over: verdict.supersededAt !== null,
    dissentedByIds: verdict.dissents.filter((dissent) => dissent.withdrawn === null).map((dissent) => dissent.by.id),
  };
}

const draftOf = (claimId: string, form: 'propose_verdict' | 'dissent'): string => `claim:${claimId}:${form}`;

function versionIn(sent: Sent): number | undefined {
  const typed = sent['version']?.[0] ?? '';
  return /^\d{1,9}$/.test(typed) ? Number(typed) : undefined;
}

function addressOf(id: string, done: string, place?: string): string {
  return `/desk/claims/${id}/review?done=${done}${place ? `#${place}` : ''}`;
}
