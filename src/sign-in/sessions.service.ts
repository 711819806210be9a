/** Signing in and out (by e-mail address and password, with a second factor where one is enrolled), and knowing a session again by its cookie. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from '../config.js';
import { NotSignedIn } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import { Account } from '../accounts/account.entity.js';
import { SecondFactor } from './second-factor/second-factor.service.js';
import { asksSecondFactor, hasFactor, mustEnrol, type Proof } from './second-factor/second-factor.rules.js';
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

interface ViewerRow {
  id: string;
  csrfToken: string;
  accountId: string;
  name: string;
  email: string;
  roles: Viewer['roles'];
  signedInBy?: Proof;
  hasPassword?: boolean;
  hasFactor?: boolean;
}

/** Asked for only where everybody has to have a second factor. */
const FACTOR_COLUMNS = `, s.signed_in_by AS "signedInBy", a.password_hash IS NOT NULL AS "hasPassword",
                EXISTS (SELECT FROM passkey WHERE account_id = a.id) OR EXISTS (SELECT FROM totp WHERE account_id = a.id) AS "hasFactor"`;

/** Who may begin a session: the account as its proof was checked against. */
export interface Proven {
  accountId: string;
  /** The account's version then: what was changed since (a new password, a suspension) asks for the proof again. */
  version: number;
}

/** Where a session is begun: its browser, and the session that it held before. */
export interface Browser {
  userAgent: string | undefined;
  previousSessionId?: string | undefined;
}

/** The password was right, and is not enough. */
export class SecondFactorNeeded extends NotSignedIn {
  constructor(readonly proven: Proven) {
    super('This account has a second factor. Send the same again with “code”: the six digits that the authenticator app shows now, or a recovery code. Passkeys sign in at /desk/sign-in.', 'second_factor_needed');
  }
}

@Injectable()
export class SessionsService implements OnModuleInit {
  /** Verified against when there is no account, so that the answer takes as long. */
  private nobodysHash: string;

  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
    private readonly throttle: SignInThrottle,
    private readonly secondFactor: SecondFactor,
  ) {}

  async onModuleInit(): Promise<void> {
    this.nobodysHash = await hashPassword(newSecret());
  }

  /**
   * Always a new session; the one that the caller held before, if any, ends. The same refusal, after the same work, for an unknown
   * account, a suspended one and a wrong password.
   * @param code of the second factor, where the account has one
   * @throws NotSignedIn
   * @throws SecondFactorNeeded when everything else was right
   * @throws TooMany
   */
  async signIn(email: string, password: string, address: string, userAgent: string | undefined, previousSessionId?: string, code?: string): Promise<SignedIn> {
    const wanted = email.trim().toLowerCase();
    const takeBack = await this.throttle.count(wanted, address);
    const account = await this.accountWith(wanted);
    const right = await isPassword(account?.passwordHash ?? this.nobodysHash, password.slice(0, PASSWORD_LENGTH.most));
    if (!right || password.length > PASSWORD_LENGTH.most || !account?.passwordHash || account.suspendedAt) throw wrongCredentials();
    await takeBack();
    const proven: Proven = { accountId: account.id, version: account.version };
    const by = await this.secondProof(proven, address, code);
    const signedIn = await this.begin(proven, by, { userAgent, previousSessionId });
    if (!signedIn) throw wrongCredentials();
    return signedIn;
  }

  async signOut(sessionId: string): Promise<void> {
    await this.source.query(`UPDATE session SET ended_at = now() WHERE id = $1 AND ended_at IS NULL`, [sessionId]);
  }

  /** Who holds this cookie now; one query, which also notes the use, at most once a minute. */
  async viewerWith(cookie: string): Promise<Viewer | undefined> {
    if (!/^[\w-]{43}$/.test(cookie)) return undefined;
    const [row] = await this.source.query<ViewerRow[]>(
      `WITH found AS (
         SELECT s.id, s.csrf_token AS "csrfToken", a.id AS "accountId", a.name, a.email, a.roles${this.config.REQUIRE_SECOND_FACTOR ? FACTOR_COLUMNS : ''}
           FROM session s JOIN account a ON a.id = s.account_id
          WHERE s.secret_hash = $1 AND s.ended_at IS NULL AND s.expires_at > now() AND a.suspended_at IS NULL
       ), noted AS (
         UPDATE session s SET last_used_at = now() FROM found WHERE s.id = found.id AND s.last_used_at < now() - interval '1 minute'
       )
       SELECT * FROM found`,
      [hashOfSecret(cookie)],
    );
    if (!row) return undefined;
    const { id, csrfToken, accountId, name, email, roles, signedInBy, hasPassword = false, hasFactor: enrolled = false } = row;
    const viewer: Viewer = { accountId, name, email, roles, via: 'site', session: { id, csrfToken } };
    // Without roles until then: no door but the one to enrolling opens, and no page shows what is the desk's.
    return signedInBy && mustEnrol(signedInBy, { hasPassword, hasFactor: enrolled }) ? { ...viewer, roles: [], mustEnrol: true } : viewer;
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

  /** @throws SecondFactorNeeded when there is one and no code, NotSignedIn when the code is wrong */
  private async secondProof(proven: Proven, address: string, code: string | undefined): Promise<Proof> {
    if (!asksSecondFactor('password', { hasPassword: true, hasFactor: hasFactor(await this.secondFactor.stateOf(proven.accountId)) })) return 'password';
    if (code === undefined) throw new SecondFactorNeeded(proven);
    const proof = await this.secondFactor.use(proven.accountId, code, address);
    if (!proof) throw new NotSignedIn('This code is wrong, or was used already. Wait for the next one, or use a recovery code.', 'wrong_code');
    return proof;
  }

  /** Nothing when the account was suspended, or changed otherwise, since its proof was checked; the browser's session before, if any, ends. */
  async begin({ accountId, version }: Proven, by: Proof, { userAgent, previousSessionId }: Browser): Promise<SignedIn | undefined> {
    const cookie = newSecret();
    const [row] = await this.source.query<(SignedIn['session'] & Pick<SignedInAccount, 'name' | 'email' | 'roles'>)[]>(
      `WITH swept AS (DELETE FROM session WHERE account_id = $2 AND expires_at < now() - interval '30 days'),
            whose AS (SELECT id, name, email, roles FROM account WHERE id = $2 AND suspended_at IS NULL AND version = $7 FOR SHARE),
            begun AS (
              INSERT INTO session (id, account_id, secret_hash, csrf_token, created_at, last_used_at, expires_at, user_agent, signed_in_by)
              SELECT $1, id, $3, $4, now(), now(), now() + make_interval(hours => $5), $6, $8 FROM whose
              RETURNING id, csrf_token, expires_at)
       SELECT begun.id, begun.csrf_token AS "csrfToken", begun.expires_at AS "expiresAt", whose.name, whose.email, whose.roles FROM begun, whose`,
      [newId(), accountId, hashOfSecret(cookie), newSecret(), this.config.SESSION_HOURS, userAgent?.slice(0, 400) ?? null, version, by],
    );
    if (!row) return undefined;
    if (previousSessionId) await this.signOut(previousSessionId);
    const { id, csrfToken, expiresAt, ...person } = row;
    return { cookie, session: { id, csrfToken, expiresAt }, account: { id: accountId, ...person } };
  }
}

const wrongCredentials = (): NotSignedIn => new NotSignedIn('The e-mail address or the password is wrong.', 'wrong_credentials');
