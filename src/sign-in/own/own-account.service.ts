/** What everybody may do about their own account: see and end its sessions, change its password and the name. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { endLinks, endSessions, tell, tellStreams } from '../../accounts/account.act.js';
import { Account } from '../../accounts/account.entity.js';
import { wrongInPassword } from '../../accounts/account.rules.js';
import type { Act } from '../../shared/act.js';
import { inTransaction, type Tx } from '../../shared/database.js';
import { Forbidden, InvalidInput, NotFound, NotSignedIn, RuleBroken } from '../../shared/errors.js';
import { isId } from '../../shared/ids.js';
import { requireVersion } from '../../shared/versions.js';
import { hashPassword, isPassword } from '../secrets.js';
import { SignInThrottle } from '../throttle.js';
import type { ChangePasswordBody, OwnAccount, OwnSession, RenameBody } from './own-account.dto.js';

/** More than anybody has open; the last used are shown. */
const LISTED = 50;

@Injectable()
export class OwnAccountService {
  constructor(
    private readonly source: DataSource,
    private readonly throttle: SignInThrottle,
  ) {}

  /** @throws NotSignedIn */
  async show(accountId: string): Promise<OwnAccount> {
    const [row] = await this.source.query<OwnAccount[]>(
      `SELECT id, email, name, roles, version, created_at AS "createdAt", password_hash IS NOT NULL AS "hasPassword" FROM account WHERE id = $1`,
      [accountId],
    );
    if (!row) throw new NotSignedIn();
    return row;
  }

  /** Those that are open, the last used first. */
  async sessions(accountId: string): Promise<OwnSession[]> {
    return this.source.query<OwnSession[]>(
      `SELECT id, created_at AS "createdAt", last_used_at AS "lastUsedAt", expires_at AS "expiresAt", user_agent AS "userAgent"
         FROM session WHERE account_id = $1 AND ended_at IS NULL AND expires_at > now() ORDER BY last_used_at DESC, id DESC LIMIT $2`,
      [accountId, LISTED],
    );
  }

  /**
   * Ending twice changes nothing more.
   * @throws NotFound for a session that is not one's own
   */
  async endSession(act: Act, id: string): Promise<void> {
    byHand(act);
    await inTransaction(this.source, act, async (tx) => {
      const ended = isId(id) ? await tx.query(`SELECT id FROM session WHERE id = $1 AND account_id = $2`, [id, act.accountId]) : [];
      if (ended.length === 0) throw new NotFound('session');
      await tx.query(`UPDATE session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL`, [id, tx.at]);
      await tellStreams(tx, act.accountId!);
    });
  }

  /** All but the one that asks. */
  async endOtherSessions(act: Act, present: string | null): Promise<void> {
    byHand(act);
    await inTransaction(this.source, act, async (tx) => {
      await endSessions(tx, act.accountId!, present);
      await tellStreams(tx, act.accountId!);
    });
  }

  /** @throws StaleEdit */
  async rename(act: Act, seen: number, { name }: RenameBody): Promise<void> {
    byHand(act);
    await inTransaction(this.source, act, async (tx) => {
      const account = await lockOwn(tx);
      requireVersion(account, seen);
      if (account.name === name) return;
      account.version += 1;
      await tx.manager.update(Account, { id: account.id }, { name, version: account.version });
      await tell(tx, 'change_account', account);
    });
  }

  /**
   * All other sessions end, and links for a new password that were never used.
   * @param present the session that goes on
   * @param address counted with those of signing in, for this too is a place to guess
   * @throws InvalidInput for a wrong present password, or a new one that is none
   * @throws TooMany
   */
  async changePassword(act: Act, body: ChangePasswordBody, present: string | null, address: string): Promise<void> {
    byHand(act);
    const account = await this.source.manager.createQueryBuilder(Account, 'a').addSelect('a.passwordHash').where({ id: act.accountId }).getOneOrFail();
    const held = account.passwordHash;
    if (!held) throw new RuleBroken('no_password', 'Your account has no password: you sign in another way. An admin can make you a link to set one.');
    const takeBack = await this.throttle.count(account.email, address);
    if (!(await isPassword(held, body.presentPassword))) throw new InvalidInput([{ field: 'presentPassword', message: 'is not your present password' }]);
    await takeBack();
    const wrong = body.password === body.presentPassword ? [{ field: 'password', message: 'must differ from the present one' }] : wrongInPassword(body.password, account);
    if (wrong.length > 0) throw new InvalidInput(wrong);
    const passwordHash = await hashPassword(body.password);
    await inTransaction(this.source, act, async (tx) => {
      const own = await lockOwn(tx);
      const [now] = await tx.query<{ same: boolean }>(`SELECT password_hash IS NOT DISTINCT FROM $2 AS same FROM account WHERE id = $1`, [own.id, held]);
      if (!now!.same) throw new RuleBroken('password_changed', 'Your password was changed elsewhere in this moment, so nothing was done here.');
      own.version += 1;
      await tx.manager.update(Account, { id: own.id }, { passwordHash, version: own.version });
      await endSessions(tx, own.id, present);
      await endLinks(tx, 'account_id = $3::uuid', own.id, 'replaced');
      await tellStreams(tx, own.id);
      await tell(tx, 'set_password', own);
    });
  }
}

/** @throws Forbidden to a token, lest a leaked one take the account over */
function byHand(act: Act): void {
  if (act.via === 'api') throw new Forbidden('A token cannot do this. Sign in to do it.', 'token_not_allowed');
}

async function lockOwn(tx: Tx): Promise<Account> {
  await tx.query(`SELECT id FROM account WHERE id = $1 FOR NO KEY UPDATE`, [tx.act.accountId]);
  await tx.tick();
  const own = await tx.manager.findOneByOrFail(Account, { id: tx.act.accountId! });
  if (own.suspendedAt) throw new NotSignedIn();
  return own;
}
