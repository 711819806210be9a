/** "My work": what waits for me, what is mine, what falls due. */
import type { VNode } from 'preact';
import { Day, RecordedDay } from '../../shared/html/day.js';
import { Notice } from '../../shared/html/form.js';
import { renderPage } from '../../shared/html/page.js';
import { STATUS_WORDS } from '../desk.words.js';
import { DeskPage, type Frame } from '../frame.view.js';
import type { ListKey, QueueItem } from './queue.query.js';

interface ShownList {
  key: ListKey;
  items: readonly QueueItem[];
  nextCursor: string | null;
}

export interface QueueProps {
  frame: Frame;
  lists: readonly ShownList[];
  /** Set when one list alone is shown, further on. */
  alone?: ListKey | undefined;
  /** What readers have reported and nobody has closed; a hundred stands for more. */
  openReports: number;
  notice?: string | undefined;
}

const WORDS: Record<ListKey, { title: string; lead: string; none: string }> = {
  approve: { title: 'To approve', lead: 'Verdicts that a colleague proposed, on claims that you did not log.', none: 'No proposal waits for you.' },
  review: { title: 'To review', lead: 'Claims in review that nobody has taken, or that are yours.', none: 'No claim waits for a review.' },
  drafts: { title: 'Drafts to open', lead: 'Yours; readers do not see them yet.', none: 'You have no drafts.' },
  submit: { title: 'Open, to be submitted', lead: 'Open claims that wait for evidence and for somebody to submit them.', none: 'No claim is open.' },
  mine: { title: 'Mine', lead: 'Claims that you are in charge of or review.', none: 'No unsettled claim is yours.' },
  due: { title: 'Due', lead: 'Overdue, or due within fourteen days, and not rated.', none: 'Nothing falls due in the next fourteen days.' },
};

function Queue({ frame, lists, alone, openReports, notice }: QueueProps): VNode {
  return (
    <DeskPage frame={frame} title={alone ? WORDS[alone].title : 'My work'}>
      {notice && <Notice kind="success"><p>{notice}</p></Notice>}
      <div class="page-head">
        <h1>{alone ? WORDS[alone].title : 'My work'}</h1>
        {alone ? <p><a href="/desk">All my work</a></p> : <Jumps lists={lists} openReports={openReports} />}
      </div>
      {lists.map((list) => <ListSection key={list.key} list={list} alone={alone !== undefined} />)}
    </DeskPage>
  );
}

const count = ({ items, nextCursor }: ShownList): string => `${items.length}${nextCursor ? '+' : ''}`;

function Jumps({ lists, openReports }: { lists: readonly ShownList[]; openReports: number }): VNode {
  return (
    <ul class="desk-jumps">
      {lists.map((list) => <li key={list.key}><a href={`#${list.key}`}>{WORDS[list.key].title}</a> <span class="muted">{count(list)}</span></li>)}
      <li><a href="/desk/reports">Readers’ reports</a> <span class="muted">{openReports < 100 ? openReports : '99+'}</span></li>
    </ul>
  );
}

function ListSection({ list, alone }: { list: ShownList; alone: boolean }): VNode {
  const words = WORDS[list.key];
  return (
    <section class={alone ? undefined : 'section'} id={list.key} aria-labelledby={alone ? undefined : `${list.key}-title`}>
      {!alone && <h2 id={`${list.key}-title`}>{words.title}</h2>}
      <p class="section-lead">{words.lead}</p>
      {list.items.length === 0 ? <p>{words.none}</p> : <ol class="desk-list">{list.items.map((item) => <Item key={item.id} item={item} />)}</ol>}
      {list.nextCursor && <p class="more"><a href={`/desk?list=${list.key}&after=${encodeURIComponent(list.nextCursor)}`}>More of “{words.title}”</a></p>}
    </section>
  );
}

function Item({ item }: { item: QueueItem }): VNode {
  const status = STATUS_WORDS[item.status];
  // Readers see no more than "In review" of a claim that awaits approval; here that would say less than its status does.
  const saysMore = ![status, STATUS_WORDS.in_review].includes(item.standing);
  return (
    <li class="desk-item">
      <a class="desk-item-title" href={`/desk/claims/${item.id}`} lang={item.language} dir="auto">{item.title}</a>
      <ul class="desk-item-facts">
        <li><strong>{status}</strong> since <RecordedDay at={item.since} /></li>
        {saysMore && <li>{item.standing}</li>}
        {item.speaker && <li>{item.speaker}</li>}
        {item.due && <li class={item.overdue ? 'desk-overdue' : undefined}>{'day' in item.due ? <>{item.overdue ? 'Was due ' : 'Due '}<Day day={item.due.day} /></> : `Due with: ${item.due.event}`}</li>}
        <li>{item.reviewer ? `${item.reviewer} reviews` : `${item.editor} is in charge`}</li>
      </ul>
    </li>
  );
}

export const queuePage = (props: QueueProps): string => renderPage(<Queue {...props} />);
