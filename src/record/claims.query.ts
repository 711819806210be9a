/** Lists of claims with filters, straight from SQL; a row carries what a list shows, standing included. */
import type { EntityManager } from 'typeorm';
import { bounds, dayOf, fromColumns, type Precision } from '../shared/day.js';
import { codeIn, isId, slugOf } from '../shared/ids.js';
import { decodeCursor, type Page, PAGE_SIZE, pageOf, SORTED_BY } from '../shared/paging.js';
import { type RoleSpan, roleOn } from '../speakers/role.rules.js';
import type { ClaimQuery, ClaimSummary } from '../claims/claim.dto.js';
import type { RatingView } from './claim-record.dto.js';
import type { ClaimKind, DeclineCode, Status } from '../claims/claim.words.js';
import { standing } from './standing.rules.js';

type Reader = Pick<EntityManager, 'query'>;

interface Row {
  id: string;
  code: string;
  version: number;
  shownVersion: number;
  title: string;
  wording: string;
  language: string;
  kind: ClaimKind;
  status: Status;
  statusReason: string | null;
  declineCode: DeclineCode | null;
  loggedAt: Date;
  key: string;
  dueDay: string | null;
  duePrecision: Precision | null;
  speaker: { id: string; code: string; name: string; kind: 'person' | 'organisation'; roles: { title: string; fromDay: string | null; fromPrecision: Precision; untilDay: string | null; untilPrecision: Precision }[] } | null;
  saidDay: string | null;
  saidPrecision: Precision | null;
  rating: RatingView | null;
  summary: string | null;
  inForceFrom: string | null;
  approvedAt: Date | null;
  topics: { id: string; code: string; name: string }[];
}

/** Columns of one row for claims `c`; the first statement is the earliest said. */
const COLUMNS = `
  c.id, c.code, c.version, c.shown_version AS "shownVersion", c.title, c.wording, c.language, c.kind, c.status, c.status_reason AS "statusReason", c.decline_code AS "declineCode",
  c.logged_at AS "loggedAt", to_char(c.logged_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS key, r.due_day::text AS "dueDay", r.due_precision AS "duePrecision",
  first.said_day::text AS "saidDay", first.said_precision AS "saidPrecision",
  (SELECT jsonb_build_object('id', p.id, 'code', p.code, 'name', p.name, 'kind', p.kind, 'roles', coalesce(
      (SELECT jsonb_agg(jsonb_build_object('title', o.title, 'fromDay', o.from_day, 'fromPrecision', o.from_precision, 'untilDay', o.until_day, 'untilPrecision', o.until_precision)) FROM speaker_role o WHERE o.speaker_id = p.id), '[]'))
     FROM speaker p WHERE p.id = first.speaker_id) AS speaker,
  (SELECT jsonb_build_object('id', g.id, 'key', g.key, 'label', g.label, 'meaning', g.meaning, 'colour', g.colour, 'conclusive', g.conclusive, 'number', g.number)
     FROM rating g WHERE g.id = v.rating_id) AS rating,
  v.summary, v.in_force_from::text AS "inForceFrom", v.approved_at AS "approvedAt",
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', t.id, 'code', t.code, 'name', t.name) ORDER BY t.name) FROM claim_topic ct JOIN topic t ON t.id = ct.topic_id WHERE ct.claim_id = c.id), '[]') AS topics`;

/** What a row is joined from, once the claims to show are chosen: laterals run only for the rows of one page. */
const JOINS = `
  LEFT JOIN resolution r ON r.claim_id = c.id
  LEFT JOIN verdict v ON v.claim_id = c.id AND v.approved_at IS NOT NULL AND v.superseded_at IS NULL
  LEFT JOIN LATERAL (SELECT s.speaker_id, s.said_day, s.said_precision FROM statement s WHERE s.claim_id = c.id ORDER BY s.said_day NULLS LAST, s.recorded_at, s.id LIMIT 1) first ON true`;

export interface ListView {
  desk: boolean;
  now: Date;
}

/** Builds `WHERE` parts with numbered parameters. */
class Conditions {
  readonly params: unknown[] = [];
  readonly parts: string[] = [];
  /** `part` has `?` where the values go, in order. */
  add(part: string, ...values: unknown[]): void {
    let sql = part;
    for (const value of values) {
      this.params.push(value);
      sql = sql.replace('?', `$${this.params.length}`);
    }
    this.parts.push(sql);
  }
}

const IN_FORCE = 'v.claim_id = c.id AND v.approved_at IS NOT NULL AND v.superseded_at IS NULL';

/** @throws InvalidInput for a cursor that is not of this list */
export async function listClaims(reader: Reader, query: ClaimQuery, view: ListView): Promise<Page<ClaimSummary>> {
  const limit = query.limit ?? PAGE_SIZE;
  const where = new Conditions();
  if (!view.desk) where.add(`c.status <> 'draft'`);
  if (query.status) where.add(!view.desk && query.status === 'in_review' ? `c.status IN (?, 'awaiting_approval')` : !view.desk && query.status === 'awaiting_approval' ? `false AND ?::text IS NULL` : 'c.status = ?', query.status);
  if (query.kind) where.add('c.kind = ?', query.kind);
  if (query.rating) where.add(`EXISTS (SELECT FROM verdict v JOIN rating g ON g.id = v.rating_id WHERE ${IN_FORCE} AND g.key = ?)`, query.rating);
  if (query.speaker) where.add(`EXISTS (SELECT FROM statement s JOIN speaker p ON p.id = s.speaker_id WHERE s.claim_id = c.id AND ${named('p', query.speaker)})`, namedValue(query.speaker));
  if (query.topic) where.add(`EXISTS (SELECT FROM claim_topic ct JOIN topic t ON t.id = ct.topic_id WHERE ct.claim_id = c.id AND ${named('t', query.topic)})`, namedValue(query.topic));
  if (query.dueBefore) where.add('EXISTS (SELECT FROM resolution r WHERE r.claim_id = c.id AND r.due_day < ?)', bounds(query.dueBefore).first);
  if (query.saidFrom) where.add('EXISTS (SELECT FROM statement s WHERE s.claim_id = c.id AND s.said_day >= ?)', bounds(query.saidFrom).first);
  if (query.saidUntil) where.add('EXISTS (SELECT FROM statement s WHERE s.claim_id = c.id AND s.said_day <= ?)', bounds(query.saidUntil).last);
  if (query.text) where.add(`to_tsvector('english'::regconfig, fold_accents(c.title || ' ' || c.wording)) @@ websearch_to_tsquery('english'::regconfig, fold_accents(?))`, query.text);
  if (query.standing) {
    where.add(
      `standing_code(c.status, EXISTS (SELECT FROM verdict v WHERE ${IN_FORCE}), (SELECT due_day FROM resolution r WHERE r.claim_id = c.id), (SELECT due_precision FROM resolution r WHERE r.claim_id = c.id), ?::date) = ?`,
      dayOf(view.now),
      query.standing,
    );
  }
  if (query.cursor) {
    const [loggedAt, id] = decodeCursor(query.cursor, [SORTED_BY.instant, SORTED_BY.id]);
    where.add('(c.logged_at, c.id) < (?::timestamptz, ?::uuid)', loggedAt, id);
  }
  const rows: Row[] = await reader.query(
    `WITH shown AS (SELECT c.* FROM claim c ${where.parts.length ? `WHERE ${where.parts.join(' AND ')}` : ''} ORDER BY c.logged_at DESC, c.id DESC LIMIT ${limit + 1})
     SELECT ${COLUMNS} FROM shown c ${JOINS} ORDER BY c.logged_at DESC, c.id DESC`,
    where.params,
  );
  const page = pageOf(rows, limit, (row) => [row.key, row.id]);
  return { items: page.items.map((row) => summaryOf(row, view)), nextCursor: page.nextCursor };
}

/** The claims that `chosen` selects (a query for their ids, in its order), as list rows. */
export async function summaries(reader: Reader, chosen: string, params: readonly unknown[], view: ListView): Promise<ClaimSummary[]> {
  const rows: Row[] = await reader.query(
    `WITH chosen AS (SELECT id, row_number() OVER () AS place FROM (${chosen}) picked)
     SELECT ${COLUMNS} FROM chosen JOIN claim c ON c.id = chosen.id ${JOINS} ORDER BY chosen.place`,
    [...params],
  );
  return rows.map((row) => summaryOf(row, view));
}

function named(alias: string, ref: string): string {
  return isId(ref) ? `${alias}.id = ?` : `${alias}.code = ?`;
}

function namedValue(ref: string): string {
  return isId(ref) ? ref : (codeIn(ref) ?? '');
}

function summaryOf(row: Row, view: ListView): ClaimSummary {
  const saidOn = row.saidDay && fromColumns(row.saidDay, row.saidPrecision!);
  return {
    id: row.id,
    slug: slugOf(row.title, row.code),
    version: view.desk ? row.version : row.shownVersion,
    title: row.title,
    wording: row.wording,
    language: row.language,
    kind: row.kind,
    status: !view.desk && row.status === 'awaiting_approval' ? 'in_review' : row.status,
    standing: standing({
      status: row.status,
      statusReason: row.statusReason,
      declineCode: row.declineCode,
      verdict: row.rating ? { label: row.rating.label, since: row.inForceFrom! } : null,
      due: row.dueDay && fromColumns(row.dueDay, row.duePrecision!),
      today: dayOf(view.now),
    }),
    speaker: row.speaker && {
      id: row.speaker.id,
      slug: slugOf(row.speaker.name, row.speaker.code),
      name: row.speaker.name,
      kind: row.speaker.kind,
      role: saidOn ? roleOn(row.speaker.roles.map(span), saidOn) : null,
    },
    saidOn,
    rating: row.rating,
    summary: row.summary,
    topics: row.topics.map((topic) => ({ id: topic.id, slug: slugOf(topic.name, topic.code), name: topic.name })),
    loggedAt: row.loggedAt.toISOString(),
    ratedAt: row.approvedAt?.toISOString() ?? null,
  };
}

function span(role: NonNullable<Row['speaker']>['roles'][number]): RoleSpan {
  return { title: role.title, from: role.fromDay && fromColumns(role.fromDay, role.fromPrecision), until: role.untilDay && fromColumns(role.untilDay, role.untilPrecision) };
}
