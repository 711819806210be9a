/** Claims on record that say much the same as what is typed: the one door to it, behind which a better recognition may come. */
import type { EntityManager } from 'typeorm';
import type { ClaimSummary } from '../claims/claim.dto.js';
import { type ListView, summaries } from './claims.query.js';

type Reader = Pick<EntityManager, 'query'>;

export interface ClaimLike extends ClaimSummary {
  /** On how many occasions it was said, as far as the record knows. */
  timesSaid: number;
}

/** So much of what is typed is looked at: one proposition. */
const LOOKED_AT = 600;
/** Words by which claims are found; the longest, because they are rare. */
const WORDS = 6;
/** So many of the claims that have the words are held against what is typed, the newest first. */
const WEIGHED = 200;
/** With so many that have nearly all the words, those that have fewer of them are not looked for: among the first are the nearest. */
const ENOUGH = 30;
/** From how much alike two texts are worth showing, as shares of their trigrams go. */
const NEAR = 0.3;

/**
 * Claims that have most of the words (by their stems, in wording or quote) in much the same text; the nearest first. Drafts are the
 * desk's and among them; what was withdrawn is not.
 */
export async function claimsLike(reader: Reader, words: string, limit: number, view: ListView): Promise<ClaimLike[]> {
  const asked = words.slice(0, LOOKED_AT).replaceAll('\0', '').toWellFormed().trim();
  const telling = [...new Set(asked.toLowerCase().match(/[\p{L}\p{M}\p{N}]{3,}/gu) ?? [])].sort((a, b) => b.length - a.length).slice(0, WORDS);
  if (telling.length < 2) return [];
  const parts: { query: string }[] = await reader.query(`SELECT '(' || asked.query::text || ')' AS query FROM unnest($1::text[]) word CROSS JOIN LATERAL (SELECT search_query(word) AS query OFFSET 0) asked WHERE numnode(asked.query) > 0`, [telling]);
  const candidates = new Set<string>();
  // All the words first, then all but one: what is nearest is among few, however large the record is.
  for (let least = parts.length; least >= Math.max(2, Math.ceil(parts.length / 2)) && candidates.size < ENOUGH; least--) {
    const rows: { id: string }[] = await reader.query(
      `SELECT x.claim_id AS id FROM claim_index x
        WHERE x.words @@ $1::tsquery AND x.status <> 'withdrawn' AND ($2 OR x.status <> 'draft') ORDER BY x.last_said DESC, x.claim_id DESC LIMIT ${WEIGHED}`,
      [atLeast(parts.map(({ query }) => query), least), view.desk],
    );
    for (const { id } of rows) candidates.add(id);
  }
  const near: { id: string; times: number }[] = await reader.query(
    `WITH typed AS MATERIALIZED (SELECT fold_accents(lower($1)) AS words)
     SELECT id, (SELECT count(*)::int FROM statement s WHERE s.claim_id = weighed.id) AS times
       FROM (SELECT c.id, greatest(
                    similarity(fold_accents(lower(c.wording)), typed.words), similarity(fold_accents(lower(c.title)), typed.words),
                    (SELECT max(greatest(similarity(fold_accents(lower(left(s.quote, ${LOOKED_AT}))), typed.words), similarity(fold_accents(lower(left(s.paraphrase, ${LOOKED_AT}))), typed.words)))
                       FROM (SELECT quote, paraphrase FROM statement s WHERE s.claim_id = c.id LIMIT 5) s)) AS near
               FROM claim c, typed WHERE c.id = ANY ($2)) weighed
      WHERE near > ${NEAR} ORDER BY near DESC, id DESC LIMIT $3`,
    [asked, [...candidates], limit],
  );
  const items = await summaries(reader, 'SELECT u.id FROM unnest($1::uuid[]) WITH ORDINALITY AS u (id, place) ORDER BY u.place', [near.map(({ id }) => id)], view);
  return items.map((claim) => ({ ...claim, timesSaid: near.find(({ id }) => id === claim.id)?.times ?? 0 }));
}

/** A query for what has at least so many of these. */
function atLeast(parts: readonly string[], least: number): string {
  const chosen = (from: number, left: number): string[][] =>
    left === 0 ? [[]] : parts.slice(from, parts.length - left + 1).flatMap((part, index) => chosen(from + index + 1, left - 1).map((rest) => [part, ...rest]));
  return chosen(0, least).map((some) => `(${some.join(' & ')})`).join(' | ');
}
