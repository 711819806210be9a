/** What a speaker's page lists: their claims by the day they first made them, what reaches us through them, and what was made up of them. */
import type { ClaimSummary } from '../../claims/claim.dto.js';
import { summaries } from '../../record/claims.query.js';
import { dayOf, fromColumns, type Precision } from '../../shared/day.js';
import { slugOf } from '../../shared/ids.js';
import { encodeCursor, PAGE_SIZE } from '../../shared/paging.js';
import { roleOn } from '../../speakers/role.rules.js';
import type { SpeakerView } from '../../speakers/speaker.dto.js';
import type { Reader } from '../site.query.js';
import type { RecordCount } from './record.rules.js';

/** Of what reaches us through the speaker, and of what was made up, the page shows the newest; the first has a list of its own. */
const FEW = 5;
const MADE_UP = 10;

/** Sorts what has no day behind all that has one; cursors carry it too. */
const NO_DAY = '1000-01-01';

/** The key of the last row seen: day and claim. */
export type After = readonly [day: string, id: string];

export interface SpeakerLists {
  own: ClaimSummary[];
  /** Claims of others that the speaker relayed or published. */
  through: { items: ClaimSummary[]; total: number };
  /** Claims whose every statement by the speaker is made up. */
  madeUp: { items: ClaimSummary[]; total: number };
  /** Of the list that was asked for. */
  nextCursor: string | null;
}

interface Row {
  part: 'own' | 'through' | 'made_up';
  id: string;
  day: string;
  precision: Precision | null;
  /** Of `through`: whose statement it is, and when it was made. */
  who: { id: string; code: string; name: string; kind: SpeakerView['kind']; day: string | null; precision: Precision } | null;
  total: number;
}

/**
 * A claim stands once, at the first day on which the speaker made it; a statement that was made up is none of theirs.
 * The two halves of `own` each follow the index from its end, which one ORDER BY … NULLS LAST could not.
 */
const LISTED = `
  WITH own AS (
    (SELECT s.claim_id, s.said_day AS day, s.said_precision AS precision FROM statement s JOIN claim c ON c.id = s.claim_id
      WHERE s.speaker_id = $1 AND s.said_day IS NOT NULL AND s.was_said <> 'fabricated' AND c.status <> 'draft'
        AND ($3::date IS NULL OR (s.said_day, s.claim_id) < ($3::date, $4::uuid))
        AND NOT EXISTS (SELECT FROM statement o WHERE o.claim_id = s.claim_id AND o.speaker_id = $1 AND o.was_said <> 'fabricated' AND (o.said_day, o.id) < (s.said_day, s.id))
      ORDER BY s.said_day DESC, s.claim_id DESC LIMIT $2)
    UNION ALL
    (SELECT s.claim_id, '${NO_DAY}'::date, NULL FROM statement s JOIN claim c ON c.id = s.claim_id
      WHERE s.speaker_id = $1 AND s.said_day IS NULL AND s.was_said <> 'fabricated' AND c.status <> 'draft'
        AND ($3::date IS NULL OR ('${NO_DAY}'::date, s.claim_id) < ($3::date, $4::uuid))
        AND NOT EXISTS (SELECT FROM statement o WHERE o.claim_id = s.claim_id AND o.speaker_id = $1 AND o.was_said <> 'fabricated' AND (o.said_day IS NOT NULL OR o.id < s.id))
      ORDER BY s.claim_id DESC LIMIT $2)
  ), through AS (
    SELECT s.claim_id, max(coalesce(h.hop_day, s.said_day, '${NO_DAY}')) AS day FROM attribution_hop h JOIN statement s ON s.id = h.statement_id JOIN claim c ON c.id = s.claim_id
     WHERE h.speaker_id = $1 AND h.kind <> 'said_by' AND s.speaker_id IS DISTINCT FROM $1 AND c.status NOT IN ('draft', 'withdrawn')
     GROUP BY s.claim_id
  ), made_up AS (
    SELECT s.claim_id, max(coalesce(s.said_day, '${NO_DAY}')) AS day FROM statement s JOIN claim c ON c.id = s.claim_id
     WHERE s.speaker_id = $1 AND s.was_said = 'fabricated' AND c.status NOT IN ('draft', 'withdrawn')
       AND NOT EXISTS (SELECT FROM statement o WHERE o.claim_id = s.claim_id AND o.speaker_id = $1 AND o.was_said <> 'fabricated')
     GROUP BY s.claim_id
  )
  (SELECT 'own' AS part, claim_id AS id, day::text, precision, NULL::jsonb AS who, 0 AS total FROM own ORDER BY own.day DESC, claim_id DESC LIMIT $2)
  UNION ALL
  (SELECT 'through', t.claim_id, t.day::text, NULL,
          (SELECT jsonb_build_object('id', p.id, 'code', p.code, 'name', p.name, 'kind', p.kind, 'day', s.said_day, 'precision', s.said_precision)
             FROM attribution_hop h JOIN statement s ON s.id = h.statement_id JOIN speaker p ON p.id = s.speaker_id
            WHERE s.claim_id = t.claim_id AND h.speaker_id = $1 AND h.kind <> 'said_by' AND s.speaker_id <> $1 ORDER BY s.said_day, s.id LIMIT 1),
          (SELECT count(*)::int FROM through)
     FROM (SELECT * FROM through WHERE $6::date IS NULL OR (day, claim_id) < ($6::date, $7::uuid) ORDER BY day DESC, claim_id DESC LIMIT $5) t ORDER BY t.day DESC, t.claim_id DESC)
  UNION ALL
  (SELECT 'made_up', claim_id, day::text, NULL, NULL, (SELECT count(*)::int FROM made_up) FROM made_up ORDER BY made_up.day DESC, claim_id DESC LIMIT $8)`;

/**
 * @param asked which list is paged: the speaker's own claims with the newest of the others beside them, or `through` alone
 * @returns in each row of `own` the speaker as they were on the day they said it, whoever else said it before
 */
export async function speakerLists(reader: Reader, speaker: SpeakerView, asked: 'own' | 'through', after: After | undefined, now: Date): Promise<SpeakerLists> {
  const [day, id] = after ?? [null, null];
  const paged = PAGE_SIZE + 1;
  const rows: Row[] = await reader.query(LISTED, asked === 'own' ? [speaker.id, paged, day, id, FEW, null, null, MADE_UP] : [speaker.id, 0, null, null, paged, day, id, 0]);
  const of = (part: Row['part'], most: number) => rows.filter((row) => row.part === part).slice(0, most);
  const [own, through, madeUp] = [of('own', PAGE_SIZE), of('through', asked === 'own' ? FEW : PAGE_SIZE), of('made_up', MADE_UP)];
  const found = await claimsById(reader, [...own, ...through, ...madeUp].map((row) => row.id), now);
  const last = (asked === 'own' ? own : through).at(-1);
  const hasMore = rows.filter((row) => row.part === asked).length > PAGE_SIZE;
  return {
    own: own.flatMap((row) => {
      const item = found.get(row.id);
      const saidOn = row.precision && fromColumns(row.day, row.precision);
      return item ? [{ ...item, saidOn, speaker: { id: speaker.id, slug: speaker.slug, name: speaker.name, kind: speaker.kind, role: saidOn && roleOn(speaker.roles, saidOn) } }] : [];
    }),
    through: { items: through.flatMap((row) => saidBy(row.who, found.get(row.id))), total: through[0]?.total ?? 0 },
    madeUp: { items: madeUp.flatMap((row) => found.get(row.id) ?? []), total: madeUp[0]?.total ?? 0 },
    nextCursor: hasMore && last ? encodeCursor([last.day, last.id]) : null,
  };
}

/** The claim under the name of whoever reaches us here, which need not be who made it first. */
function saidBy(who: Row['who'], item: ClaimSummary | undefined): ClaimSummary[] {
  if (!item) return [];
  if (!who || who.id === item.speaker?.id) return [item];
  const { id, code, name, kind, day, precision } = who;
  return [{ ...item, saidOn: day && fromColumns(day, precision), speaker: { id, slug: slugOf(name, code), name, kind, role: null } }];
}

/** List rows by the claims' ids, in one statement. */
export async function claimsById(reader: Reader, ids: readonly string[], now: Date): Promise<Map<string, ClaimSummary>> {
  const unique = [...new Set(ids)];
  if (unique.length === 0) return new Map();
  const found = await summaries(reader, 'SELECT id FROM unnest($1::uuid[]) AS id', [unique], { desk: false, now });
  return new Map(found.map((item) => [item.id, item]));
}

/** Every claim of the speaker counted once, in the month they first made it; added up by the database, so that a hundred thousand claims are a few rows. */
export async function recordCounts(reader: Reader, speakerId: string, now: Date): Promise<RecordCount[]> {
  return reader.query(
    `WITH own AS (
       SELECT s.claim_id, min((s.said_day || ' ' || s.said_precision) COLLATE "C") AS first, bool_or(s.was_said = 'confirmed') AS confirmed
         FROM statement s WHERE s.speaker_id = $1 AND s.was_said <> 'fabricated' GROUP BY s.claim_id)
     SELECT left(own.first, CASE WHEN own.first LIKE '% year' THEN 4 ELSE 7 END) AS "when", c.scale_id AS "scaleId", v.rating_id AS "ratingId",
            standing_code(c.status, v.id IS NOT NULL, r.due_day, r.due_precision, $2::date) AS standing, own.confirmed, count(*)::int AS count
       FROM own JOIN claim c ON c.id = own.claim_id AND c.status <> 'draft'
       LEFT JOIN verdict v ON v.claim_id = c.id AND v.approved_at IS NOT NULL AND v.superseded_at IS NULL
       LEFT JOIN resolution r ON r.claim_id = c.id
      GROUP BY 1, 2, 3, 4, 5`,
    [speakerId, dayOf(now)],
  );
}
