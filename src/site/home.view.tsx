/** The first page: what was settled, what is open, what falls due. */
import type { VNode } from 'preact';
import { Day } from '../shared/html/day.js';
import { type Frame, Page } from '../shared/html/page.js';
import { tongue } from '../shared/html/words.js';
import { ClaimList } from './claims.view.js';
import type { HomeLists } from './site.query.js';

export function HomePage({ frame, lists }: { frame: Frame; lists: HomeLists }): VNode {
  const { latest, open, due } = lists;
  return (
    <Page {...frame} section="site" path="/" title={frame.siteName} description="Public statements, from the day they are made to the day the record settles them.">
      <div class="wrap">
        <div class="page-head home-head">
          <h1>What was said, and what came of it</h1>
          <p>We follow public statements from the day they are made to the day the record settles them.</p>
        </div>
        <div class="columns">
          <section class="section" aria-labelledby="latest-title">
            <h2 id="latest-title">Latest verdicts</h2>
            {latest.length > 0 ? <ClaimList items={latest} /> : <p class="muted">No verdict has been published yet.</p>}
            <p class="more"><a href="/claims?standing=rated">All rated claims</a></p>
          </section>
          <div>
            <section class="section" aria-labelledby="open-title">
              <h2 id="open-title">Open claims</h2>
              {open.length > 0 ? <ClaimList items={open} summaries={false} /> : <p class="muted">No claim is waiting for a verdict.</p>}
              <p class="more"><a href="/claims">All claims</a></p>
            </section>
            <section class="section" aria-labelledby="due-title">
              <h2 id="due-title">What falls due</h2>
              {due.length > 0 ? (
                <ol class="claim-list">
                  {due.map((item) => (
                    <li key={item.id} class="claim-item">
                      <p class="claim-standing"><strong>{item.standing.due && <Day day={item.standing.due} />}</strong></p>
                      <h3 {...tongue(item.language)}><a href={`/claims/${item.slug}`}>{item.title}</a></h3>
                      <p class="claim-who">{item.speaker?.name}</p>
                    </li>
                  ))}
                </ol>
              ) : <p class="muted">No open claim has a day ahead that settles it.</p>}
            </section>
          </div>
        </div>
      </div>
    </Page>
  );
}
