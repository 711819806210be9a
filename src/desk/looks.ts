/** Notes that somebody of the desk has a claim before them: for "changed since I last looked", for claims that nobody looks at, and for colleagues who open it too. */
import type { EntityManager } from 'typeorm';

type Reader = Pick<EntityManager, 'query'>;

/**
 * What was told to this person about the claim counts as seen: it stands on the page that they opened.
 * @param version the claim's version that the page shows
 */
export async function noteLook(reader: Reader, accountId: string, claimId: string, version: number): Promise<void> {
  await reader.query(
    `WITH looked AS (
       INSERT INTO look (account_id, claim_id, looked_at, version) VALUES ($1, $2, now(), $3)
       ON CONFLICT (account_id, claim_id) DO UPDATE SET looked_at = now(), version = greatest(look.version, excluded.version)
     ), seen AS (
       UPDATE notice SET seen_at = now() WHERE account_id = $1 AND claim_id = $2 AND seen_at IS NULL RETURNING account_id
     ), visited AS (
       -- A page with script says so itself a moment later; without it, having come counts for a few minutes.
       INSERT INTO presence (claim_id, account_id, tab, since, until, away) VALUES ($2, $1, 'visit', now(), now() + interval '3 minutes', false)
       ON CONFLICT (claim_id, account_id, tab) DO UPDATE SET until = excluded.until RETURNING claim_id
     )
     SELECT pg_notify('claimline_desk', 'presence:' || claim_id) FROM visited
     UNION ALL SELECT pg_notify('claimline_desk', 'notices:' || account_id) FROM (SELECT DISTINCT account_id FROM seen) told`,
    [accountId, claimId, version],
  );
}
