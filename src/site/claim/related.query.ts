/** Other claims of the same speaker and on the same topics, a few of each, read beside the claim they stand under. */
import type { ClaimRecord } from '../../record/claim-record.dto.js';
import { summaries } from '../../record/claims.query.js';
import type { Reader } from '../site.query.js';
import type { Related, RelatedGroup } from './related.view.js';

const EACH = 4;
/** Of a claim on many topics, the first few by name. */
const TOPICS = 2;

/** One statement for all groups; its order is theirs, so that each row is told by the claim that it is. */
const CHOSEN = `
  SELECT id FROM (
    (SELECT 0 AS part, s.claim_id AS id, max(s.said_day) AS day FROM
       (SELECT s.claim_id, s.said_day FROM statement s JOIN claim c ON c.id = s.claim_id
         WHERE s.speaker_id = $2 AND s.claim_id <> $1 AND s.said_day IS NOT NULL AND c.status NOT IN ('draft', 'withdrawn') ORDER BY s.said_day DESC LIMIT ${EACH * 5}) s
      GROUP BY s.claim_id ORDER BY day DESC NULLS LAST, id LIMIT ${EACH})
    UNION ALL
    SELECT t.part, found.claim_id, NULL FROM unnest($3::uuid[]) WITH ORDINALITY AS t(topic_id, part)
      CROSS JOIN LATERAL (SELECT ct.claim_id FROM claim_topic ct JOIN claim c ON c.id = ct.claim_id
        WHERE ct.topic_id = t.topic_id AND ct.claim_id <> $1 AND c.status NOT IN ('draft', 'withdrawn') ORDER BY ct.claim_id DESC LIMIT ${EACH * 2}) found
  ) near ORDER BY part, day DESC NULLS LAST, id DESC`;

/** Each claim once: by the speaker first, then by topic. */
export async function relatedClaims(reader: Reader, record: ClaimRecord, now: Date): Promise<Related> {
  const speaker = record.statements.find((statement) => statement.speaker)?.speaker;
  const topics = record.topics.slice(0, TOPICS);
  if (!speaker && topics.length === 0) return [];
  const found = await summaries(reader, CHOSEN, [record.id, speaker?.id ?? null, topics.map((topic) => topic.id)], { desk: false, now });
  const items = [...new Map(found.map((item) => [item.id, item])).values()];
  const groups: RelatedGroup[] = [];
  const shown = new Set<string>();
  const add = (group: Omit<RelatedGroup, 'items'>, belongs: (item: (typeof items)[number]) => boolean) => {
    const own = items.filter((item) => !shown.has(item.id) && belongs(item)).slice(0, EACH);
    for (const item of own) shown.add(item.id);
    if (own.length > 0) groups.push({ ...group, items: own });
  };
  if (speaker) add({ by: 'speaker', name: speaker.name, slug: speaker.slug }, (item) => item.speaker?.id === speaker.id);
  for (const topic of topics) add({ by: 'topic', name: topic.name, slug: topic.slug }, (item) => item.topics.some((own) => own.id === topic.id));
  return groups;
}
