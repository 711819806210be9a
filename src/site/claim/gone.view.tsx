/** Pages for claims that are not there: withdrawn, or not yet on record on the day asked for. */
import type { VNode } from 'preact';
import type { ClaimRecord, VerdictView } from '../../record/claim-record.dto.js';
import { Badge, standingWord, toneOf } from '../../shared/html/badge.js';
import { Day, RecordedDay } from '../../shared/html/day.js';
import { fill, inWords, useLanguage } from '../../shared/html/language.js';
import { type Frame, Page } from '../../shared/html/page.js';
import { tongue, written } from '../../shared/html/words.js';
import { SaidLine, Wording } from './claim.view.js';
import { mainStatement } from './claim.words.js';

export function WithdrawnPage({ frame, record }: { frame: Frame; record: ClaimRecord }): VNode {
  const { at, say, words: { claim } } = frame.language;
  const before = new Date(Date.parse(record.changedAt) - 1).toISOString();
  const said = mainStatement(record);
  return (
    <Page {...frame} section="site" path={`/claims/${record.slug}`} title={say(claim.withdrawnTitle, { title: record.title })} indexed={false}>
      <div class="wrap">
        <div class="hero">
          <p class="kicker">{fill(claim.withdrawnKicker, { day: <RecordedDay at={record.changedAt} /> })}</p>
          <Wording record={record} />
          {said && <SaidLine statement={said} />}
          <div class="standing">
            <p class="standing-line"><Badge tone="withdrawn" label={standingWord(record.standing, frame.language)} large /></p>
            <p class="standing-why" {...written(record.language)}>{record.statusReason}</p>
          </div>
          {record.verdict && <HadVerdict verdict={record.verdict} />}
        </div>
        <div class="section prose">
          <h2>{claim.withdrawnWhat}</h2>
          <p>{claim.withdrawnText}</p>
          <ul class="bullets">
            <li><a href={at(`/claims/${record.slug}?as_of=${encodeURIComponent(before)}`)}>{claim.pageBefore}</a></li>
            <li><a href={at(`/claims/${record.slug}/history`)}>{claim.everyChange}</a></li>
          </ul>
        </div>
      </div>
    </Page>
  );
}

/** A withdrawal does not make unsaid what we had judged. */
function HadVerdict({ verdict: { rating, inForceFrom } }: { verdict: VerdictView }): VNode {
  const { words: { common, problem } } = useLanguage();
  return (
    <p class="verdict-note">
      {problem.hadVerdict} <Badge tone={toneOf('rated', rating.colour)} label={inWords(common.ratings, rating.label)} /> {fill(common.since, { day: <Day day={inForceFrom} /> })}
    </p>
  );
}

/** `record` is as it stands today. */
export function NotYetPage({ frame, record, asOf }: { frame: Frame; record: ClaimRecord; asOf: Date }): VNode {
  const { at, longDay, instant, words: { claim } } = frame.language;
  const then = asOf.toISOString();
  return (
    <Page {...frame} section="site" path={`/claims/${record.slug}`} title={claim.notYetTitle} indexed={false}>
      <div class="wrap prose">
        <h1>{then.endsWith('T23:59:59.999Z') ? fill(claim.notYetDay, { day: longDay(then.slice(0, 10)) }) : fill(claim.notYetInstant, { instant: instant(then) })}</h1>
        <p class="hero-said" {...tongue(record.language)}>{record.wording}</p>
        <p>{record.publicAt && fill(claim.notYetSince, { day: <RecordedDay at={record.publicAt} /> })} {claim.notYetText}</p>
        <p><a class="button" href={at(`/claims/${record.slug}`)}>{claim.seePageToday}</a></p>
      </div>
    </Page>
  );
}
