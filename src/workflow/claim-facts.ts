/** Gathers, behind the claim's lock, what the workflow's rules ask for. */
import type { Claim } from '../claims/claim.entity.js';
import type { ReviewPolicy } from '../shared/act.js';
import { bounds, dayOf, fromColumns, type Precision } from '../shared/day.js';
import type { EntityManager } from 'typeorm';
import type { Facts } from './workflow.rules.js';

interface Row {
  complete: boolean;
  resolved: boolean;
  dueDay: string | null;
  duePrecision: Precision | null;
  standing: number;
  inForceId: string | null;
  proposalId: string | null;
  proposedById: string | null;
  proposedOn: number | null;
  dissentedByIds: string[];
}

export interface GatheredFacts extends Facts {
  proposalId: string | null;
  inForceId: string | null;
}

export async function gatherFacts(reader: Pick<EntityManager, 'query'>, claim: Claim, policy: ReviewPolicy, at: Date): Promise<GatheredFacts> {
  const [row] = await reader.query<[Row]>(
    `SELECT EXISTS (SELECT FROM statement s WHERE s.claim_id = $1 AND s.speaker_id IS NOT NULL AND s.said_day IS NOT NULL
              AND (SELECT h.kind FROM attribution_hop h WHERE h.statement_id = s.id ORDER BY h.position DESC LIMIT 1) = 'published_by') AS complete,
            EXISTS (SELECT FROM resolution WHERE claim_id = $1) AS resolved,
            (SELECT due_day::text FROM resolution WHERE claim_id = $1) AS "dueDay",
            (SELECT due_precision FROM resolution WHERE claim_id = $1) AS "duePrecision",
            (SELECT count(*)::int FROM evidence WHERE claim_id = $1 AND withdrawn_at IS NULL) AS standing,
            (SELECT id FROM verdict WHERE claim_id = $1 AND approved_at IS NOT NULL AND superseded_at IS NULL) AS "inForceId",
            p.id AS "proposalId", p.proposed_by_id AS "proposedById", p.case_version AS "proposedOn",
            ARRAY(SELECT d.account_id FROM dissent d WHERE d.verdict_id = p.id AND d.withdrawn_at IS NULL) AS "dissentedByIds"
       FROM (SELECT) one LEFT JOIN verdict p ON p.claim_id = $1 AND p.approved_at IS NULL AND p.returned_at IS NULL`,
    [claim.id],
  );
  return {
    status: claim.status,
    factual: claim.kind === 'factual',
    loggedById: claim.loggedById,
    editorInChargeId: claim.editorInChargeId,
    hasCompleteStatement: row.complete,
    hasResolution: row.resolved,
    standingEvidence: row.standing,
    dueDay: row.dueDay === null ? null : bounds(fromColumns(row.dueDay, row.duePrecision!)).last,
    caseVersion: claim.caseVersion,
    hasVerdictInForce: row.inForceId !== null,
    proposal: row.proposedById === null ? null : { proposedById: row.proposedById, caseVersion: row.proposedOn!, dissentedByIds: row.dissentedByIds },
    policy,
    today: dayOf(at),
    proposalId: row.proposalId,
    inForceId: row.inForceId,
  };
}
