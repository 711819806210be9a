/** Published corrections of all claims, newest first, and verdicts that gave way to another rating. */
import type { ClaimSummary } from '../../../claims/claim.dto.js';
import type { CorrectionKind } from '../../../claims/claim.words.js';
import type { CorrectionView, RatingView } from '../../../record/claim-record.dto.js';
import { encodeCursor, PAGE_SIZE } from '../../../shared/paging.js';
import type { Reader } from '../../site.query.js';
import { claimsById } from '../speaker.query.js';

export interface PublishedCorrection {
  correction: CorrectionView;
  claim: ClaimSummary;
}

export interface ChangedVerdict {
  id: string;
  claim: ClaimSummary;
  from: RatingView;
  to: RatingView;
  /** In force from this day in the world. */
  since: string;
  recordedAt: string;
  summary: string;
}

export interface Paged<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** The key of the last row seen. */
export type AfterInstant = readonly [at: string, id: string];

const KEY = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Those of withdrawn claims too: nothing public disappears. */
export async function publishedCorrections(reader: Reader, kind: CorrectionKind | undefined, after: AfterInstant | undefined, now: Date): Promise<Paged<PublishedCorrection>> {
  const rows: { id: string; claimId: string; kind: CorrectionKind; explanation: string; subject: CorrectionView['subject']; subjectId: string; changes: Record<string, { before: unknown; after: unknown }>; publishedAt: Date; key: string }[] =
    await reader.query(
      `SELECT k.id, k.claim_id AS "claimId", k.kind, k.explanation, k.subject_kind AS subject, k.subject_id AS "subjectId", k.changes, k.published_at AS "publishedAt", ${KEY('k.published_at')} AS key
         FROM correction k JOIN claim c ON c.id = k.claim_id AND c.status <> 'draft'
        WHERE ($1::text IS NULL OR k.kind = $1) AND ($2::timestamptz IS NULL OR (k.published_at, k.id) < ($2::timestamptz, $3::uuid))
        ORDER BY k.published_at DESC, k.id DESC LIMIT $4`,
      [kind ?? null, ...(after ?? [null, null]), PAGE_SIZE + 1],
    );
  const found = await claimsById(reader, rows.slice(0, PAGE_SIZE).map((row) => row.claimId), now);
  return paged(rows, ({ claimId, key: _, changes, publishedAt, ...rest }) => {
    const claim = found.get(claimId);
    return claim && { claim, correction: { ...rest, publishedAt: publishedAt.toISOString(), changes: Object.entries(changes).map(([field, { before, after: becomes }]) => ({ field, before, after: becomes })) } };
  });
}

/** How many there are of each kind. */
export async function correctionCounts(reader: Reader): Promise<Partial<Record<CorrectionKind, number>>> {
  const rows: { kind: CorrectionKind; count: number }[] = await reader.query('SELECT kind, count(*)::int AS count FROM correction GROUP BY kind');
  return Object.fromEntries(rows.map((row) => [row.kind, row.count]));
}

const rating = (alias: string) =>
  `jsonb_build_object('id', ${alias}.id, 'key', ${alias}.key, 'label', ${alias}.label, 'meaning', ${alias}.meaning, 'colour', ${alias}.colour, 'conclusive', ${alias}.conclusive, 'number', ${alias}.number)`;

/** Where a verdict was replaced by one with another label, whatever the reason; that an error was behind it, a correction says. */
export async function changedVerdicts(reader: Reader, after: AfterInstant | undefined, now: Date): Promise<Paged<ChangedVerdict>> {
  const rows: { id: string; claimId: string; from: RatingView; to: RatingView; since: string; recordedAt: Date; summary: string; key: string }[] = await reader.query(
    `SELECT v.id, v.claim_id AS "claimId", ${rating('f')} AS from, ${rating('t')} AS to, n.in_force_from::text AS since, v.superseded_at AS "recordedAt", n.summary, ${KEY('v.superseded_at')} AS key
       FROM verdict v JOIN verdict n ON n.id = v.superseded_by_id JOIN rating f ON f.id = v.rating_id JOIN rating t ON t.id = n.rating_id
      WHERE v.superseded_at IS NOT NULL AND f.label <> t.label AND ($1::timestamptz IS NULL OR (v.superseded_at, v.id) < ($1::timestamptz, $2::uuid))
      ORDER BY v.superseded_at DESC, v.id DESC LIMIT $3`,
    [...(after ?? [null, null]), PAGE_SIZE + 1],
  );
  const found = await claimsById(reader, rows.slice(0, PAGE_SIZE).map((row) => row.claimId), now);
  return paged(rows, ({ claimId, key: _, recordedAt, ...rest }) => {
    const claim = found.get(claimId);
    return claim && { ...rest, claim, recordedAt: recordedAt.toISOString() };
  });
}

function paged<Row extends { key: string; id: string }, Item>(rows: readonly Row[], itemOf: (row: Row) => Item | undefined): Paged<Item> {
  const shown = rows.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  return { items: shown.flatMap((row) => itemOf(row) ?? []), nextCursor: rows.length > PAGE_SIZE && last ? encodeCursor([last.key, last.id]) : null };
}
