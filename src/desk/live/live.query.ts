/** Whether those whose pages are open may still see the desk. */
import type { EntityManager } from 'typeorm';

/** Of these sessions, the ones that still open the desk's door. */
export async function stillOpen(reader: Pick<EntityManager, 'query'>, sessionIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows: { id: string }[] = await reader.query(
    `SELECT s.id FROM session s JOIN account a ON a.id = s.account_id
      WHERE s.id = ANY ($1::uuid[]) AND s.ended_at IS NULL AND s.expires_at > now() AND a.suspended_at IS NULL AND cardinality(a.roles) > 0`,
    [sessionIds],
  );
  return new Set(rows.map(({ id }) => id));
}
