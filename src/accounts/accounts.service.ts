/** People of the desk: who is let in, with which roles, and who no longer. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Act } from '../shared/act.js';
import { inTransaction, type Tx } from '../shared/database.js';
import { NotFound, obey } from '../shared/errors.js';
import { isId, newId } from '../shared/ids.js';
import { decodeCursor, type Page, PAGE_SIZE, pageOf, SORTED_BY } from '../shared/paging.js';
import { likeLiteral } from '../shared/sql.js';
import { requireVersion } from '../shared/versions.js';
import { Account } from './account.entity.js';
import { actorAmong, endLinks, endSessions, factsOf, inOrder, insertAccount, isActiveAdmin, lockAccounts, tell, tellStreams } from './account.act.js';
import { type AccountChange, actsOf, mayChange, mayManage } from './account.rules.js';
import { type AccountAnswer, type AccountQuery, type CreateAccountBody, type CreatedAccount, toAccountAnswer, valid } from './accounts.dto.js';
import { hashPassword, newPassword } from '../sign-in/secrets.js';

@Injectable()
export class AccountsService {
  constructor(private readonly source: DataSource) {}

  /** By name; `q` is found in name and e-mail address, accents and case aside. */
  async list(query: AccountQuery = {}): Promise<Page<AccountAnswer>> {
    const limit = query.limit ?? PAGE_SIZE;
    const [name, id] = query.cursor ? decodeCursor(query.cursor, [SORTED_BY.name, SORTED_BY.id]) : [null, null];
    const found = await this.source.manager
      .createQueryBuilder(Account, 'a')
      .where('(CAST(:name AS text) IS NULL OR (a.name, a.id) > (:name, CAST(:id AS uuid)))', { name, id })
      .andWhere(`(CAST(:q AS text) IS NULL OR fold_accents(lower(a.name || ' ' || a.email)) LIKE '%' || fold_accents(lower(:q)) || '%')`, { q: query.q ? likeLiteral(query.q) : null })
      .orderBy('a.name')
      .addOrderBy('a.id')
      .limit(limit + 1)
      .getMany();
    return pageOf(found.map(toAccountAnswer), limit, (account) => [account.name, account.id]);
  }

  /** @throws NotFound */
  async get(id: string): Promise<AccountAnswer> {
    const account = isId(id) ? await this.source.getRepository(Account).findOneBy({ id }) : null;
    if (!account) throw new NotFound('account');
    return toAccountAnswer(account);
  }

  /**
   * Without a password, makes a strong one and answers it, this once: it is stored nowhere, not even for a repeated Idempotency-Key.
   * @throws InvalidInput
   * @throws RuleBroken when the e-mail address is taken
   */
  async create(act: Act, input: CreateAccountBody): Promise<CreatedAccount> {
    const body = valid(input);
    const password = body.password ?? newPassword();
    const passwordHash = await hashPassword(password);
    let isNew = false;
    const account = await inTransaction(this.source, act, async (tx) => {
      obey(mayManage(actorAmong(tx, await lockAccounts(tx, null))));
      const account = await insertAccount(tx, { ...body, id: newId(), passwordHash }, 'create_account');
      await endLinks(tx, 'email = $3', account.email, 'revoked');
      isNew = true;
      return account;
    });
    return isNew && body.password === undefined ? { account, password } : { account };
  }

  /**
   * @throws NotFound
   * @throws StaleEdit when somebody changed the account since version `seen`
   * @throws RuleBroken for the last admin, and for one's own roles
   */
  async change(act: Act, id: string, seen: number, change: AccountChange & { reason?: string }): Promise<AccountAnswer> {
    if (!isId(id)) throw new NotFound('account');
    const passwordHash = change.password === undefined ? undefined : await hashPassword(change.password);
    return inTransaction(this.source, act, async (tx) => {
      const locked = await lockAccounts(tx, id);
      const account = locked.find((each) => each.id === id);
      if (!account) throw new NotFound('account');
      requireVersion(account, seen);
      const others = locked.filter((each) => each.id !== id && isActiveAdmin(each)).length;
      obey(mayChange(actorAmong(tx, locked), factsOf(account), change, others));
      return save(tx, account, change, passwordHash);
    });
  }
}

async function save(tx: Tx, account: Account, change: AccountChange & { reason?: string }, passwordHash: string | undefined): Promise<AccountAnswer> {
  const acts = actsOf(factsOf(account), change);
  if (acts.length === 0) return toAccountAnswer(account);
  const wasAdmin = isActiveAdmin(account);
  if (change.name !== undefined) account.name = change.name;
  if (change.roles) account.roles = inOrder(change.roles);
  if (acts.includes('suspend_account')) account.suspendedAt = tx.at;
  if (acts.includes('restore_account')) account.suspendedAt = null;
  account.version += 1;
  const { name, roles, suspendedAt, version } = account;
  await tx.manager.update(Account, { id: account.id }, { name, roles, suspendedAt, version, ...(passwordHash === undefined ? {} : { passwordHash }) });
  const [suspends, setsPassword] = [acts.includes('suspend_account'), acts.includes('set_password')];
  if (suspends || setsPassword) {
    await endSessions(tx, account.id);
    await endLinks(tx, 'account_id = $3::uuid', account.id, suspends ? 'revoked' : 'replaced');
  }
  if (suspends) await tx.query(`UPDATE api_token SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL`, [account.id, tx.at]);
  // Whoever may no longer invite may not have somebody come in by a link they kept.
  if (wasAdmin && !isActiveAdmin(account)) await endLinks(tx, 'made_by_id = $3::uuid', account.id, 'revoked');
  await tellStreams(tx, account.id);
  for (const act of acts) await tell(tx, act, account, change.reason ?? null);
  return toAccountAnswer(account);
}
