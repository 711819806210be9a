/** Reads of proposed corrections: what waits for a second person, those of one claim, and one. */
import type { EntityManager } from 'typeorm';
import { decodeCursor, type Page, pageOf, SORTED_BY } from '../shared/paging.js';
import { referenceOf } from '../reports/report.rules.js';
import type { CorrectionProposalView } from './proposal.dto.js';

type Reader = Pick<EntityManager, 'query'>;

const PAGE = 50;
const WAITING = 'q.approved_at IS NULL AND q.returned_at IS NULL AND q.taken_back_at IS NULL';

interface Row extends Omit<CorrectionProposalView, 'state' | 'claim' | 'changes' | 'proposedAt' | 'proposedBy' | 'decidedAt' | 'decidedBy'> {
  key: string;
  claimId: string;
  title: string;
  language: string;
  status: CorrectionProposalView['claim']['status'];
  changes: Record<string, { before: unknown; after: unknown }>;
  proposedAt: Date;
  proposedById: string;
  proposedBy: string;
  approvedAt: Date | null;
  returnedAt: Date | null;
  takenBackAt: Date | null;
  decidedById: string | null;
  decidedBy: string | null;
}

const select = (where: string, order: string): string => `
  SELECT q.id, q.version, q.subject_kind AS subject, q.subject_id AS "subjectId", q.changes, q.explanation, q.return_reason AS "returnReason", r.code AS report,
         to_char(q.proposed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS key, q.proposed_at AS "proposedAt", p.id AS "proposedById", p.name AS "proposedBy",
         q.approved_at AS "approvedAt", q.returned_at AS "returnedAt", q.taken_back_at AS "takenBackAt", d.id AS "decidedById", d.name AS "decidedBy",
         c.id AS "claimId", c.title, c.language, c.status
    FROM correction_proposal q JOIN claim c ON c.id = q.claim_id JOIN account p ON p.id = q.proposed_by_id
    LEFT JOIN account d ON d.id = coalesce(q.approved_by_id, q.returned_by_id, CASE WHEN q.taken_back_at IS NOT NULL THEN q.proposed_by_id END)
    LEFT JOIN report r ON r.id = q.report_id
   WHERE ${where} ORDER BY ${order}`;

function viewOf(row: Row): CorrectionProposalView {
  const { key: _, claimId, title, language, status, changes, proposedAt, proposedById, proposedBy, approvedAt, returnedAt, takenBackAt, decidedById, decidedBy, report, ...rest } = row;
  return {
    ...rest,
    state: approvedAt ? 'approved' : returnedAt ? 'returned' : takenBackAt ? 'taken_back' : 'waiting',
    claim: { id: claimId, title, language, status },
    changes: Object.entries(changes).map(([field, change]) => ({ field, before: change.before, after: change.after })),
    proposedAt: proposedAt.toISOString(),
    proposedBy: { id: proposedById, name: proposedBy },
    decidedAt: (approvedAt ?? returnedAt ?? takenBackAt)?.toISOString() ?? null,
    decidedBy: decidedById === null ? null : { id: decidedById, name: decidedBy! },
    report: report && referenceOf(report),
  };
}

/** What waited longest comes first. @throws InvalidInput for a cursor that is not of this list */
export async function waitingProposals(reader: Reader, cursor?: string): Promise<Page<CorrectionProposalView>> {
  const [after, id] = cursor === undefined ? [null, null] : decodeCursor(cursor, [SORTED_BY.instant, SORTED_BY.id]);
  const rows: Row[] = await reader.query(
    `${select(`${WAITING} AND ($1::timestamptz IS NULL OR (q.proposed_at, q.id) > ($1::timestamptz, $2::uuid))`, 'q.proposed_at, q.id')} LIMIT ${PAGE + 1}`,
    [after, id],
  );
  const page = pageOf(rows, PAGE, (row) => [row.key, row.id]);
  return { items: page.items.map(viewOf), nextCursor: page.nextCursor };
}

/** Newest first, a hundred at most. */
export async function proposalsOf(reader: Reader, claimId: string): Promise<CorrectionProposalView[]> {
  const rows: Row[] = await reader.query(`${select('q.claim_id = $1', 'q.proposed_at DESC, q.id DESC')} LIMIT 100`, [claimId]);
  return rows.map(viewOf);
}

export async function findProposal(reader: Reader, id: string): Promise<CorrectionProposalView | undefined> {
  const rows: Row[] = await reader.query(select('q.id = $1', 'q.id'), [id]);
  return rows.map(viewOf)[0];
}

/** The one that waits for a subject, so that nobody proposes beside it. */
export async function waitingFor(reader: Reader, subjectId: string): Promise<string | undefined> {
  const [row] = await reader.query<{ id: string }[]>(`SELECT q.id FROM correction_proposal q WHERE q.subject_id = $1 AND ${WAITING}`, [subjectId]);
  return row?.id;
}

/** What the people, documents and scales of a change are called: readers are told only that these changed, a second person must see how. */
export async function namesIn(reader: Reader, values: readonly unknown[]): Promise<Record<string, string>> {
  const ids = [...new Set(JSON.stringify(values).match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [])];
  if (ids.length === 0) return {};
  const rows: { id: string; name: string }[] = await reader.query(
    `SELECT id, name FROM speaker WHERE id = ANY ($1::uuid[])
     UNION ALL SELECT id, title || ', ' || publisher FROM source WHERE id = ANY ($1::uuid[])
     UNION ALL SELECT id, name || ', version ' || version FROM scale WHERE id = ANY ($1::uuid[])`,
    [ids],
  );
  return Object.fromEntries(rows.map((row) => [row.id, row.name]));
}
