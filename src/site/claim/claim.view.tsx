/** The claim's page: the conclusion first, then the reason, then the proof. */
import type { ComponentChildren, VNode } from 'preact';
import type { ClaimRecord, StatementView } from '../../record/claim-record.dto.js';
import { bounds, dayOf, sayInstant } from '../../shared/day.js';
import { Badge, standingWord, toneOf } from '../../shared/html/badge.js';
import { Day, RecordedDay } from '../../shared/html/day.js';
import { described, ErrorSummary, FieldError, type ShownError } from '../../shared/html/form.js';
import { type Frame, Page } from '../../shared/html/page.js';
import { tongue } from '../../shared/html/words.js';
import { gist, KIND_WORDS, listed, sameWords, sayLongDay } from './claim.words.js';
import { EvidenceSection } from './evidence.view.js';
import { Speaker, StatementSection } from './statement.view.js';
import { EarlierSection, VerdictSection } from './verdict.view.js';

export interface ClaimPageProps {
  frame: Frame;
  record: ClaimRecord;
  /** "YYYY-MM-DD", for the control that shows a past day. */
  today: string;
  /** What the reader typed there, when it was no day we can show. */
  wrongDay?: { typed: string; error: ShownError };
}

export function ClaimPage({ frame, record, today, wrongDay }: ClaimPageProps): VNode {
  const said = record.statements.find((statement) => statement.speaker && statement.day) ?? record.statements[0];
  return (
    <Page {...frame} section="site" path={`/claims/${record.slug}`} title={record.title} description={descriptionOf(record, said)} indexed={record.asOf === null && !wrongDay} article>
      {record.asOf && <PastBanner record={record} asOf={record.asOf} />}
      <div class="wrap">
        {wrongDay && <ErrorSummary errors={[wrongDay.error]} title="That day cannot be shown, so this is the page as it stands today" />}
        <Hero record={record} said={said} today={today} />
        <div class="claim-grid">
          <div>
            {record.verdict && <VerdictSection record={record} verdict={record.verdict} />}
            <StatementSection record={record} />
            {record.background && (
              <section class="section" id="background" aria-labelledby="background-title">
                <h2 id="background-title">Background</h2>
                <p class="prose">{record.background}</p>
              </section>
            )}
            {record.resolution && <SettlesSection record={record} resolution={record.resolution} />}
            <EvidenceSection record={record} />
            <EarlierSection record={record} />
          </div>
          <aside class="claim-aside" aria-label="About this record">
            <div>
              <Contents record={record} />
              <PastControl record={record} today={today} wrongDay={wrongDay} />
              <Facts frame={frame} record={record} />
            </div>
          </aside>
        </div>
      </div>
    </Page>
  );
}

/** What search engines and shared links show. */
function descriptionOf(record: ClaimRecord, said: StatementView | undefined): string {
  const who = said?.speaker ? `${said.speaker.name}: ` : '';
  const why = record.verdict ? ` ${gist(record.verdict.summary)}` : '';
  return `${who}“${record.wording}” ${record.standing.text}.${why}`;
}

function PastBanner({ record, asOf }: { record: ClaimRecord; asOf: string }): VNode {
  const instant = new Date(asOf);
  const wholeDay = asOf.endsWith('T23:59:59.999Z');
  return (
    <div class="past-banner" role="note">
      <p class="wrap">
        This is how the page stood {wholeDay ? <>on <time dateTime={dayOf(instant)}>{sayLongDay(dayOf(instant))}</time></> : <>at <time dateTime={asOf}>{sayInstant(instant)}</time></>}.{' '}
        <a href={`/claims/${record.slug}`}>See it today</a>
      </p>
    </div>
  );
}

function Hero({ record, said, today }: { record: ClaimRecord; said: StatementView | undefined; today: string }): VNode {
  return (
    <header class="hero">
      <p class="kicker">{KIND_WORDS[record.kind]}{!sameWords(record.title, record.wording) && <>: <span {...tongue(record.language)}>{record.title}</span></>}</p>
      <Wording record={record} />
      {said && <SaidLine statement={said} />}
      <StandingBlock record={record} today={record.asOf?.slice(0, 10) ?? today} />
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
  const { speaker, day, place, occasion, audience } = statement;
  const through = [...new Set(statement.chain.filter((hop) => hop.kind !== 'said_by' && hop.speaker.id !== speaker?.id).map((hop) => hop.speaker.name))];
  const circumstances = [place, place ? null : occasion].filter(Boolean).join(', ');
  return (
    <p class="hero-said">
      {speaker ? <Speaker speaker={speaker} /> : 'Speaker not known yet'}
      <br />
      {circumstances}{circumstances && day ? ', ' : ''}{day && <Day day={day} />}{audience && <>, to {audience}</>}
      {through.length > 0 && <><br /><span class="small muted">We know of it through <a href="#said">{listed(through)}</a></span></>}
    </p>
  );
}

function StandingBlock({ record, today }: { record: ClaimRecord; today: string }): VNode {
  const { standing, verdict } = record;
  const tone = toneOf(standing.code, verdict?.rating.colour);
  return (
    <div class={`standing tone-${tone.replace('_', '-')}`}>
      <p class="standing-line">
        <span class="visually-hidden">Where it stands: </span>
        <Badge tone={tone} label={standingWord(standing)} large />
        {standing.since && <span class="standing-since">since <Day day={standing.since} /></span>}
        {!standing.since && standing.due && <span class="standing-since">{bounds(standing.due).last < today ? 'was due' : 'due'} <Day day={standing.due} /></span>}
      </p>
      <p class="standing-why">{whyOf(record)}</p>
      {standing.code === 'being_reassessed' && <p class="standing-again">Being reassessed: the claim was opened again.</p>}
    </div>
  );
}

/** To what was said before, which a phone shows far below. */
function Ways({ record }: { record: ClaimRecord }): VNode {
  const before = record.earlierVerdicts.find((verdict) => verdict.rating.key !== record.verdict?.rating.key);
  return (
    <ul class="hero-ways no-print">
      {before && <li><a href="#before">Before: {before.rating.label}, from <Day day={before.inForceFrom} /></a></li>}
      {!before && record.corrections.length > 0 && <li><a href="#corrections">Corrected</a></li>}
      <li><a href="#past">This page on a past day</a></li>
      <li><a href={`/claims/${record.slug}/history`}>Every change</a></li>
    </ul>
  );
}

function whyOf(record: ClaimRecord): ComponentChildren {
  if (record.verdict) return <>{gist(record.verdict.summary)} <a href="#verdict">The verdict in full</a></>;
  const event = record.resolution?.due.kind === 'event' ? record.resolution.due.event : null;
  switch (record.standing.code) {
    case 'too_early':
      return <>The day that settles it is still ahead. <a href="#settles">What would settle it</a></>;
    case 'not_rated':
      return record.statusReason ?? 'The desk declined to rate this claim.';
    case 'in_review':
      return <>Reviewers are weighing <a href="#evidence">the evidence</a>. There is no verdict until two of them agree.</>;
    default:
      return <>{event ? `It will be judged when this has happened: ${event}.` : 'There is no verdict yet.'} <a href={record.resolution ? '#settles' : '#evidence'}>{record.resolution ? 'What would settle it' : 'The evidence so far'}</a></>;
  }
}

function SettlesSection({ record, resolution }: { record: ClaimRecord; resolution: NonNullable<ClaimRecord['resolution']> }): VNode {
  const { due } = resolution;
  return (
    <section class="section" id="settles" aria-labelledby="settles-title">
      <h2 id="settles-title">{record.verdict ? 'What settles it' : 'What would settle it'}</h2>
      <dl class="settles">
        <div><dt>Would bear it out</dt><dd>{resolution.wouldConfirm}</dd></div>
        <div><dt>Would refute it</dt><dd>{resolution.wouldRefute}</dd></div>
        {resolution.wouldVoid && <div><dt>Would void it</dt><dd>{resolution.wouldVoid}</dd></div>}
        <div>
          <dt>Due</dt>
          <dd>{due.kind === 'day' && due.day ? <Day day={due.day} /> : due.kind === 'event' ? `When this has happened: ${due.event}` : 'No day is set.'}</dd>
        </div>
        {resolution.note && <div><dt>Note</dt><dd>{resolution.note}</dd></div>}
      </dl>
    </section>
  );
}

function Contents({ record }: { record: ClaimRecord }): VNode {
  const links = [
    record.verdict && (['#verdict', 'The verdict'] as const),
    ['#said', 'How we know it was said'] as const,
    record.background && (['#background', 'Background'] as const),
    record.resolution && (['#settles', record.verdict ? 'What settles it' : 'What would settle it'] as const),
    ['#evidence', `The evidence (${record.evidence.length})`] as const,
    (record.earlierVerdicts.length > 0 || record.corrections.length > 0) && (['#before', 'What this page said before'] as const),
  ].filter((link) => link !== null && link !== false && link !== '');
  return (
    <nav class="aside-block no-print" aria-labelledby="contents-title">
      <h2 id="contents-title">On this page</h2>
      <ul class="plain-list">{links.map(([href, words]) => <li key={href}><a href={href}>{words}</a></li>)}</ul>
    </nav>
  );
}

function PastControl({ record, today, wrongDay }: Pick<ClaimPageProps, 'record' | 'today' | 'wrongDay'>): VNode {
  const errors = wrongDay ? [wrongDay.error] : [];
  return (
    <form class="aside-block no-print" id="past" action={`/claims/${record.slug}`} aria-labelledby="past-title">
      <h2 id="past-title">Show this page as of a past day</h2>
      <div class="field-row">
        <div class="field">
          <label class="visually-hidden" for="as_of">Day</label>
          <FieldError field="as_of" errors={errors} />
          {wrongDay
            ? <input id="as_of" name="as_of" type="text" required value={wrongDay.typed} {...described('as_of', errors)} />
            : <input id="as_of" name="as_of" type="date" required max={today} value={record.asOf?.slice(0, 10)} />}
        </div>
        <button class="button-quiet" type="submit">Show</button>
      </div>
      {record.asOf && <p class="more"><a href={`/claims/${record.slug}`}>See it today</a></p>}
    </form>
  );
}

function Facts({ frame, record }: { frame: Frame; record: ClaimRecord }): VNode {
  return (
    <div class="aside-block facts">
      <h2>This record</h2>
      <dl>
        <dt>Kind of claim</dt><dd>{KIND_WORDS[record.kind]}</dd>
        {record.topics.length > 0 && <><dt>{record.topics.length === 1 ? 'Topic' : 'Topics'}</dt>{record.topics.map((topic) => <dd key={topic.id}><a href={`/topics/${topic.slug}`}>{topic.name}</a></dd>)}</>}
        {record.publicAt && <><dt>On record since</dt><dd><RecordedDay at={record.publicAt} /></dd></>}
        <dt>Last changed</dt><dd><RecordedDay at={record.changedAt} /></dd>
      </dl>
      <p class="more"><a href={`/claims/${record.slug}/history`}>Every change, in order</a></p>
      {record.imported && <p class="muted">This is a sample record: its entries carry the dates of the events, loaded afterwards.</p>}
      {frame.viewer.roles.length > 0 && <p class="more no-print"><a href={`/desk/claims/${record.id}`}>Open at the desk</a></p>}
    </div>
  );
}
