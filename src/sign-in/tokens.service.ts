/** Keys for programs: made, listed and revoked by their owner, and known again by their secret. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { append } from '../ledger/ledger.js';
import type { Act } from '../shared/act.js';
import { inTransaction, type Tx } from '../shared/database.js';
import { Forbidden, InvalidInput, NotFound, NotSignedIn } from '../shared/errors.js';
import { isId, newId } from '../shared/ids.js';
import { ROLES } from '../shared/roles.js';
import { Account } from '../accounts/account.entity.js';
import { wrongInToken } from '../accounts/account.rules.js';
import { ApiToken } from './api-token.entity.js';
import { hashOfSecret, newSecret } from './secrets.js';
import { type CreatedTokenAnswer, type CreateTokenBody, type TokenAnswer, toTokenAnswer } from './tokens.dto.js';
import type { Viewer } from '../accounts/viewer.js';

/** Makes a leaked token easy to find and to recognise. */
const PREFIX = 'clm_';
/** More than anybody has; the newest are shown. */
const LISTED = 200;

@Injectable()
export class TokensService {
  constructor(private readonly source: DataSource) {}

  async list(accountId: string): Promise<TokenAnswer[]> {
    const tokens = await this.source.getRepository(ApiToken).find({ where: { accountId }, order: { createdAt: 'DESC', id: 'DESC' }, take: LISTED });
    return tokens.map(toTokenAnswer);
  }

  /**
   * @throws Forbidden to a token, lest a leaked one outlive itself
   * @throws InvalidInput for roles that the owner does not hold, and for too long a life
   */
  async create(act: Act, input: CreateTokenBody): Promise<CreatedTokenAnswer> {
    if (act.via === 'api') throw new Forbidden('A token cannot make tokens. Sign in to make one.', 'token_makes_token');
    const secret = PREFIX + newSecret();
    let isNew = false;
    const answer = await inTransaction(this.source, act, async (tx) => {
      const owner = await lockOwner(tx);
      const wrong = wrongInToken(owner.roles, { roles: input.roles, expiresAt: new Date(input.expiresAt) }, tx.at);
      if (wrong.length > 0) throw new InvalidInput(wrong);
      const token = Object.assign(new ApiToken(), {
        id: newId(), accountId: owner.id, name: input.name, secretHash: hashOfSecret(secret), roles: ROLES.filter((role) => input.roles.includes(role)),
        createdAt: tx.at, expiresAt: new Date(input.expiresAt), lastUsedAt: null, revokedAt: null,
      });
      await tx.manager.insert(ApiToken, token);
      await tell(tx, 'create_token', owner, token);
      isNew = true;
      return toTokenAnswer(token);
    });
    return { ...answer, secret: isNew ? secret : null };
  }

  /**
   * Revoking twice changes nothing more.
   * @throws NotFound for a token that is not one's own
   */
  async revoke(act: Act, id: string): Promise<TokenAnswer> {
    return inTransaction(this.source, act, async (tx) => {
      const owner = await lockOwner(tx);
      const token = isId(id) ? await tx.manager.findOneBy(ApiToken, { id, accountId: owner.id }) : null;
      if (!token) throw new NotFound('token');
      if (token.revokedAt) return toTokenAnswer(token);
      token.revokedAt = tx.at;
      await tx.manager.update(ApiToken, { id }, { revokedAt: tx.at });
      await tell(tx, 'revoke_token', owner, token);
      return toTokenAnswer(token);
    });
  }

  /** Who holds this token now, with those of its roles that the owner still holds; one query, which also notes the use, at most once a minute. */
  async viewerWith(secret: string): Promise<Viewer | undefined> {
    if (!/^clm_[\w-]{43}$/.test(secret)) return undefined;
    const [row] = await this.source.query<Pick<Viewer, 'accountId' | 'name' | 'email' | 'roles' | 'tokenId'>[]>(
      `WITH found AS (
         SELECT t.id AS "tokenId", a.id AS "accountId", a.name, a.email,
                ARRAY(SELECT role FROM unnest(a.roles) AS role WHERE role = ANY (t.roles)) AS roles
           FROM api_token t JOIN account a ON a.id = t.account_id
          WHERE t.secret_hash = $1 AND t.revoked_at IS NULL AND t.expires_at > now() AND a.suspended_at IS NULL
       ), noted AS (
         UPDATE api_token t SET last_used_at = now() FROM found
          WHERE t.id = found."tokenId" AND (t.last_used_at IS NULL OR t.last_used_at < now() - interval '1 minute')
       )
       SELECT * FROM found`,
      [hashOfSecret(secret)],
    );
    return row && { ...row, via: 'api' };
  }
}

/** Locked because the ledger numbers the entries of an account one by one. */
async function lockOwner(tx: Tx): Promise<Account> {
  if (tx.act.accountId === null) throw new NotSignedIn();
  await tx.query(`SELECT id FROM account WHERE id = $1 FOR NO KEY UPDATE`, [tx.act.accountId]);
  await tx.tick();
  const owner = await tx.manager.findOneByOrFail(Account, { id: tx.act.accountId });
  if (owner.suspendedAt) throw new NotSignedIn();
  return owner;
}

/** Tokens are told of in their owner's stream; the account itself stays at its version. */
const tell = (tx: Tx, act: 'create_token' | 'revoke_token', owner: Account, { name, roles }: Pick<ApiToken, 'name' | 'roles'>): Promise<void> =>
  append(tx, { act, stream: { kind: 'account', id: owner.id, version: owner.version }, subjects: [{ kind: 'account', id: owner.id }], reason: `“${name}”, as ${roles.join(', ')}` });
