/** Signing in and out by e-mail address and password, and knowing a session again by its cookie. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from '../config.js';
import { NotSignedIn } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import { Account } from '../accounts/account.entity.js';
import { hashOfSecret, hashPassword, isPassword, newSecret, PASSWORD_LENGTH } from './secrets.js';
import { Session } from './session.entity.js';
import type { SessionAnswer, SignedInAccount } from './sessions.dto.js';
import { SignInThrottle } from './throttle.js';
import type { Viewer } from '../accounts/viewer.js';

export interface SignedIn {
  /** The cookie's value; nobody but the browser keeps it. */
  cookie: string;
  session: { id: string; csrfToken: string; expiresAt: Date };
  account: SignedInAccount;
}

@Injectable()
export class SessionsService implements OnModuleInit {
  /** Verified against when there is no account, so that the answer takes as long. */
  private nobodysHash: string;

  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
    private readonly throttle: SignInThrottle,
  ) {}

  async onModuleInit(): Promise<void> {
    this.nobodysHash = await hashPassword(newSecret());
  }

  /**
   * Always a new session; the one that the caller held before, if any, ends. The same refusal, after the same work, for an unknown
   * account, a suspended one and a wrong password.
   * @throws NotSignedIn
   * @throws TooMany
   */
  async signIn(email: string, password: string, address: string, userAgent: string | undefined, previousSessionId?: string): Promise<SignedIn> {
    const wanted = email.trim().toLowerCase();
    const takeBack = await this.throttle.count(wanted, address);
    const account = await this.accountWith(wanted);
    const right = await isPassword(account?.passwordHash ?? this.nobodysHash, password.slice(0, PASSWORD_LENGTH.most));
    const signedIn = right && password.length <= PASSWORD_LENGTH.most && account?.passwordHash ? await this.begin(account, account.passwordHash, userAgent) : undefined;
    if (!signedIn) throw new NotSignedIn('The e-mail address or the password is wrong.', 'wrong_credentials');
    await takeBack();
    if (previousSessionId) await this.signOut(previousSessionId);
    return signedIn;
  }

  async signOut(sessionId: string): Promise<void> {
    await this.source.query(`UPDATE session SET ended_at = now() WHERE id = $1 AND ended_at IS NULL`, [sessionId]);
  }

  /** Who holds this cookie now; one query, which also notes the use, at most once a minute. */
  async viewerWith(cookie: string): Promise<Viewer | undefined> {
    if (!/^[\w-]{43}$/.test(cookie)) return undefined;
    const [row] = await this.source.query<{ id: string; csrfToken: string; accountId: string; name: string; email: string; roles: Viewer['roles'] }[]>(
      `WITH found AS (
         SELECT s.id, s.csrf_token AS "csrfToken", a.id AS "accountId", a.name, a.email, a.roles
           FROM session s JOIN account a ON a.id = s.account_id
          WHERE s.secret_hash = $1 AND s.ended_at IS NULL AND s.expires_at > now() AND a.suspended_at IS NULL
       ), noted AS (
         UPDATE session s SET last_used_at = now() FROM found WHERE s.id = found.id AND s.last_used_at < now() - interval '1 minute'
       )
       SELECT * FROM found`,
      [hashOfSecret(cookie)],
    );
    if (!row) return undefined;
    const { id, csrfToken, ...person } = row;
    return { ...person, via: 'site', session: { id, csrfToken } };
  }

  async describe(viewer: Viewer): Promise<SessionAnswer> {
    const { accountId, name, email, roles, session } = viewer;
    if (accountId === null) throw new NotSignedIn();
    const kept = session ? await this.source.getRepository(Session).findOneBy({ id: session.id }) : null;
    return {
      account: { id: accountId, name: name ?? '', email: email ?? '', roles: [...roles] },
      csrfToken: session?.csrfToken ?? null,
      expiresAt: kept?.expiresAt.toISOString() ?? null,
    };
  }

  private accountWith(email: string): Promise<Account | null> {
    // PostgreSQL has no text with NUL in it, so nobody is called that.
    if (email.includes('\0')) return Promise.resolve(null);
    return this.source.getRepository(Account).createQueryBuilder('account').addSelect('account.passwordHash').where({ email }).getOne();
  }

  /** Nothing when the account was suspended, or its password changed, since it was read. */
  private async begin(account: Account, passwordHash: string, userAgent: string | undefined): Promise<SignedIn | undefined> {
    const cookie = newSecret();
    const [row] = await this.source.query<{ id: string; csrfToken: string; expiresAt: Date }[]>(
      `WITH swept AS (DELETE FROM session WHERE account_id = $2 AND expires_at < now() - interval '30 days')
       INSERT INTO session (id, account_id, secret_hash, csrf_token, created_at, last_used_at, expires_at, user_agent)
       SELECT $1, id, $3, $4, now(), now(), now() + make_interval(hours => $5), $6
         FROM account WHERE id = $2 AND suspended_at IS NULL AND password_hash = $7 FOR SHARE
       RETURNING id, csrf_token AS "csrfToken", expires_at AS "expiresAt"`,
      [newId(), account.id, hashOfSecret(cookie), newSecret(), this.config.SESSION_HOURS, userAgent?.slice(0, 400) ?? null, passwordHash],
    );
    const { id, name, email, roles } = account;
    return row && { cookie, session: row, account: { id, name, email, roles } };
  }
}
