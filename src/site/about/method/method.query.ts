/** The scales that readers meet: each in its current version, and earlier ones on which public claims are judged. */
import { listScales } from '../../../scales/scales.query.js';
import type { ScaleView } from '../../../scales/scale.dto.js';
import type { Reader } from '../../site.query.js';

export async function scalesInUse(reader: Reader): Promise<ScaleView[]> {
  const scales = await listScales(reader);
  const earlier = scales.filter((scale) => !scale.current).map((scale) => scale.id);
  if (earlier.length === 0) return scales;
  const rows: { id: string }[] = await reader.query(`SELECT earlier.id FROM unnest($1::uuid[]) AS earlier(id) WHERE EXISTS (SELECT FROM claim c WHERE c.scale_id = earlier.id AND c.status <> 'draft')`, [earlier]);
  const used = new Set(rows.map((row) => row.id));
  return scales.filter((scale) => scale.current || used.has(scale.id));
}
