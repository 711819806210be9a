/** Reads of reports, and of the claims that they are about. */
import type { EntityManager } from 'typeorm';
import { codeIn, isId, slugOf } from '../shared/ids.js';
import { decodeCursor, type Page, pageOf, SORTED_BY } from '../shared/paging.js';
import type { LinkableCorrection, ReportedClaim, ReportRow, ReportView } from './reports.dto.js';

type Reader = Pick<EntityManager, 'query'>;

const PAGE = 50;
const INSTANT = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

type ClaimRow = Omit<ReportedClaim, 'slug'> & { code: string };
const CLAIM = 'c.id, c.code, c.title, c.wording, c.language, c.shown_version AS version';
const claimOf = ({ code, ...claim }: ClaimRow): ReportedClaim => ({ ...claim, slug: slugOf(claim.title, code) });

/** The claim that a UUID or a slug names, if readers may know of it; withdrawn ones too. */
export async function publicClaim(reader: Reader, ref: string): Promise<ReportedClaim | undefined> {
  const code = codeIn(ref);
  if (!isId(ref) && code === undefined) return undefined;
  const rows: ClaimRow[] = await reader.query(`SELECT ${CLAIM} FROM claim c WHERE c.public_at IS NOT NULL AND ${isId(ref) ? 'c.id = $1::uuid' : 'c.code = $1'}`, [isId(ref) ? ref : code]);
  return rows.map(claimOf)[0];
}

/** Up to one hundred: past that the desk has other worries than the number. */
export async function countOpenReports(reader: Reader): Promise<number> {
  const [row]: { n: number }[] = await reader.query(`SELECT count(*)::int AS n FROM (SELECT FROM report WHERE status = 'open' LIMIT 100) open`);
  return row!.n;
}

const LISTS = {
  open: { where: `r.status = 'open'`, sort: 'r.received_at', way: 'ASC', past: '>' },
  closed: { where: `r.status <> 'open'`, sort: 'r.closed_at', way: 'DESC', past: '<' },
} as const;

export type ReportList = keyof typeof LISTS;

interface ListRow extends Omit<ReportRow, 'claim' | 'receivedAt' | 'closedAt' | 'takenBy'> {
  takenById: string | null;
  takenBy: string | null;
  id: string;
  sort: string;
  receivedAt: Date;
  closedAt: Date | null;
  claimId: string | null;
  title: string;
  claimLanguage: string;
}

/**
 * Open ones from what has waited longest, closed ones from the latest.
 * @throws InvalidInput for a cursor that is not of such a list
 */
export async function listReports(reader: Reader, list: ReportList, cursor?: string, takenBy?: string): Promise<Page<ReportRow>> {
  const { where, sort, way, past } = LISTS[list];
  const [after, id] = cursor === undefined ? [null, null] : decodeCursor(cursor, [SORTED_BY.instant, SORTED_BY.id]);
  const rows: ListRow[] = await reader.query(
    `SELECT r.id, r.code, r.status, r.kind, left(r.words, 300) AS words, r.email IS NOT NULL AS "hasEmail", r.page, r.received_at AS "receivedAt", r.closed_at AS "closedAt",
            ${INSTANT(sort)} AS sort, a.name AS "closedBy", c.id AS "claimId", c.title, c.language AS "claimLanguage", t.id AS "takenById", t.name AS "takenBy"
       FROM report r LEFT JOIN claim c ON c.id = r.claim_id LEFT JOIN account a ON a.id = r.closed_by_id LEFT JOIN account t ON t.id = r.taken_by_id
      WHERE ${where}${takenBy === undefined ? '' : ' AND r.taken_by_id = $3::uuid'} AND ($1::timestamptz IS NULL OR (${sort}, r.id) ${past} ($1::timestamptz, $2::uuid))
      ORDER BY ${sort} ${way}, r.id ${way} LIMIT ${PAGE + 1}`,
    [after, id, ...(takenBy === undefined ? [] : [takenBy])],
  );
  const page = pageOf(rows, PAGE, (row) => [row.sort, row.id]);
  return { items: page.items.map(rowOf), nextCursor: page.nextCursor };
}

function rowOf({ code, status, kind, words, hasEmail, page, receivedAt, closedAt, closedBy, takenById, takenBy, claimId, title, claimLanguage }: ListRow): ReportRow {
  return {
    code, status, kind, words, hasEmail, page, closedBy, takenBy: takenById === null ? null : { id: takenById, name: takenBy! },
    claim: claimId === null ? null : { id: claimId, title, language: claimLanguage },
    receivedAt: receivedAt.toISOString(), closedAt: closedAt?.toISOString() ?? null,
  };
}

type Other = Omit<ReportView['others'][number], 'receivedAt'> & { receivedAt: Date };
type ViewRow = Omit<ReportView, 'claim' | 'receivedAt' | 'closedAt' | 'others' | 'takenBy' | 'corrections'> & { takenById: string | null; takenBy: string | null; receivedAt: Date; closedAt: Date | null; claimId: string | null };

export async function findReport(reader: Reader, code: string): Promise<ReportView | undefined> {
  const [row]: ViewRow[] = await reader.query(
    `SELECT r.code, r.status, r.kind, r.words, r.page, r.source_url AS "sourceUrl", r.email, r.language, r.claim_id AS "claimId", r.claim_version AS "claimVersion",
            r.received_at AS "receivedAt", r.closed_at AS "closedAt", a.name AS "closedBy", r.closing_note AS "closingNote",
            r.answer, r.mailed, r.correction_id AS "correctionId", t.id AS "takenById", t.name AS "takenBy",
            (SELECT q.id FROM correction_proposal q WHERE q.report_id = r.id AND q.approved_at IS NULL AND q.returned_at IS NULL AND q.taken_back_at IS NULL ORDER BY q.id LIMIT 1) AS "proposalId"
       FROM report r LEFT JOIN account a ON a.id = r.closed_by_id LEFT JOIN account t ON t.id = r.taken_by_id WHERE r.code = $1`,
    [code],
  );
  if (!row) return undefined;
  const { claimId, receivedAt, closedAt, takenById, takenBy, ...rest } = row;
  const others: Other[] =
    claimId === null ? [] : await reader.query(`SELECT code, status, kind, received_at AS "receivedAt" FROM report WHERE claim_id = $1 AND code <> $2 ORDER BY received_at DESC, id DESC LIMIT 20`, [claimId, code]);
  return {
    ...rest,
    takenBy: takenById === null ? null : { id: takenById, name: takenBy! },
    corrections: claimId === null ? [] : await correctionsOf(reader, claimId),
    claim: claimId === null ? null : ((await publicClaim(reader, claimId)) ?? null),
    receivedAt: receivedAt.toISOString(), closedAt: closedAt?.toISOString() ?? null,
    others: others.map((other) => ({ ...other, receivedAt: other.receivedAt.toISOString() })),
  };
}

/** Of which one may have come of a report; the newest, for a claim is seldom corrected more than a few times. */
async function correctionsOf(reader: Reader, claimId: string): Promise<LinkableCorrection[]> {
  const rows: (Omit<LinkableCorrection, 'publishedAt'> & { publishedAt: Date })[] = await reader.query(
    `SELECT id, kind, explanation, published_at AS "publishedAt" FROM correction WHERE claim_id = $1 ORDER BY published_at DESC, id DESC LIMIT 50`,
    [claimId],
  );
  return rows.map((row) => ({ ...row, publishedAt: row.publishedAt.toISOString() }));
}

/** What readers say of one claim and nobody has closed yet, what has waited longest first; for its workbench. */
export async function openReportsOf(reader: Reader, claimId: string): Promise<{ code: string; kind: ReportRow['kind']; words: string; receivedAt: string }[]> {
  const rows: { code: string; kind: ReportRow['kind']; words: string; receivedAt: Date }[] = await reader.query(
    `SELECT code, kind, left(words, 300) AS words, received_at AS "receivedAt" FROM report WHERE claim_id = $1 AND status = 'open' ORDER BY received_at, id LIMIT 50`,
    [claimId],
  );
  return rows.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() }));
}
