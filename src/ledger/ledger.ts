/** The append-only record: who did what, when, and how the thing stood afterwards. The last step of every write. */
import type { DataSource } from 'typeorm';
import { type Tx } from '../shared/database.js';
import { newId } from '../shared/ids.js';
import type { StreamKind, SubjectKind } from './ledger-entry.entity.js';

export interface Told {
  /** What happened, as a verb of the field: `open`, `add_evidence`, `approve`. */
  act: string;
  stream: { kind: StreamKind; id: string; version: number };
  /** The things that changed; their state is read here, from the rows as they now are. */
  subjects: readonly { kind: SubjectKind; id: string }[];
  reason?: string | null;
}

/**
 * Writes one entry a subject, after the rows are saved. The database numbers and chains them, refuses an instant
 * before the stream's last one, and refuses to commit a new version that no entry tells of.
 */
export async function append(tx: Tx, told: Told): Promise<void> {
  for (const subject of told.subjects) {
    const written = await tx.query<{ id: string }>(
      `INSERT INTO ledger_entry (id, stream_kind, stream_id, position, stream_version, act, actor_id, via, reason, subject_kind, subject_id, after, recorded_at, imported, hash)
       SELECT $1, $2, $3::uuid, 0, $4, $5, $6::uuid, $7, $8, s.subject_kind, s.subject_id, s.data, $11, $7 = 'import', ''
         FROM snapshot s WHERE s.subject_kind = $9 AND s.subject_id = $10
       RETURNING id`,
      [newId(), told.stream.kind, told.stream.id, told.stream.version, told.act, tx.act.accountId, tx.act.via, told.reason ?? null, subject.kind, subject.id, tx.at],
    );
    if (written.length !== 1) throw new Error(`The ledger found no ${subject.kind} ${subject.id} to tell of.`);
  }
}

export interface BrokenChain {
  streamKind: string;
  streamId: string;
  position: number;
}

/**
 * Recomputes every hash (or those of one stream) and looks for gaps. Answers the entries that do not fit; none means that
 * no entry was changed, removed from the middle or put in another order.
 */
export async function verifyChains(source: DataSource, streamId?: string): Promise<{ entries: number; broken: BrokenChain[] }> {
  const [count] = await source.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM ledger_entry WHERE $1::uuid IS NULL OR stream_id = $1::uuid`, [streamId ?? null]);
  const broken = await source.query<BrokenChain[]>(
    `SELECT stream_kind AS "streamKind", stream_id AS "streamId", position FROM (
       SELECT e.stream_kind, e.stream_id, e.position, e.hash,
              ledger_hash(lag(e.hash) OVER chain, e) AS expected, row_number() OVER chain AS expected_position
         FROM ledger_entry e WHERE $1::uuid IS NULL OR e.stream_id = $1::uuid
       WINDOW chain AS (PARTITION BY e.stream_id ORDER BY e.position)) checked
      WHERE hash <> expected OR position <> expected_position ORDER BY stream_id, position`,
    [streamId ?? null],
  );
  return { entries: count!.n, broken };
}

export interface Stray {
  subjectKind: string;
  subjectId: string;
}

/**
 * Things on record whose present state is not what the ledger's last entry about them says, or of which it says nothing:
 * changed past the service, or their last entries were cut off, which the chain of hashes alone cannot show.
 * A column that a later migration added is no difference. The scales that migrations bring are on record without an entry.
 */
export async function findStrays(source: DataSource): Promise<Stray[]> {
  return source.query<Stray[]>(
    `SELECT s.subject_kind AS "subjectKind", s.subject_id AS "subjectId" FROM snapshot s
      WHERE s.subject_kind <> 'scale' AND NOT coalesce(s.data @> (SELECT l.after FROM ledger_entry l WHERE l.subject_id = s.subject_id ORDER BY l.position DESC LIMIT 1), false)
      ORDER BY 1, 2`,
  );
}
