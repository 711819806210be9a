/** Draws the workbench, and does what its forms ask for through the services that the API uses. */
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { may } from '../../accounts/permissions.js';
import type { Viewer } from '../../accounts/viewer.js';
import { ClaimRecords } from '../../record/claim-records.service.js';
import { lockClaim } from '../../claims/claim.act.js';
import { ClaimsService } from '../../claims/claims.service.js';
import { Config } from '../../config.js';
import { addEvidence, EvidenceService } from '../../evidence/evidence.service.js';
import type { Act } from '../../shared/act.js';
import { inTransaction } from '../../shared/database.js';
import { insertSource } from '../../sources/sources.service.js';
import { addStatement } from '../../statements/statements.service.js';
import { type PlainAction, WorkflowService } from '../../workflow/workflow.service.js';
import { frameOf } from '../desk.answers.js';
import { doneWords } from '../desk.words.js';
import { onceBy, RecordsByForm } from '../forms/records.service.js';
import type { RefusedForm } from '../forms/refusal.js';
import { type Sent, seenVersion } from '../forms/sent.js';
import { prepareStatement } from '../forms/statement.form.js';
import { actionIn, evidenceIn, revisionIn, verdictIn, withdrawalIn } from './workbench.form.js';
import { reviewers, speakerNames } from './workbench.query.js';
import { workbenchPage } from './workbench.view.js';

@Injectable()
export class Workbench {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
    private readonly records: ClaimRecords,
    private readonly claims: ClaimsService,
    private readonly evidence: EvidenceService,
    private readonly workflow: WorkflowService,
    private readonly byForm: RecordsByForm,
  ) {}

  /** @throws NotFound */
  async draw(viewer: Viewer, ref: string, shown: { done?: unknown; refused?: RefusedForm } = {}): Promise<string> {
    const person = { accountId: viewer.accountId!, roles: viewer.roles };
    const [claim, possible, colleagues, names] = await Promise.all([
      this.records.show(ref, viewer), this.workflow.possibilities(ref, person), reviewers(this.source.manager), speakerNames(this.source.manager),
    ]);
    return workbenchPage({
      frame: frameOf(this.config, viewer, addressOf(claim.id)),
      claim,
      possible,
      reviewers: colleagues,
      speakerNames: names,
      rights: {
        addEvidence: may(viewer, 'evidence.add') === true,
        withdrawEvidence: may(viewer, 'evidence.withdraw') === true,
        addStatement: may(viewer, 'statement.edit') === true,
        revise: may(viewer, 'claim.edit') === true,
      },
      once: shown.refused?.once ?? randomUUID(),
      done: doneWords(shown.done),
      refused: shown.refused,
    });
  }

  /** Each act answers the address to go on to. */
  async act(act: Act, ref: string, action: PlainAction, sent: Sent): Promise<string> {
    const { id } = await this.workflow.perform(act, ref, action, seenVersion(sent), await actionIn(sent));
    return addressOf(id, action);
  }

  async propose(act: Act, ref: string, sent: Sent): Promise<string> {
    const { id } = await this.workflow.propose(act, ref, seenVersion(sent), await verdictIn(sent));
    return addressOf(id, 'propose_verdict');
  }

  async revise(act: Act, ref: string, sent: Sent): Promise<string> {
    const { id } = await this.claims.revise(act, ref, seenVersion(sent), await revisionIn(sent));
    return addressOf(id, 'revised');
  }

  async addStatement(act: Act, ref: string, sent: Sent): Promise<string> {
    const once = onceBy(act, sent);
    const { input, recordNew } = await prepareStatement(this.byForm, sent);
    return inTransaction(this.source, once, async (tx) => {
      const claim = await lockClaim(tx, ref);
      await recordNew(tx);
      await addStatement(tx, claim, input);
      return addressOf(ref, 'statement');
    });
  }

  async addEvidence(act: Act, ref: string, sent: Sent): Promise<string> {
    const once = onceBy(act, sent);
    const { source, input } = await evidenceIn(this.byForm, sent);
    return inTransaction(this.source, once, async (tx) => {
      const claim = await lockClaim(tx, ref);
      if (source.create) await insertSource(tx, source.create, source.id);
      await addEvidence(tx, claim, input);
      return addressOf(ref, source.create ? 'evidence' : 'evidence_known');
    });
  }

  async withdrawEvidence(act: Act, ref: string, evidenceId: string, sent: Sent): Promise<string> {
    const input = await withdrawalIn(sent);
    await this.evidence.withdraw(act, evidenceId, seenVersion(sent), input);
    return addressOf(ref, 'evidence_withdrawn');
  }
}

function addressOf(ref: string, done?: string): string {
  return `/desk/claims/${encodeURIComponent(ref)}${done ? `?done=${done}` : ''}`;
}
