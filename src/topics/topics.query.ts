/** Reads about topics for lists. */
import type { EntityManager } from 'typeorm';

/** How many claims are about each topic, by its id; those about none are left out. */
export async function claimsOnTopics(reader: Pick<EntityManager, 'query'>, ids: readonly string[]): Promise<Map<string, number>> {
  const rows: { id: string; n: number }[] = await reader.query('SELECT topic_id AS id, count(*)::int AS n FROM claim_topic WHERE topic_id = ANY($1) GROUP BY topic_id', [ids]);
  return new Map(rows.map(({ id, n }) => [id, n]));
}
