/** One's own page and what its forms do. */
import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../accounts/viewer.js';
import { Config } from '../../config.js';
import type { Act } from '../../shared/act.js';
import { newId } from '../../shared/ids.js';
import { ChangePasswordBody, RenameBody } from '../../sign-in/own/own-account.dto.js';
import { OwnAccountService } from '../../sign-in/own/own-account.service.js';
import { type CreatedTokenAnswer, CreateTokenBody } from '../../sign-in/tokens.dto.js';
import { TokensService } from '../../sign-in/tokens.service.js';
import { frameOf } from '../desk.answers.js';
import { doneWords } from '../desk.words.js';
import { onceBy } from '../forms/records.service.js';
import type { RefusedForm } from '../forms/refusal.js';
import { checked, seenVersion, type Sent, text, texts } from '../forms/sent.js';
import { mePage } from './me.view.js';

export const PATH = '/desk/me';
export const TOKEN_FIELDS: Record<string, string> = { name: 'tokenName', roles: 'tokenRoles', expiresAt: 'tokenDays' };

const DAY = 86_400_000;

@Injectable()
export class OwnPages {
  constructor(
    private readonly config: Config,
    private readonly account: OwnAccountService,
    private readonly tokens: TokensService,
  ) {}

  async page(viewer: Viewer, { done, refused, made }: { done?: unknown; refused?: RefusedForm; made?: CreatedTokenAnswer }): Promise<string> {
    const accountId = viewer.accountId!;
    const [account, sessions, tokens] = await Promise.all([this.account.show(accountId), this.account.sessions(accountId), this.tokens.list(accountId)]);
    return mePage({
      frame: frameOf(this.config, viewer, PATH), account, sessions, present: viewer.session?.id, tokens, made, refused, once: newId(), done: doneWords(done), now: new Date(),
    });
  }

  async rename(act: Act, sent: Sent): Promise<string> {
    await this.account.rename(act, seenVersion(sent), await checked(RenameBody, { name: sent['name']?.[0] ?? '' }));
    return `${PATH}?done=name_changed`;
  }

  async changePassword(viewer: Viewer, act: Act, sent: Sent, address: string): Promise<string> {
    // Never trimmed: spaces count.
    const body = await checked(ChangePasswordBody, { presentPassword: sent['presentPassword']?.[0] ?? '', password: sent['newPassword']?.[0] ?? '' });
    await this.account.changePassword(act, body, viewer.session?.id ?? null, address);
    return `${PATH}?done=password_changed`;
  }

  async endSession(act: Act, id: string): Promise<string> {
    await this.account.endSession(act, id);
    return `${PATH}?done=session_ended#sessions`;
  }

  async endOthers(viewer: Viewer, act: Act): Promise<string> {
    await this.account.endOtherSessions(act, viewer.session?.id ?? null);
    return `${PATH}?done=sessions_ended#sessions`;
  }

  async makeToken(act: Act, sent: Sent): Promise<CreatedTokenAnswer> {
    const days = Number(text(sent, 'tokenDays') ?? NaN);
    const expiresAt = Number.isInteger(days) && Math.abs(days) < 10_000 ? new Date(Date.now() + days * DAY).toISOString() : undefined;
    const body = await checked(CreateTokenBody, { name: text(sent, 'tokenName') ?? '', roles: texts(sent, 'tokenRoles'), expiresAt });
    return this.tokens.create(onceBy(act, sent), body);
  }

  async revokeToken(act: Act, id: string): Promise<string> {
    await this.tokens.revoke(act, id);
    return `${PATH}?done=token_revoked#tokens`;
  }
}
