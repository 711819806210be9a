/** Who a speaker is, their record in counts, every claim, and what reaches us through them. */
import type { VNode } from 'preact';
import type { ClaimSummary } from '../../claims/claim.dto.js';
import { Day } from '../../shared/html/day.js';
import { ErrorSummary, type ShownError } from '../../shared/html/form.js';
import { fill, inWords, useLanguage } from '../../shared/html/language.js';
import { type Frame, Page } from '../../shared/html/page.js';
import { OutLink, written } from '../../shared/html/words.js';
import type { RoleView, SpeakerView } from '../../speakers/speaker.dto.js';
import { ClaimList } from '../lists/claim-list.view.js';
import { RecordChartPicture } from '../pictures/record-chart.view.js';
import { CountedList, DESK_LANGUAGE, FeedHead, FeedLinks, Pager, Tally } from './about-parts.view.js';
import { type ClaimRecordCounts, type ScaleRecord, waiting } from './record.rules.js';
import type { Counted } from './topic.query.js';

export interface SpeakerPageProps {
  frame: Frame;
  speaker: SpeakerView;
  record: ClaimRecordCounts;
  own: readonly ClaimSummary[];
  through: { items: readonly ClaimSummary[]; total: number };
  madeUp: { items: readonly ClaimSummary[]; total: number };
  topics: readonly Counted[];
  nextCursor: string | null;
  /** Whether this is the first page of the claims. */
  first: boolean;
  errors: readonly ShownError[];
}

export function SpeakerPage(props: SpeakerPageProps): VNode {
  const { frame, speaker, record, own, through, madeUp, topics, first, errors } = props;
  const { say, count, at, words: { about } } = frame.language;
  const feeds = `/feeds/speakers/${speaker.slug}`;
  const path = `/speakers/${speaker.slug}`;
  return (
    <Page {...frame} section="site" path={path} title={speaker.name} description={speaker.description ?? say(about.speakerDescription, { name: speaker.name })} indexed={first} head={<FeedHead base={feeds} title={speaker.name} />}>
      <div class="wrap">
        <ErrorSummary errors={errors} title={about.wrongTitle} />
        <Head speaker={speaker} full={first} />
        <div class="columns">
          <div>
            {first && record.total > 0 && <RecordSection speaker={speaker} record={record} />}
            <section class="section" id="claims" aria-labelledby="claims-title">
              <h2 id="claims-title">{about.claims}</h2>
              {own.length > 0 ? (
                <>
                  <p class="section-lead">{say(about.claimsLead, { name: speaker.name })} <a href={at(`/claims?speaker=${speaker.slug}`)}>{about.filterLead}</a></p>
                  {first && record.total > 1 && (
                    <nav class="claims-only no-print" aria-label={about.only}>
                      <p class="small muted">{about.only}</p>
                      <Tally ratings={record.scales.flatMap((scale) => scale.ratings)} unrated={waiting(record)} within={`speaker=${speaker.slug}`} />
                    </nav>
                  )}
                  <ClaimList items={own} />
                </>
              ) : <p>{say(about.noClaimsSpeaker, { name: speaker.name })}</p>}
              <Pager path={path} nextCursor={props.nextCursor} first={first} older={about.olderClaims} newest={about.newestClaims} />
            </section>
          </div>
          <div>
            {through.total > 0 && (
              <section class="section" id="through" aria-labelledby="through-title">
                <h2 id="through-title">{say(about.through, { name: speaker.name })}</h2>
                <p class="section-lead small">{count(about.throughLead, through.total, { name: speaker.name })} {say(about.throughOnly, { name: speaker.name })}</p>
                <ClaimList items={through.items} summaries={false} />
                {through.total > through.items.length && <p class="more"><a href={at(`${path}?kind=through`)}>{count(about.throughAll, through.total)}<span class="visually-hidden">: {say(about.through, { name: speaker.name })}</span></a></p>}
              </section>
            )}
            {madeUp.total > 0 && (
              <section class="section" id="made-up" aria-labelledby="made-up-title">
                <h2 id="made-up-title">{say(about.madeUp, { name: speaker.name })}</h2>
                <p class="section-lead small">{count(about.madeUpLead, madeUp.total, { name: speaker.name })}</p>
                <ClaimList items={madeUp.items} summaries={false} />
              </section>
            )}
            {topics.length > 0 && (
              <section class="section" aria-labelledby="topics-title">
                <h2 id="topics-title">{about.spokeOn}</h2>
                <CountedList items={topics} kind="topic" of={speaker.name} within={`speaker=${speaker.slug}`} />
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

/** Everything of others that the speaker relayed or published. */
export function ThroughPage({ frame, speaker, through, nextCursor, first, errors }: Pick<SpeakerPageProps, 'frame' | 'speaker' | 'through' | 'nextCursor' | 'first' | 'errors'>): VNode {
  const { say, count, at, words: { about } } = frame.language;
  const path = `/speakers/${speaker.slug}`;
  const title = say(about.through, { name: speaker.name });
  return (
    <Page {...frame} section="site" path={path} title={title} description={say(about.throughDescription, { name: speaker.name })} indexed={false}>
      <div class="wrap prose-list">
        <ErrorSummary errors={errors} title={about.wrongTitle} />
        <div class="page-head">
          <p class="kicker"><a href={at(path)}>{say(about.backTo, { name: speaker.name })}</a></p>
          <h1>{title}</h1>
          {through.total > 0 && <p class="muted">{count(about.throughLead, through.total, { name: speaker.name })} {say(about.throughOnly, { name: speaker.name })}</p>}
        </div>
        <h2 class="visually-hidden">{about.claims}</h2>
        <ClaimList items={through.items} />
        <Pager path={`${path}?kind=through`} nextCursor={nextCursor} first={first} older={about.olderClaims} newest={about.newestClaims} />
      </div>
    </Page>
  );
}

function Head({ speaker, full }: { speaker: SpeakerView; full: boolean }): VNode {
  const { say, listed, words: { about } } = useLanguage();
  const { name, kind, description, roles, aliases, wikidataId } = speaker;
  return (
    <div class="page-head">
      <p class="kicker">{kind === 'person' ? about.speaker : about.organisation}</p>
      <h1 dir="auto">{name}</h1>
      {description && <p {...written(DESK_LANGUAGE)}>{description}</p>}
      {full && roles.length > 0 && (
        <ul class="roles" aria-label={about.roles}>
          {roles.map((role) => <li key={`${role.title} ${role.from}`}><span {...written(DESK_LANGUAGE)}>{role.title}</span> <span class="muted small"><Span role={role} /></span></li>)}
        </ul>
      )}
      {full && aliases.length > 0 && <p class="small muted">{say(about.alsoWritten, { names: listed(aliases) })}</p>}
      {full && wikidataId && <p class="small"><OutLink href={`https://www.wikidata.org/wiki/${wikidataId}`}>{say(about.onWikidata, { name })}</OutLink></p>}
    </div>
  );
}

/** "2004 to 2012", "since 2004", "until March 2020" */
function Span({ role: { from, until } }: { role: RoleView }): VNode | null {
  const { words: { about } } = useLanguage();
  if (!from && !until) return null;
  return fill(from && until ? about.span : from ? about.spanSince : about.spanUntil, { from: from && <Day day={from} />, until: until && <Day day={until} /> });
}

function RecordSection({ speaker, record }: { speaker: SpeakerView; record: ClaimRecordCounts }): VNode {
  const { say, count, number, words: { about } } = useLanguage();
  const { scales, total, rated, unconfirmed, withdrawn } = record;
  return (
    <section class="section" id="record" aria-labelledby="record-title">
      <h2 id="record-title">{about.record}</h2>
      {scales.length > 1 && <p class="record-sum">{total === rated ? count(about.recordAllRated, total) : count(about.recordCount, total, { rated: number(rated), unrated: number(total - rated) })}</p>}
      <p class="section-lead">{about.chosen}</p>
      {scales.map((scale) => <ScaleChart key={scale.scale.id} record={scale} several={scales.some((other) => other !== scale && other.scale.key === scale.scale.key)} />)}
      <p class="small muted">
        {[
          say(about.countedOnce, { name: speaker.name }),
          unconfirmed > 0 && count(about.unconfirmed, unconfirmed),
          withdrawn > 0 && count(about.notCounted, withdrawn),
        ].filter(Boolean).join(' ')}
      </p>
    </section>
  );
}

/** @param several whether another version of the scale is on the page */
function ScaleChart({ record: { scale, ratings, inTime }, several }: { record: ScaleRecord; several: boolean }): VNode {
  const { at, say, words: { about, common } } = useLanguage();
  const name = inWords(common.scales, scale.name);
  const shown = ratings.map(({ rating: { key, label, colour } }) => ({ key, colour, label: inWords(common.ratings, label) }));
  return (
    <div class="record-scale">
      <h3><a href={at(`/method#scale-${scale.key}${scale.current ? '' : `-${scale.version}`}`)}>{several ? say(about.scaleVersion, { scale: name, version: scale.version }) : name}</a></h3>
      <RecordChartPicture record={{ scale: name, ratings: shown, counts: inTime }} labels={about.chart} id={`record-${scale.key}-${scale.version}`} />
    </div>
  );
}
