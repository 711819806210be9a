/** How much waits for somebody, as the bar of every page says it. */
import type { EntityManager } from 'typeorm';
import type { ReviewPolicy } from '../shared/act.js';
import type { BarCounts } from './frame.view.js';

/** A hundred stands for more: past that the number says nothing any more. */
export async function barCounts(reader: Pick<EntityManager, 'query'>, accountId: string, isReviewer: boolean, policy: ReviewPolicy): Promise<BarCounts> {
  const [counts]: [BarCounts] = await reader.query(
    `SELECT (SELECT count(*)::int FROM (SELECT FROM notice WHERE account_id = $1 AND seen_at IS NULL LIMIT 100) unseen) AS notices,
            (SELECT count(*)::int FROM (
               SELECT FROM claim c JOIN verdict p ON p.claim_id = c.id AND p.approved_at IS NULL AND p.returned_at IS NULL
                WHERE $2 AND c.status = 'awaiting_approval' AND ($3 OR (c.logged_by_id <> $1 AND p.proposed_by_id <> $1)) LIMIT 100) waiting) AS "toApprove",
            (SELECT count(*)::int FROM (
               SELECT FROM correction_proposal WHERE $2 AND approved_at IS NULL AND returned_at IS NULL AND taken_back_at IS NULL AND ($3 OR proposed_by_id <> $1) LIMIT 100) proposed) AS corrections,
            (SELECT count(*)::int FROM (SELECT FROM report WHERE status = 'open' LIMIT 100) open) AS reports`,
    [accountId, isReviewer, policy === 'single'],
  );
  return counts;
}
