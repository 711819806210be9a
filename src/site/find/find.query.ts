/** What the finding page reads: the list, how many there are in all and beside each filter, what was meant, what comes near. */
import type { ClaimQuery, ClaimSummary } from '../../claims/claim.dto.js';
import { type AskedWords, askedWords, type FilterField, listClaims, type ListView, matching, RANKED, sortOf, standingOf, Values } from '../../record/claims.query.js';
import { slugOf } from '../../shared/ids.js';
import type { Reader } from '../site.query.js';
import { folded, marksOf, type Passage } from './marks.rules.js';
import { corrected, guessable, type KnownWord, nearest } from './spelling.rules.js';

/** Beyond this many claims no more are counted: a count must not cost more the larger the record is. */
const COUNTED = 5_000;

/** `least`: there are so many or more. */
export interface Count {
  n: number;
  least: boolean;
}

const FACETS = ['standing', 'rating', 'kind', 'speaker', 'topic'] as const;
export type Facet = (typeof FACETS)[number];

interface FacetValue extends Count {
  /** As the address has it: a code, or a slug. */
  value: string;
  /** Of speakers and topics. */
  name: string | null;
}

interface Counts {
  total: Count;
  facets: Record<Facet, FacetValue[]>;
  /** Facets of which not every value was met, because more claims match than are counted. */
  partial: Facet[];
}

export interface Found {
  items: ClaimSummary[];
  nextCursor: string | null;
  counts: Counts;
  /** Words, and stems, to be marked where they stand. */
  marks: ReadonlySet<string>;
  /** Of a claim whose title does not show why it was found: the text that does. */
  passages: ReadonlyMap<string, Passage>;
  /** Nothing holds what was typed: the list is of words that begin like it, or that were probably meant. */
  guessed: boolean;
  /** The text as it was probably meant. */
  meant: string | null;
  /** More match than are ranked, so that a list by relevance is not of all. */
  bestOnly: boolean;
  /** Where nothing is found: what taking away a filter would give. */
  without: { field: FilterField; count: Count }[];
  /** Where nothing is found: what has some of the words. */
  near: ClaimSummary[];
}

export async function findClaims(reader: Reader, query: ClaimQuery, view: ListView): Promise<Found> {
  let words = query.text === undefined ? undefined : await askedWords(reader, query.text);
  let counts = await countsOf(reader, query, words, view);
  let guess: Guess | undefined;
  if (words && counts.total.n === 0) {
    const like = await guessed(reader, query.text!, words);
    const likeCounts = like && (await countsOf(reader, query, like.words, view));
    if (likeCounts && likeCounts.total.n > 0) [guess, words, counts] = [like, like.words, likeCounts];
  }
  const { items, nextCursor } = counts.total.n > 0 ? await listClaims(reader, query, view, words) : { items: [], nextCursor: null };
  const marked = words && items.length > 0 ? await marking(reader, items, words) : { marks: new Set<string>(), passages: new Map<string, Passage>() };
  const empty = counts.total.n === 0;
  return {
    items, nextCursor, counts, guessed: guess !== undefined, meant: guess?.meant ?? null, bestOnly: sortOf(query) === 'relevance' && counts.total.n > RANKED, ...marked,
    without: empty ? await withoutEach(reader, query, words, view) : [],
    near: empty && words ? await near(reader, query.text!, words, view) : [],
  };
}

const FIELD: Record<Facet, FilterField> = { standing: 'standing', rating: 'rating', kind: 'kind', speaker: 'speaker', topic: 'topic' };

/**
 * All counts in one pass. The claims that match everything serve each facet that is not in use; one that is in use is counted
 * over the claims that match all the rest, so that its other values show what they would give.
 */
async function countsOf(reader: Reader, query: ClaimQuery, words: AskedWords | undefined, view: ListView): Promise<Counts> {
  const values = new Values();
  const set = (without?: FilterField): string =>
    `SELECT ${standingOf(values, view.now)} AS standing, x.kind, x.rating, x.speakers, x.topics FROM claim_index x WHERE ${matching(values, query, words, view, without)} LIMIT ${COUNTED + 1}`;
  const used = FACETS.filter((facet) => query[facet] !== undefined);
  const from = (facet: Facet): string => (used.includes(facet) ? `without_${facet}` : 'matching');
  const sets = [`matching AS MATERIALIZED (${set()})`, ...used.map((facet) => `without_${facet} AS MATERIALIZED (${set(FIELD[facet])})`)];
  const rows: { facet: Facet | 'total' | 'size'; value: string | null; name: string | null; n: number }[] = await reader.query(
    `WITH ${sets.join(', ')}
     SELECT 'total' AS facet, NULL AS value, NULL AS name, count(*)::int AS n FROM matching
     ${used.map((facet) => `UNION ALL SELECT 'size', '${facet}', NULL, count(*)::int FROM without_${facet}`).join(' ')}
     ${(['standing', 'kind', 'rating'] as const).map((facet) => `UNION ALL SELECT '${facet}', ${facet}, NULL, count(*)::int FROM ${from(facet)} WHERE ${facet} IS NOT NULL GROUP BY ${facet}`).join(' ')}
     UNION ALL (SELECT 'speaker', p.code, p.name, top.n FROM (SELECT id, count(*)::int AS n FROM ${from('speaker')}, unnest(speakers) AS id GROUP BY id ORDER BY n DESC, id LIMIT 10) top JOIN speaker p ON p.id = top.id)
     UNION ALL (SELECT 'topic', t.code, t.name, top.n FROM (SELECT id, count(*)::int AS n FROM ${from('topic')}, unnest(topics) AS id GROUP BY id ORDER BY n DESC, id LIMIT 10) top JOIN topic t ON t.id = top.id)`,
    values.params,
  );
  const count = (n: number): Count => ({ n: Math.min(n, COUNTED), least: n > COUNTED });
  const total = count(rows.find((row) => row.facet === 'total')!.n);
  const least = (facet: Facet): boolean => (used.includes(facet) ? rows.some((row) => row.facet === 'size' && row.value === facet && row.n > COUNTED) : total.least);
  const valuesOf = (facet: Facet): FacetValue[] =>
    rows
      .filter((row) => row.facet === facet)
      .map(({ value, name, n }) => ({ value: name === null ? value! : slugOf(name, value!), name, n, least: least(facet) }))
      .sort((a, b) => b.n - a.n || (a.name ?? '').localeCompare(b.name ?? ''));
  return { total, facets: Object.fromEntries(FACETS.map((facet) => [facet, valuesOf(facet)])) as Counts['facets'], partial: FACETS.filter(least) };
}

/** What each filter hides, where all of them together leave nothing. */
async function withoutEach(reader: Reader, query: ClaimQuery, words: AskedWords | undefined, view: ListView): Promise<Found['without']> {
  const fields: FilterField[] = [...(query.text ? ['text' as const] : []), ...FACETS.filter((facet) => query[facet]), ...(query.saidFrom ?? query.saidUntil ? ['said' as const] : [])];
  if (fields.length < 2) return [];
  const values = new Values();
  const rows: { field: FilterField; n: number }[] = await reader.query(
    fields.map((field) => `SELECT '${field}' AS field, count(*)::int AS n FROM (SELECT FROM claim_index x WHERE ${matching(values, query, words, view, field)} LIMIT 1001) found`).join(' UNION ALL '),
    values.params,
  );
  return rows.filter(({ n }) => n > 0).map(({ field, n }) => ({ field, count: { n: Math.min(n, 1000), least: n > 1000 } }));
}

interface Looked {
  /** Place among the words, from 1. */
  place: number;
  folded: string;
  /** A word that says nothing ("the") in a language of the record. */
  stop: boolean;
  known: boolean;
  near: KnownWord[];
}

/** Words of the record that are like these: by their letters three by three, and by a letter too many or two that changed places, which in a short word leaves no three alike. */
const LOOK = `
  SELECT t.place::int, f.folded,
         EXISTS (SELECT FROM search_language l WHERE numnode(plainto_tsquery(l.config::regconfig, f.folded)) = 0) AS stop,
         EXISTS (SELECT FROM search_word w WHERE w.word = f.folded) AS known,
         coalesce((SELECT jsonb_agg(DISTINCT jsonb_build_object('word', near.word, 'shown', near.shown, 'similarity', similarity(near.word, f.folded)))
                     FROM ((SELECT w.word, w.shown FROM search_word w WHERE w.word % f.folded ORDER BY similarity(w.word, f.folded) DESC, w.word LIMIT 20)
                           UNION SELECT w.word, w.shown FROM search_word w WHERE w.word = ANY (ARRAY(
                             SELECT v FROM generate_series(1, least(length(f.folded), 40)) i,
                               LATERAL (VALUES (left(f.folded, i - 1) || substr(f.folded, i + 1)), (left(f.folded, i - 1) || substr(f.folded, i + 1, 1) || substr(f.folded, i, 1) || substr(f.folded, i + 2))) x (v)))) near), '[]') AS near
    FROM unnest($1::text[]) WITH ORDINALITY t (word, place) CROSS JOIN LATERAL (SELECT search_fold(t.word) AS folded) f
   ORDER BY t.place`;

interface Guess {
  words: AskedWords;
  meant: string | null;
}

/** The typed words with those beside them that may be meant, and the last also as a beginning; nothing when every word is the record's own. */
async function guessed(reader: Reader, text: string, asked: AskedWords): Promise<Guess | undefined> {
  const typed = guessable(text);
  if (typed.length === 0) return undefined;
  const looked: Looked[] = await reader.query(LOOK, [typed]);
  const corrections = new Map<number, string>();
  const meant = looked.flatMap(({ place, folded: word, stop, known, near: like }) => {
    if (stop) return [];
    const close = known ? [] : nearest(word, like);
    if (close.length > 0) corrections.set(place - 1, close[0]!.shown);
    return [{ words: [word, ...close.map((each) => each.word)], start: !known && place === looked.length && /^[\p{L}\p{N}]{3,}$/u.test(word) ? word : null }];
  });
  if (meant.length === 0 || (corrections.size === 0 && meant.every(({ start }) => start === null))) return undefined;
  const [row]: { match: string | null }[] = await reader.query(
    `SELECT string_agg(part, ' & ') AS match
       FROM (SELECT '(' || string_agg(q, ' | ') || ')' AS part
               FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY m (each, place)
               CROSS JOIN LATERAL (SELECT search_query(word)::text AS q FROM jsonb_array_elements_text(each -> 'words') word
                                   UNION ALL SELECT quote_literal(each ->> 'start') || ':*' WHERE each ->> 'start' IS NOT NULL) alternatives
              WHERE q <> '' GROUP BY place) parts`,
    [JSON.stringify(meant)],
  );
  if (!row?.match) return undefined;
  if (corrections.size === 0) return { words: { ...asked, match: row.match }, meant: null };
  const better = corrected(text, corrections);
  return { words: { ...(await askedWords(reader, better)), match: row.match }, meant: better };
}

const ANY_OF = String.raw`nullif(nullif(regexp_replace(querytree($1::tsquery), ' (&|<->|<\d+>) ', ' | ', 'g'), 'T'), '')`;

/** Three claims that have the most of the words, whatever else was asked for. */
async function near(reader: Reader, text: string, words: AskedWords, view: ListView): Promise<ClaimSummary[]> {
  const guess = await guessed(reader, text, words);
  const [row]: { match: string | null }[] = await reader.query(`SELECT ${ANY_OF} AS match`, [guess?.words.match ?? words.match]);
  if (!row?.match) return [];
  return (await listClaims(reader, { text, sort: 'relevance', limit: 3 }, view, { ...words, match: row.match })).items;
}

/**
 * Which words of these claims were found, as the database found them (by stem, without accents), and where, if the title does not show it.
 */
async function marking(reader: Reader, items: readonly ClaimSummary[], words: AskedWords): Promise<Pick<Found, 'marks' | 'passages'>> {
  const [row]: { match: string | null; lexemes: string[] }[] = await reader.query(`SELECT ${ANY_OF} AS match, tsvector_to_array(to_tsvector('pg_catalog.simple', ${ANY_OF})) AS lexemes`, [words.match]);
  if (!row?.match) return { marks: new Set(), passages: new Map() };
  const marks = new Set(row.lexemes);
  const markIn = async (texts: readonly Passage[]): Promise<void> => {
    const found: { word: string }[] = await reader.query(
      `SELECT word FROM (SELECT DISTINCT t.language, word FROM unnest($2::text[], $3::text[]) t (text, language), unnest(tsvector_to_array(to_tsvector('pg_catalog.simple', normalize(t.text, NFKC)))) word) each
        WHERE search_vector(language, search_fold(word)) @@ $1::tsquery`,
      [row.match, texts.map((each) => each.text), texts.map((each) => each.language)],
    );
    for (const { word } of found) marks.add(folded(word));
  };
  await markIn(items.flatMap(({ title, wording, language }) => [{ text: title, language }, { text: wording, language }]));
  const passages = new Map<string, Passage>();
  const hidden = items.filter(({ title }) => marksOf(title, marks) === 0);
  for (const { id, wording, language } of hidden) if (marksOf(wording, marks) > 0) passages.set(id, { text: wording, language });
  const elsewhere = hidden.filter(({ id }) => !passages.has(id)).map(({ id }) => id);
  if (elsewhere.length > 0) {
    const said: (Passage & { id: string })[] = await reader.query(
      `SELECT s.claim_id AS id, said.text, s.language FROM statement s CROSS JOIN LATERAL (VALUES (1, left(s.quote, 1500)), (2, left(s.paraphrase, 1500)), (3, concat_ws(', ', s.occasion, s.place))) said (place, text)
        WHERE s.claim_id = ANY ($1::uuid[]) AND said.text <> '' ORDER BY s.said_day NULLS LAST, s.id, said.place LIMIT 100`,
      [elsewhere],
    );
    if (said.length > 0) await markIn(said);
    for (const { id, text, language } of said) if (!passages.has(id) && marksOf(text, marks) > 0) passages.set(id, { text, language });
  }
  return { marks, passages };
}
