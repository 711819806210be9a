/** The first page: what was settled, what is open, what falls due, what was corrected. */
import type { VNode } from 'preact';
import { Day, RecordedDay } from '../../shared/html/day.js';
import { fill, useLanguage } from '../../shared/html/language.js';
import { type Frame, Page } from '../../shared/html/page.js';
import { tongue } from '../../shared/html/words.js';
import { ClaimList } from '../lists/claim-list.view.js';
import type { HomeLists } from './home.query.js';

export function HomePage({ frame, lists }: { frame: Frame; lists: HomeLists }): VNode {
  const { latest, open, due } = lists;
  const { at, words: { common, home } } = frame.language;
  return (
    <Page {...frame} section="site" path="/" title={frame.siteName} description={home.description} head={<Feeds siteName={frame.siteName} />}>
      <div class="wrap">
        <div class="page-head home-head">
          <h1>{home.heading}</h1>
          <p>{home.lead}</p>
          <form class="home-search" action={at('/claims')} role="search" aria-label={common.searchTheClaims}>
            <label for="home-search">{home.search}</label>
            <div class="home-search-row">
              <input id="home-search" type="search" name="text" maxLength={300} />
              <button type="submit">{common.search}</button>
            </div>
          </form>
        </div>
        <div class="columns">
          <section class="section" aria-labelledby="latest-title">
            <h2 id="latest-title">{home.latest}</h2>
            {latest.length > 0 ? <ClaimList items={latest} noteOf={({ ratedAt }) => ratedAt && <p class="claim-who">{fill(home.recorded, { day: <RecordedDay at={ratedAt} /> })}</p>} /> : <p class="muted">{home.noVerdict}</p>}
            <p class="more"><a href={at('/claims?standing=rated')}>{home.allRated}</a></p>
          </section>
          <div>
            <section class="section" aria-labelledby="open-title">
              <h2 id="open-title">{home.open}</h2>
              {open.length > 0 ? <ClaimList items={open} summaries={false} /> : <p class="muted">{home.noneOpen}</p>}
              <p class="more"><a href={at('/claims')}>{common.allClaims}</a></p>
            </section>
            <section class="section" aria-labelledby="due-title">
              <h2 id="due-title">{home.due}</h2>
              {due.length > 0 ? <ol class="claim-list">{due.map((item) => <Due key={item.id} item={item} />)}</ol> : <p class="muted">{home.noneDue}</p>}
            </section>
          </div>
        </div>
      </div>
    </Page>
  );
}

function Feeds({ siteName }: { siteName: string }): VNode {
  return (
    <>
      {['verdicts', 'corrections'].map((kind) => <link key={kind} rel="alternate" type="application/atom+xml" title={`${siteName}: ${kind}`} href={`/feeds/${kind}.atom`} />)}
    </>
  );
}

function Due({ item }: { item: HomeLists['due'][number] }): VNode {
  const { at } = useLanguage();
  return (
    <li class="claim-item">
      <p class="claim-standing"><strong>{item.standing.due && <Day day={item.standing.due} />}</strong></p>
      <h3 class="claim-title" {...tongue(item.language)}><a href={at(`/claims/${item.slug}`)}>{item.title}</a></h3>
      <p class="claim-who">{item.speaker?.name}</p>
    </li>
  );
}
