/** Finds claims (drafts too), speakers, sources, colleagues and reports by whatever somebody has in hand, each from an index. */
import type { EntityManager } from 'typeorm';
import { listClaims } from '../../record/claims.query.js';
import type { ClaimSummary } from '../../claims/claim.dto.js';
import { referenceOf } from '../../reports/report.rules.js';
import type { Role } from '../../shared/roles.js';
import type { Asked, Thing } from './asked.rules.js';

type Reader = Pick<EntityManager, 'query'>;

interface FoundSpeaker {
  id: string;
  name: string;
  aliases: string[];
  role: string | null;
}

interface FoundSource {
  id: string;
  title: string;
  language: string;
  publisher: string;
  /** As it is kept, with how much of it is known. */
  day: string | null;
}

interface FoundColleague {
  id: string;
  name: string;
  roles: Role[];
  suspended: boolean;
}

interface FoundReport {
  code: string;
  reference: string;
  words: string;
  open: boolean;
}

export interface FoundThings {
  claims: readonly ClaimSummary[];
  speakers: readonly FoundSpeaker[];
  sources: readonly FoundSource[];
  colleagues: readonly FoundColleague[];
  reports: readonly FoundReport[];
}

/** How many of each are shown. */
export interface Room {
  claims: number;
  others: number;
}

const TABLES: Record<Thing, string> = { claim: 'claim', speaker: 'speaker', source: 'source', report: 'report' };

/** The page of the one thing that an id, a code or an address names; nothing where it names none, or several. */
export async function oneNamed(reader: Reader, asked: Asked): Promise<string | undefined> {
  const by = (kinds: readonly Thing[], column: string) => kinds.map((kind) => `SELECT '${kind}' AS kind, id, code FROM ${TABLES[kind]} WHERE ${column} = $1`).join(' UNION ALL ');
  let rows: { kind: Thing; id: string; code: string }[] = [];
  if (asked.id) rows = await reader.query(by(asked.id.kinds, 'id'), [asked.id.id]);
  else if (asked.code) rows = await reader.query(by(asked.code.kinds, 'code'), [asked.code.code]);
  else if (asked.urlKey !== undefined) rows = await reader.query(`SELECT 'source' AS kind, id, code FROM source WHERE url_key = $1`, [asked.urlKey]);
  const [one] = rows;
  return one && rows.length === 1 ? pageOfThing(one.kind, one.kind === 'report' ? one.code : one.id) : undefined;
}

const pageOfThing = (kind: Thing, ref: string): string => `/desk/${kind}s/${ref}`;

/** A word of so many letters may be the beginning of one. */
const BEGINS = 3;

export async function findThings(reader: Reader, asked: Asked, typed: string, now: Date, room: Room): Promise<FoundThings> {
  const { words } = asked;
  if (words.length === 0) return { claims: [], speakers: [], sources: [], colleagues: [], reports: [] };
  const [claims, speakers, sources, colleagues, reports] = await Promise.all([
    claimsWith(reader, words, typed, now, room.claims), speakersCalled(reader, words, room.others), sourcesTitled(reader, words, room.others), colleaguesCalled(reader, words, room.others), reportsWith(reader, asked),
  ]);
  return { claims, speakers, sources, colleagues, reports };
}

async function claimsWith(reader: Reader, words: readonly string[], typed: string, now: Date, limit: number): Promise<ClaimSummary[]> {
  const text = typed.slice(0, 300);
  const last = words.at(-1)!;
  const begins = [...last].length >= BEGINS && text.trimEnd().endsWith(last);
  const [row]: [{ match: string; exact: string; phrase: string }] = await reader.query(
    `SELECT search_query($1)::text AS exact, phraseto_tsquery('pg_catalog.simple', search_fold($1))::text AS phrase,
            (search_query($1) || CASE WHEN $3 THEN search_query($2) && to_tsquery('pg_catalog.simple', (SELECT string_agg(quote_literal(part) || ':*', ' & ') FROM unnest(tsvector_to_array(to_tsvector('pg_catalog.simple', search_fold($4)))) part)) ELSE ''::tsquery END)::text AS match`,
    [text, text.slice(0, text.lastIndexOf(last)), begins, last],
  );
  if (row.match === '') return [];
  const { items } = await listClaims(reader, { text, sort: 'relevance', limit }, { desk: true, now }, row);
  return items;
}

/** The words folded as names are, without what LIKE would read as a pattern: folding leaves neither sign of it. */
async function foldedNames(reader: Reader, words: readonly string[]): Promise<string[]> {
  const rows: { word: string }[] = await reader.query(`SELECT part AS word FROM unnest($1::text[]) typed, regexp_split_to_table(fold_name(typed), ' ') part WHERE part <> ''`, [words]);
  return rows.map(({ word }) => word.replace(/[\\%_]/g, '')).filter((word) => word !== '').slice(0, 8);
}

/** Conditions of their own, word by word, so that the index is asked for each. */
const likeEach = (column: string, count: number, from: number): string => Array.from({ length: count }, (_, n) => `${column} LIKE '% ' || $${from + n} || '%'`).join(' AND ');

/** Read before they are put in order: past so many the words say too little. */
const LOOKED_AT = 200;

async function speakersCalled(reader: Reader, words: readonly string[], limit: number): Promise<FoundSpeaker[]> {
  const folded = await foldedNames(reader, words);
  if (folded.length === 0) return [];
  return reader.query(
    `SELECT p.id, p.name, p.aliases, (SELECT r.title FROM speaker_role r WHERE r.speaker_id = p.id ORDER BY r.position DESC LIMIT 1) AS role
       FROM (SELECT speaker_id FROM speaker_called WHERE ${likeEach('names', folded.length, 2)} LIMIT ${LOOKED_AT}) found JOIN speaker p ON p.id = found.speaker_id
      ORDER BY length(p.name), p.name, p.id LIMIT $1`,
    [limit, ...folded],
  );
}

async function sourcesTitled(reader: Reader, words: readonly string[], limit: number): Promise<FoundSource[]> {
  const folded = await foldedNames(reader, words);
  if (!folded.some((word) => [...word].length >= BEGINS)) return [];
  return reader.query(
    `SELECT s.id, s.title, s.language, s.publisher, CASE s.published_precision WHEN 'year' THEN left(s.published_day::text, 4) WHEN 'month' THEN left(s.published_day::text, 7) ELSE s.published_day::text END AS day
       FROM (SELECT id, title, language, publisher, published_day, published_precision FROM source WHERE ${likeEach(`(' ' || fold_name(title))`, folded.length, 2)} AND merged_into_id IS NULL LIMIT ${LOOKED_AT}) s
      ORDER BY s.published_day DESC NULLS LAST, s.id DESC LIMIT $1`,
    [limit, ...folded],
  );
}

/** Colleagues are some hundreds at most. */
async function colleaguesCalled(reader: Reader, words: readonly string[], limit: number): Promise<FoundColleague[]> {
  const folded = await foldedNames(reader, words);
  if (folded.length === 0) return [];
  return reader.query(
    `SELECT a.id, a.name, a.roles, a.suspended_at IS NOT NULL AS suspended FROM account a
      WHERE (SELECT bool_and(' ' || fold_name(a.name || ' ' || a.email) LIKE '% ' || word || '%') FROM unnest($1::text[]) word) ORDER BY a.suspended_at IS NOT NULL, a.name, a.id LIMIT $2`,
    [folded, limit],
  );
}

async function reportsWith(reader: Reader, { code }: Asked): Promise<FoundReport[]> {
  if (!code?.kinds.includes('report')) return [];
  const rows: Omit<FoundReport, 'reference'>[] = await reader.query(`SELECT code, left(words, 200) AS words, status = 'open' AS open FROM report WHERE code = $1`, [code.code]);
  return rows.map((row) => ({ ...row, reference: referenceOf(row.code) }));
}
