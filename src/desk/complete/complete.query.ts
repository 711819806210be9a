/** Who and what is on record while somebody types a name or pastes an address: an index answers, and no more than a few rows. */
import type { EntityManager } from 'typeorm';
import type { Candidate } from '../forms/asked.js';

type Reader = Pick<EntityManager, 'query'>;

/** As many as a list below a field shows. */
const OFFERED = 8;

/** Whoever was merged into another entry goes by that one's name. */
const STANDING = 'speaker_id NOT IN (SELECT id FROM speaker WHERE merged_into_id IS NOT NULL)';

/** A speaker `p`, and what tells two of one name apart; in how many statements is counted no further than a hundred. */
const CANDIDATE = `
  p.id, p.name, p.kind,
  concat_ws(', ', coalesce((SELECT o.title FROM speaker_role o WHERE o.speaker_id = p.id ORDER BY o.until_day IS NULL DESC, o.from_day DESC NULLS LAST, o.position LIMIT 1), left(p.description, 100)),
            CASE p.kind WHEN 'person' THEN 'person' ELSE 'organisation' END,
            (SELECT CASE count(*) WHEN 0 THEN 'in no statement yet' WHEN 1 THEN '1 statement' WHEN 100 THEN '100 statements or more' ELSE count(*) || ' statements' END FROM (SELECT FROM statement s WHERE s.speaker_id = p.id LIMIT 100) said)) AS detail`;

/** Whoever has a name that begins with what was typed, or words of it; "Лавров" and "lavrov" are the same. */
export async function speakersBeginning(reader: Reader, typed: string): Promise<Candidate[]> {
  const words = typed.slice(0, 200).split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).slice(0, 6);
  // One letter begins too many names for any list of eight to help.
  if ([...words.join('')].length < 2) return [];
  return reader.query(
    `SELECT ${CANDIDATE}
       FROM (SELECT speaker_id, names LIKE '%| ' || fold_name($1) || ' |%' AS whole, names LIKE '%| ' || fold_name($1) || '%' AS begins, length(names) AS long FROM speaker_called
              WHERE ${words.map((_, index) => `names LIKE '% ' || fold_name($${index + 2}) || '%'`).join(' AND ')} AND ${STANDING}
              ORDER BY whole DESC, begins DESC, long, speaker_id LIMIT ${OFFERED}) found JOIN speaker p ON p.id = found.speaker_id
      ORDER BY whole DESC, begins DESC, long, p.name, p.id`,
    [words.join(' '), ...words],
  );
}

/** `spelt`: letter by letter as it was typed, case and accents aside; otherwise as another alphabet or another newspaper spells it. */
export interface Called extends Candidate {
  spelt: boolean;
}

/** Whoever is called so, by name or alias, or was before entries were merged. */
export async function calledSo(reader: Reader, name: string): Promise<Called[]> {
  return reader.query(
    `SELECT ${CANDIDATE}, found.spelt
       FROM (SELECT kept_speaker(c.speaker_id) AS id, bool_or(EXISTS (SELECT FROM unnest(s.name || s.aliases) own WHERE fold_accents(lower(own)) = fold_accents(lower($1)))) AS spelt
               FROM speaker_called c JOIN speaker s ON s.id = c.speaker_id WHERE c.names LIKE '%| ' || fold_name($1) || ' |%' GROUP BY 1 LIMIT ${OFFERED}) found
       JOIN speaker p ON p.id = found.id ORDER BY p.id`,
    [name],
  );
}

/** Whoever has a name much like it: mistyped, or written another way. */
export async function namesLike(reader: Reader, name: string): Promise<Candidate[]> {
  return reader.query(
    `SELECT ${CANDIDATE}
       FROM (SELECT speaker_id, word_similarity(fold_name($1), names) AS near FROM speaker_called WHERE fold_name($1) <% names AND ${STANDING} ORDER BY near DESC, speaker_id LIMIT 4) found
       JOIN speaker p ON p.id = found.speaker_id ORDER BY near DESC, p.id`,
    [name],
  );
}

export interface Outlet {
  name: string;
  detail: string;
}

/** Who published what is on record of the same site, whoever did so most often of late. */
export async function outletOf(reader: Reader, urlKey: string): Promise<Outlet | null> {
  const [row]: Outlet[] = await reader.query(
    `WITH site AS (SELECT id FROM source WHERE substring(url_key FROM '^[^/?]+') = substring($1::text FROM '^[^/?]+') ORDER BY id DESC LIMIT 30),
          who AS (SELECT h.speaker_id AS id, count(*) AS times FROM site CROSS JOIN LATERAL (SELECT speaker_id FROM attribution_hop h WHERE h.source_id = site.id AND h.kind = 'published_by' LIMIT 20) h GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1)
     SELECT ${CANDIDATE} FROM who JOIN speaker p ON p.id = kept_speaker(who.id)`,
    [urlKey],
  );
  return row ?? null;
}
