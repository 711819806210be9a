/** Which pages there are, part by part. Parts are cut from all rows in the order of their making, shown or not: what was in a part stays in it. */
import { slugOf } from '../../shared/ids.js';
import type { Reader } from '../site.query.js';
import type { Listed } from './sitemap.js';

export const LISTED_KINDS = ['claims', 'speakers', 'topics', 'sources'] as const;
export type ListedKind = (typeof LISTED_KINDS)[number];

interface Table {
  table: string;
  words: string;
  /** Pairs of a thing's `id` and a claim that shows it, of the things that `part` holds. */
  shownBy: string;
}

/** A claim is listed while it can be read; a page about anything else, once a public claim shows it. */
const TABLES: Record<ListedKind, Table> = {
  claims: { table: 'claim', words: 'title', shownBy: `SELECT c.id, c.id AS claim_id FROM claim c WHERE c.id IN (SELECT id FROM part) AND c.status <> 'withdrawn'` },
  speakers: {
    table: 'speaker',
    words: 'name',
    shownBy: `SELECT s.speaker_id AS id, s.claim_id FROM statement s WHERE s.speaker_id IN (SELECT id FROM part)
              UNION ALL SELECT h.speaker_id, s.claim_id FROM attribution_hop h JOIN statement s ON s.id = h.statement_id WHERE h.speaker_id IN (SELECT id FROM part)`,
  },
  topics: { table: 'topic', words: 'name', shownBy: `SELECT ct.topic_id AS id, ct.claim_id FROM claim_topic ct WHERE ct.topic_id IN (SELECT id FROM part)` },
  sources: {
    table: 'source',
    words: 'title',
    shownBy: `SELECT e.source_id AS id, e.claim_id FROM evidence e WHERE e.source_id IN (SELECT id FROM part)
              UNION ALL SELECT h.source_id, s.claim_id FROM attribution_hop h JOIN statement s ON s.id = h.statement_id WHERE h.source_id IN (SELECT id FROM part)`,
  },
};

/** The pages of one part, counted from 1, each with the last change of any claim that it shows. */
export async function listedPages(reader: Reader, kind: ListedKind, part: number, size: number): Promise<Listed[]> {
  const { table, words, shownBy } = TABLES[kind];
  const rows: { code: string; words: string; changed: Date }[] = await reader.query(
    `WITH part AS MATERIALIZED (SELECT id FROM ${table} ORDER BY id LIMIT $1 OFFSET $2),
     shown AS (SELECT u.id, max(c.shown_at) AS changed FROM (${shownBy}) u JOIN claim c ON c.id = u.claim_id WHERE c.public_at IS NOT NULL GROUP BY u.id)
     SELECT t.code, t.${words} AS words, shown.changed FROM shown JOIN ${table} t ON t.id = shown.id${kind === 'speakers' || kind === 'sources' ? ' AND t.merged_into_id IS NULL' : ''} ORDER BY t.id`,
    [size, (part - 1) * size],
  );
  return rows.map((row) => ({ path: `/${kind}/${slugOf(row.words, row.code)}`, changed: row.changed }));
}

/** The parts that list anything. Only claims' parts tell their last change: reading it of the others costs what they cost. */
export async function listedParts(reader: Reader, kind: ListedKind, size: number): Promise<{ part: number; changed?: Date }[]> {
  if (kind === 'claims') {
    return reader.query(
      `SELECT part::int, max(shown_at) AS changed
         FROM (SELECT (row_number() OVER (ORDER BY id) - 1) / $1::int + 1 AS part, status, shown_at FROM claim) numbered
        WHERE status NOT IN ('draft', 'withdrawn') GROUP BY part ORDER BY part`,
      [size],
    );
  }
  const { table, shownBy } = TABLES[kind];
  return reader.query(
    `SELECT n::int AS part FROM generate_series(1, (SELECT (count(*) + $1::int - 1) / $1::int FROM ${table})) n
      WHERE EXISTS (SELECT FROM LATERAL (WITH part AS MATERIALIZED (SELECT id FROM ${table} ORDER BY id LIMIT $1::int OFFSET (n - 1) * $1::int) ${shownBy}) u
                     JOIN claim c ON c.id = u.claim_id WHERE c.public_at IS NOT NULL)
      ORDER BY n`,
    [size],
  );
}
