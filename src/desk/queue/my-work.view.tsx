/** "My work": what was told to me, what waits for me, what came back, what changed, what is mine. */
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Page } from '../../shared/paging.js';
import { Day, Instant, RecordedDay } from '../../shared/html/day.js';
import { Notice } from '../../shared/html/form.js';
import { language, Speak } from '../../shared/html/language.js';
import { renderPage } from '../../shared/html/page.js';
import { tongue, written } from '../../shared/html/words.js';
import { actWords } from '../audit/audit.words.js';
import { STATUS_WORDS } from '../desk.words.js';
import { UnattendedSection, type UnattendedProps } from '../due/unattended.view.js';
import { DeskPage, type Frame } from '../frame.view.js';
import type { Changed, Returned, ShownNotice, Unsent } from './my-work.query.js';
import type { OwnList } from './my-work.service.js';
import type { ListKey, QueueItem } from './queue.query.js';

interface ShownList extends Page<QueueItem> {
  key: ListKey;
}

/** Of one list alone, the others are not there. */
export interface MyWorkShown {
  lists: readonly ShownList[];
  notices?: Page<ShownNotice>;
  returned?: Page<Returned>;
  changed?: Page<Changed>;
  unsent?: readonly Unsent[];
  unattended?: UnattendedProps;
  waiting?: { corrections: number; reports: number };
}

interface WorkProps {
  frame: Frame;
  shown: MyWorkShown;
  /** Set when one list alone is shown, further on. */
  alone?: ListKey | OwnList | undefined;
}

type Key = ListKey | OwnList | 'unsent';

const WORDS: Record<Key, { title: string; lead: string; none: string }> = {
  notices: { title: 'Told to you', lead: 'Mentions, reviews given to you, what was returned, what falls due.', none: 'Nothing new was told to you.' },
  approve: { title: 'To approve', lead: 'Verdicts that a colleague proposed, on claims that you did not log.', none: 'No proposal waits for you.' },
  returned: { title: 'Returned to you', lead: 'Verdicts that you proposed and claims of yours that came back with a reason.', none: 'Nothing was returned to you.' },
  changed: { title: 'Changed since you looked', lead: 'Claims of yours, or that you logged, judged or wrote a note on, where a colleague did something since.', none: 'Nothing has changed since you last looked.' },
  review: { title: 'To review', lead: 'Claims in review that nobody has taken, or that are yours.', none: 'No claim waits for a review.' },
  due: { title: 'Due', lead: 'Overdue, or due within fourteen days, and not settled.', none: 'Nothing falls due in the next fourteen days.' },
  unsent: { title: 'Begun and not sent', lead: 'What you typed into a form and have not sent; only you see it.', none: 'You have sent everything that you began.' },
  drafts: { title: 'Drafts to open', lead: 'Yours; readers do not see them yet.', none: 'You have no drafts.' },
  submit: { title: 'Open, to be submitted', lead: 'Open claims that wait for evidence and for somebody to submit them.', none: 'No claim is open.' },
  mine: { title: 'Mine', lead: 'Claims that you are in charge of or review.', none: 'No unsettled claim is yours.' },
};

function MyWorkPage({ frame, shown, alone, notice }: WorkProps & { notice: string | undefined }): VNode {
  const title = alone ? WORDS[alone].title : 'My work';
  return (
    <DeskPage frame={frame} title={title}>
      {notice && <Notice kind="success"><p>{notice}</p></Notice>}
      {alone && <div class="page-head"><h1>{title}</h1><p><a href="/desk">All my work</a></p></div>}
      {alone ? <Sections frame={frame} shown={shown} alone={alone} /> : (
        <div id="work" data-live={`queue reports notices:${frame.viewer.accountId}`} data-live-from="/desk/work" data-live-focus="links"><Inside frame={frame} shown={shown} /></div>
      )}
    </DeskPage>
  );
}

function Inside(props: WorkProps): VNode {
  return (
    <>
      <div class="page-head">
        <h1>My work</h1>
        <Jumps shown={props.shown} />
      </div>
      {props.shown.unattended && <UnattendedSection {...props.shown.unattended} />}
      <Sections {...props} />
    </>
  );
}

const count = ({ items, nextCursor }: Page<unknown>): string => `${items.length}${nextCursor ? '+' : ''}`;

/** What waits comes before what is merely there. */
const ORDER: readonly Key[] = ['notices', 'approve', 'returned', 'changed', 'review', 'due', 'unsent', 'drafts', 'submit', 'mine'];

function pageOf(shown: MyWorkShown, key: Key): Page<unknown> | undefined {
  if (key === 'notices' || key === 'returned' || key === 'changed') return shown[key];
  if (key === 'unsent') return shown.unsent && { items: [...shown.unsent], nextCursor: null };
  return shown.lists.find((list) => list.key === key);
}

function Jumps({ shown }: { shown: MyWorkShown }): VNode {
  const { waiting } = shown;
  return (
    <ul class="desk-jumps">
      {ORDER.map((key) => {
        const page = pageOf(shown, key);
        return page && isShown(key, page) && <li key={key}><a href={`#${key}`}>{WORDS[key].title}</a> <span class="muted">{count(page)}</span></li>;
      })}
      {waiting && waiting.corrections > 0 && <li><a href="/desk/corrections">Corrections to approve</a> <span class="muted">{waiting.corrections < 100 ? waiting.corrections : '99+'}</span></li>}
      {waiting && <li><a href="/desk/reports">Readers’ reports</a> <span class="muted">{waiting.reports < 100 ? waiting.reports : '99+'}</span></li>}
    </ul>
  );
}

/** An empty list says that nothing waits; these would only say that nothing happened. */
const isShown = (key: Key, page: Page<unknown>): boolean => page.items.length > 0 || !['notices', 'returned', 'changed', 'unsent'].includes(key);

function Sections({ frame, shown, alone }: WorkProps): VNode {
  return (
    <>
      {ORDER.map((key) => {
        const page = pageOf(shown, key);
        if (!page || (alone === undefined && !isShown(key, page))) return null;
        return (
          <Section key={key} name={key} page={page} alone={alone !== undefined}>
            {key === 'notices' && <Notices frame={frame} page={shown.notices!} alone={alone !== undefined} />}
            {key === 'returned' && shown.returned!.items.map((item) => <ReturnedItem key={item.id + item.what} item={item} />)}
            {key === 'changed' && shown.changed!.items.map((item) => <ChangedItem key={item.id} item={item} />)}
            {key === 'changed' && <li class="desk-item"><SeenForm frame={frame} action="/desk/changed/seen" words="I have seen all of these" /></li>}
            {key === 'unsent' && shown.unsent!.map((item) => <UnsentItem key={item.at} item={item} />)}
            {shown.lists.find((list) => list.key === key)?.items.map((item) => <Item key={item.id} item={item} />)}
          </Section>
        );
      })}
    </>
  );
}

function Section({ name, page, alone, children }: { name: Key; page: Page<unknown>; alone: boolean; children: ComponentChildren }): VNode {
  const words = WORDS[name];
  return (
    <section class={alone ? undefined : 'section'} id={name} aria-labelledby={alone ? undefined : `${name}-title`}>
      {!alone && <h2 id={`${name}-title`}>{words.title}</h2>}
      <p class="section-lead">{words.lead}</p>
      {page.items.length === 0 ? <p>{words.none}</p> : <ol class={name === 'notices' ? 'desk-list desk-notices' : 'desk-list'}>{children}</ol>}
      {page.nextCursor && <p class="more"><a href={`/desk?list=${name}&after=${encodeURIComponent(page.nextCursor)}`}>More of “{words.title}”</a></p>}
    </section>
  );
}

function Notices({ frame, page, alone }: { frame: Frame; page: Page<ShownNotice>; alone: boolean }): VNode {
  return (
    <>
      {page.items.map((notice) => (
        <li key={notice.id} class="desk-item">
          <div>
            <a class="desk-item-title" href={notice.path} dir="auto">{notice.words}</a>
            <ul class="desk-item-facts"><li><Instant at={notice.at} /></li>{notice.seen && <li>Seen</li>}</ul>
          </div>
          {!notice.seen && <SeenForm frame={frame} action={`/desk/notices/${notice.id}/seen`} words="Seen" about={notice.words} />}
        </li>
      ))}
      {!alone && (
        <li class="desk-item">
          <a href="/desk?list=notices">All that was told to you</a>
          {page.items.length > 1 && <SeenForm frame={frame} action="/desk/notices/seen" words="Mark all as seen" />}
        </li>
      )}
    </>
  );
}

function SeenForm({ frame, action, words, about }: { frame: Frame; action: string; words: string; about?: string }): VNode {
  return (
    <form method="post" action={action} class="desk-inline-form">
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <button type="submit" class="button-quiet">{words}{about && <span class="visually-hidden">: {about}</span>}</button>
    </form>
  );
}

function ReturnedItem({ item }: { item: Returned }): VNode {
  return (
    <li class="desk-item">
      <a class="desk-item-title" href={item.what === 'verdict' ? `/desk/claims/${item.id}/review` : `/desk/claims/${item.id}`} {...tongue(item.language)}>{item.title}</a>
      <ul class="desk-item-facts">
        <li><strong>{item.what === 'verdict' ? 'Your verdict was returned' : 'Returned from review'}</strong>{item.by && ` by ${item.by}`} on <RecordedDay at={item.at} /></li>
        {item.reason && <li dir="auto">“{item.reason}”</li>}
      </ul>
    </li>
  );
}

function ChangedItem({ item }: { item: Changed }): VNode {
  return (
    <li class="desk-item">
      <a class="desk-item-title" href={`/desk/claims/${item.id}`} {...tongue(item.language)}>{item.title}</a>
      <ul class="desk-item-facts">
        {item.acts.map(({ by, act }, index) => <li key={index}><strong>{by ?? 'The desk’s own housekeeping'}</strong> {actWords(act)}</li>)}
        {item.more && <li>and more before that</li>}
        <li>You looked on <RecordedDay at={item.lookedAt} /></li>
      </ul>
    </li>
  );
}

const FORM_TITLES: Readonly<Record<string, string>> = {
  evidence: 'Evidence', statement: 'A statement', revise: 'A revision', propose_verdict: 'A verdict', note: 'A note', correction: 'A correction', dissent: 'A dissent', return: 'A return', decline: 'A refusal',
};
/** Forms that stand on a page of their own. */
const FORM_PAGES: Readonly<Record<string, string>> = { propose_verdict: '/review#propose_verdict', correction: '/corrections/new' };

function UnsentItem({ item: { form, claim, words, at } }: { item: Unsent }): VNode {
  const title = form === null ? 'A new claim' : (FORM_TITLES[form] ?? 'Something');
  return (
    <li class="desk-item">
      <a class="desk-item-title" href={claim ? `/desk/claims/${claim.id}${FORM_PAGES[form!] ?? `#${form!}`}` : '/desk/claims/new'}>{title}{claim && <> on “<span {...written(claim.language)}>{claim.title}</span>”</>}</a>
      <ul class="desk-item-facts">
        {words && <li dir="auto">“{words}{words.length === 120 && '…'}”</li>}
        <li>Kept <Instant at={at} /></li>
      </ul>
    </li>
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

export const workPage = (props: WorkProps & { notice: string | undefined }): string => renderPage(<MyWorkPage {...props} />);

export const workFragment = (props: WorkProps): string => renderToString(<Speak language={language('en')}><Inside {...props} /></Speak>);
