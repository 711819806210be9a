/** The document that every page is: head, header, main, footer; shared by site and desk. */
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { ReviewPolicy } from '../act.js';
import type { Role } from '../roles.js';
import { assetPath } from './assets.js';

/** What a page needs to know of whoever looks at it; a `Viewer` of the accounts folder is one. */
export interface PageViewer {
  readonly accountId: string | null;
  readonly name: string | null;
  readonly roles: readonly Role[];
}

export interface PageProps {
  /** Without the site's name, which follows it. */
  title: string;
  description?: string;
  viewer: PageViewer;
  /** Of this page, "/claims"; marks the header's link to it and makes the canonical address. */
  path: string;
  section: 'site' | 'desk';
  siteName: string;
  reviewPolicy: ReviewPolicy;
  /** "https://claims.example.org"; with it the page names its canonical address. */
  publicUrl?: string;
  /** False keeps the page out of search engines: views of the past, filtered lists, errors. */
  indexed?: boolean;
  /** An article (a claim) rather than a page of the site. */
  article?: boolean;
  children?: ComponentChildren;
}

/** What is the same for every page of one request. */
export type Frame = Pick<PageProps, 'viewer' | 'siteName' | 'reviewPolicy' | 'publicUrl'>;

const SITE_LINKS = [
  { href: '/claims', words: 'Claims' },
  { href: '/method', words: 'How we work' },
];

const POLICY_LINE: Record<ReviewPolicy, string> = {
  two_person: 'Two reviewers agree on every verdict. Neither of them logged the claim.',
  single: 'This desk works with a single reviewer: no second person has checked its verdicts.',
};

export function Page(props: PageProps): VNode {
  const { title, description, path, section, siteName, publicUrl } = props;
  const canonical = publicUrl && props.indexed !== false ? publicUrl + path : undefined;
  const whole = title === siteName ? title : `${title} · ${siteName}`;
  return (
    <html lang="en" dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{whole}</title>
        {description && <meta name="description" content={description} />}
        {(section === 'desk' || props.indexed === false) && <meta name="robots" content="noindex" />}
        {canonical && <link rel="canonical" href={canonical} />}
        <meta property="og:title" content={title} />
        {description && <meta property="og:description" content={description} />}
        <meta property="og:type" content={props.article ? 'article' : 'website'} />
        <meta property="og:site_name" content={siteName} />
        {canonical && <meta property="og:url" content={canonical} />}
        <meta name="twitter:card" content="summary" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#faf8f3" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#14161a" media="(prefers-color-scheme: dark)" />
        <link rel="icon" href={assetPath('favicon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={assetPath('site.css')} />
      </head>
      <body class={section}>
        <a class="skip-link" href="#main">Skip to the page</a>
        <Masthead {...props} />
        <main id="main" tabIndex={-1}>{props.children}</main>
        <footer class="footer">
          <div class="wrap">
            <p class="footer-policy">{POLICY_LINE[props.reviewPolicy]}</p>
            <p>Nothing published here is deleted or quietly changed: corrections and earlier verdicts stay on each claim’s page. <a href="/method">How we work</a></p>
          </div>
        </footer>
      </body>
    </html>
  );
}

function Masthead({ viewer, path, siteName }: PageProps): VNode {
  const deskLinks = viewer.roles.length > 0 ? [{ href: '/desk', words: 'Desk' }] : viewer.accountId === null ? [{ href: '/desk/sign-in', words: 'Sign in' }] : [];
  return (
    <header class="masthead">
      <div class="wrap masthead-row">
        <a class="brand" href="/" aria-current={path === '/' ? 'page' : undefined}>
          <Mark />
          <span>{siteName}</span>
        </a>
        <nav class="nav" aria-label="Site">
          <ul>
            {[...SITE_LINKS, ...deskLinks].map(({ href, words }) => (
              <li key={href}>
                <a href={href} aria-current={path === href ? 'page' : path.startsWith(`${href}/`) ? 'true' : undefined}>{words}</a>
              </li>
            ))}
          </ul>
        </nav>
        {path !== '/claims' && <form class="masthead-search" action="/claims" role="search" aria-label="Search the claims">
          <label class="visually-hidden" for="masthead-search">Search claims</label>
          <input id="masthead-search" type="search" name="text" maxLength={300} placeholder="Search claims" />
          <button type="submit">Search</button>
        </form>}
      </div>
    </header>
  );
}

/** A line with the day of the statement on it, and the day it was settled. */
function Mark(): VNode {
  return (
    <svg class="mark" viewBox="0 0 28 16" width="28" height="16" aria-hidden="true" focusable="false">
      <path d="M1 8h26" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
      <circle class="mark-said" cx="8" cy="8" r="4.2" stroke="currentColor" stroke-width="2" />
      <circle cx="20" cy="8" r="5" fill="currentColor" />
    </svg>
  );
}

/** The whole answer, ready to send. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`;
}
