/** What the workbench offers to choose from, beside the claim itself. */
import type { EntityManager } from 'typeorm';

type Reader = Pick<EntityManager, 'query'>;

export interface Colleague {
  id: string;
  name: string;
}

export function reviewers(reader: Reader): Promise<Colleague[]> {
  return reader.query(`SELECT id, name FROM account WHERE 'reviewer' = ANY (roles) AND suspended_at IS NULL ORDER BY name, id`);
}

/** Names that fields offer while somebody types: the newest on record, because a list of all would weigh more than the page. */
export async function speakerNames(reader: Reader): Promise<string[]> {
  const rows: { name: string }[] = await reader.query(`SELECT name FROM speaker ORDER BY id DESC LIMIT 300`);
  return [...new Set(rows.map((row) => row.name))].sort((a, b) => a.localeCompare(b, 'en'));
}
