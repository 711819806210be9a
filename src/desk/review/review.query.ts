/** What the review page asks beside the claim's record. */
import type { EntityManager } from 'typeorm';

/** The claim's version at which a verdict was proposed; what came after it the second reviewer has to hear of. */
export async function proposedAtVersion(reader: Pick<EntityManager, 'query'>, verdictId: string): Promise<number> {
  const [row]: { version: number }[] = await reader.query(`SELECT stream_version AS version FROM ledger_entry WHERE subject_id = $1 ORDER BY position LIMIT 1`, [verdictId]);
  return row!.version;
}
