/** A topic: where the claims on it stand, every claim, and who spoke. */
import type { VNode } from 'preact';
import type { ClaimSummary } from '../../claims/claim.dto.js';
import { ErrorSummary, type ShownError } from '../../shared/html/form.js';
import { inWords } from '../../shared/html/language.js';
import { type Frame, Page } from '../../shared/html/page.js';
import { written } from '../../shared/html/words.js';
import type { TopicView } from '../../topics/topic.dto.js';
import { ClaimList } from '../lists/claim-list.view.js';
import { CountedList, DESK_LANGUAGE, FeedHead, FeedLinks, Pager, Tally } from './about-parts.view.js';
import type { ClaimRecordCounts } from './record.rules.js';
import type { Counted } from './topic.query.js';

export interface TopicPageProps {
  frame: Frame;
  topic: TopicView;
  record: ClaimRecordCounts;
  items: readonly ClaimSummary[];
  nextCursor: string | null;
  speakers: { items: readonly Counted[]; total: number };
  first: boolean;
  errors: readonly ShownError[];
}

export function TopicPage({ frame, topic, record, items, nextCursor, speakers, first, errors }: TopicPageProps): VNode {
  const { say, count, number, at, words: { about, common } } = frame.language;
  const path = `/topics/${topic.slug}`;
  const feeds = `/feeds/topics/${topic.slug}`;
  const within = `topic=${topic.slug}`;
  return (
    <Page {...frame} section="site" path={path} title={topic.name} description={topic.description ?? say(about.topicDescription, { name: topic.name })} indexed={first} head={<FeedHead base={feeds} title={topic.name} />}>
      <div class="wrap">
        <ErrorSummary errors={errors} title={about.wrongTitle} />
        <div class="page-head">
          <p class="kicker">{about.topic}</p>
          <h1 {...written(DESK_LANGUAGE)}>{topic.name}</h1>
          {topic.description && <p {...written(DESK_LANGUAGE)}>{topic.description}</p>}
        </div>
        <div class="columns">
          <div>
            {first && record.total > 0 && (
              <section class="section" aria-labelledby="stand-title">
                <h2 id="stand-title">{about.whereTheyStand}</h2>
                <p class="record-sum">{record.total === record.rated ? count(about.topicAllRated, record.total) : count(about.topicCount, record.total, { rated: number(record.rated), unrated: number(record.total - record.rated) })}</p>
                {record.scales.map(({ scale, ratings, unrated }) => (
                  <div key={scale.id} class="record-scale">
                    <h3>{record.scales.some((other) => other.scale.key === scale.key && other.scale.id !== scale.id) ? say(about.scaleVersion, { scale: inWords(common.scales, scale.name), version: scale.version }) : inWords(common.scales, scale.name)}</h3>
                    <Tally ratings={ratings} unrated={unrated} within={within} />
                  </div>
                ))}
                {record.withdrawn > 0 && <p class="small muted">{count(about.notCounted, record.withdrawn)}</p>}
              </section>
            )}
            <section class="section" aria-labelledby="claims-title">
              <h2 id="claims-title">{about.claims}</h2>
              {items.length > 0 ? (
                <>
                  <p class="section-lead">{about.topicClaimsLead} <a href={at(`/claims?${within}`)}>{about.filterLead}</a></p>
                  <ClaimList items={items} />
                </>
              ) : <p>{about.noClaimsTopic}</p>}
              <Pager path={path} nextCursor={nextCursor} first={first} older={about.olderClaims} newest={about.newestClaims} />
            </section>
          </div>
          <div>
            {speakers.items.length > 0 && (
              <section class="section" aria-labelledby="speakers-title">
                <h2 id="speakers-title">{about.topicSpeakers}</h2>
                <CountedList items={speakers.items} kind="speaker" of={topic.name} within={within} />
                {speakers.total > speakers.items.length && <p class="small muted">{count(about.topicMoreSpeakers, speakers.total - speakers.items.length)}</p>}
              </section>
            )}
            <section class="section" aria-labelledby="follow-title">
              <h2 id="follow-title">{about.follow}</h2>
              <FeedLinks base={feeds} />
            </section>
          </div>
        </div>
      </div>
    </Page>
  );
}
