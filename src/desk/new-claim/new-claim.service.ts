/** Logs a claim by one form: the draft with its statement, and the speakers and sources that are new; or the statement alone, of a claim on record. */
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { Viewer } from '../../accounts/viewer.js';
import { lockClaim } from '../../claims/claim.act.js';
import { LogClaim } from '../../claims/claim.dto.js';
import { insertClaim } from '../../claims/claims.service.js';
import { Config } from '../../config.js';
import { claimsLike } from '../../record/claims-like.query.js';
import type { Act } from '../../shared/act.js';
import { inTransaction } from '../../shared/database.js';
import { addStatement } from '../../statements/statements.service.js';
import { SHOWN_LIKE } from '../complete/complete.service.js';
import { frameOf } from '../desk.answers.js';
import { doneWords } from '../desk.words.js';
import { Drafts } from '../drafts/drafts.service.js';
import { onceBy, onceMoreIfFaster, RecordsByForm } from '../forms/records.service.js';
import type { RefusedForm } from '../forms/refusal.js';
import { RESOLUTION_FIELDS, resolutionIn } from '../forms/resolution.form.js';
import { checked, type Sent, text, texts, together } from '../forms/sent.js';
import { prepareStatement, statementField } from '../forms/statement.form.js';
import { currentScales, topicsToChoose } from './new-claim.query.js';
import { newClaimPage } from './new-claim.view.js';

const STATEMENT = 'statements[0].';
const DRAFT = 'new-claim';

@Injectable()
export class NewClaims {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
    private readonly byForm: RecordsByForm,
    private readonly drafts: Drafts,
  ) {}

  async draw(viewer: Viewer, { refused, done }: { refused?: RefusedForm; done?: unknown } = {}): Promise<string> {
    const { manager } = this.source;
    const [draft, topics, scales] = await Promise.all([refused ? undefined : this.drafts.of(viewer.accountId!, DRAFT), topicsToChoose(manager), currentScales(manager)]);
    return newClaimPage({
      frame: frameOf(this.config, viewer, '/desk/claims/new'), topics, scales, once: refused?.once ?? randomUUID(), refused, draft, draftKey: DRAFT, done: doneWords(done), like: await this.like(refused?.sent ?? draft),
    });
  }

  /** @returns where to go on */
  async log(act: Act, sent: Sent): Promise<string> {
    const instead = text(sent, 'statement_of');
    return onceMoreIfFaster(() => (instead === undefined ? this.logClaim(act, sent) : this.addTo(act, instead, sent)));
  }

  private async logClaim(act: Act, sent: Sent): Promise<string> {
    const once = onceBy(act, sent);
    const [statement, claim] = await together([prepareStatement(this.byForm, sent, STATEMENT), checked(LogClaim, claimIn(sent))]);
    const id = await inTransaction(this.source, once, async (tx) => {
      await statement.recordNew(tx);
      const logged = await insertClaim(tx, Object.assign(claim, { statements: [statement.input] }));
      await this.drafts.forget(tx.manager, act.accountId!, DRAFT);
      return logged;
    });
    return `/desk/claims/${id}?done=logged`;
  }

  /** What was said is one more statement of a claim that is on record already. */
  private async addTo(act: Act, ref: string, sent: Sent): Promise<string> {
    const once = onceBy(act, sent);
    const statement = await prepareStatement(this.byForm, sent);
    const id = await inTransaction(this.source, once, async (tx) => {
      const claim = await lockClaim(tx, ref);
      await statement.recordNew(tx);
      await addStatement(tx, claim, statement.input);
      await this.drafts.forget(tx.manager, act.accountId!, DRAFT);
      return claim.id;
    });
    return `/desk/claims/${id}?done=statement`;
  }

  /** Nothing before there is something to be like. */
  private async like(sent: Sent | undefined) {
    const words = sent && (text(sent, 'wording') ?? text(sent, 'paraphrase') ?? text(sent, 'quote'));
    return words === undefined ? undefined : claimsLike(this.source.manager, words, SHOWN_LIKE, { desk: true, now: new Date() });
  }
}

function claimIn(sent: Sent): object {
  const topicIds = texts(sent, 'topicIds');
  return {
    wording: text(sent, 'wording'), title: text(sent, 'title'), kind: text(sent, 'kind'), language: text(sent, 'claimLanguage'), background: text(sent, 'background'),
    scaleId: text(sent, 'scaleId'), ...(topicIds.length > 0 ? { topicIds } : {}), // The page hides what would settle a fact, and what nobody sees is not sent.
    resolution: text(sent, 'kind') === 'factual' ? undefined : resolutionIn(sent),
  };
}

export function newClaimField(sent: Sent, path: string): string | undefined {
  const ofStatement = path.startsWith(STATEMENT) ? path.slice(STATEMENT.length) : undefined;
  return ofStatement !== undefined ? (statementField(sent, ofStatement) ?? ofStatement) : path === 'language' ? 'claimLanguage' : (RESOLUTION_FIELDS[path] ?? (/^topicIds/.test(path) ? 'topicIds' : statementField(sent, path)));
}
