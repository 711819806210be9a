/** Pages for claims that are not there: withdrawn, or not yet on record on the day asked for. */
import type { VNode } from 'preact';
import type { ClaimRecord } from '../../record/claim-record.dto.js';
import { dayOf, sayInstant } from '../../shared/day.js';
import { Badge } from '../../shared/html/badge.js';
import { RecordedDay } from '../../shared/html/day.js';
import { type Frame, Page } from '../../shared/html/page.js';
import { sayLongDay } from './claim.words.js';
import { SaidLine, Wording } from './claim.view.js';

export function WithdrawnPage({ frame, record }: { frame: Frame; record: ClaimRecord }): VNode {
  const before = new Date(Date.parse(record.changedAt) - 1).toISOString();
  const said = record.statements[0];
  return (
    <Page {...frame} section="site" path={`/claims/${record.slug}`} title={`Withdrawn: ${record.title}`} indexed={false}>
      <div class="wrap">
        <div class="hero">
          <p class="kicker">This claim was withdrawn on <RecordedDay at={record.changedAt} /></p>
          <Wording record={record} />
          {said && <SaidLine statement={said} />}
          <div class="standing">
            <p class="standing-line"><Badge tone="withdrawn" label="Withdrawn" large /></p>
            <p class="standing-why">{record.statusReason}</p>
          </div>
        </div>
        <div class="section prose">
          <h2>What happens to a withdrawn claim</h2>
          <p>It is no longer followed or rated, and nothing of it is deleted.</p>
          <ul class="bullets">
            <li><a href={`/claims/${record.slug}?as_of=${encodeURIComponent(before)}`}>The page as it stood before</a></li>
            <li><a href={`/claims/${record.slug}/history`}>Every change, in order</a></li>
          </ul>
        </div>
      </div>
    </Page>
  );
}

/** `record` is as it stands today. */
export function NotYetPage({ frame, record, asOf }: { frame: Frame; record: ClaimRecord; asOf: Date }): VNode {
  const wholeDay = asOf.toISOString().endsWith('T23:59:59.999Z');
  const then = wholeDay ? `on ${sayLongDay(dayOf(asOf))}` : `at ${sayInstant(asOf)}`;
  return (
    <Page {...frame} section="site" path={`/claims/${record.slug}`} title="Not on record then" indexed={false}>
      <div class="wrap prose">
        <h1>This claim was not on record {then}</h1>
        <p class="hero-said">{record.publicAt && <>It has been on record since <RecordedDay at={record.publicAt} />. </>}Before that day the page did not exist.</p>
        <p><a class="button" href={`/claims/${record.slug}`}>See the page today</a></p>
      </div>
    </Page>
  );
}
