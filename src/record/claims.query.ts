/** Lists of claims with filters, straight from SQL; a row carries what a list shows, standing included. */
import type { EntityManager } from 'typeorm';
import { bounds, dayOf, fromColumns, type Precision } from '../shared/day.js';
import { codeIn, isId, slugOf } from '../shared/ids.js';
import { decodeCursor, type Page, PAGE_SIZE, pageOf, SORTED_BY } from '../shared/paging.js';
import { type RoleSpan, roleOn } from '../speakers/role.rules.js';
import type { ClaimQuery, ClaimSort, ClaimSummary } from '../claims/claim.dto.js';
import type { RatingView } from './claim-record.dto.js';
import type { ClaimKind, DeclineCode, Status } from '../claims/claim.words.js';
import { standing } from './standing.rules.js';

type Reader = Pick<EntityManager, 'query'>;

interface Row {
  id: string;
  code: string;
  version: number;
  shownVersion: number;
  title: string;
  wording: string;
  language: string;
  kind: ClaimKind;
  status: Status;
  statusReason: string | null;
  declineCode: DeclineCode | null;
  loggedAt: Date;
  dueDay: string | null;
  duePrecision: Precision | null;
  speaker: { id: string; code: string; name: string; kind: 'person' | 'organisation'; roles: { title: string; fromDay: string | null; fromPrecision: Precision; untilDay: string | null; untilPrecision: Precision }[] } | null;
  saidDay: string | null;
  saidPrecision: Precision | null;
  rating: RatingView | null;
  summary: string | null;
  inForceFrom: string | null;
  approvedAt: Date | null;
  topics: { id: string; code: string; name: string }[];
}

/** Columns of one row for claims `c`; the first statement is the earliest said. */
const COLUMNS = `
  c.id, c.code, c.version, c.shown_version AS "shownVersion", c.title, c.wording, c.language, c.kind, c.status, c.status_reason AS "statusReason", c.decline_code AS "declineCode",
  c.logged_at AS "loggedAt", r.due_day::text AS "dueDay", r.due_precision AS "duePrecision",
  first.said_day::text AS "saidDay", first.said_precision AS "saidPrecision",
  (SELECT jsonb_build_object('id', p.id, 'code', p.code, 'name', p.name, 'kind', p.kind, 'roles', coalesce(
      (SELECT jsonb_agg(jsonb_build_object('title', o.title, 'fromDay', o.from_day, 'fromPrecision', o.from_precision, 'untilDay', o.until_day, 'untilPrecision', o.until_precision)) FROM speaker_role o WHERE o.speaker_id = p.id), '[]'))
     FROM speaker p WHERE p.id = first.speaker_id) AS speaker,
  (SELECT jsonb_build_object('id', g.id, 'key', g.key, 'label', g.label, 'meaning', g.meaning, 'colour', g.colour, 'conclusive', g.conclusive, 'number', g.number)
     FROM rating g WHERE g.id = v.rating_id) AS rating,
  v.summary, v.in_force_from::text AS "inForceFrom", v.approved_at AS "approvedAt",
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', t.id, 'code', t.code, 'name', t.name) ORDER BY t.name) FROM claim_topic ct JOIN topic t ON t.id = ct.topic_id WHERE ct.claim_id = c.id), '[]') AS topics`;

/** What a row is joined from, once the claims to show are chosen: laterals run only for the rows of one page. */
const JOINS = `
  LEFT JOIN resolution r ON r.claim_id = c.id
  LEFT JOIN verdict v ON v.claim_id = c.id AND v.approved_at IS NOT NULL AND v.superseded_at IS NULL
  LEFT JOIN LATERAL (SELECT s.speaker_id, s.said_day, s.said_precision FROM statement s WHERE s.claim_id = c.id ORDER BY s.said_day NULLS LAST, s.recorded_at, s.id LIMIT 1) first ON true`;

export interface ListView {
  desk: boolean;
  now: Date;
}

/** The numbered parameters of one statement. */
export class Values {
  readonly params: unknown[] = [];
  /** `part` has `?` where the values go, in order. */
  bound(part: string, ...given: unknown[]): string {
    let sql = part;
    for (const value of given) {
      this.params.push(value);
      sql = sql.replace('?', `$${this.params.length}`);
    }
    return sql;
  }
}

/** What was typed, made into queries by the database: words are folded and stemmed there alone. */
export interface AskedWords {
  /** Which claims match. */
  match: string;
  /** Which of them hold all that was typed, none of it guessed. */
  exact: string;
  /** Which of them hold it just so, one word after the other. */
  phrase: string;
  /** Where not all words are asked for: each word by itself, and a claim is the better the more of them it holds. */
  parts?: readonly string[];
}

export async function askedWords(reader: Reader, text: string): Promise<AskedWords> {
  const [row]: { exact: string; phrase: string }[] = await reader.query(
    `SELECT search_query($1)::text AS exact, phraseto_tsquery('pg_catalog.simple', search_fold($1))::text AS phrase`, [text]);
  return { match: row!.exact, ...row! };
}

/** Filters of a list whose count beside a value is as if they were off. */
export type FilterField = 'text' | 'status' | 'standing' | 'rating' | 'kind' | 'speaker' | 'topic' | 'dueBefore' | 'said';

/** The code of where a claim stands, from its row `x` of `claim_index`. */
export const standingOf = (values: Values, now: Date): string => values.bound('standing_code(x.status, x.rating IS NOT NULL, x.due_day, x.due_precision, ?::date)', dayOf(now));

/**
 * Adds to `where` what rows `x` of `claim_index` must be for `query`, and answers it as SQL.
 * @param without the filter to leave out
 */
export function matching(values: Values, query: ClaimQuery, words: AskedWords | undefined, view: ListView, without?: FilterField): string {
  const parts: string[] = [];
  const add = (field: FilterField, part: string, ...given: unknown[]): void => {
    if (field !== without) parts.push(values.bound(part, ...given));
  };
  if (!view.desk) parts.push(`x.status <> 'draft'`);
  if (query.status) {
    // That a verdict is proposed is not for readers: to them such a claim is in review.
    if (view.desk || (query.status !== 'in_review' && query.status !== 'awaiting_approval')) add('status', 'x.status = ?', query.status);
    else add('status', query.status === 'in_review' ? `x.status IN ('in_review', 'awaiting_approval')` : 'false');
  }
  if (query.kind) add('kind', 'x.kind = ?', query.kind);
  if (query.rating) add('rating', 'x.rating = ?', query.rating);
  if (query.speaker) add('speaker', `x.speakers && ARRAY(SELECT kept_speaker(p.id) FROM speaker p WHERE ${named('p', query.speaker)})`, namedValue(query.speaker));
  if (query.topic) add('topic', `x.topics && ARRAY(SELECT t.id FROM topic t WHERE ${named('t', query.topic)})`, namedValue(query.topic));
  if (query.dueBefore) add('dueBefore', 'x.due_day < ?::date', bounds(query.dueBefore).first);
  if (query.saidFrom) add('said', 'x.last_said >= ?::date', bounds(query.saidFrom).first);
  if (query.saidFrom ?? query.saidUntil) {
    add('said', `EXISTS (SELECT FROM unnest(x.said) AS said (day) WHERE day BETWEEN coalesce(?::date, '-infinity') AND coalesce(?::date, 'infinity'))`, query.saidFrom ? bounds(query.saidFrom).first : null, query.saidUntil ? bounds(query.saidUntil).last : null);
  }
  if (words) add('text', 'x.words @@ ?::tsquery', words.match);
  if (query.standing && without !== 'standing') parts.push(`${standingOf(values, view.now)} = ${values.bound('?', query.standing)}`);
  return parts.length > 0 ? parts.join(' AND ') : 'true';
}

/**
 * How many of the matching claims a list by relevance looks at, the newest first. Where more match, the words say so little that
 * the day decides anyway; and a rank, unlike a day, is in no index.
 */
export const RANKED = 500;

/** Of D, C, B and A (migration 0014): a speaker's own name says more than the same name in a wording, and evidence the least. */
const WEIGHTS = `'{0.03, 0.3, 1, 0.7}'`;

/**
 * A whole number: the phrase in the speaker's name, in title or wording, in what was said, then all words there, all words
 * anywhere (in the evidence, say), guessed words; within each how well they are covered (PostgreSQL's cover density), and, all else
 * equal, what is settled. The same claim and words always give the same one, which makes it fit for a cursor.
 */
const relevance = (values: Values, words: AskedWords): string => {
  const { parts } = words;
  const match = values.bound('?::tsquery', parts ? parts.join(' | ') : words.match);
  const within = `round(100 * ts_rank_cd(${WEIGHTS}, x.words, ${match}, 32))::int * 2 + (x.rating IS NOT NULL)::int`;
  if (parts) return `((${parts.map((part) => values.bound('(x.words @@ ?::tsquery)::int', part)).join(' + ')}) * 1000 + ${within})`;
  const [phrase, exact] = [values.bound('?::tsquery', words.phrase), values.bound('?::tsquery', words.exact)];
  return `(CASE WHEN NOT x.words @@ ${exact} THEN 0
                WHEN ts_filter(x.words, '{b}') @@ ${phrase} THEN 1250
                WHEN ts_filter(x.words, '{a,b}') @@ ${phrase} THEN 1000
                WHEN ts_filter(x.words, '{a,b,c}') @@ ${phrase} THEN 750
                WHEN ts_filter(x.words, '{a,b,c}') @@ ${exact} THEN 500
                ELSE 250 END
           + ${within})`;
};

/** By what a list is sorted, newest or best first; each with the parts of its cursor, of which the last is the claim's id. */
const SORTS = {
  logged: { key: 'x.logged_at', type: 'timestamptz', parts: [SORTED_BY.instant, SORTED_BY.id] },
  said: { key: 'x.last_said', type: 'date', parts: [SORTED_BY.day, SORTED_BY.id] },
  rated: { key: 'x.rated_at', type: 'timestamptz', parts: [SORTED_BY.instant, SORTED_BY.id] },
  relevance: { key: '', type: '', parts: [SORTED_BY.version, SORTED_BY.day, SORTED_BY.id] },
} as const satisfies Record<ClaimSort, unknown>;

/** Without words there is nothing to be relevant to. */
export const sortOf = (query: Pick<ClaimQuery, 'sort' | 'text'>): ClaimSort => (query.sort === 'relevance' && !query.text ? 'logged' : (query.sort ?? 'logged'));

/** @throws InvalidInput for a cursor that is not of a list sorted like this */
export const checkCursor = (query: Pick<ClaimQuery, 'cursor' | 'sort' | 'text'>): void => void (query.cursor === undefined || decodeCursor(query.cursor, SORTS[sortOf(query)].parts));

/**
 * @param words of `query.text`, where the caller has them already
 * @throws InvalidInput for a cursor that is not of this list
 */
export async function listClaims(reader: Reader, query: ClaimQuery, view: ListView, words?: AskedWords): Promise<Page<ClaimSummary>> {
  const limit = query.limit ?? PAGE_SIZE;
  const asked = query.text === undefined ? undefined : (words ?? (await askedWords(reader, query.text)));
  const values = new Values();
  const sql = sortOf(query) === 'relevance' ? mostRelevant(values, query, asked!, view, limit + 1) : newest(values, query, asked, view, limit + 1);
  const rows: (Row & { key: string[] })[] = await reader.query(
    `WITH shown AS (${sql}) SELECT ${COLUMNS}, shown.key FROM shown JOIN claim c ON c.id = shown.id ${JOINS} ORDER BY shown.place`,
    values.params,
  );
  const page = pageOf(rows, limit, (row) => row.key);
  return { items: page.items.map((row) => summaryOf(row, view)), nextCursor: page.nextCursor };
}

function newest(values: Values, query: ClaimQuery, words: AskedWords | undefined, view: ListView, rows: number): string {
  const { key, type, parts } = SORTS[sortOf(query) as Exclude<ClaimSort, 'relevance'>];
  let matches = matching(values, query, words, view);
  if (query.cursor) matches += ` AND ${values.bound(`(${key}, x.claim_id) < (?::${type}, ?::uuid)`, ...decodeCursor(query.cursor, parts))}`;
  const text = type === 'date' ? `${key}::text` : `to_char(${key}, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  return `SELECT id, key, row_number() OVER () AS place
            FROM (SELECT x.claim_id AS id, ARRAY[${text}, x.claim_id::text] AS key FROM claim_index x WHERE ${matches} ORDER BY ${key} DESC, x.claim_id DESC LIMIT ${rows}) found`;
}

function mostRelevant(values: Values, query: ClaimQuery, words: AskedWords, view: ListView, rows: number): string {
  const matches = matching(values, query, words, view);
  const score = relevance(values, words);
  const after = query.cursor ? `WHERE ${values.bound('(score, last_said, id) < (?::int, ?::date, ?::uuid)', ...decodeCursor(query.cursor, SORTS.relevance.parts))}` : '';
  return `SELECT id, ARRAY[score::text, last_said::text, id::text] AS key, row_number() OVER (ORDER BY score DESC, last_said DESC, id DESC) AS place
            FROM (SELECT x.claim_id AS id, x.last_said, ${score} AS score
                    FROM (SELECT x.claim_id, x.last_said, x.rating, x.words FROM claim_index x WHERE ${matches} ORDER BY x.last_said DESC, x.claim_id DESC LIMIT ${RANKED}) x OFFSET 0) ranked
           ${after} ORDER BY score DESC, last_said DESC, id DESC LIMIT ${rows}`;
}

/** The claims that `chosen` selects (a query for their ids, in its order), as list rows. */
export async function summaries(reader: Reader, chosen: string, params: readonly unknown[], view: ListView): Promise<ClaimSummary[]> {
  const rows: Row[] = await reader.query(
    `WITH chosen AS (SELECT id, row_number() OVER () AS place FROM (${chosen}) picked)
     SELECT ${COLUMNS} FROM chosen JOIN claim c ON c.id = chosen.id ${JOINS} ORDER BY chosen.place`,
    [...params],
  );
  return rows.map((row) => summaryOf(row, view));
}

function named(alias: string, ref: string): string {
  return isId(ref) ? `${alias}.id = ?` : `${alias}.code = ?`;
}

function namedValue(ref: string): string {
  return isId(ref) ? ref : (codeIn(ref) ?? '');
}

function summaryOf(row: Row, view: ListView): ClaimSummary {
  const saidOn = row.saidDay && fromColumns(row.saidDay, row.saidPrecision!);
  return {
    id: row.id,
    slug: slugOf(row.title, row.code),
    version: view.desk ? row.version : row.shownVersion,
    title: row.title,
    wording: row.wording,
    language: row.language,
    kind: row.kind,
    status: !view.desk && row.status === 'awaiting_approval' ? 'in_review' : row.status,
    standing: standing({
      status: row.status,
      statusReason: row.statusReason,
      declineCode: row.declineCode,
      verdict: row.rating ? { label: row.rating.label, since: row.inForceFrom! } : null,
      due: row.dueDay && fromColumns(row.dueDay, row.duePrecision!),
      today: dayOf(view.now),
    }),
    speaker: row.speaker && {
      id: row.speaker.id,
      slug: slugOf(row.speaker.name, row.speaker.code),
      name: row.speaker.name,
      kind: row.speaker.kind,
      role: saidOn ? roleOn(row.speaker.roles.map(span), saidOn) : null,
    },
    saidOn,
    rating: row.rating,
    summary: row.summary,
    topics: row.topics.map((topic) => ({ id: topic.id, slug: slugOf(topic.name, topic.code), name: topic.name })),
    loggedAt: row.loggedAt.toISOString(),
    ratedAt: row.approvedAt?.toISOString() ?? null,
  };
}

function span(role: NonNullable<Row['speaker']>['roles'][number]): RoleSpan {
  return { title: role.title, from: role.fromDay && fromColumns(role.fromDay, role.fromPrecision), until: role.untilDay && fromColumns(role.untilDay, role.untilPrecision) };
}
