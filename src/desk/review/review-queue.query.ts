/** The claims that wait for a judgement, by age or by due day: one statement that starts from the index of what is in review. */
import type { EntityManager } from 'typeorm';
import type { ReviewPolicy } from '../../shared/act.js';
import { dayOf, fromColumns, type Precision } from '../../shared/day.js';
import { decodeCursor, type Page, pageOf, SORTED_BY } from '../../shared/paging.js';
import type { Filter, Order, Queue, RowFacts } from './review-queue.rules.js';

type Reader = Pick<EntityManager, 'query'>;

export interface QueueRow extends RowFacts {
  id: string;
  version: number;
  title: string;
  language: string;
  speaker: string | null;
  /** Since when it has this status. */
  since: string;
  due: { day: string } | { event: string } | null;
  overdue: boolean;
  reviewer: string | null;
  /** Pieces that stand. */
  evidence: number;
  proposed: { by: string; rating: string } | null;
  /** A verdict on it was returned, and it waits for another. */
  returned: boolean;
}

export interface Asking {
  accountId: string;
  policy: ReviewPolicy;
  now: Date;
}

const PAGE = 30;
/** The last day that the due day, month or year may mean. */
const LAST_DUE = `(r.due_day + CASE r.due_precision WHEN 'year' THEN interval '1 year' WHEN 'month' THEN interval '1 month' ELSE interval '1 day' END - interval '1 day')::date`;
const INSTANT = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Asked claim by claim: as EXISTS in a list of results PostgreSQL may read every verdict there is for it. */
const RETURNED = '(SELECT true FROM verdict b WHERE b.claim_id = c.id AND b.returned_at = c.status_at LIMIT 1) IS TRUE';

/** On claims `c`; $1 is the person, $2 whether one reviewer is enough here. */
const WHERE: Record<Filter, string> = {
  all: 'true',
  nobody: `c.status = 'in_review' AND c.reviewer_id IS NULL`,
  mine: 'c.reviewer_id = $1',
  approve: `c.status = 'awaiting_approval' AND ($2 OR c.logged_by_id <> $1) AND EXISTS (
    SELECT FROM verdict p WHERE p.claim_id = c.id AND p.approved_at IS NULL AND p.returned_at IS NULL AND ($2 OR p.proposed_by_id <> $1)
      AND NOT EXISTS (SELECT FROM dissent d WHERE d.verdict_id = p.id AND d.account_id = $1 AND d.withdrawn_at IS NULL))`,
  returned: `c.status = 'in_review' AND ${RETURNED}`,
};

/** What has no due day comes after whatever has one. */
const SORT: Record<Order, { by: string; type: string; text: string; part: (text: string) => boolean }> = {
  age: { by: 'c.status_at', type: 'timestamptz', text: INSTANT('chosen.sort'), part: SORTED_BY.instant },
  due: { by: `coalesce(a.last_due, '9999-12-31'::date)`, type: 'date', text: 'chosen.sort::text', part: SORTED_BY.day },
};

/** Not every filter asks for every parameter, and PostgreSQL must know the type of each. */
const ALL_NAMED = '$1::uuid IS NOT NULL AND $2::boolean IS NOT NULL AND $3::date IS NOT NULL';

/** @throws InvalidInput for a cursor that is not of this list */
export async function reviewQueue(reader: Reader, { order, filter, after }: Queue, asking: Asking): Promise<Page<QueueRow>> {
  const { by, type, text, part } = SORT[order];
  const [sort, id] = after === undefined ? [null, null] : decodeCursor(after, [part, SORTED_BY.id]);
  const rows: Row[] = await reader.query(
    `WITH chosen AS (
       SELECT c.id, ${by} AS sort FROM claim c ${order === 'due' ? 'LEFT JOIN awaited a ON a.claim_id = c.id' : ''}
        WHERE c.status IN ('in_review', 'awaiting_approval') AND ${WHERE[filter]} AND ${ALL_NAMED} AND ($4::${type} IS NULL OR (${by}, c.id) > ($4::${type}, $5::uuid))
        ORDER BY sort, c.id LIMIT ${PAGE + 1}
     )
     SELECT c.id, c.version, c.title, c.language, c.status, c.status_at AS since, c.logged_by_id AS "loggedById", c.editor_in_charge_id AS "editorInChargeId", c.reviewer_id AS "reviewerId",
            c.case_version AS "caseVersion", ${text} AS sort, w.name AS reviewer, r.due_day::text AS "dueDay", r.due_precision AS "duePrecision", r.due_event AS "dueEvent",
            coalesce(${LAST_DUE} < $3::date, false) AS overdue,
            (SELECT p.name FROM statement s JOIN speaker p ON p.id = s.speaker_id WHERE s.claim_id = c.id ORDER BY s.said_day NULLS LAST, s.recorded_at, s.id LIMIT 1) AS speaker,
            (SELECT count(*)::int FROM evidence e WHERE e.claim_id = c.id AND e.withdrawn_at IS NULL) AS evidence,
            v.proposed_by_id AS "proposedById", v.case_version AS "proposedOn", g.label AS rating, a.name AS "proposedBy",
            ARRAY(SELECT d.account_id FROM dissent d WHERE d.verdict_id = v.id AND d.withdrawn_at IS NULL) AS "dissentedByIds",
            ${RETURNED} AS returned
       FROM chosen JOIN claim c ON c.id = chosen.id
       LEFT JOIN account w ON w.id = c.reviewer_id
       LEFT JOIN resolution r ON r.claim_id = c.id
       LEFT JOIN verdict v ON v.claim_id = c.id AND v.approved_at IS NULL AND v.returned_at IS NULL
       LEFT JOIN rating g ON g.id = v.rating_id
       LEFT JOIN account a ON a.id = v.proposed_by_id
      ORDER BY chosen.sort, c.id`,
    [asking.accountId, asking.policy === 'single', dayOf(asking.now), sort, id],
  );
  const page = pageOf(rows, PAGE, (row) => [row.sort, row.id]);
  return { items: page.items.map(rowOf), nextCursor: page.nextCursor };
}

interface Row extends Pick<QueueRow, 'id' | 'version' | 'title' | 'language' | 'status' | 'loggedById' | 'editorInChargeId' | 'reviewerId' | 'caseVersion' | 'reviewer' | 'overdue' | 'speaker' | 'evidence' | 'returned'> {
  since: Date;
  sort: string;
  dueDay: string | null;
  duePrecision: Precision | null;
  dueEvent: string | null;
  proposedById: string | null;
  proposedOn: number | null;
  rating: string | null;
  proposedBy: string | null;
  dissentedByIds: string[];
}

function rowOf({ since, sort: _sort, dueDay, duePrecision, dueEvent, proposedById, proposedOn, rating, proposedBy, dissentedByIds, ...row }: Row): QueueRow {
  return {
    ...row,
    since: since.toISOString(),
    due: dueDay !== null ? { day: fromColumns(dueDay, duePrecision!) } : dueEvent !== null ? { event: dueEvent } : null,
    proposal: proposedById === null ? null : { proposedById, caseVersion: proposedOn!, dissentedByIds },
    proposed: proposedById === null ? null : { by: proposedBy!, rating: rating! },
  };
}
