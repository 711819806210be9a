/** Signing in by the newsroom's own provider: whose account somebody is, made or linked the first time, with the roles that their groups give. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { insertAccount } from '../../accounts/account.act.js';
import { AccountsService } from '../../accounts/accounts.service.js';
import { Config } from '../../config.js';
import type { Act } from '../../shared/act.js';
import { inTransaction, type Tx } from '../../shared/database.js';
import { NotFound, obey, RuleBroken, StaleEdit } from '../../shared/errors.js';
import { isId, newId } from '../../shared/ids.js';
import type { Role } from '../../shared/roles.js';
import { factorsOf, lockAccount, tell } from '../second-factor/factor-record.js';
import { asksSecondFactor, hasFactor } from '../second-factor/second-factor.rules.js';
import type { Proven } from '../sessions.service.js';
import { NotLetIn, Provider } from './provider.js';
import { type Claims, firstTime, mayUnlink, rolesFrom, rolesMapOf, rolesToSet } from './single-sign-on.rules.js';

export interface Identity {
  issuer: string;
  linkedAt: Date;
}

/** What the service does by itself, on the provider's word. */
const BY_ITSELF: Act = { accountId: null, roles: [], via: 'site' };
const ATTEMPTS = 3;

@Injectable()
export class SingleSignOn {
  private readonly rolesMap: ReadonlyMap<string, readonly Role[]>;

  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
    private readonly accounts: AccountsService,
    private readonly provider: Provider,
  ) {
    this.rolesMap = rolesMapOf(config.OIDC_ROLES_MAP);
  }

  /** What the button says, or nothing where there is no provider. */
  get name(): string | undefined {
    return this.provider.enabled ? this.config.OIDC_NAME : undefined;
  }

  async identityOf(accountId: string): Promise<Identity | undefined> {
    const [row] = await this.source.query<Identity[]>(`SELECT issuer, linked_at AS "linkedAt" FROM identity WHERE account_id = $1`, [accountId]);
    return row;
  }

  /**
   * Whose account the provider's word opens, and whether a second factor of ours is still to be asked for.
   * @throws NotLetIn
   */
  async letIn(claims: Claims): Promise<{ proven: Proven; secondFactor: boolean }> {
    const mapped = this.config.OIDC_ROLES_CLAIM === undefined ? undefined : rolesFrom(claims.groups, this.rolesMap);
    if (mapped?.length === 0) {
      await this.endSessionsOf(claims);
      throw new NotLetIn('no_role');
    }
    const accountId = (await this.known(claims)) ?? (await this.admit(claims, mapped));
    if (mapped) await this.giveRoles(accountId, mapped);
    const [account] = await this.source.query<{ version: number; hasPassword: boolean; suspended: boolean }[]>(
      `SELECT version, password_hash IS NOT NULL AS "hasPassword", suspended_at IS NOT NULL AS suspended FROM account WHERE id = $1`,
      [accountId],
    );
    if (!account || account.suspended) throw new NotLetIn('suspended');
    const secondFactor = asksSecondFactor('single_sign_on', { hasPassword: account.hasPassword, hasFactor: hasFactor(await factorsOf(this.source, accountId)) });
    return { proven: { accountId, version: account.version }, secondFactor };
  }

  /**
   * The next sign-in by the provider links anew. Nothing is done when there is no link.
   * @throws NotFound
   * @throws Forbidden for somebody else's, to who is no admin
   * @throws RuleBroken for one's own, when it is the only way in
   */
  async unlink(act: Act, accountId: string): Promise<void> {
    if (!isId(accountId)) throw new NotFound('account');
    await inTransaction(this.source, act, async (tx) => {
      const locked = await tx.query<{ id: string; admin: boolean; hasPassword: boolean }>(
        `SELECT id, 'admin' = ANY (roles) AND suspended_at IS NULL AS admin, password_hash IS NOT NULL AS "hasPassword" FROM account WHERE id IN ($1, $2) ORDER BY id FOR NO KEY UPDATE`,
        [accountId, act.accountId ?? accountId],
      );
      const account = locked.find((row) => row.id === accountId);
      if (!account) throw new NotFound('account');
      obey(mayUnlink({ accountId: act.accountId, isActiveAdmin: locked.some((row) => row.id === act.accountId && row.admin) }, account));
      const owner = await lockAccount(tx, accountId);
      const [gone] = await tx.query<{ issuer: string }>(`WITH gone AS (DELETE FROM identity WHERE account_id = $1 RETURNING issuer) SELECT * FROM gone`, [accountId]);
      if (gone) await tell(tx, 'unlink_identity', owner, gone.issuer);
    });
  }

  /** Whoever has been here before is known by the provider's own name for them, whatever their address is now. */
  private async known({ issuer, subject }: Claims): Promise<string | undefined> {
    const [row] = await this.source.query<{ accountId: string }[]>(
      `WITH found AS (UPDATE identity SET last_used_at = now() WHERE issuer = $1 AND subject = $2 RETURNING account_id) SELECT account_id AS "accountId" FROM found`,
      [issuer, subject],
    );
    return row?.accountId;
  }

  private async admit(claims: Claims, mapped: readonly Role[] | undefined): Promise<string> {
    try {
      return await inTransaction(this.source, BY_ITSELF, (tx) => this.admitIn(tx, claims, mapped));
    } catch (error) {
      // The same person in two browsers at once, or an account made under our eyes: look again.
      const accountId = error instanceof RuleBroken ? await this.known(claims) : undefined;
      if (accountId === undefined) throw error instanceof RuleBroken ? new NotLetIn('other_identity') : error;
      return accountId;
    }
  }

  private async admitIn(tx: Tx, claims: Claims, mapped: readonly Role[] | undefined): Promise<string> {
    const [account] = claims.email === undefined ? [] : await tx.query<{ id: string; suspended: boolean; hasIdentity: boolean }>(
      `SELECT id, suspended_at IS NOT NULL AS suspended, EXISTS (SELECT FROM identity i WHERE i.account_id = a.id) AS "hasIdentity" FROM account a WHERE email = $1 FOR NO KEY UPDATE`,
      [claims.email],
    );
    const outcome = firstTime(claims, account, { create: this.config.OIDC_CREATE_ACCOUNTS && mapped !== undefined });
    if (outcome !== 'link' && outcome !== 'create') throw new NotLetIn(outcome);
    const accountId = account?.id ?? (await this.newAccount(tx, claims, mapped!));
    const owner = await lockAccount(tx, accountId);
    await tx.query(`INSERT INTO identity (account_id, issuer, subject, linked_at, last_used_at) VALUES ($1, $2, $3, $4, $4)`, [accountId, claims.issuer, claims.subject, tx.at]);
    await tell(tx, 'link_identity', owner, claims.issuer);
    return accountId;
  }

  private async newAccount(tx: Tx, { email, name, issuer }: Claims, roles: readonly Role[]): Promise<string> {
    const account = await insertAccount(tx, { id: newId(), email: email!, name: name ?? email!.slice(0, 120), roles, passwordHash: null }, 'create_account', `By single sign-on (${issuer})`);
    return account.id;
  }

  /** By the same door and rules as an admin's change; the last admin stays one. */
  private async giveRoles(accountId: string, mapped: readonly Role[]): Promise<void> {
    let isLastAdmin = false;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const account = await this.accounts.get(accountId);
      const roles = account.suspended ? undefined : rolesToSet(account.roles, mapped, isLastAdmin);
      if (!roles) return;
      try {
        await this.accounts.change(BY_ITSELF, accountId, account.version, { roles, reason: 'By the groups of single sign-on' });
        return;
      } catch (error) {
        if (error instanceof RuleBroken && error.code === 'last_admin') isLastAdmin = true;
        else if (!(error instanceof StaleEdit)) throw error;
      }
    }
    throw new NotLetIn('broken');
  }

  /** Whose groups give no role any more is out at once, where the provider's word is what let them in. */
  private async endSessionsOf({ issuer, subject }: Claims): Promise<void> {
    await this.source.query(
      `UPDATE session SET ended_at = now() FROM identity i WHERE i.issuer = $1 AND i.subject = $2 AND session.account_id = i.account_id AND session.ended_at IS NULL AND session.signed_in_by = 'single_sign_on'`,
      [issuer, subject],
    );
  }
}
