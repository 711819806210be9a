/** What the finding page reads: the list, how many there are in all and beside each filter, what was meant, what comes near. */
import type { ClaimQuery, ClaimSummary } from '../../claims/claim.dto.js';
import { type AskedWords, askedWords, type FilterField, listClaims, type ListView, matching, RANKED, sortOf, standingOf, Values } from '../../record/claims.query.js';
import { codeIn, slugOf } from '../../shared/ids.js';
import type { Reader } from '../site.query.js';
import { folded, markedIn, type Passage } from './marks.rules.js';
import { atLeastOf, corrected, guessable, type KnownWord, nearest } from './spelling.rules.js';

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
  passages: ReadonlyMap<string, FoundPassage>;
  /** Nothing holds what was typed: the list is of words that begin like it, or that were probably meant. */
  guessed: boolean;
  /** Nothing holds all the words: the list is of claims that hold most of them. */
  some: boolean;
  /** The text as it was probably meant. */
  meant: string | null;
  /** More match than are ranked, so that a list by relevance is not of all. */
  bestOnly: boolean;
  /** Where nothing is found: what taking away a filter would give. */
  without: { field: FilterField; count: Count }[];
  /** Where nothing is found: what has some of the words. */
  near: ClaimSummary[];
  /** Where nothing is found: who and what has a name like that. */
  names: Names;
}

/** What is linked by its name. */
interface Named {
  slug: string;
  name: string;
}

export interface Names {
  speakers: Named[];
  topics: Named[];
}

const NO_NAMES: Names = { speakers: [], topics: [] };

/** Where a text that tells why a claim was found stands, if not in the claim or in what was said. */
interface FoundPassage extends Passage {
  place: 'said' | 'role' | 'evidence' | 'source';
}

export async function findClaims(reader: Reader, asked: ClaimQuery, view: ListView): Promise<Found> {
  const query = await byAddress(reader, asked);
  let words = query.text === undefined ? undefined : await askedWords(reader, query.text);
  let counts = await countsOf(reader, query, words, view);
  const found = (): boolean => counts.total.n > 0;
  let meaning: Meaning | undefined;
  let guess: Guess | undefined;
  let some = false;
  if (words && !found()) {
    meaning = await meaningOf(reader, query.text!);
    guess = meaning && (await guessed(reader, query.text!, words, meaning));
    const tried = guess && (await countsOf(reader, query, guess.words, view));
    if (tried && tried.total.n > 0) [words, counts] = [guess!.words, tried];
    else guess = undefined;
  }
  if (words && meaning && !found()) {
    const most = await mostOf(reader, query, words, meaning, view);
    if (most) {
      [some, words] = [true, most];
      counts = await countsOf(reader, query, words, view);
    }
  }
  const { items, nextCursor } = found() ? await listClaims(reader, query, view, words) : { items: [], nextCursor: null };
  const marked = words && items.length > 0 ? await marking(reader, items, words) : { marks: new Set<string>(), passages: new Map<string, FoundPassage>() };
  return {
    items, nextCursor, counts, guessed: guess !== undefined, some, meant: guess?.meant ?? null, bestOnly: sortOf(query) === 'relevance' && counts.total.n > RANKED, ...marked,
    without: found() ? [] : await withoutEach(reader, query, words, view),
    near: !found() && words ? await near(reader, query.text!, words, meaning, view) : [],
    names: !found() && query.text ? await namesLike(reader, query.text) : NO_NAMES,
  };
}

/** A claim's address, pasted, asks for the claim: by its code, which is among its words. */
async function byAddress(reader: Reader, query: ClaimQuery): Promise<ClaimQuery> {
  const typed = query.text?.trim();
  if (typed === undefined || /\s/.test(typed)) return query;
  const slug = /\/claims\/([^/?#]+)/.exec(typed)?.[1] ?? typed;
  const code = codeIn(slug.toLowerCase());
  if (!code) return query;
  const known: unknown[] = await reader.query('SELECT FROM claim WHERE code = $1 AND public_at IS NOT NULL', [code]);
  return known.length > 0 ? { ...query, text: code } : query;
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

/** The typed words that say something, with those that may be meant by each. */
interface Meaning {
  /** By the place of the word, from 0. */
  corrections: ReadonlyMap<number, string>;
  words: readonly string[];
  /** For each the query for it, or for what it may mean. */
  parts: readonly string[];
  /** Whether the last may be the beginning of a word. */
  begun: boolean;
}

async function meaningOf(reader: Reader, text: string): Promise<Meaning | undefined> {
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
  const rows: { part: string }[] = await reader.query(
    `SELECT '(' || string_agg(q, ' | ') || ')' AS part
       FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY m (each, place)
       CROSS JOIN LATERAL (SELECT search_query(word)::text AS q FROM jsonb_array_elements_text(each -> 'words') word
                           UNION ALL SELECT quote_literal(each ->> 'start') || ':*' WHERE each ->> 'start' IS NOT NULL) alternatives
      WHERE q <> '' GROUP BY place ORDER BY place`,
    [JSON.stringify(meant)],
  );
  return { corrections, words: meant.flatMap((each) => each.words), parts: [...new Set(rows.map(({ part }) => part))], begun: meant.some(({ start }) => start !== null) };
}

/** The typed words with those beside them that may be meant, and the last also as a beginning; nothing when every word is the record's own. */
async function guessed(reader: Reader, text: string, asked: AskedWords, { corrections, parts, begun }: Meaning): Promise<Guess | undefined> {
  if (parts.length === 0 || (corrections.size === 0 && !begun)) return undefined;
  const match = parts.join(' & ');
  if (corrections.size === 0) return { words: { ...asked, match }, meant: null };
  const better = corrected(text, corrections);
  return { words: { ...(await askedWords(reader, better)), match }, meant: better };
}

/** A sentence's words beyond these are not looked for where not all of them are asked for: the ways to choose among them grow too many. */
const WORDS_OF_A_SENTENCE = 8;

/**
 * For three words or more, the claims with at least half of them, the more the better; with more of them at least where so many claims
 * have half that not all would be ranked.
 */
async function mostOf(reader: Reader, query: ClaimQuery, asked: AskedWords, { parts: all }: Meaning, view: ListView): Promise<AskedWords | undefined> {
  const parts = all.slice(0, WORDS_OF_A_SENTENCE);
  if (parts.length < 3) return undefined;
  let best: AskedWords | undefined;
  for (let least = Math.max(2, Math.ceil(parts.length / 2)); least <= parts.length; least++) {
    const words = { ...asked, match: atLeastOf(parts, least), parts };
    const values = new Values();
    const [row]: { n: number }[] = await reader.query(`SELECT count(*)::int AS n FROM (SELECT FROM claim_index x WHERE ${matching(values, query, words, view)} LIMIT ${RANKED + 1}) found`, values.params);
    if (row!.n === 0) return best;
    best = words;
    if (row!.n <= RANKED) return best;
  }
  return best;
}

/** Speakers and topics with one of these words, or of those they may be meant for, in their names; most words first. */
export async function namesLike(reader: Reader, text: string): Promise<Names> {
  const words = [...new Set((await meaningOf(reader, text))?.words.filter((word) => [...word].length > 2))];
  if (words.length === 0) return NO_NAMES;
  const like = async (from: 'speaker' | 'topic', names: string): Promise<Named[]> => {
    const rows: { code: string; name: string }[] = await reader.query(
      `SELECT found.code, found.name
         FROM (SELECT p.*, (SELECT count(*) FROM unnest($1::text[]) word WHERE (' ' || regexp_replace(search_fold(${names}), '[^[:alnum:]]+', ' ', 'g')) LIKE '% ' || word || '%') AS held FROM ${from} p) found
        WHERE held > 0 AND EXISTS (SELECT FROM claim_index x WHERE x.${from}s && ARRAY[found.id] AND x.status <> 'draft') ORDER BY held DESC, name, code LIMIT 5`,
      [words.map((word) => word.replace(/[\\%_]/g, '\\$&'))],
    );
    return rows.map(({ code, name }) => ({ slug: slugOf(name, code), name }));
  };
  return {
    speakers: await like('speaker', `concat_ws(' ', p.name, array_to_string(p.aliases, ' '))`),
    topics: await like('topic', 'p.name'),
  };
}

const ANY_OF = String.raw`nullif(nullif(regexp_replace(querytree($1::tsquery), ' (&|<->|<\d+>) ', ' | ', 'g'), 'T'), '')`;

/** Three claims that have the most of the words, whatever else was asked for. */
async function near(reader: Reader, text: string, words: AskedWords, meaning: Meaning | undefined, view: ListView): Promise<ClaimSummary[]> {
  const [row]: { match: string | null }[] = await reader.query(`SELECT ${ANY_OF} AS match`, [meaning && meaning.parts.length > 0 ? meaning.parts.join(' & ') : words.match]);
  if (!row?.match) return [];
  return (await listClaims(reader, { text, sort: 'relevance', limit: 3 }, view, { ...words, match: row.match })).items;
}

/** A word that says nothing in a language of the record is no mark of anything. */
const NO_STOP = 'NOT EXISTS (SELECT FROM search_language l WHERE numnode(plainto_tsquery(l.config::regconfig, search_fold(word))) = 0)';

/**
 * Which words of these claims were found, as the database found them (by stem, without accents), and where, if title and speaker do not show it.
 */
async function marking(reader: Reader, items: readonly ClaimSummary[], words: AskedWords): Promise<Pick<Found, 'marks' | 'passages'>> {
  const passages = new Map<string, FoundPassage>();
  const [row]: { match: string | null; lexemes: string[] }[] = await reader.query(
    `SELECT ${ANY_OF} AS match, ARRAY(SELECT word FROM unnest(tsvector_to_array(to_tsvector('pg_catalog.simple', ${ANY_OF}))) word WHERE ${NO_STOP}) AS lexemes`, [words.parts?.join(' | ') ?? words.match]);
  if (!row?.match) return { marks: new Set(), passages };
  const marks = new Set(row.lexemes);
  const markIn = async (texts: readonly Passage[]): Promise<void> => {
    const found: { word: string }[] = await reader.query(
      `SELECT word FROM (SELECT word FROM (SELECT DISTINCT t.language, word FROM unnest($2::text[], $3::text[]) t (text, language), unnest(tsvector_to_array(to_tsvector('pg_catalog.simple', normalize(t.text, NFKC)))) word) each
                          WHERE search_vector(language, search_fold(word)) @@ $1::tsquery OFFSET 0) matching WHERE ${NO_STOP}`,
      [row.match, texts.map((each) => each.text), texts.map((each) => each.language)],
    );
    for (const { word } of found) marks.add(folded(word));
  };
  const seen = items.map(({ title, speaker, language }) => ({ text: speaker ? `${title} · ${speaker.name}` : title, language }));
  await markIn([...seen, ...items.map(({ wording, language }) => ({ text: wording, language }))]);
  const unexplained: { id: string }[] = await reader.query(
    'SELECT id FROM unnest($2::uuid[], $3::text[], $4::text[]) t (id, text, language) WHERE NOT search_vector(language, search_fold(text)) @@ $1::tsquery',
    [words.match, items.map(({ id }) => id), seen.map(({ text }) => text), seen.map(({ language }) => language)],
  );
  if (unexplained.length === 0) return { marks, passages };
  const beside: (FoundPassage & { id: string })[] = await reader.query(PASSAGES, [unexplained.map(({ id }) => id)]);
  await markIn(beside);
  const more = new Map<string, number>();
  for (const { id, text, language, place } of beside) {
    const shown = markedIn(seen[items.findIndex((item) => item.id === id)]!.text, marks);
    const added = [...markedIn(text, marks)].filter((word) => !shown.has(word)).length;
    if (added > (more.get(id) ?? 0)) {
      more.set(id, added);
      passages.set(id, { text, language, place });
    }
  }
  return { marks, passages };
}

/** What else claims are found by, in the order in which it tells most: the wording, what was said, the speaker's roles, evidence, sources. */
const PASSAGES = `
  SELECT each.*
    FROM unnest($1::uuid[]) WITH ORDINALITY c (id, nth)
    CROSS JOIN LATERAL (
      SELECT c.id, k.wording AS text, k.language, 'said' AS place, 0 AS part, NULL::date AS day FROM claim k WHERE k.id = c.id
      UNION ALL SELECT c.id, said.text, s.language, 'said', said.part, s.said_day
        FROM statement s CROSS JOIN LATERAL (VALUES (1, left(s.quote, 1500)), (2, left(s.paraphrase, 1500)), (3, concat_ws(', ', s.occasion, s.place))) said (part, text) WHERE s.claim_id = c.id
      UNION ALL SELECT c.id, p.name || ', ' || o.title, k.language, 'role', 4, NULL
        FROM claim k JOIN statement s ON s.claim_id = k.id JOIN speaker p ON p.id = s.speaker_id JOIN speaker_role o ON o.speaker_id = p.id WHERE k.id = c.id
      UNION ALL SELECT c.id, left(e.summary, 1000), k.language, 'evidence', 5, e.event_day FROM claim k JOIN evidence e ON e.claim_id = k.id WHERE k.id = c.id AND e.withdrawn_at IS NULL
      UNION ALL SELECT c.id, o.publisher || ': ' || o.title, o.language, 'source', 6, o.published_day
        FROM source o WHERE o.id IN (SELECT e.source_id FROM evidence e WHERE e.claim_id = c.id AND e.withdrawn_at IS NULL
                                     UNION SELECT h.source_id FROM statement s JOIN attribution_hop h ON h.statement_id = s.id WHERE s.claim_id = c.id)
      ORDER BY part, day NULLS LAST, text LIMIT 40) each
   WHERE each.text <> '' ORDER BY c.nth, each.part, each.day NULLS LAST, each.text`;
