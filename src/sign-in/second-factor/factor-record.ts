/** How one's factors are changed and told: the account locked, one entry in its stream, and recovery codes that live and die with them. */
import { createHash, randomInt } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { append } from '../../ledger/ledger.js';
import type { Act } from '../../shared/act.js';
import { inTransaction, type Tx } from '../../shared/database.js';
import { NotFound, NotSignedIn } from '../../shared/errors.js';
import { type Factors, hasFactor, inGroups, RECOVERY, RECOVERY_LETTERS } from './second-factor.rules.js';

export type FactorTold =
  | 'add_passkey' | 'remove_passkey' | 'add_totp' | 'remove_totp' | 'make_recovery_codes' | 'use_recovery_code' | 'reset_second_factor' | 'link_identity' | 'unlink_identity';

export interface Owner {
  id: string;
  name: string;
  email: string;
  version: number;
  suspended: boolean;
}

/**
 * Locked because the ledger numbers the entries of an account one by one, and because a rule counts its factors.
 * @throws NotFound
 */
export async function lockAccount(tx: Tx, accountId: string): Promise<Owner> {
  const [owner] = await tx.query<Owner>(
    `SELECT id, name, email, version, suspended_at IS NOT NULL AS suspended FROM account WHERE id = $1 FOR NO KEY UPDATE`,
    [accountId],
  );
  if (!owner) throw new NotFound('account');
  await tx.tick();
  return owner;
}

/** The account itself stays at its version, and the entry carries no secret: the snapshot of an account has none. */
export const tell = (tx: Tx, act: FactorTold, owner: Pick<Owner, 'id' | 'version'>, reason: string | null = null): Promise<void> =>
  append(tx, { act, stream: { kind: 'account', id: owner.id, version: owner.version }, subjects: [{ kind: 'account', id: owner.id }], reason });

/** An act on one's own factors. A repeated Idempotency-Key must not answer codes again, for that would keep them. */
export function onOwnFactors<T>(source: DataSource, { accountId, roles, via }: Act, work: (tx: Tx, me: Owner) => Promise<T>): Promise<T> {
  if (accountId === null) throw new NotSignedIn();
  return inTransaction(source, { accountId, roles, via }, async (tx) => {
    const me = await lockAccount(tx, accountId);
    if (me.suspended) throw new NotSignedIn();
    return work(tx, me);
  });
}

type Reader = { query<Row>(sql: string, params: unknown[]): Promise<Row[]> };

export async function factorsOf(reader: Reader, accountId: string): Promise<Factors> {
  const [row] = await reader.query<Factors>(
    `SELECT (SELECT count(*)::int FROM passkey WHERE account_id = $1) AS passkeys,
            EXISTS (SELECT FROM totp WHERE account_id = $1) AS totp,
            (SELECT count(*)::int FROM recovery_code WHERE account_id = $1 AND used_at IS NULL) AS "recoveryLeft"`,
    [accountId],
  );
  return row!;
}

/** Salted with the account, so that one table of guesses does not serve for all. */
export const hashOfCode = (accountId: string, code: string): Buffer => createHash('sha256').update(`${accountId}:${code}`).digest();

/** Ten new ones in place of all before; answered as they are shown, this once. */
export async function makeRecoveryCodes(tx: Tx, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY.codes }, () => Array.from({ length: RECOVERY.letters }, () => RECOVERY_LETTERS[randomInt(RECOVERY_LETTERS.length)]).join(''));
  await tx.query(`DELETE FROM recovery_code WHERE account_id = $1`, [accountId]);
  await tx.query(`INSERT INTO recovery_code (account_id, code_hash, made_at) SELECT $1, hash, $3 FROM unnest($2::bytea[]) AS hash`, [accountId, codes.map((code) => hashOfCode(accountId, code)), tx.at]);
  return codes.map(inGroups);
}

/** With the first factor come recovery codes; nothing when there are some. */
export async function codesForFirstFactor(tx: Tx, accountId: string): Promise<string[] | undefined> {
  const [row] = await tx.query<{ any: boolean }>(`SELECT EXISTS (SELECT FROM recovery_code WHERE account_id = $1) AS any`, [accountId]);
  return row!.any ? undefined : makeRecoveryCodes(tx, accountId);
}

/** Codes that stand in for nothing would only be one more way in. */
export async function dropIdleCodes(tx: Tx, accountId: string): Promise<void> {
  if (!hasFactor(await factorsOf(tx, accountId))) await tx.query(`DELETE FROM recovery_code WHERE account_id = $1`, [accountId]);
}
