/** Logs a claim by one form: the draft with its statement, and the speakers and the source that are new. */
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { Viewer } from '../../accounts/viewer.js';
import { LogClaim } from '../../claims/claim.dto.js';
import { insertClaim } from '../../claims/claims.service.js';
import { Config } from '../../config.js';
import type { Act } from '../../shared/act.js';
import { inTransaction } from '../../shared/database.js';
import { frameOf } from '../desk.answers.js';
import { onceBy, RecordsByForm } from '../forms/records.service.js';
import type { RefusedForm } from '../forms/refusal.js';
import { RESOLUTION_FIELDS, resolutionIn } from '../forms/resolution.form.js';
import { checked, type Sent, text, together } from '../forms/sent.js';
import { prepareStatement, statementField } from '../forms/statement.form.js';
import { speakerNames } from '../workbench/workbench.query.js';
import { newClaimPage } from './new-claim.view.js';

const STATEMENT = 'statements[0].';

@Injectable()
export class NewClaims {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
    private readonly byForm: RecordsByForm,
  ) {}

  async draw(viewer: Viewer, refused?: RefusedForm): Promise<string> {
    return newClaimPage({ frame: frameOf(this.config, viewer, '/desk/claims/new'), speakerNames: await speakerNames(this.source.manager), once: refused?.once ?? randomUUID(), refused });
  }

  /** @returns where to go on */
  async log(act: Act, sent: Sent): Promise<string> {
    const once = onceBy(act, sent);
    const [statement, claim] = await together([prepareStatement(this.byForm, sent, STATEMENT), checked(LogClaim, claimIn(sent))]);
    const id = await inTransaction(this.source, once, async (tx) => {
      await statement.recordNew(tx);
      return insertClaim(tx, Object.assign(claim, { statements: [statement.input] }));
    });
    return `/desk/claims/${id}?done=logged`;
  }
}

function claimIn(sent: Sent): object {
  return {
    wording: text(sent, 'wording'), title: text(sent, 'title'), kind: text(sent, 'kind'), language: text(sent, 'claimLanguage'), background: text(sent, 'background'), resolution: resolutionIn(sent),
  };
}

export function newClaimField(sent: Sent, path: string): string | undefined {
  return path.startsWith(STATEMENT) ? statementField(sent, path.slice(STATEMENT.length)) : path === 'language' ? 'claimLanguage' : (RESOLUTION_FIELDS[path] ?? statementField(sent, path));
}
