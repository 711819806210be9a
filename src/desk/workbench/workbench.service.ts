/** Draws the workbench, and does what its forms ask for through the services that the API uses. */
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { may } from '../../accounts/permissions.js';
import type { Viewer } from '../../accounts/viewer.js';
import type { ClaimRecord } from '../../record/claim-record.dto.js';
import { ClaimRecords } from '../../record/claim-records.service.js';
import { claimIdOf } from '../../claims/claim.act.js';
import { ClaimsService } from '../../claims/claims.service.js';
import { Config } from '../../config.js';
import { proposalsOf } from '../../corrections/proposals.query.js';
import { openReportsOf } from '../../reports/reports.query.js';
import type { Act } from '../../shared/act.js';
import { InvalidInput } from '../../shared/errors.js';
import { type PlainAction, WorkflowService } from '../../workflow/workflow.service.js';
import { actsOn, actsSince } from '../audit/audit.query.js';
import { frameOf } from '../desk.answers.js';
import { doneWords } from '../desk.words.js';
import { asSent } from '../drafts/draft.rules.js';
import { Drafts } from '../drafts/drafts.service.js';
import { EvidenceSources } from '../evidence/evidence.sources.js';
import type { RefusedForm } from '../forms/refusal.js';
import { type Sent, seenVersion } from '../forms/sent.js';
import { statementAsSent } from '../forms/statement.form.js';
import { present } from '../live/presence.query.js';
import { noteLook } from '../looks.js';
import { ClaimNotes, type NotesAsked } from '../notes/claim-notes.service.js';
import { changesFragment } from './changes.view.js';
import { actionIn, arrangementIn, otherTopicsIn, revisionIn } from './workbench.form.js';
import { editors, reviewers, scalesFor, topicsCalled, topicsFor } from './workbench.query.js';
import { workbenchPage, type WorkbenchProps } from './workbench.view.js';

/** What of the page is asked for beside the claim. */
export interface Shown extends NotesAsked {
  done?: unknown;
  refused?: RefusedForm;
  /** The form that is open: "claim", "statement:<id>", "evidence:<id>", "evidence". */
  open?: string | undefined;
  /** What was pasted about a source and is to be read into the form. */
  looking?: Sent;
}

@Injectable()
export class Workbench {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
    private readonly records: ClaimRecords,
    private readonly claims: ClaimsService,
    private readonly workflow: WorkflowService,
    private readonly sources: EvidenceSources,
    private readonly notes: ClaimNotes,
    private readonly drafts: Drafts,
  ) {}

  /** @throws NotFound */
  async draw(viewer: Viewer, ref: string, shown: Shown = {}): Promise<string> {
    const reader = this.source.manager;
    const person = { accountId: viewer.accountId!, roles: viewer.roles };
    const claim = await this.records.show(ref, viewer);
    const { refused } = shown;
    const drafts = await this.draftsOf(person.accountId, claim.id, shown.open);
    const looking = shown.looking ?? (refused?.id === 'evidence' ? refused.sent : drafts['evidence']);
    const [possible, colleagues, inCharge, scales, topics, looked, notes, people, history, meanwhile, reports, corrections] = await Promise.all([
      this.workflow.possibilities(claim.id, person), reviewers(reader), editors(reader, claim.desk!.editorInCharge.id), scalesFor(reader, claim.scale.id), topicsFor(reader, claim.id),
      looking && this.look(looking), this.notes.shown(claim.id, shown), present(reader, claim.id, person.accountId),
      actsOn(reader, claim.id), actsSince(reader, claim.id, seenBefore(refused) ?? claim.version), openReportsOf(reader, claim.id), proposalsOf(reader, claim.id),
    ]);
    await noteLook(reader, person.accountId, claim.id, claim.version);
    return workbenchPage({
      frame: frameOf(this.config, viewer, addressOf(claim.id)),
      claim, possible, people, scales, topics, looked, notes, reports, refused,
      reviewers: colleagues,
      editors: inCharge,
      history: history.items.slice(0, 8),
      meanwhile,
      open: shown.open,
      restated: asRestated(claim, shown.open),
      drafts,
      corrections: corrections.filter(({ decidedAt }) => decidedAt === null),
      rights: {
        addEvidence: may(viewer, 'evidence.add') === true,
        reviseEvidence: may(viewer, 'evidence.edit') === true,
        withdrawEvidence: may(viewer, 'evidence.withdraw') === true,
        addStatement: may(viewer, 'statement.edit') === true,
        revise: may(viewer, 'claim.edit') === true,
      },
      once: refused?.once ?? randomUUID(),
      done: doneWords(shown.done),
    });
  }

  /** What others did since the version that a page shows, for that page. @throws NotFound */
  async changes(ref: string, since: unknown): Promise<string> {
    if (typeof since !== 'string' || !/^\d{1,9}$/.test(since)) throw new InvalidInput([{ field: 'since', message: 'must be a version, such as 3' }]);
    const claimId = await claimIdOf(this.source.manager, ref);
    return changesFragment({ claimId, acts: await actsSince(this.source.manager, claimId, Number(since)) });
  }

  /** Each act answers the address to go on to. */
  async act(act: Act, ref: string, action: PlainAction, sent: Sent): Promise<string> {
    const { id } = await this.workflow.perform(act, ref, action, seenVersion(sent), await actionIn(sent));
    return addressOf(id, action);
  }

  async revise(act: Act, ref: string, sent: Sent): Promise<string> {
    const { id } = await this.claims.revise(act, ref, seenVersion(sent), await revisionIn(sent));
    await this.drafts.forgetNow(act.accountId!, `claim:${id}:revise`);
    return addressOf(id, 'revised');
  }

  /** Who is in charge, and the topics. @throws InvalidInput naming topics that are not on record */
  async arrange(act: Act, ref: string, sent: Sent): Promise<string> {
    const names = otherTopicsIn(sent);
    const found = names.length > 0 ? await topicsCalled(this.source.manager, names) : [];
    const unknown = names.filter((name) => !found.some((topic) => topic.name === name));
    if (unknown.length > 0) throw new InvalidInput([{ field: 'otherTopics', message: `names what is no topic yet (${unknown.map((name) => `“${name}”`).join(', ')}); mend it, or make the topic under Settings first` }]);
    const { id } = await this.claims.revise(act, ref, seenVersion(sent), await arrangementIn(sent, found.map((topic) => topic.id)));
    await this.drafts.forgetNow(act.accountId!, `claim:${id}:arrange`);
    return addressOf(id, 'arranged');
  }

  /** What this person typed into the page's forms and has not sent, by form. */
  private async draftsOf(accountId: string, claimId: string, open: string | undefined): Promise<Record<string, Sent>> {
    const [, kind, id] = /^(evidence|statement):([0-9a-f-]{36})$/.exec(open ?? '') ?? [];
    const forms = ['evidence', 'statement', 'revise', 'arrange', 'note', ...(id === undefined ? [] : [`${kind === 'evidence' ? 'revise' : 'restate'}-${id}`])];
    const kept = await this.drafts.all(accountId, forms.map((form) => `claim:${claimId}:${form}`));
    return Object.fromEntries(kept.map(({ key, fields, savedAt }) => [key.split(':')[2]!, asSent(key, fields, savedAt)]));
  }

  /** What cannot be read is shown as it was typed; the form's own refusal says why. */
  private async look(sent: Sent): Promise<Awaited<ReturnType<EvidenceSources['look']>>> {
    try {
      return await this.sources.look(sent);
    } catch (error) {
      if (error instanceof InvalidInput) return { sent, found: { kind: 'nothing' } };
      throw error;
    }
  }
}

/** The statement that is asked to be revised, as its form has it. */
function asRestated(claim: ClaimRecord, open: string | undefined): WorkbenchProps['restated'] {
  const statement = claim.statements.find(({ id }) => open === `statement:${id}`);
  return statement && { id: statement.id, sent: statementAsSent(statement) };
}

/** The claim's version that a refused form was drawn on. */
function seenBefore(refused: RefusedForm | undefined): number | undefined {
  const seen = refused?.sent['seen']?.[0] ?? refused?.sent['version']?.[0];
  return seen !== undefined && /^\d{1,9}$/.test(seen) ? Number(seen) : undefined;
}

function addressOf(ref: string, done?: string): string {
  return `/desk/claims/${encodeURIComponent(ref)}${done ? `?done=${done}` : ''}`;
}
