/** Claims long overdue that nobody looks at: on the due page and on the desk's front page, because an unattended claim must never pass for an undecided one. */
import type { VNode } from 'preact';
import type { UnattendedItem } from '../../due/due.query.js';
import { daysBetween, UNATTENDED_DAYS } from '../../due/due.rules.js';
import { Day, RecordedDay } from '../../shared/html/day.js';
import { written } from '../../shared/html/words.js';
import { STATUS_WORDS } from '../desk.words.js';

export interface UnattendedProps {
  items: readonly UnattendedItem[];
  /** There are more than these. */
  more: boolean;
  /** The calendar day, UTC. */
  today: string;
}

/** Nothing where there is none: this is an alarm, not a list to be kept. */
export function UnattendedSection({ items, more, today }: UnattendedProps): VNode | null {
  if (items.length === 0) return null;
  return (
    <section class="section desk-unattended" id="unattended" aria-labelledby="unattended-title">
      <h2 id="unattended-title">Nobody looks at these</h2>
      <p class="section-lead">More than {UNATTENDED_DAYS} days overdue, and for {UNATTENDED_DAYS} days nobody opened them or did anything. Opening one takes it off this list; readers still see that it waits.</p>
      <ol class="desk-list">{items.map((item) => <Unattended key={item.id} item={item} today={today} />)}</ol>
      {more && <p class="more"><a href="/desk/due?list=overdue">All that is overdue</a></p>}
    </section>
  );
}

function Unattended({ item, today }: { item: UnattendedItem; today: string }): VNode {
  return (
    <li class="desk-item">
      <a class="desk-item-title" href={`/desk/claims/${item.id}`} {...written(item.language)}>{item.title}</a>
      <ul class="desk-item-facts">
        <li class="desk-overdue">Was due {item.due!.length < 10 && 'in '}<Day day={item.due!} />, {daysBetween(item.lastDue!, today)} days ago</li>
        <li><strong>{item.rating === null ? STATUS_WORDS[item.status] : `Rated “${item.rating}”`}</strong></li>
        <li>{item.lookedAt === null ? 'Nobody has opened it yet' : <>Last opened on <RecordedDay at={item.lookedAt.toISOString()} /></>}</li>
        <li>Last act on <RecordedDay at={item.actedAt.toISOString()} /></li>
        <li>{item.editor} is in charge{item.editorGone && ', and is suspended'}</li>
      </ul>
    </li>
  );
}
