/** Does what the forms of the evidence board ask for, through the services that the API uses. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Viewer } from '../../accounts/viewer.js';
import { lockClaim } from '../../claims/claim.act.js';
import { addEvidence, EvidenceService } from '../../evidence/evidence.service.js';
import { ClaimRecords } from '../../record/claim-records.service.js';
import type { Act } from '../../shared/act.js';
import { answeredBefore, inTransaction } from '../../shared/database.js';
import { InvalidInput } from '../../shared/errors.js';
import { insertSource } from '../../sources/sources.service.js';
import { Drafts } from '../drafts/drafts.service.js';
import { onceBy, onceMoreIfFaster } from '../forms/records.service.js';
import { type Sent, seenVersion } from '../forms/sent.js';
import { sourceFragment } from './add-evidence.view.js';
import { LONGEST_CITATION } from './citation.rules.js';
import { evidenceIn, evidenceRevisionIn, withdrawalIn } from './evidence.form.js';
import { EvidenceSources } from './evidence.sources.js';

@Injectable()
export class ClaimEvidence {
  constructor(
    private readonly source: DataSource,
    private readonly records: ClaimRecords,
    private readonly evidence: EvidenceService,
    private readonly sources: EvidenceSources,
    private readonly drafts: Drafts,
  ) {}

  /** The part of the form that follows from what was pasted. @throws NotFound @throws InvalidInput */
  async read(viewer: Viewer, ref: string, cite: unknown): Promise<string> {
    if (typeof cite !== 'string' || cite.length > LONGEST_CITATION) throw new InvalidInput([{ field: 'cite', message: `must be text of at most ${LONGEST_CITATION} characters` }]);
    const [claim, looked] = await Promise.all([this.records.show(ref, viewer), this.sources.look({ cite: [cite] })]);
    return sourceFragment(looked, claim.evidence);
  }

  /** Each act answers the address to go on to. */
  async add(act: Act, ref: string, sent: Sent): Promise<string> {
    const once = onceBy(act, sent);
    const before = await answeredBefore<string>(this.source, once);
    return before ?? onceMoreIfFaster(async () => {
      const { source, input } = await evidenceIn(this.sources, sent);
      return inTransaction(this.source, once, async (tx) => {
        const claim = await lockClaim(tx, ref);
        if (source.create) await insertSource(tx, source.create, source.id);
        const id = await addEvidence(tx, claim, input);
        await this.drafts.forget(tx.manager, act.accountId!, `claim:${claim.id}:evidence`);
        return addressOf(ref, source.create ? 'evidence' : 'evidence_known', id);
      });
    });
  }

  async revise(act: Act, ref: string, id: string, sent: Sent): Promise<string> {
    const input = await evidenceRevisionIn(sent);
    await this.evidence.revise(act, id, seenVersion(sent), input);
    await this.drafts.forgetNow(act.accountId!, `claim:${ref}:revise-${id}`);
    return addressOf(ref, 'evidence_revised', id);
  }

  async withdraw(act: Act, ref: string, id: string, sent: Sent): Promise<string> {
    const input = await withdrawalIn(sent);
    await this.evidence.withdraw(act, id, seenVersion(sent), input);
    return addressOf(ref, 'evidence_withdrawn', id);
  }
}

const addressOf = (ref: string, done: string, evidence: string): string => `/desk/claims/${encodeURIComponent(ref)}?done=${done}#evidence-${encodeURIComponent(evidence)}`;
