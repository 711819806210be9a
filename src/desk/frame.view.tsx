/** Around every page of the desk: where one is, what waits, the box that finds anything, who one is, and the way out. */
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { ReviewPolicy } from '../shared/act.js';
import { assetPath } from '../shared/html/assets.js';
import { Notice } from '../shared/html/form.js';
import { Page, type PageViewer, renderPage } from '../shared/html/page.js';
import { ROLE_WORDS } from './desk.words.js';
import { KeySheet } from './keys.view.js';

/** How much waits for the person; a hundred stands for more. */
export interface BarCounts {
  notices: number;
  toApprove: number;
  corrections: number;
  reports: number;
}

/** Where the bar leads. */
export interface BarPlace {
  href: string;
  words: string;
  /** That goes there, after "g". */
  key: string | undefined;
  /** How much waits there, and what the number counts, for whoever hears it. */
  waiting: { n: number; words: string } | undefined;
}

export interface Frame {
  viewer: PageViewer;
  places: readonly BarPlace[];
  csrfToken: string;
  path: string;
  siteName: string;
  reviewPolicy: ReviewPolicy;
  /** What the box that finds anything holds, on the page of what it found. */
  asked?: string;
}

/** On every page of the desk: they keep it up to date, know keys, and keep what is typed. */
const SCRIPTS = ['desk.js', 'desk-keys.js', 'drafts.js'];

/** @param props.scripts files of `assets/` that make the page better where they run */
export function DeskPage({ frame, title, scripts = [], children }: { frame: Frame; title: string; scripts?: readonly string[]; children?: ComponentChildren }): VNode {
  const { viewer, csrfToken: _csrfToken, asked: _asked, places: _places, ...page } = frame;
  const isIn = viewer.accountId !== null;
  return (
    <Page {...page} viewer={viewer} section="desk" title={title} indexed={false} head={<link rel="stylesheet" href={assetPath('desk.css')} />} scripts={isIn ? [...new Set([...SCRIPTS, ...scripts])] : scripts}>
      <div class="wrap">
        {isIn && <DeskBar frame={frame} />}
        {children}
        {isIn && <KeySheet />}
      </div>
    </Page>
  );
}

type Bar = Pick<Frame, 'places' | 'path'>;

function Places({ frame: { places, path } }: { frame: Bar }): VNode {
  return (
    <>
      {places.map(({ href, words, key, waiting }) => (
        <li key={href}>
          <a href={href} data-go={key} aria-current={path === href ? 'page' : href !== '/desk' && path.startsWith(`${href}/`) ? 'true' : undefined}>
            {words}
            {waiting && waiting.n > 0 && <> <span class="desk-waiting">{waiting.n < 100 ? waiting.n : '99+'}<span class="visually-hidden"> {waiting.words}</span></span></>}
          </a>
        </li>
      ))}
    </>
  );
}

/** What stands in the list of the bar, to be asked for anew. */
export const barFragment = (frame: Bar): string => renderToString(<Places frame={frame} />);

function DeskBar({ frame }: { frame: Frame }): VNode {
  const { viewer, csrfToken, path, asked } = frame;
  return (
    <div class="desk-bar">
      <form class="desk-find" action="/desk/find" role="search" aria-label="Find anything">
        <label class="visually-hidden" for="desk-find">Find a claim, speaker, source, colleague or report</label>
        <input id="desk-find" type="search" name="q" maxLength={300} value={asked} placeholder="Find anything, or paste an address" aria-describedby="desk-found-count" />
        <button type="submit" class="button-quiet">Find</button>
        <p id="desk-found-count" class="visually-hidden" role="status" />
        <div id="desk-found" class="desk-found" hidden />
      </form>
      <form class="desk-me" method="post" action="/desk/sign-out">
        <input type="hidden" name="_csrf" value={csrfToken} />
        <span><a href="/desk/me" aria-current={path === '/desk/me' ? 'page' : path.startsWith('/desk/me/') ? 'true' : undefined}>{viewer.name}</a> <span class="muted">({viewer.roles.map((role) => ROLE_WORDS[role]).join(', ')})</span></span>
        <a href="/desk/keys" data-keys-sheet>Keys</a>
        <button type="submit" class="button-quiet">Sign out</button>
      </form>
      <nav aria-label="Desk">
        {/* Where there is no room for the list the button shows it, without any script; where there is, the style sheet shows it always. */}
        <button type="button" class="button-quiet desk-menu-button" {...{ popovertarget: 'desk-menu' }}>Menu</button>
        <ul id="desk-menu" {...{ popover: 'auto' }} data-live={`queue reports notices:${viewer.accountId}`} data-live-from={`/desk/bar?at=${encodeURIComponent(path)}`} data-live-focus="links"><Places frame={frame} /></ul>
      </nav>
      <p id="desk-line" class="desk-line" role="status" />
    </div>
  );
}

export function refusedPage({ frame, words }: { frame: Frame; words: string }): string {
  return renderPage(
    <DeskPage frame={frame} title="Not yours to do">
      <h1>This was not done</h1>
      <Notice kind="warning"><p>{words}</p></Notice>
      <p><a href="/desk">My work</a></p>
    </DeskPage>,
  );
}
