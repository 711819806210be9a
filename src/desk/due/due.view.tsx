/** Claims by the day that they are due: overdue, today and tomorrow, this week, later; and what waits for an event, apart. */
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { DueItem, UnattendedItem } from '../../due/due.query.js';
import { type DueList, sayDistance } from '../../due/due.rules.js';
import { Day } from '../../shared/html/day.js';
import { renderPage } from '../../shared/html/page.js';
import { written } from '../../shared/html/words.js';
import { STATUS_WORDS } from '../desk.words.js';
import { DeskPage, type Frame } from '../frame.view.js';
import { UnattendedSection } from './unattended.view.js';

interface ShownList {
  list: DueList;
  items: readonly DueItem[];
  nextCursor: string | null;
}

export interface DueProps {
  frame: Frame;
  /** The calendar day, UTC. */
  today: string;
  /** Only what I am in charge of or review. */
  mine: boolean;
  /** Set when one list alone is shown. */
  alone: DueList | undefined;
  /** Not its first page. */
  further: boolean;
  lists: readonly ShownList[];
  unattended: readonly UnattendedItem[];
  moreUnattended: boolean;
}

/** `none` and `noneMine` stand where a list is empty. */
const WORDS: Record<DueList, { title: string; lead: string; none: string; noneMine: string }> = {
  overdue: { title: 'Overdue', lead: 'The longest first.', none: 'Nothing is overdue.', noneMine: 'Nothing of yours is overdue.' },
  soon: { title: 'Today and tomorrow', lead: 'Their last day is here.', none: 'Nothing is due today or tomorrow.', noneMine: 'Nothing of yours is due today or tomorrow.' },
  week: { title: 'This week', lead: 'Due within the five days after tomorrow.', none: 'Nothing more is due within a week.', noneMine: 'Nothing more of yours is due within a week.' },
  later: { title: 'Later', lead: 'The soonest first.', none: 'Nothing is due later.', noneMine: 'Nothing of yours is due later.' },
  event: { title: 'Waiting for an event', lead: 'They have no day. Look now and then whether the event has come.', none: 'No claim waits for an event.', noneMine: 'No claim of yours waits for an event.' },
  open: { title: 'Without an end', lead: 'They can be settled on any day.', none: 'No claim is without an end.', noneMine: 'No claim of yours is without an end.' },
};

/** @param changes the parts of the address that are not as they are now */
function addressOf({ mine, alone }: Pick<DueProps, 'mine' | 'alone'>, changes: { mine?: boolean; list?: DueList | null; after?: string } = {}, path = '/desk/due'): string {
  const list = changes.list === undefined ? alone : (changes.list ?? undefined);
  const query = new URLSearchParams({ ...((changes.mine ?? mine) ? { who: 'mine' } : {}), ...(list ? { list } : {}), ...(changes.after ? { after: changes.after } : {}) }).toString();
  return query === '' ? path : `${path}?${query}`;
}

function Due(props: DueProps): VNode {
  const { frame, mine, alone, further } = props;
  const title = alone ? WORDS[alone].title : 'Due';
  return (
    <DeskPage frame={frame} title={title}>
      <div class="page-head">
        <h1>{title}</h1>
        <p>Claims that are not settled, by the day on which what was said can be held against what happened. A month or a year is due on its last day; days are days in UTC.</p>
        <nav class="due-who" aria-label="Whose claims">
          <ul>
            <li><a href={addressOf(props, { mine: false })} aria-current={mine ? undefined : 'true'}>Everybody’s</a></li>
            <li><a href={addressOf(props, { mine: true })} aria-current={mine ? 'true' : undefined}>Mine</a></li>
          </ul>
        </nav>
        {alone && <p class="desk-links"><a href={addressOf(props, { list: null })}>All due claims</a>{further && <a href={addressOf(props)}>The first of these</a>}</p>}
      </div>
      {further ? <div id="due-lists"><Lists {...props} /></div> : <div id="due-lists" data-live="queue" data-live-from={addressOf(props, {}, '/desk/due/lists')}><Lists {...props} /></div>}
    </DeskPage>
  );
}

function Lists(props: DueProps): VNode {
  return (
    <>
      {!props.alone && <Jumps {...props} />}
      <UnattendedSection items={props.unattended} more={props.moreUnattended} today={props.today} />
      {props.lists.map((list) => <ListSection key={list.list} {...props} shown={list} />)}
    </>
  );
}

const count = ({ items, nextCursor }: ShownList): string => `${items.length}${nextCursor ? '+' : ''}`;

function Jumps({ lists, unattended, moreUnattended }: DueProps): VNode {
  return (
    <ul class="desk-jumps">
      {unattended.length > 0 && <li><a href="#unattended">Nobody looks at these</a> <span class="muted">{unattended.length}{moreUnattended && '+'}</span></li>}
      {lists.map((list) => <li key={list.list}><a href={`#${list.list}`}>{WORDS[list.list].title}</a> <span class="muted">{count(list)}</span></li>)}
    </ul>
  );
}

function ListSection({ shown, ...props }: DueProps & { shown: ShownList }): VNode {
  const { list, items, nextCursor } = shown;
  const words = WORDS[list];
  return (
    <section class={props.alone ? undefined : 'section'} id={list} aria-labelledby={props.alone ? undefined : `${list}-title`}>
      {!props.alone && <h2 id={`${list}-title`}>{words.title}</h2>}
      {items.length === 0 ? <p>{props.further ? 'There are no more.' : props.mine ? words.noneMine : words.none}</p> : (
        <>
          <p class="section-lead">{words.lead}</p>
          <ol class="desk-list">{items.map((item) => <Item key={item.id} item={item} today={props.today} />)}</ol>
        </>
      )}
      {nextCursor && <p class="more"><a href={addressOf(props, { list, after: nextCursor })}>More of “{words.title}”</a></p>}
    </section>
  );
}

function Item({ item, today }: { item: DueItem; today: string }): VNode {
  return (
    <li class="desk-item">
      <a class="desk-item-title" href={`/desk/claims/${item.id}`} {...written(item.language)}>{item.title}</a>
      <ul class="desk-item-facts">
        <li><When item={item} today={today} /></li>
        <li><strong>{item.rating === null ? STATUS_WORDS[item.status] : `Rated “${item.rating}”`}</strong></li>
        {item.speaker && <li>{item.speaker}</li>}
        <li>{item.editor} is in charge{item.editorGone && ', and is suspended'}</li>
        {item.reviewer && <li>{item.reviewer} reviews</li>}
      </ul>
    </li>
  );
}

function When({ item: { due, lastDue, event }, today }: { item: DueItem; today: string }): VNode {
  if (event !== null) return <>Waits for: <span dir="auto">{event}</span></>;
  if (due === null || lastDue === null) return <>No due day</>;
  const over = lastDue < today;
  const whole = due.length < 10;
  return (
    <span class={over ? 'desk-overdue' : undefined}>
      {over ? 'Was due ' : 'Due '}{whole && 'in '}<Day day={due} />, {whole && (over ? 'which ended ' : 'whose last day is ')}{sayDistance(lastDue, today)}
    </span>
  );
}

export const duePage = (props: DueProps): string => renderPage(<Due {...props} />);
export const dueLists = (props: DueProps): string => renderToString(<Lists {...props} />);
