/** What a topic's page shows: the claims on it by the day they came on record, where they stand, and who spoke. */
import type { ClaimSummary } from '../../claims/claim.dto.js';
import { dayOf } from '../../shared/day.js';
import { slugOf } from '../../shared/ids.js';
import { type Page, PAGE_SIZE, pageOf } from '../../shared/paging.js';
import type { Reader } from '../site.query.js';
import type { RecordCount } from './record.rules.js';
import { claimsById } from './speaker.query.js';

/** Who spoke most often, and on what; of speakers the rest is counted. */
const SPEAKERS = 12;
const TOPICS = 8;

/** @param after when the last claim seen was logged, and its id */
export async function claimsOnTopic(reader: Reader, topicId: string, after: readonly [loggedAt: string, id: string] | undefined, now: Date): Promise<Page<ClaimSummary>> {
  const rows: { id: string; key: string }[] = await reader.query(
    `SELECT c.id, to_char(c.logged_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS key FROM claim_topic ct JOIN claim c ON c.id = ct.claim_id
      WHERE ct.topic_id = $1 AND c.status <> 'draft' AND ($2::timestamptz IS NULL OR (c.logged_at, c.id) < ($2::timestamptz, $3::uuid))
      ORDER BY c.logged_at DESC, c.id DESC LIMIT $4`,
    [topicId, ...(after ?? [null, null]), PAGE_SIZE + 1],
  );
  const { items, nextCursor } = pageOf(rows, PAGE_SIZE, (row) => [row.key, row.id]);
  const found = await claimsById(reader, items.map((row) => row.id), now);
  return { items: items.flatMap((row) => found.get(row.id) ?? []), nextCursor };
}

/** Every claim on the topic counted once; when they were made is not asked for. */
export async function topicCounts(reader: Reader, topicId: string, now: Date): Promise<RecordCount[]> {
  return reader.query(
    `SELECT NULL AS "when", c.scale_id AS "scaleId", v.rating_id AS "ratingId", standing_code(c.status, v.id IS NOT NULL, r.due_day, r.due_precision, $2::date) AS standing, true AS confirmed, count(*)::int AS count
       FROM claim_topic ct JOIN claim c ON c.id = ct.claim_id AND c.status <> 'draft'
       LEFT JOIN verdict v ON v.claim_id = c.id AND v.approved_at IS NOT NULL AND v.superseded_at IS NULL
       LEFT JOIN resolution r ON r.claim_id = c.id
      WHERE ct.topic_id = $1
      GROUP BY 2, 3, 4`,
    [topicId, dayOf(now)],
  );
}

/** A speaker on a topic, or a topic of a speaker. */
export interface Counted {
  slug: string;
  name: string;
  /** Of claims made by the one on the other. */
  count: number;
}

export async function speakersOnTopic(reader: Reader, topicId: string): Promise<{ items: Counted[]; total: number }> {
  const rows: { code: string; name: string; count: number; total: number }[] = await reader.query(
    `SELECT p.code, p.name, spoke.count, spoke.total
       FROM (SELECT speaker_id, count(*)::int AS count, count(*) OVER ()::int AS total FROM
               (SELECT DISTINCT s.speaker_id, s.claim_id FROM claim_topic ct JOIN claim c ON c.id = ct.claim_id JOIN statement s ON s.claim_id = c.id
                 WHERE ct.topic_id = $1 AND c.status NOT IN ('draft', 'withdrawn') AND s.speaker_id IS NOT NULL AND s.was_said <> 'fabricated') each
              GROUP BY speaker_id ORDER BY count DESC, speaker_id LIMIT ${SPEAKERS}) spoke
       JOIN speaker p ON p.id = spoke.speaker_id ORDER BY spoke.count DESC, p.name, p.id`,
    [topicId],
  );
  return { items: rows.map(({ code, name, count }) => ({ slug: slugOf(name, code), name, count })), total: rows[0]?.total ?? 0 };
}

/** Topics on which the speaker made most claims. */
export async function topicsOfSpeaker(reader: Reader, speakerId: string): Promise<Counted[]> {
  const rows: { code: string; name: string; count: number }[] = await reader.query(
    `SELECT t.code, t.name, spoke.count
       FROM (SELECT ct.topic_id, count(*)::int AS count FROM
               (SELECT DISTINCT s.claim_id FROM statement s JOIN claim c ON c.id = s.claim_id WHERE s.speaker_id = $1 AND s.was_said <> 'fabricated' AND c.status NOT IN ('draft', 'withdrawn')) own
               JOIN claim_topic ct ON ct.claim_id = own.claim_id
              GROUP BY ct.topic_id ORDER BY count DESC, ct.topic_id LIMIT ${TOPICS}) spoke
       JOIN topic t ON t.id = spoke.topic_id ORDER BY spoke.count DESC, t.name, t.id`,
    [speakerId],
  );
  return rows.map(({ code, name, count }) => ({ slug: slugOf(name, code), name, count }));
}
