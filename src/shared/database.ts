/** The one door to PostgreSQL: the data source, and `inTransaction`, the only maker of a `Tx`. */
import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import { type Act } from './act.js';
import { RuleBroken, Unprocessable } from './errors.js';

declare const insideTransaction: unique symbol;

/**
 * A running transaction on behalf of somebody. Only `inTransaction` makes one, so whatever takes a `Tx`
 * (every write, the ledger) cannot run outside.
 */
export interface Tx {
  readonly [insideTransaction]: true;
  readonly manager: EntityManager;
  readonly act: Act;
  /** The instant that rows of this act are recorded at, to the millisecond; taken after the last lock, so it never runs behind the ledger. */
  readonly at: Date;
  /** Rows of a plain statement. */
  query<Row = Record<string, unknown>>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** Call after taking a lock: moves `at` to now, unless the act brings its own instant (imports). */
  tick(): Promise<void>;
}

/** Raised by our own triggers (migrations 0009), with a sentence for people. */
const GUARD = 'CL001';
const RETRY = new Set(['40001', '40P01']);
const ATTEMPTS = 3;

function sqlState(error: unknown): string | undefined {
  return error instanceof QueryFailedError ? (error.driverError as { code?: string }).code : undefined;
}

/** What the constraints that people run into mean to them. */
const REFUSED: Readonly<Record<string, { field: string; message: string }>> = {
  uq_account_email: { field: 'email', message: 'has an account already' },
  uq_invitation_open_email: { field: 'email', message: 'is invited already' },
  uq_source_url_key: { field: 'url', message: 'is the address of a source on record already; use that source' },
  uq_speaker_wikidata: { field: 'wikidataId', message: 'is the Wikidata id of a speaker on record already' },
  uq_topic_name: { field: 'name', message: 'is the name of a topic on record already' },
  fk_attribution_hop_source: { field: 'chain', message: 'names a source that is not on record' },
  fk_attribution_hop_speaker: { field: 'chain', message: 'names a speaker who is not on record' },
  fk_statement_speaker: { field: 'speakerId', message: 'is not the id of a speaker on record' },
};

function broken(code: string, sentence: string, constraint: string | undefined): RuleBroken {
  const known = constraint === undefined ? undefined : REFUSED[constraint];
  return known ? new RuleBroken(code, `${sentence}: ${known.field} ${known.message}.`, [known]) : new RuleBroken(code, `${sentence}.`);
}

/** Turns what the database refuses into the same kinds of error that the rules answer with. */
function translate(error: unknown): unknown {
  const code = sqlState(error);
  const driver = error instanceof QueryFailedError ? (error.driverError as { constraint?: string; message: string }) : undefined;
  if (code === GUARD) return new RuleBroken('guarded_by_database', driver!.message);
  if (code === '23505') return broken('already_exists', 'This is already on record', driver!.constraint);
  if (code === '23503') return broken('unknown_reference', 'Something this refers to is not on record', driver!.constraint);
  if (code === '23514') return broken('guarded_by_database', 'The record does not allow this', driver!.constraint);
  return error;
}

export function fingerprint(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/**
 * Runs `work` in one transaction and commits, or keeps nothing. A deadlock is retried, three times at most.
 * With an idempotency key in the act, `work` runs once for that key: a repeat answers what the first one
 * answered, stored in the same commit.
 * @throws Unprocessable when the key was used for another request
 */
export async function inTransaction<T>(source: DataSource, act: Act, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await source.transaction(async (manager) => {
        const tx = new Transaction(manager, act);
        await tx.tick();
        if (!act.idempotency || !act.accountId) return work(tx as unknown as Tx);
        return once(tx as unknown as Tx, act.accountId, act.idempotency, work);
      });
    } catch (error) {
      if (RETRY.has(sqlState(error) ?? '') && attempt < ATTEMPTS) continue;
      throw translate(error);
    }
  }
}

class Transaction {
  at = new Date(0);
  constructor(
    readonly manager: EntityManager,
    readonly act: Act,
  ) {}

  query<Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    return this.manager.query(sql, [...params]);
  }

  async tick(): Promise<void> {
    if (this.act.at) {
      this.at = this.act.at;
      return;
    }
    const [row] = await this.query<{ now: Date }>(`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`);
    this.at = row!.now;
  }
}

/**
 * What the act's key answered when it was done before; nothing when it is new. For questions that are asked before the transaction: what was done already is not asked about.
 * @throws Unprocessable when the key was used for another request
 */
export async function answeredBefore<T>(source: DataSource, { accountId, idempotency }: Act): Promise<T | undefined> {
  if (!accountId || !idempotency) return undefined;
  const [row] = await source.query<{ fingerprint: string; answer: T | null }[]>('SELECT fingerprint, answer FROM idempotency_key WHERE account_id = $1 AND key = $2', [accountId, idempotency.key]);
  if (row && row.fingerprint !== idempotency.fingerprint) throw reused();
  return row?.answer ?? undefined;
}

const reused = (): Unprocessable =>
  new Unprocessable('idempotency_key_reused', 'This Idempotency-Key was used for another request. Send a new key.', [{ field: 'Idempotency-Key', message: 'use a new key for a new request' }]);

/** Old keys go a few at a time, whenever a new one comes; never one that somebody is using. */
const FORGET = `DELETE FROM idempotency_key WHERE ctid IN (SELECT ctid FROM idempotency_key WHERE created_at < now() - interval '7 days' LIMIT 20 FOR UPDATE SKIP LOCKED)`;

async function once<T>(tx: Tx, accountId: string, idempotency: NonNullable<Act['idempotency']>, work: (tx: Tx) => Promise<T>): Promise<T> {
  // The unique key makes a second request with the same key wait here until the first has ended.
  const inserted = await tx.query(
    `INSERT INTO idempotency_key (account_id, key, fingerprint, created_at) VALUES ($1, $2, $3, now())
     ON CONFLICT (account_id, key) DO NOTHING RETURNING key`,
    [accountId, idempotency.key, idempotency.fingerprint],
  );
  if (inserted.length === 0) {
    const [seen] = await tx.query<{ fingerprint: string; answer: T }>(
      `SELECT fingerprint, answer FROM idempotency_key WHERE account_id = $1 AND key = $2`,
      [accountId, idempotency.key],
    );
    if (!seen || seen.fingerprint !== idempotency.fingerprint) throw reused();
    return seen.answer;
  }
  await tx.query(FORGET);
  const answer = await work(tx);
  await tx.query(`UPDATE idempotency_key SET answer = $3 WHERE account_id = $1 AND key = $2`, [accountId, idempotency.key, JSON.stringify(answer ?? null)]);
  return answer;
}

/**
 * Rows of a statement that the server plans once a connection: for large reads whose planning costs more than their running.
 * One name always goes with one text.
 */
export async function prepared<Row extends object>(manager: EntityManager, name: string, text: string, values: readonly unknown[]): Promise<Row[]> {
  const own = manager.queryRunner ? undefined : manager.connection.createQueryRunner();
  try {
    const client = (await (manager.queryRunner ?? own!).connect()) as ClientBase;
    return (await client.query<Row>({ name, text, values: [...values] })).rows;
  } finally {
    await own?.release();
  }
}
