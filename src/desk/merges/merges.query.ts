/** Entries that may be the same as one, or that were asked for by name or address. */
import type { EntityManager } from 'typeorm';
import { codeIn, isId } from '../../shared/ids.js';
import type { MergedKind } from '../../merges/merges.query.js';
import type { Nearby } from './merge.view.js';

type Reader = Pick<EntityManager, 'query'>;

const SPEAKER = `p.id, p.name, concat_ws(', ', (SELECT r.title FROM speaker_role r WHERE r.speaker_id = p.id ORDER BY r.position LIMIT 1), p.kind, p.wikidata_id, (SELECT count(*) || ' statements' FROM (SELECT FROM statement s WHERE s.speaker_id = p.id LIMIT 1000) said)) AS detail`;
const SOURCE = `s.id, s.title AS name, concat_ws(', ', s.publisher, s.published_day::text, s.url) AS detail`;
const FEW = 10;

/** What a slug, an address of ours or a bare id ends in. */
const lastPart = (typed: string): string => typed.replace(/[?#].*$/, '').replace(/\/+$/, '').split('/').at(-1) ?? '';

export async function nearby(reader: Reader, kind: MergedKind, id: string, typed: string): Promise<Nearby[]> {
  const ref = lastPart(typed);
  const code = codeIn(ref);
  if (isId(ref) || code !== undefined) return named(reader, kind, id, isId(ref) ? 'id' : 'code', isId(ref) ? ref : code!);
  return kind === 'speaker' ? speakersLike(reader, id, typed) : sourcesLike(reader, id, typed);
}

async function named(reader: Reader, kind: MergedKind, id: string, by: 'id' | 'code', ref: string): Promise<Nearby[]> {
  const from = kind === 'speaker' ? `SELECT ${SPEAKER} FROM speaker p WHERE p.${by} = $1 AND p.id <> $2 AND p.merged_into_id IS NULL` : `SELECT ${SOURCE} FROM source s WHERE s.${by} = $1 AND s.id <> $2 AND s.merged_into_id IS NULL`;
  return reader.query(from, [ref, id]);
}

/** With nothing typed, whoever is called much like the entry itself. */
async function speakersLike(reader: Reader, id: string, typed: string): Promise<Nearby[]> {
  return reader.query(
    `WITH asked AS (SELECT fold_name(CASE WHEN $2 = '' THEN (SELECT name FROM speaker WHERE id = $1) ELSE $2 END) AS name)
     SELECT ${SPEAKER} FROM (SELECT k.speaker_id, word_similarity(asked.name, k.names) AS near FROM asked, speaker_called k WHERE asked.name <% k.names AND k.speaker_id <> $1 ORDER BY near DESC, k.speaker_id LIMIT ${FEW}) found
       JOIN speaker p ON p.id = found.speaker_id ORDER BY found.near DESC, p.id`,
    [id, typed.slice(0, 200)],
  );
}

async function sourcesLike(reader: Reader, id: string, typed: string): Promise<Nearby[]> {
  return reader.query(
    `WITH asked AS (SELECT fold_name(CASE WHEN $2 = '' THEN (SELECT title FROM source WHERE id = $1) ELSE $2 END) AS title)
     SELECT ${SOURCE} FROM (SELECT o.id, similarity(asked.title, fold_name(o.title)) AS near FROM asked, source o WHERE (' ' || fold_name(o.title)) % asked.title AND o.id <> $1 AND o.merged_into_id IS NULL ORDER BY near DESC, o.id LIMIT ${FEW}) found
       JOIN source s ON s.id = found.id ORDER BY found.near DESC, s.id`,
    [id, typed.slice(0, 300)],
  );
}
