/** Other claims by the same speaker and on the same topics. */
import type { VNode } from 'preact';
import type { ClaimSummary } from '../../claims/claim.dto.js';
import { useLanguage } from '../../shared/html/language.js';
import { ClaimList } from '../lists/claim-list.view.js';

export interface RelatedGroup {
  by: 'speaker' | 'topic';
  /** Of the speaker or topic. */
  name: string;
  slug: string;
  items: ClaimSummary[];
}

export type Related = readonly RelatedGroup[];

export function RelatedSection({ related }: { related: Related }): VNode | null {
  const { at, say, words: { claim, common } } = useLanguage();
  if (related.length === 0) return null;
  return (
    <section class="section related" id="related" aria-labelledby="related-title">
      <h2 id="related-title">{claim.related}</h2>
      {related.map((group) => (
        <div key={group.slug}>
          <h3>{group.by === 'speaker' ? say(claim.relatedSpeaker, { speaker: group.name }) : say(claim.relatedTopic, { topic: group.name })}</h3>
          <ClaimList items={group.items} summaries={false} level={4} />
          <p class="more"><a href={at(group.by === 'speaker' ? `/speakers/${group.slug}` : `/topics/${group.slug}`)}>{common.allClaims}<span class="visually-hidden">: {group.name}</span></a></p>
        </div>
      ))}
    </section>
  );
}
