/** What a new claim is filed under: the scales of today, and the topics. */
import type { EntityManager } from 'typeorm';

type Reader = Pick<EntityManager, 'query'>;

export interface Named {
  id: string;
  name: string;
}

/** The newest version of each; others are of claims that have them. */
export function currentScales(reader: Reader): Promise<Named[]> {
  return reader.query('SELECT id, name FROM (SELECT DISTINCT ON (key) id, name FROM scale ORDER BY key, version DESC) newest ORDER BY name');
}

export function topicsToChoose(reader: Reader): Promise<Named[]> {
  return reader.query('SELECT id, name FROM topic ORDER BY name LIMIT 300');
}
