/** Reads everything a claim's page shows in one statement, hence of one moment: as it is, or as the ledger says it was. */
import type { EntityManager } from 'typeorm';
import { prepared } from '../shared/database.js';
import type { Precision } from '../shared/day.js';

export interface Snapshot {
  kind: 'claim' | 'statement' | 'evidence' | 'verdict' | 'correction' | 'speaker' | 'source' | 'topic' | 'scale' | 'account' | 'merged';
  id: string;
  data: Record<string, unknown>;
}

const OWN = `('claim', 'statement', 'evidence', 'verdict', 'correction')`;

/** By its id, or by the code that ends its address. */
const BY = { id: '$1::uuid', code: '(SELECT id FROM claim WHERE code = $1)' } as const;

/** The claim's own things as they are now. */
const present = (claim: string) => `
  SELECT s.subject_kind, s.subject_id, s.data FROM snapshot s WHERE s.stream_id = ${claim} AND s.subject_kind IN ${OWN}`;

/** The claim's own things as the ledger had them at $2. */
const past = (claim: string) => `
  SELECT DISTINCT ON (subject_id) subject_kind, subject_id, after AS data
    FROM ledger_entry WHERE stream_id = ${claim} AND recorded_at <= $2::timestamptz
   ORDER BY subject_id, position DESC`;

/** What the claim refers to, now. */
const NOW_OF = (kind: string) => `SELECT s.subject_kind, s.subject_id, s.data FROM snapshot s WHERE s.subject_kind = '${kind}' AND s.subject_id IN (SELECT id FROM ref WHERE kind = '${kind}')`;

/** What the claim refers to, at $2; a thing recorded only later (it was loaded afterwards) as it was first recorded. */
const THEN_OF = (kind: string) => `
  SELECT * FROM (SELECT DISTINCT ON (l.subject_id) l.subject_kind, l.subject_id, l.after AS data
    FROM ledger_entry l WHERE l.subject_kind = '${kind}' AND l.subject_id IN (SELECT id FROM ref WHERE kind = '${kind}')
   ORDER BY l.subject_id, (l.recorded_at <= $2::timestamptz) DESC, CASE WHEN l.recorded_at <= $2::timestamptz THEN -l.position ELSE l.position END) AS then_${kind}`;

function statement(own: string, of: (kind: string) => string): string {
  return `
    WITH own AS MATERIALIZED (${own}),
    ref AS MATERIALIZED (
      SELECT 'speaker' AS kind, (data ->> 'speaker_id')::uuid AS id FROM own WHERE subject_kind = 'statement'
      UNION SELECT 'speaker', (hop ->> 'speaker_id')::uuid FROM own, jsonb_array_elements(data -> 'hops') hop WHERE subject_kind = 'statement'
      UNION SELECT 'source', (hop ->> 'source_id')::uuid FROM own, jsonb_array_elements(data -> 'hops') hop WHERE subject_kind = 'statement'
      UNION SELECT 'source', (data ->> 'source_id')::uuid FROM own WHERE subject_kind = 'evidence'
      UNION SELECT 'topic', topic::uuid FROM own, jsonb_array_elements_text(data -> 'topic_ids') topic WHERE subject_kind = 'claim'
      UNION SELECT 'account', person::uuid FROM own, unnest(ARRAY[data ->> 'logged_by_id', data ->> 'editor_in_charge_id', data ->> 'reviewer_id', data ->> 'proposed_by_id', data ->> 'approved_by_id', data ->> 'returned_by_id']) person
             WHERE subject_kind IN ('claim', 'verdict') AND person IS NOT NULL
      UNION SELECT 'account', (dissent ->> 'account_id')::uuid FROM own, jsonb_array_elements(coalesce(data -> 'dissents', '[]')) dissent WHERE subject_kind = 'verdict'
    )
    SELECT subject_kind AS kind, subject_id AS id, data FROM own
    UNION ALL SELECT found.* FROM (${of('speaker')}) found
    UNION ALL SELECT found.* FROM (${of('source')}) found
    UNION ALL SELECT found.* FROM (${of('topic')}) found
    UNION ALL SELECT s.subject_kind, s.subject_id, s.data FROM snapshot s
     WHERE s.subject_kind = 'scale' AND s.subject_id IN (SELECT (data ->> 'scale_id')::uuid FROM own WHERE subject_kind = 'claim'
       UNION SELECT r.scale_id FROM rating r WHERE r.id IN (SELECT (data ->> 'rating_id')::uuid FROM own WHERE subject_kind = 'verdict'))
    UNION ALL SELECT 'account', a.id, jsonb_build_object('name', a.name) FROM account a WHERE a.id IN (SELECT id FROM ref WHERE kind = 'account')
    UNION ALL SELECT 'merged', m.id, jsonb_build_object('title', m.title, 'code', m.code) FROM claim m
     WHERE m.id = (SELECT (data ->> 'merged_into_id')::uuid FROM own WHERE subject_kind = 'claim')`;
}

const NOW_SQL = { id: statement(present(BY.id), NOW_OF), code: statement(present(BY.code), NOW_OF) };
const THEN_SQL = { id: statement(past(BY.id), THEN_OF), code: statement(past(BY.code), THEN_OF) };

type Reader = Pick<EntityManager, 'query'>;

export type ClaimKey = { id: string } | { code: string };

/** Snapshots of a claim and all it refers to; none when there is no such claim (or was none then). */
export async function claimSnapshots(manager: EntityManager, claim: ClaimKey, asOf?: Date): Promise<Snapshot[]> {
  const [by, value] = 'id' in claim ? (['id', claim.id] as const) : (['code', claim.code] as const);
  return asOf ? prepared(manager, `claim_then_by_${by}`, THEN_SQL[by], [value, asOf]) : prepared(manager, `claim_now_by_${by}`, NOW_SQL[by], [value]);
}

interface EvidenceSnapshot {
  evidence: Record<string, unknown>;
  source: Record<string, unknown>;
  saidDay: string | null;
  saidPrecision: Precision | null;
}

/** One piece of evidence alone, for the answer to whoever recorded it: the whole record grows with every other piece. */
export async function evidenceSnapshot(manager: EntityManager, id: string): Promise<EvidenceSnapshot | undefined> {
  const [row] = await prepared<EvidenceSnapshot>(
    manager,
    'evidence_now',
    `SELECT to_jsonb(e) AS evidence, to_jsonb(o) AS source, first.said_day::text AS "saidDay", first.said_precision AS "saidPrecision"
       FROM evidence e JOIN source o ON o.id = e.source_id
       LEFT JOIN LATERAL (SELECT s.said_day, s.said_precision FROM statement s WHERE s.claim_id = e.claim_id ORDER BY s.said_day NULLS LAST, s.recorded_at, s.id LIMIT 1) first ON true
      WHERE e.id = $1`,
    [id],
  );
  return row;
}

export interface ClaimAddress {
  id: string;
  code: string;
  title: string;
}

/** The claim that a UUID or the code at the end of a slug names. */
export async function findClaim(reader: Reader, by: { id: string } | { code: string }): Promise<ClaimAddress | undefined> {
  const [row] = await ('id' in by
    ? reader.query<ClaimAddress[]>('SELECT id, code, title FROM claim WHERE id = $1', [by.id])
    : reader.query<ClaimAddress[]>('SELECT id, code, title FROM claim WHERE code = $1', [by.code]));
  return row;
}
