/** Acts from the ledger with what each changed: of one claim, or of the whole record by person, act and day. */
import type { EntityManager } from 'typeorm';
import type { StreamKind } from '../../ledger/ledger-entry.entity.js';
import { decodeCursor, type Page, pageOf, SORTED_BY } from '../../shared/paging.js';
import { idsIn, type ReadableChange, readableChanges, type Snapshot } from './audit.rules.js';

type Reader = Pick<EntityManager, 'query'>;

export interface RecordedAct {
  streamKind: StreamKind;
  streamId: string;
  /** Of the thing after the act. */
  version: number;
  act: string;
  at: string;
  /** Nobody: the command line. */
  by: { id: string; name: string } | null;
  via: string;
  reason: string | null;
  imported: boolean;
  /** What the thing is called now. */
  about: string;
  subjects: { kind: string; id: string; isNew: boolean; called: string | null; changes: ReadableChange[] }[];
}

export interface LedgerFilter {
  /** Accounts are the admins' business. */
  withAccounts: boolean;
  person?: string | undefined;
  act?: string | undefined;
  kind?: string | undefined;
  /** Whole days, UTC. */
  from?: string | undefined;
  until?: string | undefined;
}

const PAGE = 30;
const INSTANT = `to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const HEAD = `e.id, e.stream_id AS "streamId", e.stream_version AS version, e.act, ${INSTANT} AS sort`;

interface Head {
  id: string;
  streamId: string;
  version: number;
  act: string;
  sort: string;
}

/**
 * The whole ledger, newest first, thirty acts a page.
 * @throws InvalidInput for a cursor that is not of this list
 */
export async function ledgerActs(reader: Reader, filter: LedgerFilter, cursor?: string): Promise<Page<RecordedAct>> {
  const [at, id] = cursor ? decodeCursor(cursor, [SORTED_BY.instant, SORTED_BY.id]) : [null, null];
  const params: unknown[] = [];
  const given = (value: unknown, sql: (place: string) => string): string[] => (value === undefined || value === null ? [] : [sql(`$${params.push(value)}`)]);
  // Only what is asked for stands in the statement, so that each question finds the index that is made for it.
  const where = [
    'e.subject_id = e.stream_id',
    ...(filter.withAccounts ? [] : [`e.stream_kind <> 'account'`]),
    ...given(filter.person, (place) => `e.actor_id = ${place}::uuid`),
    ...given(filter.act, (place) => `e.act = ${place}`),
    ...given(filter.kind, (place) => `e.stream_kind = ${place}`),
    ...given(filter.from, (place) => `e.recorded_at >= ${place}::date::timestamp AT TIME ZONE 'UTC'`),
    ...given(filter.until, (place) => `e.recorded_at < (${place}::date + 1)::timestamp AT TIME ZONE 'UTC'`),
    ...given(at, (place) => `(e.recorded_at, e.id) < (${place}::timestamptz, $${params.push(id)}::uuid)`),
  ];
  const heads: Head[] = await reader.query(`SELECT ${HEAD} FROM ledger_entry e WHERE ${where.join(' AND ')} ORDER BY e.recorded_at DESC, e.id DESC LIMIT ${PAGE + 1}`, params);
  const page = pageOf(heads, PAGE, (head) => [head.sort, head.id]);
  return { items: await told(reader, page.items), nextCursor: page.nextCursor };
}

/** The acts on one claim (or another thing), newest first, thirty a page. */
export async function actsOn(reader: Reader, streamId: string, cursor?: string): Promise<Page<RecordedAct>> {
  const [before] = cursor ? decodeCursor(cursor, [SORTED_BY.version]).map(Number) : [null];
  const heads: (Head & { position: number })[] = await reader.query(
    `SELECT ${HEAD}, e.position FROM ledger_entry e WHERE e.stream_id = $1 AND e.subject_id = $1 AND ($2::int IS NULL OR e.position < $2) ORDER BY e.position DESC LIMIT ${PAGE + 1}`,
    [streamId, before],
  );
  // By the place in the stream: tokens and invitations leave an account at its version.
  const page = pageOf(heads, PAGE, (head) => [String(head.position)]);
  return { items: await told(reader, page.items), nextCursor: page.nextCursor };
}

/** The acts that took a thing beyond the version that somebody saw, oldest first; the last thirty where there are more. */
export async function actsSince(reader: Reader, streamId: string, seen: number): Promise<RecordedAct[]> {
  const heads: Head[] = await reader.query(
    `SELECT ${HEAD} FROM ledger_entry e WHERE e.stream_id = $1 AND e.subject_id = $1 AND e.stream_version > $2 ORDER BY e.stream_version DESC, e.position DESC LIMIT ${PAGE}`,
    [streamId, seen],
  );
  return (await told(reader, heads)).reverse();
}

interface Row {
  streamKind: StreamKind;
  streamId: string;
  version: number;
  act: string;
  at: Date;
  actorId: string | null;
  via: string;
  reason: string | null;
  imported: boolean;
  subjectKind: string;
  subjectId: string;
  before: Snapshot | null;
  after: Snapshot;
}

async function told(reader: Reader, heads: readonly Head[]): Promise<RecordedAct[]> {
  if (heads.length === 0) return [];
  const rows: Row[] = await reader.query(
    `SELECT e.stream_kind AS "streamKind", e.stream_id AS "streamId", e.stream_version AS version, e.act, e.recorded_at AS at, e.actor_id AS "actorId", e.via, e.reason, e.imported,
            e.subject_kind AS "subjectKind", e.subject_id AS "subjectId", e.after, was.after AS before
       FROM unnest($1::uuid[], $2::int[], $3::text[], $4::timestamptz[]) WITH ORDINALITY AS head (stream_id, version, act, at, place)
       JOIN ledger_entry e ON e.stream_id = head.stream_id AND e.stream_version = head.version AND e.act = head.act AND e.recorded_at = head.at
       LEFT JOIN LATERAL (SELECT b.after FROM ledger_entry b WHERE b.subject_id = e.subject_id AND b.stream_id = e.stream_id AND b.position < e.position ORDER BY b.position DESC LIMIT 1) was ON true
      ORDER BY head.place, e.position`,
    [heads.map((head) => head.streamId), heads.map((head) => head.version), heads.map((head) => head.act), heads.map((head) => head.sort)],
  );
  const names = await namesOf(reader, [...new Set(rows.flatMap((row) => [row.streamId, row.subjectId, ...(row.actorId ? [row.actorId] : []), ...idsIn(row.before), ...idsIn(row.after)]))]);
  const acts = Map.groupBy(rows, (row) => `${row.streamId} ${row.version} ${row.act} ${row.at.getTime()}`);
  return [...acts.values()].map((parts) => actOf(parts, names));
}

function actOf(parts: readonly Row[], names: ReadonlyMap<string, string>): RecordedAct {
  const { streamKind, streamId, version, act, at, actorId, via, reason, imported } = parts[0]!;
  return {
    streamKind, streamId, version, act, via, reason, imported,
    at: at.toISOString(),
    by: actorId === null ? null : { id: actorId, name: names.get(actorId) ?? 'Somebody' },
    about: names.get(streamId) ?? 'something without a name',
    subjects: parts
      .map(({ subjectKind, subjectId, before, after }) => ({
        kind: subjectKind, id: subjectId, isNew: before === null, called: subjectId === streamId ? null : (names.get(subjectId) ?? null),
        changes: readableChanges(before, after, (id) => names.get(id)),
      }))
      .filter((subject) => subject.isNew || subject.changes.length > 0),
  };
}

/** What each id is called, whatever it is of: one question for a whole page. */
async function namesOf(reader: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  const rows: { id: string; name: string }[] = await reader.query(
    `SELECT id, name FROM account WHERE id = ANY($1)
     UNION ALL SELECT id, name FROM speaker WHERE id = ANY($1)
     UNION ALL SELECT id, title || ', ' || publisher FROM source WHERE id = ANY($1)
     UNION ALL SELECT id, name FROM topic WHERE id = ANY($1)
     UNION ALL SELECT id, label FROM rating WHERE id = ANY($1)
     UNION ALL SELECT id, name || ', version ' || version FROM scale WHERE id = ANY($1)
     UNION ALL SELECT id, title FROM claim WHERE id = ANY($1)
     UNION ALL SELECT id, left(summary, 300) FROM evidence WHERE id = ANY($1)
     UNION ALL SELECT s.id, left(coalesce(s.quote, s.paraphrase), 200) FROM statement s WHERE s.id = ANY($1)
     UNION ALL SELECT v.id, r.label FROM verdict v JOIN rating r ON r.id = v.rating_id WHERE v.id = ANY($1)`,
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function peopleOnRecord(reader: Reader): Promise<{ id: string; name: string }[]> {
  return reader.query(`SELECT id, name FROM account ORDER BY name, id LIMIT 500`);
}
