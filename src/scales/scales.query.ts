/** Reads scales with their ratings. */
import type { EntityManager } from 'typeorm';
import type { ScaleView } from './scale.dto.js';

type Reader = Pick<EntityManager, 'query'>;

const SELECT = `
  SELECT s.id, s.key, s.version, s.name, s.version = max(s.version) OVER (PARTITION BY s.key) AS current,
         (SELECT json_agg(json_build_object('id', r.id, 'key', r.key, 'label', r.label, 'meaning', r.meaning, 'colour', r.colour, 'conclusive', r.conclusive, 'number', r.number) ORDER BY r.position)
            FROM rating r WHERE r.scale_id = s.id) AS ratings
    FROM scale s`;

export async function listScales(reader: Reader): Promise<ScaleView[]> {
  return reader.query(`${SELECT} ORDER BY s.key, s.version DESC`);
}

/** Id of the newest version of a scale. */
export async function currentScale(reader: Reader, key: string): Promise<string> {
  const [row] = await reader.query<{ id: string }[]>('SELECT id FROM scale WHERE key = $1 ORDER BY version DESC LIMIT 1', [key]);
  if (!row) throw new Error(`There is no scale ${key}.`);
  return row.id;
}

/** How many claims are judged on each version, by its id. */
export async function claimsOnScales(reader: Reader): Promise<Map<string, number>> {
  const rows: { id: string; n: number }[] = await reader.query('SELECT scale_id AS id, count(*)::int AS n FROM claim GROUP BY scale_id');
  return new Map(rows.map(({ id, n }) => [id, n]));
}
