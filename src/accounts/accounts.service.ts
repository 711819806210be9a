/** People of the desk: who is let in, with which roles, and who no longer. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { append } from '../ledger/ledger.js';
import type { Act } from '../shared/act.js';
import { inTransaction, type Tx } from '../shared/database.js';
import { NotFound, obey, RuleBroken } from '../shared/errors.js';
import { isId, newId } from '../shared/ids.js';
import { type Role, ROLES } from '../shared/roles.js';
import { requireVersion } from '../shared/versions.js';
import { Account } from './account.entity.js';
import { type AccountAct, type AccountChange, type AccountFacts, type ActorFacts, actsOf, mayChange, mayManage } from './account.rules.js';
import { type AccountAnswer, type CreateAccountBody, type CreatedAccount, toAccountAnswer, valid } from './accounts.dto.js';
import { hashPassword, newPassword } from '../sign-in/secrets.js';

@Injectable()
export class AccountsService {
  constructor(private readonly source: DataSource) {}

  async list(): Promise<AccountAnswer[]> {
    const accounts = await this.source.getRepository(Account).find({ order: { name: 'ASC', id: 'ASC' } });
    return accounts.map(toAccountAnswer);
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
      const account = await insert(tx, body, passwordHash);
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
  async change(act: Act, id: string, seen: number, change: AccountChange): Promise<AccountAnswer> {
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

/**
 * The account, the one who acts, and every active admin, always in the same order: whoever would end an admin waits for whoever
 * is ending another. Their keys stay readable, so that other work which merely names them goes on.
 */
async function lockAccounts(tx: Tx, id: string | null): Promise<Account[]> {
  const locked = await tx.query<{ id: string }>(
    `SELECT id FROM account WHERE id = $1 OR id = $2 OR ('admin' = ANY (roles) AND suspended_at IS NULL) ORDER BY id FOR NO KEY UPDATE`,
    [id, tx.act.accountId],
  );
  await tx.tick();
  return tx.manager.createQueryBuilder(Account, 'account').whereInIds(locked.map((row) => row.id)).getMany();
}

const isActiveAdmin = (account: Account): boolean => account.roles.includes('admin') && account.suspendedAt === null;

function actorAmong(tx: Tx, locked: readonly Account[]): ActorFacts {
  const { accountId } = tx.act;
  return { accountId, isActiveAdmin: locked.some((each) => each.id === accountId && isActiveAdmin(each)) };
}

function factsOf(account: Account): AccountFacts {
  return { id: account.id, name: account.name, roles: account.roles, suspended: account.suspendedAt !== null };
}

const inOrder = (roles: readonly Role[]): Role[] => ROLES.filter((role) => roles.includes(role));

async function insert(tx: Tx, input: CreateAccountBody, passwordHash: string): Promise<AccountAnswer> {
  const email = input.email.toLowerCase();
  if (await tx.manager.existsBy(Account, { email })) {
    throw new RuleBroken('already_exists', 'Somebody with this e-mail address already has an account.', [{ field: 'email', message: 'has an account already' }]);
  }
  const account = Object.assign(new Account(), {
    id: newId(), email, name: input.name, roles: inOrder(input.roles), passwordHash, createdAt: tx.at, suspendedAt: null, version: 1,
  });
  await tx.manager.insert(Account, account);
  await tell(tx, 'create_account', account);
  return toAccountAnswer(account);
}

async function save(tx: Tx, account: Account, change: AccountChange, passwordHash: string | undefined): Promise<AccountAnswer> {
  const acts = actsOf(factsOf(account), change);
  if (acts.length === 0) return toAccountAnswer(account);
  if (change.name !== undefined) account.name = change.name;
  if (change.roles) account.roles = inOrder(change.roles);
  if (acts.includes('suspend_account')) account.suspendedAt = tx.at;
  if (acts.includes('restore_account')) account.suspendedAt = null;
  account.version += 1;
  const { name, roles, suspendedAt, version } = account;
  await tx.manager.update(Account, { id: account.id }, { name, roles, suspendedAt, version, ...(passwordHash === undefined ? {} : { passwordHash }) });
  if (acts.includes('suspend_account') || acts.includes('set_password')) {
    await tx.query(`UPDATE session SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL`, [account.id, tx.at]);
  }
  if (acts.includes('suspend_account')) {
    await tx.query(`UPDATE api_token SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL`, [account.id, tx.at]);
  }
  for (const act of acts) await tell(tx, act, account);
  return toAccountAnswer(account);
}

const tell = (tx: Tx, act: AccountAct | 'create_account', account: Account): Promise<void> =>
  append(tx, { act, stream: { kind: 'account', id: account.id, version: account.version }, subjects: [{ kind: 'account', id: account.id }] });
