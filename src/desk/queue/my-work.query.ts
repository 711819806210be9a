/** What "My work" shows beside the lists of claims: what I was told, what came back to me, what changed since I looked, what I began to type. */
import type { EntityManager } from 'typeorm';
import type { Status } from '../../claims/claim.words.js';
import { decodeCursor, type Page, pageOf, SORTED_BY } from '../../shared/paging.js';

type Reader = Pick<EntityManager, 'query'>;

const PAGE = 30;
const INSTANT = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const after = (cursor: string | undefined): readonly [string | null, string | null] => (cursor === undefined ? [null, null] : decodeCursor(cursor, [SORTED_BY.instant, SORTED_BY.id]));

export interface ShownNotice {
  id: string;
  words: string;
  path: string;
  at: string;
  seen: boolean;
}

/**
 * The newest first; those that are seen only where all are asked for.
 * @throws InvalidInput for a cursor that is not of this list
 */
export async function notices(reader: Reader, accountId: string, seenToo: boolean, cursor?: string): Promise<Page<ShownNotice>> {
  const rows: { id: string; words: string; path: string; key: string; seen: boolean }[] = await reader.query(
    `SELECT id, words, path, ${INSTANT('made_at')} AS key, seen_at IS NOT NULL AS seen FROM notice
      WHERE account_id = $1 ${seenToo ? '' : 'AND seen_at IS NULL'} AND ($2::timestamptz IS NULL OR (made_at, id) < ($2::timestamptz, $3::uuid))
      ORDER BY made_at DESC, id DESC LIMIT ${PAGE + 1}`,
    [accountId, ...after(cursor)],
  );
  const page = pageOf(rows, PAGE, (row) => [row.key, row.id]);
  return { items: page.items.map(({ key, ...row }) => ({ ...row, at: key })), nextCursor: page.nextCursor };
}

/** One of one's own, or all of them. */
export async function seeNotices(reader: Reader, accountId: string, id?: string): Promise<void> {
  await reader.query(
    `WITH seen AS (UPDATE notice SET seen_at = now() WHERE account_id = $1 AND seen_at IS NULL AND ($2::uuid IS NULL OR id = $2) RETURNING account_id)
     SELECT pg_notify('claimline_desk', 'notices:' || account_id) FROM (SELECT DISTINCT account_id FROM seen) told`,
    [accountId, id ?? null],
  );
}

export interface Returned {
  id: string;
  title: string;
  language: string;
  /** A verdict of mine, or a claim that I am in charge of. */
  what: 'verdict' | 'claim';
  by: string | null;
  at: string;
  reason: string | null;
}

/** Of a person's open claims those that became so latest: among them is what was returned. */
const LATEST_OPEN = 300;

/**
 * The latest verdict that I proposed on a claim, if it was returned and the claim still waits for a better one; and the claims that I am in charge of that came back from review.
 * @throws InvalidInput for a cursor that is not of this list
 */
export async function returned(reader: Reader, accountId: string, cursor?: string): Promise<Page<Returned>> {
  const rows: (Omit<Returned, 'at'> & { key: string })[] = await reader.query(
    `WITH back AS (
       (SELECT v.claim_id, 'verdict' AS what, v.returned_at AS at, v.returned_by_id AS by_id, v.return_reason AS reason
          FROM verdict v JOIN claim c ON c.id = v.claim_id
         WHERE v.proposed_by_id = $1 AND v.returned_at IS NOT NULL AND c.status = 'in_review' AND NOT EXISTS (SELECT FROM verdict n WHERE n.claim_id = v.claim_id AND n.proposed_at > v.proposed_at)
           AND ($2::timestamptz IS NULL OR (v.returned_at, v.claim_id) < ($2::timestamptz, $3::uuid))
         ORDER BY v.returned_at DESC, v.claim_id DESC LIMIT ${PAGE + 1})
       UNION ALL
       SELECT c.id, 'claim', e.recorded_at, e.actor_id, e.reason
         FROM (SELECT id FROM claim WHERE editor_in_charge_id = $1 AND status = 'open' ORDER BY status_at DESC LIMIT ${LATEST_OPEN}) c
        CROSS JOIN LATERAL (SELECT act, recorded_at, actor_id, reason FROM ledger_entry WHERE stream_id = c.id AND act IN ('open', 'submit', 'return', 'approve', 'reopen') ORDER BY position DESC LIMIT 1) e
        WHERE e.act = 'return' AND ($2::timestamptz IS NULL OR (e.recorded_at, c.id) < ($2::timestamptz, $3::uuid))
     )
     SELECT c.id, c.title, c.language, back.what, a.name AS by, ${INSTANT('back.at')} AS key, back.reason
       FROM back JOIN claim c ON c.id = back.claim_id LEFT JOIN account a ON a.id = back.by_id
      ORDER BY back.at DESC, c.id DESC LIMIT ${PAGE + 1}`,
    [accountId, ...after(cursor)],
  );
  const page = pageOf(rows, PAGE, (row) => [row.key, row.id]);
  return { items: page.items.map(({ key, ...row }) => ({ ...row, at: key })), nextCursor: page.nextCursor };
}

export interface Changed {
  id: string;
  title: string;
  language: string;
  status: Status;
  lookedAt: string;
  /** When the last of it happened. */
  at: string;
  /** Who did what meanwhile, the latest first; a name of nobody is the system's. */
  acts: { by: string | null; act: string }[];
  /** There is more than the acts told here. */
  more: boolean;
}

/** What was looked at longer ago is nobody's present work, or stands in another list. */
const LOOKS = { within: '90 days', most: 1000 } as const;
const ACTS_TOLD = 4;

/**
 * Claims that concern me (in charge, reviewer, logged, judged or noted on by me) on which somebody else acted after I last had them before me.
 * @throws InvalidInput for a cursor that is not of this list
 */
export async function changed(reader: Reader, accountId: string, cursor?: string): Promise<Page<Changed>> {
  const rows: (Omit<Changed, 'lookedAt' | 'at' | 'more'> & { lookedAt: Date; key: string })[] = await reader.query(
    `WITH behind AS (
       SELECT c.id, l.version, l.looked_at
         FROM (SELECT claim_id, version, looked_at FROM look WHERE account_id = $1 AND looked_at > now() - interval '${LOOKS.within}' ORDER BY looked_at DESC LIMIT ${LOOKS.most}) l
         JOIN claim c ON c.id = l.claim_id AND c.version > l.version
        WHERE $1 IN (c.editor_in_charge_id, c.reviewer_id, c.logged_by_id)
           OR EXISTS (SELECT FROM verdict v WHERE v.claim_id = c.id AND $1 IN (v.proposed_by_id, v.approved_by_id, v.returned_by_id))
           OR EXISTS (SELECT FROM note n WHERE n.claim_id = c.id AND n.author_id = $1)
     ), news AS (
       SELECT behind.*, e.recorded_at AS at
         FROM behind CROSS JOIN LATERAL (
           SELECT recorded_at FROM ledger_entry WHERE stream_id = behind.id AND stream_version > behind.version AND actor_id IS DISTINCT FROM $1 ORDER BY position DESC LIMIT 1) e
        WHERE $2::timestamptz IS NULL OR (e.recorded_at, behind.id) < ($2::timestamptz, $3::uuid)
        ORDER BY e.recorded_at DESC, behind.id DESC LIMIT ${PAGE + 1}
     )
     SELECT c.id, c.title, c.language, c.status, news.looked_at AS "lookedAt", ${INSTANT('news.at')} AS key,
            (SELECT jsonb_agg(jsonb_build_object('by', a.name, 'act', told.act) ORDER BY told.version DESC)
               FROM (SELECT DISTINCT ON (e.stream_version) e.stream_version AS version, e.act, e.actor_id FROM ledger_entry e
                      WHERE e.stream_id = c.id AND e.stream_version > news.version AND e.actor_id IS DISTINCT FROM $1 ORDER BY e.stream_version DESC, e.position LIMIT ${ACTS_TOLD + 1}) told
               LEFT JOIN account a ON a.id = told.actor_id) AS acts
       FROM news JOIN claim c ON c.id = news.id
      ORDER BY news.at DESC, c.id DESC`,
    [accountId, ...after(cursor)],
  );
  const page = pageOf(rows, PAGE, (row) => [row.key, row.id]);
  return {
    items: page.items.map(({ key, lookedAt, acts, ...row }) => ({ ...row, at: key, lookedAt: lookedAt.toISOString(), acts: acts.slice(0, ACTS_TOLD), more: acts.length > ACTS_TOLD })),
    nextCursor: page.nextCursor,
  };
}

/** All of these as they are now count as looked at, without opening each. */
export async function lookAtAll(reader: Reader, accountId: string): Promise<void> {
  await reader.query(
    `WITH looked AS (UPDATE look l SET version = c.version, looked_at = now() FROM claim c WHERE l.account_id = $1 AND c.id = l.claim_id AND c.version > l.version RETURNING l.account_id)
     SELECT pg_notify('claimline_desk', 'notices:' || account_id) FROM (SELECT DISTINCT account_id FROM looked) told`,
    [accountId],
  );
}

export interface Unsent {
  /** The form, by its id in the page of the claim; nothing for a new claim. */
  form: string | null;
  claim: { id: string; title: string; language: string } | null;
  /** The beginning of what was typed. */
  words: string | null;
  at: string;
}

const UNSENT = 20;

/** What I began to type and have not sent, the latest first. */
export async function unsent(reader: Reader, accountId: string): Promise<Unsent[]> {
  const rows: { key: string; id: string | null; title: string | null; language: string | null; words: string | null; at: Date }[] = await reader.query(
    `SELECT d.key, c.id, c.title, c.language, d.updated_at AS at,
            (SELECT left(t.value, 120) FROM jsonb_each(d.fields) f, jsonb_array_elements_text(CASE jsonb_typeof(f.value) WHEN 'array' THEN f.value ELSE '[]' END) t
              WHERE f.key IN ('wording', 'quote', 'summary', 'evidenceSummary', 'words', 'paraphrase', 'explanation', 'reason') AND btrim(t.value) <> ''
              ORDER BY array_position(ARRAY['wording', 'quote', 'summary', 'evidenceSummary', 'words'], f.key) LIMIT 1) AS words
       FROM (SELECT * FROM draft WHERE account_id = $1 ORDER BY updated_at DESC LIMIT ${UNSENT}) d
       LEFT JOIN claim c ON c.id = CASE WHEN d.key ~ '^claim:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}:' THEN substring(d.key FROM 7 FOR 36)::uuid END
      ORDER BY d.updated_at DESC`,
    [accountId],
  );
  return rows
    .filter((row) => row.key === 'new-claim' || row.id !== null)
    .map(({ key, id, title, language, words, at }) => ({ form: id === null ? null : key.slice(44), claim: id === null ? null : { id, title: title!, language: language! }, words, at: at.toISOString() }));
}

