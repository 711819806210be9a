/** Claims by their due day, each list one statement that starts from an index of the table `awaited` (migration 0024). */
import type { EntityManager } from 'typeorm';
import type { Status } from '../claims/claim.words.js';
import { dayOf, fromColumns, type Precision } from '../shared/day.js';
import { decodeCursor, type Page, pageOf, SORTED_BY } from '../shared/paging.js';
import { type DueList, isDated, spanOf, UNATTENDED_DAYS } from './due.rules.js';

type Reader = Pick<EntityManager, 'query'>;

export interface DueItem {
  id: string;
  title: string;
  language: string;
  status: Status;
  speaker: string | null;
  /** Day, month or year; null for what waits for an event or has no end. */
  due: string | null;
  /** The last day that this may mean. */
  lastDue: string | null;
  event: string | null;
  editor: string;
  editorGone: boolean;
  reviewer: string | null;
  /** The rating in force, where it settles nothing. */
  rating: string | null;
}

export interface UnattendedItem extends DueItem {
  lookedAt: Date | null;
  /** The last act on it. */
  actedAt: Date;
}

export interface AskingDue {
  list: DueList;
  /** Of one person alone. */
  accountId?: string;
  now: Date;
}

const PAGE = 50;

/** Stands for no day in a cursor and a sort, because a list pages over values. */
const NO_DAY = '9999-12-31';

const ITEM = `
  c.id, c.title, c.language, c.status, a.last_due::text AS "lastDue", r.due_day::text AS "dueDay", r.due_precision AS "duePrecision", r.due_event AS event,
  e.name AS editor, e.suspended_at IS NOT NULL AS "editorGone", w.name AS reviewer, CASE WHEN c.status = 'rated' THEN g.label END AS rating,
  (SELECT p.name FROM statement s JOIN speaker p ON p.id = s.speaker_id WHERE s.claim_id = c.id ORDER BY s.said_day NULLS LAST, s.recorded_at, s.id LIMIT 1) AS speaker`;
const JOINED = `
  JOIN claim c ON c.id = a.claim_id
  JOIN resolution r ON r.claim_id = c.id
  JOIN account e ON e.id = c.editor_in_charge_id
  LEFT JOIN account w ON w.id = c.reviewer_id
  LEFT JOIN verdict v ON v.claim_id = c.id AND v.approved_at IS NOT NULL AND v.superseded_at IS NULL
  LEFT JOIN rating g ON g.id = v.rating_id`;

/** One range of one index; `whose` narrows it to a person's own. */
const dated = (whose: string): string =>
  `(SELECT claim_id, last_due FROM awaited WHERE ${whose} last_due IS NOT NULL AND last_due BETWEEN coalesce($1::date, '-infinity') AND coalesce($2::date, 'infinity')
      AND ($3::date IS NULL OR (last_due, claim_id) > ($3::date, $4::uuid)) ORDER BY last_due, claim_id LIMIT ${PAGE + 1})`;
const undated = (whose: string): string =>
  `(SELECT claim_id, last_due FROM awaited WHERE ${whose} last_due IS NULL AND due_kind = $1 AND ($2::uuid IS NULL OR claim_id > $2::uuid) ORDER BY claim_id LIMIT ${PAGE + 1})`;

/** The longest overdue, or the soonest due, first; what waits for an event, the longest on record first. */
export async function dueClaims(reader: Reader, { list, accountId, now }: AskingDue, cursor?: string): Promise<Page<DueItem>> {
  const [day, id] = cursor === undefined ? [null, null] : decodeCursor(cursor, [SORTED_BY.day, SORTED_BY.id]);
  let range: (whose: string) => string;
  let values: unknown[];
  if (isDated(list)) {
    const { from, to } = spanOf(list, dayOf(now));
    range = dated;
    values = [from, to, day, id];
  } else {
    range = undated;
    values = [list, id];
  }
  const me = `$${values.length + 1}`;
  const chosen = accountId === undefined ? range('') : `${range(`editor_id = ${me} AND`)} UNION ${range(`reviewer_id = ${me} AND`)}`;
  const rows = await reader.query<Row[]>(
    `SELECT ${ITEM} FROM (SELECT claim_id, last_due FROM (${chosen}) found ORDER BY last_due, claim_id LIMIT ${PAGE + 1}) a ${JOINED} ORDER BY a.last_due, a.claim_id`,
    accountId === undefined ? values : [...values, accountId],
  );
  const page = pageOf(rows, PAGE, (row) => [row.lastDue ?? NO_DAY, row.id]);
  return { items: page.items.map(itemOf), nextCursor: page.nextCursor };
}

/** Thirty days overdue, and for thirty days nobody of the desk opened it or did anything to it. On awaited `a`; $1 is now. */
export const UNATTENDED = `
  a.last_due <= ($1::timestamptz AT TIME ZONE 'UTC')::date - ${UNATTENDED_DAYS}
  AND NOT EXISTS (SELECT 1 FROM look l WHERE l.claim_id = a.claim_id AND l.looked_at > $1::timestamptz - interval '${UNATTENDED_DAYS} days')
  AND (SELECT l.recorded_at FROM ledger_entry l WHERE l.stream_id = a.claim_id ORDER BY l.position DESC LIMIT 1) <= $1::timestamptz - interval '${UNATTENDED_DAYS} days'`;

/** The longest overdue first; ask for one more than is shown, to know whether there are more. */
export async function unattended(reader: Reader, limit: number, now = new Date()): Promise<UnattendedItem[]> {
  const rows = await reader.query<(Row & Pick<UnattendedItem, 'lookedAt' | 'actedAt'>)[]>(
    `SELECT ${ITEM}, (SELECT max(l.looked_at) FROM look l WHERE l.claim_id = c.id) AS "lookedAt",
            (SELECT l.recorded_at FROM ledger_entry l WHERE l.stream_id = c.id ORDER BY l.position DESC LIMIT 1) AS "actedAt"
       FROM (SELECT a.claim_id, a.last_due FROM awaited a WHERE a.last_due IS NOT NULL AND ${UNATTENDED} ORDER BY a.last_due, a.claim_id LIMIT $2) a ${JOINED} ORDER BY a.last_due, a.claim_id`,
    [now, limit],
  );
  return rows.map((row) => ({ ...itemOf(row), lookedAt: row.lookedAt, actedAt: row.actedAt }));
}

interface Row extends Omit<DueItem, 'due'> {
  dueDay: string | null;
  duePrecision: Precision | null;
}

function itemOf({ id, title, language, status, speaker, dueDay, duePrecision, lastDue, event, editor, editorGone, reviewer, rating }: Row): DueItem {
  return { id, title, language, status, speaker, due: dueDay === null ? null : fromColumns(dueDay, duePrecision!), lastDue, event, editor, editorGone, reviewer, rating };
}
