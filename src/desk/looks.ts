/** Notes that somebody of the desk has a claim before them: for "changed since I last looked", and for claims that nobody looks at. */
import type { EntityManager } from 'typeorm';

type Reader = Pick<EntityManager, 'query'>;

/** @param version the claim's version that the page shows */
export async function noteLook(reader: Reader, accountId: string, claimId: string, version: number): Promise<void> {
  await reader.query(
    `INSERT INTO look (account_id, claim_id, looked_at, version) VALUES ($1, $2, now(), $3)
     ON CONFLICT (account_id, claim_id) DO UPDATE SET looked_at = now(), version = greatest(look.version, excluded.version)`,
    [accountId, claimId, version],
  );
}
