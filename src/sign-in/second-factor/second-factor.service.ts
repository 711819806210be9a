/** Codes of an authenticator app and recovery codes: enrolled, checked, made anew, removed; and everything reset by an admin. */
import { Injectable } from '@nestjs/common';
import { Secret, TOTP as Totp } from 'otpauth';
import { DataSource } from 'typeorm';
import { Config } from '../../config.js';
import type { Act } from '../../shared/act.js';
import { inTransaction } from '../../shared/database.js';
import { InvalidInput, NotFound, obey } from '../../shared/errors.js';
import { isId } from '../../shared/ids.js';
import { isPassword, PASSWORD_LENGTH } from '../secrets.js';
import { SignInThrottle } from '../throttle.js';
import { codesForFirstFactor, dropIdleCodes, factorsOf, hashOfCode, lockAccount, makeRecoveryCodes, onOwnFactors, tell } from './factor-record.js';
import { codeIn, type Factors, hasFactor, mayAddTotp, mayMakeRecoveryCodes, mayReset, type Proof, stepAt, TOTP } from './second-factor.rules.js';

export interface NewTotp {
  /** Base 32, as it is typed into an app. */
  key: string;
  /** `otpauth://…`, as the QR code says it. */
  uri: string;
}

export interface Mine {
  email: string;
  name: string;
  hasPassword: boolean;
  sessionMinutes: number;
  otherSessions: number;
  totpSince: Date | null;
  factors: Factors;
}

@Injectable()
export class SecondFactor {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
    private readonly throttle: SignInThrottle,
  ) {}

  /** Nothing enrolled for an account that does not exist. */
  stateOf(accountId: string): Promise<Factors> {
    return factorsOf(this.source, accountId);
  }

  /** What one's own page is made of; nothing when the session has just ended. */
  async mine(accountId: string, sessionId: string): Promise<Mine | undefined> {
    const [row] = await this.source.query<Omit<Mine, 'factors'>[]>(
      `SELECT a.email, a.name, a.password_hash IS NOT NULL AS "hasPassword", extract(epoch FROM now() - s.created_at)::float8 / 60 AS "sessionMinutes",
              (SELECT count(*)::int FROM session o WHERE o.account_id = a.id AND o.id <> s.id AND o.ended_at IS NULL AND o.expires_at > now()) AS "otherSessions",
              (SELECT t.added_at FROM totp t WHERE t.account_id = a.id) AS "totpSince"
         FROM session s JOIN account a ON a.id = s.account_id WHERE s.id = $2 AND a.id = $1 AND s.ended_at IS NULL`,
      [accountId, sessionId],
    );
    return row && { ...row, factors: await this.stateOf(accountId) };
  }

  /**
   * Uses a code up. Nothing for a wrong one, and for one that was used before.
   * @throws TooMany
   */
  async use(accountId: string, typed: string, address: string): Promise<Extract<Proof, 'code' | 'recovery_code'> | undefined> {
    const takeBack = await this.throttle.countCode(accountId, address);
    const proof = await this.used(accountId, typed);
    if (proof) await takeBack();
    return proof;
  }

  /**
   * That whoever sits at this session is its owner: by the password, or by a code.
   * @throws InvalidInput for the field `proof`
   * @throws TooMany
   */
  async prove(act: Act, typed: string | undefined, address: string): Promise<void> {
    if (typed === undefined || typed.length > PASSWORD_LENGTH.most) throw new InvalidInput([{ field: 'proof', message: 'Type your password, or a code, to confirm that it is you.' }]);
    const [me] = await this.source.query<{ email: string; passwordHash: string | null }[]>(`SELECT email, password_hash AS "passwordHash" FROM account WHERE id = $1 AND suspended_at IS NULL`, [act.accountId]);
    if (!me) throw new NotFound('account');
    if (codeIn(typed) && (await this.use(act.accountId!, typed, address))) return;
    const takeBack = await this.throttle.count(me.email, address);
    if (me.passwordHash === null || !(await isPassword(me.passwordHash, typed))) throw new InvalidInput([{ field: 'proof', message: 'This is neither your password nor a code that is still good.' }]);
    await takeBack();
  }

  /** Not kept yet: that is done when the app's first code shows that it has the key. */
  newTotp(email: string): NewTotp {
    return this.described(new Secret({ size: 20 }).base32, email);
  }

  /** As `newTotp` made it. */
  described(key: string, email: string): NewTotp {
    return { key, uri: this.totpOf(Secret.fromBase32(key), email).toString() };
  }

  /**
   * Answers recovery codes when this is the first factor.
   * @throws InvalidInput when the code is not the key's
   * @throws RuleBroken when there is an app already
   */
  async confirmTotp(act: Act, key: string, typed: string): Promise<string[] | undefined> {
    return onOwnFactors(this.source, act, async (tx, me) => {
      obey(mayAddTotp(await factorsOf(tx, me.id)));
      const secret = Secret.fromBase32(key);
      const step = this.stepOf(secret, typed, tx.at);
      if (step === undefined) throw new InvalidInput([{ field: 'code', message: 'This code does not fit the key. Check that the clock of your device is right, then type the code that the app shows now.' }]);
      await tx.query(`INSERT INTO totp (account_id, secret, last_step, added_at) VALUES ($1, $2, $3, $4)`, [me.id, Buffer.from(secret.bytes), step, tx.at]);
      const codes = await codesForFirstFactor(tx, me.id);
      await tell(tx, 'add_totp', me);
      return codes;
    });
  }

  /** @throws NotFound when there is none */
  async removeTotp(act: Act): Promise<void> {
    await onOwnFactors(this.source, act, async (tx, me) => {
      const gone = await tx.query(`WITH gone AS (DELETE FROM totp WHERE account_id = $1 RETURNING account_id) SELECT * FROM gone`, [me.id]);
      if (gone.length === 0) throw new NotFound('authenticator app');
      await dropIdleCodes(tx, me.id);
      await tell(tx, 'remove_totp', me);
    });
  }

  /** @throws RuleBroken when there is no factor that they could stand in for */
  async newRecoveryCodes(act: Act): Promise<string[]> {
    return onOwnFactors(this.source, act, async (tx, me) => {
      obey(mayMakeRecoveryCodes(await factorsOf(tx, me.id)));
      const codes = await makeRecoveryCodes(tx, me.id);
      await tell(tx, 'make_recovery_codes', me);
      return codes;
    });
  }

  /**
   * Takes every factor of somebody who lost theirs; the password alone opens then. Nothing is done, and nothing told, when there is none.
   * @throws NotFound
   * @throws Forbidden to who is no admin
   * @throws RuleBroken for one's own
   */
  async reset(act: Act, accountId: string): Promise<void> {
    if (!isId(accountId)) throw new NotFound('account');
    await inTransaction(this.source, act, async (tx) => {
      const locked = await tx.query<{ id: string; admin: boolean }>(
        `SELECT id, 'admin' = ANY (roles) AND suspended_at IS NULL AS admin FROM account WHERE id IN ($1, $2) ORDER BY id FOR NO KEY UPDATE`,
        [accountId, act.accountId ?? accountId],
      );
      obey(mayReset({ accountId: act.accountId, isActiveAdmin: locked.some((row) => row.id === act.accountId && row.admin) }, accountId));
      const owner = await lockAccount(tx, accountId);
      if (!hasFactor(await factorsOf(tx, accountId))) return;
      for (const table of ['passkey', 'totp', 'recovery_code']) await tx.query(`DELETE FROM ${table} WHERE account_id = $1`, [accountId]);
      await tx.query(`DELETE FROM sign_in_step WHERE account_id = $1`, [accountId]);
      await tell(tx, 'reset_second_factor', owner);
    });
  }

  private async used(accountId: string, typed: string): Promise<Extract<Proof, 'code' | 'recovery_code'> | undefined> {
    const read = codeIn(typed);
    if (!read) return undefined;
    if (read.kind === 'recovery') return (await this.useRecoveryCode(accountId, read.code)) ? 'recovery_code' : undefined;
    const [row] = await this.source.query<{ secret: Buffer }[]>(`SELECT secret FROM totp WHERE account_id = $1`, [accountId]);
    const step = row && this.stepOf(secretFrom(row.secret), read.code, new Date());
    if (step === undefined) return undefined;
    // Of two at once, and of a code and its replay, one moves the step.
    const moved = await this.source.query<unknown[]>(`WITH moved AS (UPDATE totp SET last_step = $2 WHERE account_id = $1 AND last_step < $2 RETURNING account_id) SELECT * FROM moved`, [accountId, step]);
    return moved.length === 1 ? 'code' : undefined;
  }

  private async useRecoveryCode(accountId: string, code: string): Promise<boolean> {
    return inTransaction(this.source, { accountId, roles: [], via: 'site' }, async (tx) => {
      const owner = await lockAccount(tx, accountId);
      const used = await tx.query(
        `WITH used AS (UPDATE recovery_code SET used_at = $3 WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL RETURNING account_id) SELECT * FROM used`,
        [accountId, hashOfCode(accountId, code), tx.at],
      );
      if (used.length === 1) await tell(tx, 'use_recovery_code', owner);
      return used.length === 1;
    });
  }

  /** Of which thirty seconds a code is; nothing when of none near by. */
  private stepOf(secret: Secret, typed: string, at: Date): number | undefined {
    const read = codeIn(typed);
    if (read?.kind !== 'totp') return undefined;
    const delta = this.totpOf(secret).validate({ token: read.code, window: TOTP.drift, timestamp: at.getTime() });
    return delta === null ? undefined : stepAt(at) + delta;
  }

  private totpOf(secret: Secret, email = ''): Totp {
    return new Totp({ issuer: this.config.SITE_NAME, label: email || 'account', secret, algorithm: 'SHA1', digits: TOTP.digits, period: TOTP.seconds });
  }
}

const secretFrom = (bytes: Buffer): Secret => new Secret({ buffer: new Uint8Array(bytes).buffer });
