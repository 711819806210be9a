/** What a source's page shows: the document, what it is evidence for, and which statements we know through it. */
import type { Form, HopKind, Stance, Weight } from '../../claims/claim.words.js';
import type { SourceRef } from '../../record/claim-record.dto.js';
import { fromColumns, type Precision } from '../../shared/day.js';
import { codeIn, isId, slugOf } from '../../shared/ids.js';
import { encodeCursor, PAGE_SIZE } from '../../shared/paging.js';
import type { Reader } from '../site.query.js';
import type { CarriedStatement, SourceEvidence } from './source.view.js';
import { type After, claimsById } from './speaker.query.js';

/** Below the evidence, the newest statements; they have a list of their own. */
const FEW = 5;
const NO_DAY = '1000-01-01';

/** SQL over `source s`: some public claim shows it, as evidence or on the way of a statement to us. */
const SOURCE_SHOWN = `(s.merged_into_id IS NULL AND (EXISTS (SELECT FROM evidence e JOIN claim c ON c.id = e.claim_id WHERE e.source_id = s.id AND c.public_at IS NOT NULL)
  OR EXISTS (SELECT FROM attribution_hop h JOIN statement t ON t.id = h.statement_id JOIN claim c ON c.id = t.claim_id WHERE h.source_id = s.id AND c.public_at IS NOT NULL)))`;

type SourceRow = Omit<SourceRef, 'slug' | 'publishedDay'> & { code: string; publishedDay: string | null; publishedPrecision: Precision | null };

/** @param ref UUID or slug, also of an entry that was merged into another one: the answer is that other one */
export async function shownSource(reader: Reader, ref: string): Promise<SourceRef | undefined> {
  const code = codeIn(ref);
  if (!isId(ref) && !code) return undefined;
  const [row]: SourceRow[] = await reader.query(
    `SELECT s.id, s.code, s.kind, s.title, s.publisher, s.authors, s.published_day::text AS "publishedDay", s.published_precision AS "publishedPrecision", s.language, s.url, s.archived_url AS "archivedUrl", s.note
       FROM source s WHERE s.id = kept_source(${isId(ref) ? '$1' : '(SELECT id FROM source WHERE code = $1)'}) AND ${SOURCE_SHOWN}`,
    [isId(ref) ? ref : code],
  );
  if (!row) return undefined;
  const { code: own, publishedPrecision, ...source } = row;
  return { ...source, slug: slugOf(source.title, own), publishedDay: row.publishedDay && fromColumns(row.publishedDay, publishedPrecision!) };
}

export interface SourceUses {
  evidence: { items: SourceEvidence[]; total: number; claims: number };
  carried: { items: CarriedStatement[]; total: number };
  /** Of the list that was asked for. */
  nextCursor: string | null;
}

interface EvidenceRow {
  id: string;
  claimId: string;
  stance: Stance;
  weight: Weight;
  day: string;
  precision: Precision;
  summary: string;
  excerpt: string | null;
  withdrawnAt: Date | null;
  withdrawReason: string | null;
  total: number;
  claims: number;
}

interface CarriedRow {
  id: string;
  claimId: string;
  statementId: string;
  kind: HopKind;
  form: Form;
  key: string;
  day: string | null;
  precision: Precision | null;
  bySlugCode: string;
  by: string;
  speakerCode: string | null;
  speaker: string | null;
  total: number;
}

const USED = `evidence e JOIN claim c ON c.id = e.claim_id WHERE e.source_id = $1 AND c.status <> 'draft'`;
const EVIDENCE = `
  SELECT u.*, total.* FROM
    (SELECT e.id, e.claim_id AS "claimId", e.stance, e.weight, e.event_day::text AS day, e.event_precision AS precision, e.summary, e.excerpt, e.withdrawn_at AS "withdrawnAt", e.withdraw_reason AS "withdrawReason"
       FROM ${USED} AND ($2::date IS NULL OR (e.event_day, e.id) < ($2::date, $3::uuid)) ORDER BY e.event_day DESC, e.id DESC LIMIT $4) u
    CROSS JOIN (SELECT count(*)::int AS total, count(DISTINCT e.claim_id)::int AS claims FROM ${USED}) total
   ORDER BY u.day DESC, u.id DESC`;

const CARRIED = `
  WITH carried AS (SELECT h.id, s.claim_id, s.id AS statement_id, h.kind, h.form, coalesce(h.hop_day, s.said_day, '${NO_DAY}') AS key, coalesce(h.hop_day, s.said_day) AS day,
                          CASE WHEN h.hop_day IS NULL THEN s.said_precision ELSE h.hop_precision END AS precision, h.speaker_id AS by_id, s.speaker_id
                     FROM attribution_hop h JOIN statement s ON s.id = h.statement_id JOIN claim c ON c.id = s.claim_id WHERE h.source_id = $1 AND c.status <> 'draft')
  SELECT k.id, k.claim_id AS "claimId", k.statement_id AS "statementId", k.kind, k.form, k.key::text, k.day::text, k.precision, b.code AS "bySlugCode", b.name AS by, p.code AS "speakerCode", p.name AS speaker,
         (SELECT count(*)::int FROM carried) AS total
    FROM (SELECT * FROM carried WHERE $2::date IS NULL OR (key, id) < ($2::date, $3::uuid) ORDER BY key DESC, id DESC LIMIT $4) k
    JOIN speaker b ON b.id = k.by_id LEFT JOIN speaker p ON p.id = k.speaker_id ORDER BY k.key DESC, k.id DESC`;

/** @param asked which list is paged: the evidence with the newest statements beside it, or the statements alone */
export async function sourceUses(reader: Reader, sourceId: string, asked: 'evidence' | 'carried', after: After | undefined, now: Date): Promise<SourceUses> {
  const paged = [...(after ?? [null, null]), PAGE_SIZE + 1];
  const evidence: EvidenceRow[] = asked === 'evidence' ? await reader.query(EVIDENCE, [sourceId, ...paged]) : [];
  const carried: CarriedRow[] = await reader.query(CARRIED, asked === 'carried' ? [sourceId, ...paged] : [sourceId, null, null, evidence.length > 0 ? FEW : PAGE_SIZE]);
  const shown = { evidence: evidence.slice(0, PAGE_SIZE), carried: carried.slice(0, PAGE_SIZE) };
  const found = await claimsById(reader, [...shown.evidence, ...shown.carried].map((row) => row.claimId), now);
  const hasMore = (asked === 'evidence' ? evidence : carried).length > PAGE_SIZE;
  const last = asked === 'evidence' ? shown.evidence.at(-1) : shown.carried.at(-1);
  return {
    evidence: {
      total: evidence[0]?.total ?? 0,
      claims: evidence[0]?.claims ?? 0,
      items: shown.evidence.flatMap(({ id, claimId, stance, weight, day, precision, summary, excerpt, withdrawnAt, withdrawReason }) => {
        const claim = found.get(claimId);
        return claim ? [{ id, claim, stance, weight, day: fromColumns(day, precision), summary, excerpt, withdrawn: withdrawnAt && { at: withdrawnAt.toISOString(), reason: withdrawReason! } }] : [];
      }),
    },
    carried: {
      total: carried[0]?.total ?? 0,
      items: shown.carried.flatMap((row) => {
        const claim = found.get(row.claimId);
        if (!claim) return [];
        return [{
          id: row.id, claim, statementId: row.statementId, kind: row.kind, form: row.form, day: row.day && fromColumns(row.day, row.precision!), by: { name: row.by, slug: slugOf(row.by, row.bySlugCode) },
          speaker: row.speaker === null ? null : { name: row.speaker, slug: slugOf(row.speaker, row.speakerCode!) },
        }];
      }),
    },
    nextCursor: hasMore && last ? encodeCursor('key' in last ? [last.key, last.id] : [last.day, last.id]) : null,
  };
}
