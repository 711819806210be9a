/** Claims in a list, as every page shows them: where each stands, what was claimed, by whom, when. */
import type { ComponentChildren, VNode } from 'preact';
import type { ClaimSummary } from '../../claims/claim.dto.js';
import { StandingLine } from '../../shared/html/badge.js';
import { Day } from '../../shared/html/day.js';
import { useLanguage } from '../../shared/html/language.js';
import { tongue, written } from '../../shared/html/words.js';
import { gist } from '../claim/claim.words.js';

interface ClaimListProps {
  items: readonly ClaimSummary[];
  /** Whether to show the first sentence of the verdict. */
  summaries?: boolean;
  /** Of the claims' headings: one below the heading that the list stands under. */
  level?: 3 | 4;
  /** The claim's title with what was searched for marked, where a search led here. */
  titleOf?: (item: ClaimSummary) => ComponentChildren;
  /** More on a claim, below who said it. */
  noteOf?: (item: ClaimSummary) => ComponentChildren;
}

export function ClaimList({ items, ...shown }: ClaimListProps): VNode {
  return <ol class="claim-list">{items.map((item) => <ClaimItem key={item.id} item={item} {...shown} />)}</ol>;
}

function ClaimItem({ item, summaries = true, level = 3, titleOf, noteOf }: Omit<ClaimListProps, 'items'> & { item: ClaimSummary }): VNode {
  const { at, words: { common } } = useLanguage();
  const { speaker, saidOn } = item;
  const Heading = `h${level}` as const;
  return (
    <li class="claim-item">
      <StandingLine standing={item.standing} colour={item.rating?.colour} />
      <Heading class="claim-title" {...tongue(item.language)}><a href={at(`/claims/${item.slug}`)}>{titleOf ? titleOf(item) : item.title}</a></Heading>
      <p class="claim-who">
        {speaker && <><bdi>{speaker.name}</bdi>{speaker.role && <>{common.comma}<bdi>{speaker.role}</bdi></>}</>}{speaker && saidOn && common.comma}{saidOn && <Day day={saidOn} />}
      </p>
      {noteOf?.(item)}
      {summaries && item.summary && <p class="claim-summary" {...written(item.language)}>{gist(item.summary)}</p>}
    </li>
  );
}
