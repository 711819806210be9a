/** `/desk/review`: what waits for a judgement, who has it, and the buttons that take or give it. */
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { ReviewPolicy } from '../../shared/act.js';
import { Day } from '../../shared/html/day.js';
import { ErrorSummary, FieldError, Notice } from '../../shared/html/form.js';
import { renderPage } from '../../shared/html/page.js';
import { tongue } from '../../shared/html/words.js';
import { plainly, STATUS_WORDS } from '../desk.words.js';
import { Carried, Select, stateOf } from '../forms/fields.view.js';
import type { RefusedForm } from '../forms/refusal.js';
import { DeskPage, type Frame } from '../frame.view.js';
import type { Colleague } from '../workbench/workbench.query.js';
import type { QueueRow } from './review-queue.query.js';
import { type Filter, FILTERS, offerOf, type Order, ORDERS, type Queue, queuePath, waitedWords } from './review-queue.rules.js';

export interface ReviewQueueProps {
  frame: Frame;
  asked: Queue;
  rows: readonly QueueRow[];
  nextCursor: string | null;
  reviewers: readonly Colleague[];
  policy: ReviewPolicy;
  now: Date;
  /** Makes a second press of “Take the next one” the same act. */
  once: string;
  done: string | undefined;
  refused: RefusedForm | undefined;
}

const FILTER_WORDS: Record<Filter, { link: string; none: string }> = {
  all: { link: 'All', none: 'Nothing waits for a judgement.' },
  nobody: { link: 'Nobody has it', none: 'Every claim in review has a reviewer.' },
  mine: { link: 'Mine', none: 'You have no claim in review.' },
  approve: { link: 'I may approve', none: 'No proposed verdict waits for you.' },
  returned: { link: 'Returned', none: 'No claim waits for another verdict after one was returned.' },
};
const ORDER_WORDS: Record<Order, string> = { age: 'Longest waiting', due: 'Due day' };

function ReviewQueue(props: ReviewQueueProps): VNode {
  const { frame, asked, done, once, refused } = props;
  return (
    <DeskPage frame={frame} title={refused ? 'Error: Review' : 'Review'}>
      {refused && <ErrorSummary errors={refused.errors} title={refused.stale ? 'A colleague was faster' : 'This was not done'} />}
      {done && <Notice kind="success"><p>{done}</p></Notice>}
      <div class="page-head desk-queue-head">
        <h1>Review</h1>
        {frame.viewer.roles.includes('reviewer') && (
          <form id="next" method="post" action="/desk/review/next">
            <Carried csrfToken={frame.csrfToken} once={once} />
            <button type="submit" data-key="t">Take the next one</button>
            <p class="hint">The one that has waited longest of those that nobody has and that you may judge.</p>
          </form>
        )}
      </div>
      <nav class="desk-queue-ways" aria-label="What the queue shows">
        <ul class="desk-links">{FILTERS.map((filter) => <Way key={filter} to={{ order: asked.order, filter }} here={asked.filter === filter} words={FILTER_WORDS[filter].link} />)}</ul>
        <ul class="desk-links">{ORDERS.map((order) => <Way key={order} to={{ order, filter: asked.filter }} here={asked.order === order} words={ORDER_WORDS[order]} />)}</ul>
      </nav>
      <div id="review-list" data-live="queue" data-live-from={queuePath(asked, '/desk/review/list')}><Rows {...props} /></div>
    </DeskPage>
  );
}

function Way({ to, here, words }: { to: Queue; here: boolean; words: string }): VNode {
  return <li><a href={queuePath(to)} aria-current={here ? 'true' : undefined}>{words}</a></li>;
}

function Rows(props: ReviewQueueProps): VNode {
  const { asked, rows, nextCursor } = props;
  return (
    <>
      {rows.length === 0 ? <p>{asked.after ? 'There is nothing further on.' : FILTER_WORDS[asked.filter].none}</p> : <ol class="desk-list">{rows.map((row) => <Item key={row.id} row={row} {...props} />)}</ol>}
      <p class="more">
        {nextCursor && <a href={queuePath({ ...asked, after: nextCursor })} rel="next">More</a>} {asked.after && <a href={queuePath({ ...asked, after: undefined })}>From the start</a>}
      </p>
    </>
  );
}

function Item({ row, ...props }: ReviewQueueProps & { row: QueueRow }): VNode {
  const { frame, now, policy } = props;
  const { viewer } = frame;
  const offer = offerOf(row, { accountId: viewer.accountId!, roles: viewer.roles }, policy);
  const has = row.reviewerId === null ? 'Nobody has it' : row.reviewerId === viewer.accountId ? 'You have it' : `${row.reviewer!} has it`;
  // What is this person's to do now; all else may be read.
  const isNext = offer.take !== true && (row.status === 'awaiting_approval' ? offer.way !== 'Read' : row.reviewerId === viewer.accountId);
  const changed = row.proposal !== null && row.proposal.caseVersion !== row.caseVersion;
  return (
    <li class="desk-item desk-queue-item">
      <div>
        <a class="desk-item-title" href={`/desk/claims/${row.id}/review`} {...tongue(row.language)}>{row.title}</a>
        <ul class="desk-item-facts">
          <li><strong>{STATUS_WORDS[row.status]}</strong> for <time dateTime={row.since}>{waitedWords(row.since, now)}</time></li>
          {row.returned && <li>A verdict was returned</li>}
          {row.proposed && <li>{row.proposed.by} proposes “{row.proposed.rating}”</li>}
          {changed && <li class="desk-overdue">The case changed since</li>}
          <li>{row.speaker ?? 'Speaker not known yet'}</li>
          {row.due && <li class={row.overdue ? 'desk-overdue' : undefined}>{'day' in row.due ? <>{row.overdue ? 'Overdue: was due ' : 'Due '}<Day day={row.due.day} /></> : `Due with: ${row.due.event}`}</li>}
          <li>{has}</li>
          <li>{row.evidence === 0 ? 'No evidence' : row.evidence === 1 ? '1 piece of evidence' : `${row.evidence} pieces of evidence`}</li>
        </ul>
        {offer.take !== undefined && offer.take !== true && <p class="desk-why">{plainly(offer.take.message)}</p>}
      </div>
      <div class="desk-queue-acts">
        {offer.take === true && <TakeForm row={row} {...props} />}
        <a class={isNext ? 'button' : 'button button-quiet'} href={`/desk/claims/${row.id}/review`}>{offer.way}<span class="visually-hidden"> “{row.title}”</span></a>
        {offer.give && <GiveForm row={row} {...props} />}
      </div>
    </li>
  );
}

function TakeForm({ row, frame, refused }: ReviewQueueProps & { row: QueueRow }): VNode {
  const form = stateOf(`take-${row.id}`, refused);
  return (
    <form id={form.id} method="post" action={`/desk/review/${row.id}/take`}>
      <Carried csrfToken={frame.csrfToken} version={row.version} />
      <FieldError field={form.id} errors={form.errors} />
      <button type="submit">Take it<span class="visually-hidden">: “{row.title}”</span></button>
    </form>
  );
}

function GiveForm({ row, frame, reviewers, refused }: ReviewQueueProps & { row: QueueRow }): VNode {
  const form = stateOf(`give-${row.id}`, refused);
  const choices = reviewers.filter(({ id }) => id !== row.reviewerId && (frame.reviewPolicy === 'single' || id !== row.loggedById)).map(({ id, name }) => ({ value: id, words: name }));
  return (
    <details open={form.sent !== undefined}>
      <summary>{row.reviewerId === null ? 'Give it to somebody' : 'Give it to somebody else'}<span class="visually-hidden">: “{row.title}”</span></summary>
      <form class="form" id={form.id} method="post" action={`/desk/review/${row.id}/give`} noValidate>
        <Carried csrfToken={frame.csrfToken} version={row.version} />
        <Select form={form} name="accountId" choices={choices} empty="Choose a reviewer" />
        <FieldError field={form.id} errors={form.errors} />
        <div class="form-actions"><button type="submit" class="button-quiet">Give the review</button></div>
      </form>
    </details>
  );
}

export const reviewQueuePage = (props: ReviewQueueProps): string => renderPage(<ReviewQueue {...props} />);

/** The rows alone, for a page that is open while the queue changes. */
export const reviewQueueRows = (props: ReviewQueueProps): string => renderToString(<Rows {...props} />);
