/** Around every page of the desk: where one is, who one is, and the way out. */
import type { ComponentChildren, VNode } from 'preact';
import type { ReviewPolicy } from '../shared/act.js';
import { assetPath } from '../shared/html/assets.js';
import { Notice } from '../shared/html/form.js';
import { Page, type PageViewer, renderPage } from '../shared/html/page.js';
import { ROLE_WORDS } from './desk.words.js';

export interface Frame {
  viewer: PageViewer;
  csrfToken: string;
  path: string;
  siteName: string;
  reviewPolicy: ReviewPolicy;
}

/** @param props.scripts files of `assets/` that make the page better where they run */
export function DeskPage({ frame, title, scripts = [], children }: { frame: Frame; title: string; scripts?: readonly string[]; children?: ComponentChildren }): VNode {
  const { viewer, csrfToken, ...page } = frame;
  return (
    <Page {...page} viewer={viewer} section="desk" title={title} indexed={false} head={<link rel="stylesheet" href={assetPath('desk.css')} />} scripts={scripts}>
      <div class="wrap">
        {viewer.accountId !== null && <DeskBar frame={frame} />}
        {children}
      </div>
    </Page>
  );
}

function DeskBar({ frame: { viewer, csrfToken, path } }: { frame: Frame }): VNode {
  const links = [
    { href: '/desk', words: 'My work' },
    ...(viewer.roles.includes('editor') ? [{ href: '/desk/claims/new', words: 'Log a claim' }] : []),
    ...(viewer.roles.length > 0 ? [{ href: '/desk/reports', words: 'Readers’ reports' }] : []),
  ];
  return (
    <div class="desk-bar">
      <nav aria-label="Desk">
        <ul>{links.map(({ href, words }) => <li key={href}><a href={href} aria-current={path === href ? 'page' : href !== '/desk' && path.startsWith(`${href}/`) ? 'true' : undefined}>{words}</a></li>)}</ul>
      </nav>
      <form class="desk-me" method="post" action="/desk/sign-out">
        <input type="hidden" name="_csrf" value={csrfToken} />
        <span>{viewer.name} <span class="muted">({viewer.roles.map((role) => ROLE_WORDS[role]).join(', ')})</span></span>
        <button type="submit" class="button-quiet">Sign out</button>
      </form>
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
