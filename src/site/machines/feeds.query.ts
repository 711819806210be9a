/** What a feed tells: the newest verdicts, superseded ones too, or corrections; each with its claim as it stands. */
import type { ClaimSummary } from '../../claims/claim.dto.js';
import type { CorrectionKind } from '../../claims/claim.words.js';
import { slugOf } from '../../shared/ids.js';
import { claimsById } from '../about/speaker.query.js';
import type { Reader } from '../site.query.js';

/** Of which claims; of all, when it is neither. */
export type FeedScope = { speakerId: string } | { topicId: string } | undefined;

/** What a feed says of the claim itself beside a list's row. */
interface OfClaim {
  id: string;
  claim: ClaimSummary;
  /** The last change of the claim that readers see, the entry's own included. */
  shownAt: Date;
  withdrawn: { at: Date; reason: string; mergedInto: { id: string; slug: string; title: string } | null } | null;
}

export interface VerdictEntry extends OfClaim {
  label: string;
  summary: string;
  inForceFrom: string;
  approvedAt: Date;
  superseded: { at: Date; by: string } | null;
}

export interface CorrectionEntry extends OfClaim {
  kind: CorrectionKind;
  explanation: string;
  changes: { field: string; before: unknown; after: unknown }[];
  publishedAt: Date;
}

const ENTRIES = 50;

const OF_CLAIM = `c.id AS "claimId", c.status, c.status_at AS "statusAt", c.status_reason AS "statusReason", c.shown_at AS "shownAt", m.id AS "mergedId", m.title AS "mergedTitle", m.code AS "mergedCode"`;

interface ClaimRow {
  id: string;
  claimId: string;
  status: string;
  statusAt: Date;
  statusReason: string | null;
  shownAt: Date;
  mergedId: string | null;
  mergedTitle: string | null;
  mergedCode: string | null;
}

export async function newestVerdicts(reader: Reader, scope: FeedScope): Promise<VerdictEntry[]> {
  const rows: (ClaimRow & Omit<VerdictEntry, keyof OfClaim | 'superseded'> & { supersededAt: Date | null; supersededBy: string | null })[] = await reader.query(
    `WITH newest AS (
       SELECT v.* FROM verdict v JOIN claim c ON c.id = v.claim_id
        WHERE v.approved_at IS NOT NULL AND c.public_at IS NOT NULL ${inScope(scope, 'v.claim_id')} ORDER BY v.approved_at DESC, v.id DESC LIMIT ${ENTRIES})
     SELECT v.id, g.label, v.summary, v.in_force_from::text AS "inForceFrom", v.approved_at AS "approvedAt", v.superseded_at AS "supersededAt", ng.label AS "supersededBy", ${OF_CLAIM}
       FROM newest v JOIN rating g ON g.id = v.rating_id JOIN claim c ON c.id = v.claim_id
       LEFT JOIN claim m ON m.id = c.merged_into_id LEFT JOIN verdict n ON n.id = v.superseded_by_id LEFT JOIN rating ng ON ng.id = n.rating_id
      ORDER BY v.approved_at DESC, v.id DESC`,
    paramsOf(scope),
  );
  return withClaims(reader, rows, ({ label, summary, inForceFrom, approvedAt, supersededAt, supersededBy }) => ({
    label, summary, inForceFrom, approvedAt, superseded: supersededAt && { at: supersededAt, by: supersededBy! },
  }));
}

export async function newestCorrections(reader: Reader, scope: FeedScope): Promise<CorrectionEntry[]> {
  const rows: (ClaimRow & Omit<CorrectionEntry, keyof OfClaim | 'changes'> & { changes: Record<string, { before: unknown; after: unknown }> })[] = await reader.query(
    `WITH newest AS (
       SELECT k.* FROM correction k JOIN claim c ON c.id = k.claim_id WHERE c.public_at IS NOT NULL ${inScope(scope, 'k.claim_id')} ORDER BY k.published_at DESC, k.id DESC LIMIT ${ENTRIES})
     SELECT k.id, k.kind, k.explanation, k.changes, k.published_at AS "publishedAt", ${OF_CLAIM}
       FROM newest k JOIN claim c ON c.id = k.claim_id LEFT JOIN claim m ON m.id = c.merged_into_id
      ORDER BY k.published_at DESC, k.id DESC`,
    paramsOf(scope),
  );
  return withClaims(reader, rows, ({ kind, explanation, changes, publishedAt }) => ({
    kind, explanation, publishedAt, changes: Object.entries(changes).map(([field, { before, after }]) => ({ field, before, after })),
  }));
}

/**
 * When the last act of all was written, by the time in its id: no feed changed later. Imports carry instants of long ago, so `recorded_at` would not tell.
 * Nothing where entries have ids of another making.
 */
export async function lastAct(reader: Reader): Promise<Date | undefined> {
  const [last]: { id: string }[] = await reader.query('SELECT id FROM ledger_entry ORDER BY id DESC LIMIT 1');
  if (last?.id[14] !== '7') return undefined;
  return new Date(Number.parseInt(last.id.replace('-', '').slice(0, 12), 16));
}

/** Whether to walk all by time until fifty fit, or to gather the claims of somebody who has few, PostgreSQL decides by how many they are. */
function inScope(scope: FeedScope, claimId: string): string {
  if (!scope) return '';
  const claims = 'speakerId' in scope ? 'SELECT claim_id FROM statement WHERE speaker_id = $1' : 'SELECT claim_id FROM claim_topic WHERE topic_id = $1';
  return `AND ${claimId} IN (${claims})`;
}

function paramsOf(scope: FeedScope): string[] {
  return !scope ? [] : ['speakerId' in scope ? scope.speakerId : scope.topicId];
}

async function withClaims<Row extends ClaimRow, Own>(reader: Reader, rows: readonly Row[], own: (row: Row) => Own): Promise<(Own & OfClaim)[]> {
  const claims = await claimsById(reader, rows.map(({ claimId }) => claimId), new Date());
  return rows.map((row) => ({
    ...own(row),
    id: row.id,
    claim: claims.get(row.claimId)!,
    shownAt: row.shownAt,
    withdrawn: row.status === 'withdrawn' ? { at: row.statusAt, reason: row.statusReason ?? '', mergedInto: row.mergedCode === null ? null : { id: row.mergedId!, slug: slugOf(row.mergedTitle!, row.mergedCode), title: row.mergedTitle! } } : null,
  }));
}
