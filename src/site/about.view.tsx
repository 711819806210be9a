/** Speakers and topics: who or what it is, and the claims. */
import type { ComponentChildren, VNode } from 'preact';
import type { ClaimSummary } from '../claims/claim.dto.js';
import { sayDay } from '../shared/day.js';
import { type Frame, Page } from '../shared/html/page.js';
import type { RoleView, SpeakerView } from '../speakers/speaker.dto.js';
import type { TopicView } from '../topics/topic.dto.js';
import { ClaimList } from './lists/claim-list.view.js';

interface Listed {
  frame: Frame;
  items: readonly ClaimSummary[];
  nextCursor: string | null;
}

export function SpeakerPage({ speaker, ...listed }: Listed & { speaker: SpeakerView }): VNode {
  const { name, description, aliases, roles, wikidataId, slug } = speaker;
  return (
    <Page {...listed.frame} section="site" path={`/speakers/${slug}`} title={name} description={`Claims by ${name} on record, and where each stands.`}>
      <div class="wrap">
        <div class="page-head">
          <p class="kicker">{speaker.kind === 'person' ? 'Speaker' : 'Organisation'}</p>
          <h1>{name}</h1>
          {description && <p>{description}</p>}
          {roles.length > 0 && <ul class="roles">{roles.map((role) => <li key={`${role.title} ${role.from}`}>{role.title} <span class="muted">{spanOf(role)}</span></li>)}</ul>}
          {aliases.length > 0 && <p class="small muted">Also written {aliases.join(', ')}</p>}
          {wikidataId && <p class="small"><a href={`https://www.wikidata.org/wiki/${wikidataId}`} rel="nofollow noopener">{name} on Wikidata</a></p>}
        </div>
        <Claims {...listed} more={`/claims?speaker=${encodeURIComponent(slug)}`} lead="Claims are chosen because they can be checked, not sampled: they do not measure how often somebody tells the truth." none="No claim by this speaker is on record." />
      </div>
    </Page>
  );
}

/** "2004 to today", "since 2004", "until March 2020" */
function spanOf({ from, until }: RoleView): string {
  if (from && until) return `${sayDay(from)} to ${sayDay(until)}`;
  if (from) return `since ${sayDay(from)}`;
  return until ? `until ${sayDay(until)}` : '';
}

export function TopicPage({ topic, ...listed }: Listed & { topic: TopicView }): VNode {
  return (
    <Page {...listed.frame} section="site" path={`/topics/${topic.slug}`} title={topic.name} description={topic.description ?? `Claims about ${topic.name}, and where each stands.`}>
      <div class="wrap">
        <div class="page-head">
          <p class="kicker">Topic</p>
          <h1>{topic.name}</h1>
          {topic.description && <p>{topic.description}</p>}
        </div>
        <Claims {...listed} more={`/claims?topic=${encodeURIComponent(topic.slug)}`} none="No claim on this topic is on record." />
      </div>
    </Page>
  );
}

function Claims({ items, nextCursor, more, lead, none }: Omit<Listed, 'frame'> & { more: string; lead?: ComponentChildren; none: string }): VNode {
  return (
    <section class="section" aria-labelledby="claims-title">
      <h2 id="claims-title">Claims</h2>
      {lead && <p class="section-lead small">{lead}</p>}
      {items.length > 0 ? <ClaimList items={items} /> : <p>{none}</p>}
      {nextCursor && <p class="more"><a href={`${more}&cursor=${encodeURIComponent(nextCursor)}`} rel="next">Older claims</a></p>}
    </section>
  );
}
