/** Sources on record that may be the one somebody is about to cite. */
import type { DataSource, EntityManager } from 'typeorm';
import type { SourceKind } from '../../sources/source.entity.js';

type Reader = Pick<EntityManager, 'query'>;

export interface KnownSource {
  id: string;
  kind: SourceKind;
  title: string;
  publisher: string;
  publishedDay: string | null;
  language: string;
  url: string | null;
}

const KNOWN = `s.id, s.kind, s.title, s.publisher, s.language, s.url,
  CASE s.published_precision WHEN 'year' THEN to_char(s.published_day, 'YYYY') WHEN 'month' THEN to_char(s.published_day, 'YYYY-MM') ELSE to_char(s.published_day, 'YYYY-MM-DD') END AS "publishedDay"`;

export async function sourceOf(reader: Reader, id: string): Promise<KnownSource | undefined> {
  return (await reader.query<KnownSource[]>(`SELECT ${KNOWN} FROM source s WHERE s.id = kept_source($1)`, [id]))[0];
}

/** @param key of its address (`urlKey`) */
export async function sourceAt(reader: Reader, key: string): Promise<KnownSource | undefined> {
  return (await reader.query<KnownSource[]>(`SELECT ${KNOWN} FROM source s WHERE s.id = (SELECT kept_source(k.id) FROM source k WHERE k.url_key = $1)`, [key]))[0];
}

/** How alike titles and publishers are, from 0 to 1, before somebody is asked. Without a publisher the title has to say it all. */
const ALIKE = { title: 0.6, publisher: 0.45, titleAlone: 0.8 };

/** Sources that are called much the same, the likest first. */
export async function sourcesLike(source: DataSource, title: string, publisher: string | undefined): Promise<KnownSource[]> {
  return source.transaction(async (reader) => {
    // The index finds by this bound; the default one would find thousands.
    await reader.query(`SELECT set_config('pg_trgm.similarity_threshold', $1, true)`, [String(publisher === undefined ? ALIKE.titleAlone : ALIKE.title)]);
    return reader.query(
      `SELECT ${KNOWN} FROM source s
        WHERE fold_accents(lower(s.title)) % fold_accents(lower($1)) AND s.merged_into_id IS NULL
          AND ($2::text IS NULL OR similarity(fold_accents(lower(s.publisher)), fold_accents(lower($2))) >= ${ALIKE.publisher} OR strpos(lower(s.publisher), lower($2)) > 0 OR strpos(lower($2), lower(s.publisher)) > 0)
        ORDER BY similarity(fold_accents(lower(s.title)), fold_accents(lower($1))) DESC, s.id DESC LIMIT 4`,
      [title, publisher ?? null],
    );
  });
}

/** Who published what is on record of this site, as most of its latest sources say. */
export async function publisherAt(reader: Reader, site: string): Promise<string | undefined> {
  const [row] = await reader.query<{ publisher: string }[]>(
    `SELECT publisher FROM (SELECT publisher FROM source WHERE substring(url_key FROM '^[^/?]+') = $1 ORDER BY id DESC LIMIT 20) latest GROUP BY publisher ORDER BY count(*) DESC, publisher LIMIT 1`,
    [site],
  );
  return row?.publisher;
}
