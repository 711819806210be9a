/** Parts of every act on an account: the locks, the facts that the rules ask for, what ends with it, and what the ledger is told. */
import { append } from '../ledger/ledger.js';
import type { Tx } from '../shared/database.js';
import { RuleBroken } from '../shared/errors.js';
import { type Role, ROLES } from '../shared/roles.js';
import { Account } from './account.entity.js';
import type { AccountAct, AccountFacts, ActorFacts, LinkOutcome } from './account.rules.js';
import { type AccountAnswer, toAccountAnswer } from './accounts.dto.js';

/**
 * The account, the one who acts, and every active admin, always in the same order: whoever would end an admin waits for whoever
 * is ending another. Their keys stay readable, so that other work which merely names them goes on.
 */
export async function lockAccounts(tx: Tx, id: string | null): Promise<Account[]> {
  const locked = await tx.query<{ id: string }>(
    `SELECT id FROM account WHERE id = $1 OR id = $2 OR ('admin' = ANY (roles) AND suspended_at IS NULL) ORDER BY id FOR NO KEY UPDATE`,
    [id, tx.act.accountId],
  );
  await tx.tick();
  return tx.manager.createQueryBuilder(Account, 'account').whereInIds(locked.map((row) => row.id)).getMany();
}

export const isActiveAdmin = (account: Account): boolean => account.roles.includes('admin') && account.suspendedAt === null;

export function actorAmong(tx: Tx, locked: readonly Account[]): ActorFacts {
  const { accountId } = tx.act;
  return { accountId, isActiveAdmin: locked.some((each) => each.id === accountId && isActiveAdmin(each)) };
}

export function factsOf(account: Account): AccountFacts {
  return { id: account.id, name: account.name, roles: account.roles, suspended: account.suspendedAt !== null };
}

export const inOrder = (roles: readonly Role[]): Role[] => ROLES.filter((role) => roles.includes(role));

interface NewAccount {
  id: string;
  email: string;
  name: string;
  roles: readonly Role[];
  /** Nothing for somebody who signs in elsewhere. */
  passwordHash: string | null;
}

/**
 * The account and its first entry in the ledger.
 * @throws RuleBroken when the e-mail address is taken
 */
export async function insertAccount(tx: Tx, input: NewAccount, act: 'create_account' | 'accept_invitation', reason: string | null = null): Promise<AccountAnswer> {
  const email = input.email.toLowerCase();
  if (await tx.manager.existsBy(Account, { email })) {
    throw new RuleBroken('already_exists', 'Somebody with this e-mail address already has an account.', [{ field: 'email', message: 'has an account already' }]);
  }
  const account = Object.assign(new Account(), {
    id: input.id, email, name: input.name, roles: inOrder(input.roles), passwordHash: input.passwordHash, createdAt: tx.at, suspendedAt: null, version: 1,
  });
  await tx.manager.insert(Account, account);
  await tell(tx, act, account, reason);
  return toAccountAnswer(account);
}

/** @param but a session that goes on: the one that asked for it */
export async function endSessions(tx: Tx, accountId: string, but: string | null = null): Promise<void> {
  await tx.query(`UPDATE session SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $3::uuid`, [accountId, tx.at, but]);
}

/** @param which a condition on `invitation`, with `value` as $3 */
export async function endLinks(tx: Tx, which: string, value: string, outcome: LinkOutcome): Promise<void> {
  await tx.query(`UPDATE invitation SET outcome = $1, ended_at = $2 WHERE outcome IS NULL AND ${which}`, [outcome, tx.at, value]);
}

/** Live pages of this account ask anew who they are, and end where they are nobody. */
export async function tellStreams(tx: Tx, accountId: string): Promise<void> {
  await tx.query(`SELECT pg_notify('claimline_desk', 'account:' || $1)`, [accountId]);
}

type ToldOfAccount = AccountAct | 'create_account' | 'accept_invitation' | 'make_password_link' | 'invite' | 'send_invitation_again' | 'revoke_invitation';

export const tell = (tx: Tx, act: ToldOfAccount, account: { id: string; version: number }, reason: string | null = null): Promise<void> =>
  append(tx, { act, stream: { kind: 'account', id: account.id, version: account.version }, subjects: [{ kind: 'account', id: account.id }], reason });
