/** What pages of speakers, topics, sources and corrections have in common: where claims stand in counts, the way on in a list, feeds. */
import type { VNode } from 'preact';
import { Badge, toneOf } from '../../shared/html/badge.js';
import { inWords, useLanguage } from '../../shared/html/language.js';
import type { RatingCount, StandingCount } from './record.rules.js';
import type { Counted } from './topic.query.js';

/** In which speakers and topics are described; nothing on record says another. */
export const DESK_LANGUAGE = 'en';

/** @param within filters of `/claims` that each count is opened with, such as "speaker=sergey-lavrov-x7k2p9bc" */
export function Tally({ ratings, unrated, within }: { ratings: readonly RatingCount[]; unrated: readonly StandingCount[]; within: string }): VNode {
  const { at, number, words: { common } } = useLanguage();
  const shown = [
    ...ratings.filter(({ count }) => count > 0).map(({ rating, count }) => ({ key: rating.id, tone: toneOf('rated', rating.colour), label: inWords(common.ratings, rating.label), count, filter: `rating=${rating.key}` })),
    ...unrated.map(({ standing, count }) => ({ key: standing, tone: toneOf(standing, null), label: inWords(common.standing, standing), count, filter: `standing=${standing}` })),
  ];
  return (
    <ul class="tally">
      {shown.map(({ key, tone, label, count, filter }) => (
        <li key={key}><a href={at(`/claims?${within}&${filter}`)}><Badge tone={tone} label={label} /> <span class="tally-count">{number(count)}</span></a></li>
      ))}
    </ul>
  );
}

/** Speakers on a topic or topics of a speaker, each with its number of claims. */
export function CountedList({ items, kind, of, within }: { items: readonly Counted[]; kind: 'speaker' | 'topic'; of: string; within: string }): VNode {
  const { at, count, words: { common } } = useLanguage();
  return (
    <ul class="counted">
      {items.map(({ slug, name, count: n }) => (
        <li key={slug}>
          <a href={at(`/${kind}s/${slug}`)} dir="auto">{name}</a>{' '}
          <a class="small" href={at(`/claims?${within}&${kind}=${slug}`)}>{count(common.claimCount, n)}<span class="visually-hidden">: {of}, {name}</span></a>
        </li>
      ))}
    </ul>
  );
}

/** @param path of the list with its filters, "/speakers/x" or "/corrections?kind=typo" */
export function Pager({ path, nextCursor, first, older, newest }: { path: string; nextCursor: string | null; first: boolean; older: string; newest: string }): VNode | null {
  const { at } = useLanguage();
  if (nextCursor === null && first) return null;
  return (
    <p class="more pager">
      {!first && <a href={at(path)}>{newest}</a>}
      {nextCursor && <a href={at(`${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(nextCursor)}`)} rel="next">{older}</a>}
    </p>
  );
}

const FORMS = [['atom', 'Atom'], ['rss', 'RSS'], ['json', 'JSON']] as const;

/** @param base "/feeds", "/feeds/speakers/x" */
export function FeedLinks({ base }: { base: string }): VNode {
  const { words: { about } } = useLanguage();
  return (
    <ul class="feed-links">
      {([['verdicts', about.followVerdicts], ['corrections', about.followCorrections]] as const).map(([kind, what]) => (
        <li key={kind}>
          {what}{' '}
          {FORMS.map(([ending, form]) => <a key={ending} href={`${base}/${kind}.${ending}`}>{form}<span class="visually-hidden">: {what}</span></a>)}
        </li>
      ))}
    </ul>
  );
}

/** Where a program finds the feeds of a page. */
export function FeedHead({ base, title }: { base: string; title: string }): VNode {
  const { words: { about } } = useLanguage();
  return (
    <>
      <link rel="alternate" type="application/atom+xml" title={`${title}: ${about.followVerdicts}`} href={`${base}/verdicts.atom`} />
      <link rel="alternate" type="application/atom+xml" title={`${title}: ${about.followCorrections}`} href={`${base}/corrections.atom`} />
    </>
  );
}
