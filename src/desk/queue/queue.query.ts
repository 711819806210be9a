/** The lists of "My work", each one statement that starts from an index: what is mine, what waits for me, what falls due. */
import type { EntityManager } from 'typeorm';
import type { DeclineCode, Status } from '../../claims/claim.words.js';
import { standing } from '../../record/standing.rules.js';
import type { ReviewPolicy } from '../../shared/act.js';
import { dayOf, fromColumns, type Precision } from '../../shared/day.js';
import { decodeCursor, type Page, pageOf, SORTED_BY } from '../../shared/paging.js';
import type { Role } from '../../shared/roles.js';

type Reader = Pick<EntityManager, 'query'>;

const LIST_KEYS = ['approve', 'review', 'drafts', 'submit', 'mine', 'due'] as const;
export type ListKey = (typeof LIST_KEYS)[number];

export interface QueueItem {
  id: string;
  title: string;
  language: string;
  status: Status;
  standing: string;
  speaker: string | null;
  /** Day, month, year, or an event in words. */
  due: { day: string } | { event: string } | null;
  overdue: boolean;
  /** Since when it has this status. */
  since: string;
  editor: string;
  reviewer: string | null;
}

export interface Asking {
  accountId: string;
  roles: readonly Role[];
  policy: ReviewPolicy;
  now: Date;
}

/** A list counts from its oldest entry, because what has waited longest comes first. */
interface List {
  role: Role | null;
  /** On claims `c`; $1 is the person, $2 whether one reviewer is enough here, $3 today. Of several, each has an index of its own and brings its first claims. */
  where: string | readonly string[];
  /** Claims `c`, unless told. */
  from?: string;
  sort: string;
}

const UNSETTLED = `c.status IN ('open', 'in_review', 'awaiting_approval')`;
/** The last day that the due day, month or year may mean. */
const LAST_DUE = `(r.due_day + CASE r.due_precision WHEN 'year' THEN interval '1 year' WHEN 'month' THEN interval '1 month' ELSE interval '1 day' END - interval '1 day')::date`;
const INSTANT = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const LISTS: Record<ListKey, List> = {
  approve: {
    role: 'reviewer',
    from: 'claim c JOIN verdict p ON p.claim_id = c.id AND p.approved_at IS NULL AND p.returned_at IS NULL',
    where: `c.status = 'awaiting_approval' AND ($2 OR (c.logged_by_id <> $1 AND p.proposed_by_id <> $1))`,
    sort: 'c.status_at',
  },
  review: { role: 'reviewer', where: `c.status = 'in_review' AND (c.reviewer_id IS NULL OR c.reviewer_id = $1) AND ($2 OR c.logged_by_id <> $1)`, sort: 'c.status_at' },
  drafts: { role: 'editor', where: `c.status = 'draft' AND c.editor_in_charge_id = $1`, sort: 'c.status_at' },
  submit: { role: 'editor', where: `c.status = 'open'`, sort: 'c.logged_at' },
  mine: { role: null, where: [`c.editor_in_charge_id = $1 AND ${UNSETTLED}`, `c.reviewer_id = $1 AND ${UNSETTLED}`], sort: 'c.status_at' },
  due: { role: null, from: '(SELECT claim_id AS id, last_due FROM awaited) c', where: 'c.last_due <= $3::date + 14', sort: 'c.last_due' },
};

/** Not every list asks for every parameter, and PostgreSQL must know the type of each. */
const ALL_NAMED = '$1::uuid IS NOT NULL AND $2::boolean IS NOT NULL AND $3::date IS NOT NULL';

const PAGE = 50;

export function listsFor(roles: readonly Role[]): ListKey[] {
  return LIST_KEYS.filter((key) => LISTS[key].role === null || roles.includes(LISTS[key].role));
}

/** @throws InvalidInput for a cursor that is not of this list */
export async function queue(reader: Reader, key: ListKey, asking: Asking, cursor?: string): Promise<Page<QueueItem>> {
  const { where, from = 'claim c', sort } = LISTS[key];
  const isByDay = sort === 'c.last_due';
  const [after, id] = cursor === undefined ? [null, null] : decodeCursor(cursor, [isByDay ? SORTED_BY.day : SORTED_BY.instant, SORTED_BY.id]);
  const sortAs = isByDay ? 'date' : 'timestamptz';
  const first = [where].flat().map((which) => `
      (SELECT c.id, ${sort} AS sort FROM ${from}
        WHERE ${which} AND ${ALL_NAMED} AND ($4::${sortAs} IS NULL OR (${sort}, c.id) > ($4::${sortAs}, $5::uuid))
        ORDER BY sort, c.id LIMIT ${PAGE + 1})`);
  const rows: Row[] = await reader.query(
    `WITH chosen AS (SELECT id, sort FROM (${first.join(' UNION ')}) found ORDER BY sort, id LIMIT ${PAGE + 1})
     SELECT c.id, c.title, c.language, c.status, c.status_reason AS "statusReason", c.decline_code AS "declineCode", c.status_at AS "statusAt",
            ${sortAs === 'date' ? 'chosen.sort::text' : INSTANT('chosen.sort')} AS sort, e.name AS editor, w.name AS reviewer,
            r.due_day::text AS "dueDay", r.due_precision AS "duePrecision", r.due_event AS "dueEvent", coalesce(${LAST_DUE} < $3::date, false) AS overdue,
            (SELECT p.name FROM statement s JOIN speaker p ON p.id = s.speaker_id WHERE s.claim_id = c.id ORDER BY s.said_day NULLS LAST, s.recorded_at, s.id LIMIT 1) AS speaker,
            g.label, v.in_force_from::text AS "inForceFrom"
       FROM chosen JOIN claim c ON c.id = chosen.id
       JOIN account e ON e.id = c.editor_in_charge_id
       LEFT JOIN account w ON w.id = c.reviewer_id
       LEFT JOIN resolution r ON r.claim_id = c.id
       LEFT JOIN verdict v ON v.claim_id = c.id AND v.approved_at IS NOT NULL AND v.superseded_at IS NULL
       LEFT JOIN rating g ON g.id = v.rating_id
      ORDER BY chosen.sort, c.id`,
    [asking.accountId, asking.policy === 'single', dayOf(asking.now), after, id],
  );
  const page = pageOf(rows, PAGE, (row) => [row.sort, row.id]);
  return { items: page.items.map((row) => itemOf(row, dayOf(asking.now))), nextCursor: page.nextCursor };
}

interface Row {
  id: string;
  title: string;
  language: string;
  status: Status;
  statusReason: string | null;
  declineCode: DeclineCode | null;
  statusAt: Date;
  sort: string;
  editor: string;
  reviewer: string | null;
  dueDay: string | null;
  duePrecision: Precision | null;
  dueEvent: string | null;
  overdue: boolean;
  speaker: string | null;
  label: string | null;
  inForceFrom: string | null;
}

function itemOf(row: Row, today: string): QueueItem {
  const { id, title, language, status, speaker, overdue, editor, reviewer } = row;
  const day = row.dueDay === null ? null : fromColumns(row.dueDay, row.duePrecision!);
  return {
    id, title, language, status, speaker, overdue, editor, reviewer,
    standing: standing({
      status, statusReason: row.statusReason, declineCode: row.declineCode, due: day, today, verdict: row.label === null ? null : { label: row.label, since: row.inForceFrom! },
    }).text,
    due: day !== null ? { day } : row.dueEvent !== null ? { event: row.dueEvent } : null,
    since: row.statusAt.toISOString(),
  };
}
