/** What a page that shows a claim's record depends on: when one of these changes, it is made anew. */
import type { ClaimRecord } from '../../record/claim-record.dto.js';
import { tagOf, tagOfClaimsBy, tagOfClaimsOn } from '../cache/tags.js';

export function claimTags(...records: readonly (ClaimRecord | undefined)[]): string[] {
  const tags = new Set<string>();
  for (const record of records) {
    if (!record) continue;
    tags.add(tagOf('claim', record.id)).add(tagOf('scale', record.scale.id));
    for (const topic of record.topics) tags.add(tagOf('topic', topic.id)).add(tagOfClaimsOn(topic.id));
    for (const { speaker, chain } of record.statements) {
      if (speaker) tags.add(tagOf('speaker', speaker.id)).add(tagOfClaimsBy(speaker.id));
      for (const hop of chain) {
        tags.add(tagOf('speaker', hop.speaker.id));
        if (hop.source) tags.add(tagOf('source', hop.source.id));
      }
    }
    for (const { source } of record.evidence) tags.add(tagOf('source', source.id));
    for (const verdict of [record.verdict, ...record.earlierVerdicts]) {
      if (!verdict) continue;
      tags.add(tagOf('account', verdict.proposedBy.id));
      if (verdict.approvedBy) tags.add(tagOf('account', verdict.approvedBy.id));
      for (const { by } of verdict.dissents) tags.add(tagOf('account', by.id));
    }
    if (record.mergedInto) tags.add(tagOf('claim', record.mergedInto.id));
  }
  return [...tags];
}
