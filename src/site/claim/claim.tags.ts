/** What a page that shows a claim's record depends on: when one of these changes, it is made anew. */
import type { ClaimRecord } from '../../record/claim-record.dto.js';

export function claimTags(...records: readonly (ClaimRecord | undefined)[]): string[] {
  const tags = new Set<string>();
  for (const record of records) {
    if (!record) continue;
    tags.add(`claim:${record.id}`).add(`scale:${record.scale.id}`);
    for (const topic of record.topics) tags.add(`topic:${topic.id}`).add(`claims-on-topic:${topic.id}`);
    for (const { speaker, chain } of record.statements) {
      if (speaker) tags.add(`speaker:${speaker.id}`).add(`claims-of-speaker:${speaker.id}`);
      for (const hop of chain) {
        tags.add(`speaker:${hop.speaker.id}`);
        if (hop.source) tags.add(`source:${hop.source.id}`);
      }
    }
    for (const { source } of record.evidence) tags.add(`source:${source.id}`);
    for (const verdict of [record.verdict, ...record.earlierVerdicts]) {
      if (!verdict) continue;
      tags.add(`account:${verdict.proposedBy.id}`);
      if (verdict.approvedBy) tags.add(`account:${verdict.approvedBy.id}`);
    }
    if (record.mergedInto) tags.add(`claim:${record.mergedInto.id}`);
  }
  return [...tags];
}
