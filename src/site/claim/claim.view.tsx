/** The claim's page: the conclusion first, then how we know, what settles it, the proof, and what we said before. */
import { type ComponentChildren, Fragment, type VNode } from 'preact';
import type { ClaimRecord, StatementView, VerdictView } from '../../record/claim-record.dto.js';
import type { ReviewPolicy } from '../../shared/act.js';
import { bounds } from '../../shared/day.js';
import { Badge, standingText, standingWord, toneOf } from '../../shared/html/badge.js';
import { Day, RecordedDay } from '../../shared/html/day.js';
import { described, ErrorSummary, FieldError, type ShownError } from '../../shared/html/form.js';
import { dayOfInstant, fill, inWords, type Language, useLanguage } from '../../shared/html/language.js';
import { type Frame, Page } from '../../shared/html/page.js';
import { tongue, written } from '../../shared/html/words.js';
import { gist, mainStatement, sameWords } from './claim.words.js';
import { evidenceAnchor, EvidenceSection } from './evidence.view.js';
import { ShortReport } from '../report/short-report.view.js';
import { type Related, RelatedSection } from './related.view.js';
import { ShareBlock } from './share.view.js';
import { OthersSection, Speaker, StatementSection } from './statement.view.js';
import { hasTimeline, TimelineSection } from './timeline-section.view.js';
import { EarlierSection, VerdictSection } from './verdict.view.js';

export interface ClaimPageProps {
  frame: Frame;
  record: ClaimRecord;
  /** "YYYY-MM-DD", for the control that shows a past day. */
  today: string;
  related: Related;
  /** For machines, in the head; made by the caller, because it is data and no page. */
  head?: ComponentChildren;
  /** What the reader typed as a past day, when it was none we can show. */
  wrongDay?: { typed: string; error: ShownError };
}

export function ClaimPage({ frame, record, today, related, head, wrongDay }: ClaimPageProps): VNode {
  const { words: { claim } } = frame.language;
  const said = mainStatement(record);
  const indexed = record.asOf === null && !wrongDay;
  return (
    <Page
      {...frame} section="site" path={`/claims/${record.slug}`} title={record.title} description={descriptionOf(record, said, frame.language)} indexed={indexed} article head={head} scripts={['claim.js']}
      image={{ path: frame.language.at(`/claims/${record.slug}/card.png?${record.asOf ? `as_of=${record.asOf}` : `v=${record.version}`}`), alt: `${record.wording} ${standingText(record.standing, frame.language)}` }}
    >
      {record.asOf && <PastBanner record={record} asOf={record.asOf} />}
      <div class="wrap">
        {wrongDay && <ErrorSummary errors={[wrongDay.error]} title={claim.dayNotShown} />}
        <Hero record={record} said={said} today={today} reviewPolicy={frame.reviewPolicy} />
        <details class="contents-phone no-print"><summary>{claim.onThisPage}</summary><Contents record={record} related={related} /></details>
        <div class="claim-grid">
          <div>
            <ClaimBody record={record} reviewPolicy={frame.reviewPolicy} />
            <RelatedSection related={related} />
            {record.asOf === null && <ShortReport record={record} />}
          </div>
          <aside class="claim-aside" aria-label={claim.aboutRecord}>
            <div>
              <div class="contents-wide"><h2 class="no-print">{claim.onThisPage}</h2><Contents record={record} related={related} /></div>
              <PastControl record={record} today={today} wrongDay={wrongDay} />
              <Facts frame={frame} record={record} />
              <ShareBlock frame={frame} record={record} said={said} today={today} />
            </div>
          </aside>
        </div>
      </div>
    </Page>
  );
}

/** The record itself, section by section; the desk shows it too, before readers see it. */
export function ClaimBody({ record, reviewPolicy }: { record: ClaimRecord; reviewPolicy: ReviewPolicy }): VNode {
  const { words: { claim } } = useLanguage();
  return (
    <>
      <StatementSection record={record} />
      {record.resolution && <SettlesSection record={record} resolution={record.resolution} />}
      <TimelineSection record={record} />
      <EvidenceSection record={record} />
      <VerdictSection record={record} reviewPolicy={reviewPolicy} />
      <EarlierSection record={record} />
      {record.background && (
        <section class="section" id="background" aria-labelledby="background-title">
          <h2 id="background-title">{claim.background}</h2>
          <p class="prose" {...written(record.language)}>{record.background}</p>
        </section>
      )}
      <OthersSection record={record} />
    </>
  );
}

/** What search engines and shared links show. */
function descriptionOf(record: ClaimRecord, said: StatementView | undefined, spoken: Language): string {
  const who = said?.speaker ? `${said.speaker.name}: ` : '';
  const why = record.verdict ? ` ${gist(record.verdict.summary)}` : '';
  // A day in Ukrainian ends in a point of its own.
  const standing = standingText(record.standing, spoken).replace(/\.?$/, '.');
  return `${who}${spoken.say(spoken.words.common.quote, { words: record.wording })} ${standing}${why}`;
}

function PastBanner({ record, asOf }: { record: ClaimRecord; asOf: string }): VNode {
  const { at, longDay, instant, words: { claim } } = useLanguage();
  const wholeDay = asOf.endsWith('T23:59:59.999Z');
  const day = asOf.slice(0, 10);
  return (
    <div class="past-banner" role="note">
      <p class="wrap">
        {wholeDay ? fill(claim.pastDay, { day: <time dateTime={day}>{longDay(day)}</time> }) : fill(claim.pastInstant, { instant: <time dateTime={asOf}>{instant(asOf)}</time> })}{' '}
        <a href={at(`/claims/${record.slug}`)}>{claim.seeToday}</a>
        {record.imported && <><br /><span class="small">{claim.sampleThen}</span></>}
      </p>
    </div>
  );
}

function Hero({ record, said, today, reviewPolicy }: { record: ClaimRecord; said: StatementView | undefined; today: string; reviewPolicy: ReviewPolicy }): VNode {
  const { words: { common } } = useLanguage();
  return (
    <header class="hero">
      <p class="kicker">{common.kind[record.kind]}{!sameWords(record.title, record.wording) && <>: <span {...tongue(record.language)}>{record.title}</span></>}</p>
      <Wording record={record} />
      {said && <SaidLine statement={said} />}
      <StandingBlock record={record} today={record.asOf?.slice(0, 10) ?? today} reviewPolicy={reviewPolicy} />
      <Decided record={record} />
      <Ways record={record} />
    </header>
  );
}

/** The claim itself, set smaller the longer it is. */
export function Wording({ record }: { record: ClaimRecord }): VNode {
  const { length } = record.wording;
  return <h1 class={length > 180 ? 'claim-long' : length > 60 ? 'claim-medium' : undefined} {...tongue(record.language)}>{record.wording}</h1>;
}

/** Who, in which office that day, where, when, to whom, and through whom we know it. */
export function SaidLine({ statement }: { statement: StatementView }): VNode {
  const { say, listed, words: { claim, common } } = useLanguage();
  const { speaker, day, place, occasion, audience } = statement;
  const through = [...new Set(statement.chain.filter((hop) => hop.kind !== 'said_by' && hop.speaker.id !== speaker?.id).map((hop) => hop.speaker.name))];
  const circumstances = place ?? occasion;
  return (
    <p class="hero-said">
      {speaker ? <Speaker speaker={speaker} /> : claim.unknownSpeaker}
      <br />
      {circumstances}{circumstances && day ? common.comma : ''}{day && <Day day={day} />}{audience && say(claim.said.to, { audience })}
      {through.length > 0 && <><br /><span class="small muted">{fill(claim.said.through, { who: <a href="#said">{listed(through)}</a> })}</span></>}
    </p>
  );
}

/** The conclusion, and one sentence of why. */
export function StandingBlock({ record, today, reviewPolicy }: { record: ClaimRecord; today: string; reviewPolicy: ReviewPolicy }): VNode {
  const spoken = useLanguage();
  const { claim, common } = spoken.words;
  const { standing, verdict } = record;
  const tone = toneOf(standing.code, verdict?.rating.colour);
  return (
    <div class={`standing tone-${tone.replace('_', '-')}`}>
      <p class="standing-line">
        <span class="visually-hidden">{claim.whereItStands}</span>
        <Badge tone={tone} label={standingWord(standing, spoken)} large />
        {standing.since && <span class="standing-since">{fill(common.since, { day: <Day day={standing.since} /> })}</span>}
        {!standing.since && standing.due && <span class="standing-since">{fill(bounds(standing.due).last < today ? common.wasDue : common.due, { day: <Day day={standing.due} /> })}</span>}
      </p>
      <p class="standing-why"><Why record={record} reviewPolicy={reviewPolicy} /></p>
      {standing.code === 'being_reassessed' && <p class="standing-again">{claim.reassessed}</p>}
    </div>
  );
}

/** The first verdict of the last run of another rating: a verdict that was renewed without a change is no new day. */
function lastOther({ verdict, earlierVerdicts }: ClaimRecord): VerdictView | undefined {
  const others = earlierVerdicts.filter(({ rating }) => rating.key !== verdict?.rating.key);
  const run = others.findIndex(({ rating }) => rating.key !== others[0]?.rating.key);
  return others.at(run < 0 ? -1 : run - 1);
}

/** One sentence of why. */
function Why({ record, reviewPolicy }: { record: ClaimRecord; reviewPolicy: ReviewPolicy }): VNode {
  const { words: { claim } } = useLanguage();
  if (record.verdict) return <><span {...written(record.language)}>{gist(record.verdict.summary)}</span> <a href="#verdict">{claim.verdictInFull}</a></>;
  const event = record.resolution?.due.kind === 'event' ? record.resolution.due.event : null;
  switch (record.standing.code) {
    case 'too_early':
      return <>{claim.whyTooEarly} <a href="#settles">{claim.whatWouldSettle}</a></>;
    case 'not_rated':
      return record.statusReason ? <span {...written(record.language)}>{record.statusReason}</span> : <>{claim.whyDeclined}</>;
    case 'in_review':
      return fill(reviewPolicy === 'single' ? claim.whyInReviewSingle : claim.whyInReview, { evidence: <a href="#evidence">{claim.theEvidence}</a> });
    default:
      return <>{event ? fill(claim.whyEvent, { event: <span {...written(record.language)}>{event}</span> }) : claim.whyNone} <a href={record.resolution ? '#settles' : '#evidence'}>{record.resolution ? claim.whatWouldSettle : claim.evidenceSoFar}</a></>;
  }
}

/** What decided it, and how much of the rest proves nothing. */
export function Decided({ record }: { record: ClaimRecord }): VNode | null {
  const { count, number, words: { claim, common } } = useLanguage();
  const standing = record.evidence.filter((item) => !item.withdrawn);
  const decisive = (record.verdict?.cited ?? []).map((id) => standing.find((item) => item.id === id)).filter((item) => item?.weight === 'decisive').slice(0, 3);
  if (decisive.length === 0) return null;
  const own = standing.filter((item) => item.weight === 'repeats_claim' || item.weight === 'self_reported').length;
  const list = decisive.map((item, place) => <Fragment key={item!.id}>{place > 0 && common.comma}<a href={`#${evidenceAnchor(item!.id)}`}><bdi>{item!.source.publisher}</bdi></a> (<Day day={item!.day} />)</Fragment>);
  return (
    <p class="hero-decided">
      {fill(claim.decidedBy, { list })} {own > 0 && <a href="#evidence">{count(claim.ofAllOnlyRepeat, own, { all: number(standing.length) })}</a>}
    </p>
  );
}

/** To what was said before, which a phone shows far below. */
function Ways({ record }: { record: ClaimRecord }): VNode {
  const { at, words: { claim, common } } = useLanguage();
  const before = lastOther(record);
  return (
    <ul class="hero-ways no-print">
      {before && <li><a href="#before">{fill(claim.wayBefore, { rating: inWords(common.ratings, before.rating.label), day: <Day day={before.inForceFrom} /> })}</a></li>}
      {!before && record.corrections.length > 0 && <li><a href="#corrections">{claim.wayCorrected}</a></li>}
      <li><a href="#past">{claim.wayPast}</a></li>
      <li><a href="#share">{claim.wayShare}</a></li>
      <li><a href={at(`/claims/${record.slug}/history`)}>{claim.wayChanges}</a></li>
    </ul>
  );
}

function SettlesSection({ record, resolution }: { record: ClaimRecord; resolution: NonNullable<ClaimRecord['resolution']> }): VNode {
  const { words: { claim } } = useLanguage();
  const { due } = resolution;
  const own = written(record.language);
  return (
    <section class="section" id="settles" aria-labelledby="settles-title">
      <h2 id="settles-title">{record.verdict ? claim.settles : claim.whatWouldSettle}</h2>
      <dl class="settles">
        <div><dt>{claim.wouldConfirm}</dt><dd {...own}>{resolution.wouldConfirm}</dd></div>
        <div><dt>{claim.wouldRefute}</dt><dd {...own}>{resolution.wouldRefute}</dd></div>
        {resolution.wouldVoid && <div><dt>{claim.wouldVoid}</dt><dd {...own}>{resolution.wouldVoid}</dd></div>}
        <div>
          <dt>{claim.due}</dt>
          <dd>{due.kind === 'day' && due.day ? <Day day={due.day} /> : due.kind === 'event' ? fill(claim.dueEvent, { event: <span {...own}>{due.event}</span> }) : claim.dueOpen}</dd>
        </div>
        {resolution.note && <div><dt>{claim.note}</dt><dd {...own}>{resolution.note}</dd></div>}
      </dl>
    </section>
  );
}

function Contents({ record, related }: { record: ClaimRecord; related: Related }): VNode {
  const { say, number, words: { claim } } = useLanguage();
  const links = [
    ['#said', claim.saidTitle] as const,
    record.resolution && (['#settles', record.verdict ? claim.settles : claim.whatWouldSettle] as const),
    hasTimeline(record) && (['#timeline', claim.timeline] as const),
    ['#evidence', say(claim.contentsEvidence, { n: number(record.evidence.length) })] as const,
    record.verdict && (['#verdict', claim.verdict] as const),
    (record.earlierVerdicts.length > 0 || record.corrections.length > 0) && (['#before', claim.before] as const),
    record.background && (['#background', claim.background] as const),
    record.statements.length > 1 && (['#others', claim.others] as const),
    related.length > 0 && (['#related', claim.related] as const),
  ].filter((link) => link !== null && link !== false && link !== '');
  return (
    <nav class="no-print" aria-label={claim.onThisPage}>
      <ul class="plain-list">{links.map(([href, words]) => <li key={href}><a href={href}>{words}</a></li>)}</ul>
    </nav>
  );
}

function PastControl({ record, today, wrongDay }: Pick<ClaimPageProps, 'record' | 'today' | 'wrongDay'>): VNode {
  const { at, words: { claim } } = useLanguage();
  const errors = wrongDay ? [wrongDay.error] : [];
  return (
    <form class="aside-block no-print" id="past" action={at(`/claims/${record.slug}`)} aria-labelledby="past-title">
      <h2 id="past-title">{claim.pastTitle}</h2>
      <div class="field-row">
        <div class="field">
          <label class="visually-hidden" for="as_of">{claim.pastField}</label>
          <FieldError field="as_of" errors={errors} />
          {wrongDay
            ? <input id="as_of" name="as_of" type="text" required value={wrongDay.typed} {...described('as_of', errors)} />
            : <input id="as_of" name="as_of" type="date" required min={record.publicAt?.slice(0, 10)} max={today} value={record.asOf?.slice(0, 10)} />}
        </div>
        <button class="button-quiet" type="submit">{claim.pastShow}</button>
      </div>
      <PastDays record={record} />
      {record.asOf && <p class="more"><a href={at(`/claims/${record.slug}`)}>{claim.seeToday}</a></p>}
    </form>
  );
}

/** The days on which a reader would have seen something new: on record, and each verdict. */
function PastDays({ record }: { record: ClaimRecord }): VNode | null {
  const { at, words: { claim, common } } = useLanguage();
  const verdicts = [record.verdict, ...record.earlierVerdicts].filter((verdict) => verdict !== null && verdict.approvedAt !== null);
  const days = new Map(verdicts.toReversed().map((verdict) => [dayOfInstant(verdict!.approvedAt!), inWords(common.ratings, verdict!.rating.label)]));
  if (days.size === 0) return null;
  return (
    <>
      <h3 class="aside-subhead">{claim.pastDays}</h3>
      <ul class="plain-list">
        {record.publicAt && !days.has(dayOfInstant(record.publicAt)) && <PastDay href={at(`/claims/${record.slug}?as_of=${dayOfInstant(record.publicAt)}`)} day={dayOfInstant(record.publicAt)} words={claim.onRecordSince} />}
        {[...days].map(([day, words]) => <PastDay key={day} href={at(`/claims/${record.slug}?as_of=${day}`)} day={day} words={words} />)}
      </ul>
    </>
  );
}

function PastDay({ href, day, words }: { href: string; day: string; words: string }): VNode {
  return <li><a href={href}><Day day={day} /></a> <span class="muted">{words}</span></li>;
}

function Facts({ frame, record }: { frame: Frame; record: ClaimRecord }): VNode {
  const { at, words: { claim, common } } = useLanguage();
  return (
    <div class="aside-block facts">
      <h2>{claim.thisRecord}</h2>
      <dl>
        <dt>{claim.kindOfClaim}</dt><dd>{common.kind[record.kind]}</dd>
        {record.topics.length > 0 && <><dt>{record.topics.length === 1 ? claim.topic : claim.topics}</dt>{record.topics.map((topic) => <dd key={topic.id}><a href={at(`/topics/${topic.slug}`)}>{topic.name}</a></dd>)}</>}
        {record.publicAt && <><dt>{claim.onRecordSince}</dt><dd><RecordedDay at={record.publicAt} /></dd></>}
        <dt>{claim.lastChanged}</dt><dd><RecordedDay at={record.changedAt} /></dd>
      </dl>
      <p class="more"><a href={at(`/claims/${record.slug}/history`)}>{claim.everyChange}</a></p>
      {record.imported && <p class="muted">{claim.sample}</p>}
      {common.deskLanguage && <p class="muted">{common.deskLanguage}</p>}
      <p class="no-print">{claim.wrongHere} <a href={record.asOf === null ? '#report' : at(`/report?claim=${encodeURIComponent(record.slug)}&version=${record.version}`)}>{claim.tellUs}</a></p>
      {frame.viewer.roles.length > 0 && <p class="more no-print"><a href={`/desk/claims/${record.id}`}>{claim.openAtDesk}</a></p>}
    </div>
  );
}
