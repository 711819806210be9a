/** The document that every page is: head, header, main, footer; shared by site and desk. */
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { ReviewPolicy } from '../act.js';
import { DEFAULT_LANGUAGE, LANGUAGES, type LanguageCode } from '../language/language.js';
import type { Role } from '../roles.js';
import { assetPath } from './assets.js';
import { type Language, language, Speak, useLanguage } from './language.js';

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
  /** Of this page without its language, "/claims"; marks the header's link to it and makes the canonical address. */
  path: string;
  section: 'site' | 'desk';
  siteName: string;
  reviewPolicy: ReviewPolicy;
  /** "https://claims.example.org"; with it the page names its canonical address. */
  publicUrl?: string;
  /** English, the desk's language, where nothing is said. */
  language?: Language;
  /** "?as_of=2022-02-01", or empty: kept when the reader changes the language. */
  search?: string;
  /** False keeps the page out of search engines: views of the past, filtered lists, errors. */
  indexed?: boolean;
  /** An article (a claim) rather than a page of the site. */
  article?: boolean;
  /** Path of the picture that shared links show, 1200 × 630, and what it says. */
  image?: { path: string; alt: string };
  /** More for the head: other forms of the page, data for machines. */
  head?: ComponentChildren;
  /** Scripts of `assets/` that make the page better where they run. */
  scripts?: readonly string[];
  children?: ComponentChildren;
}

/** What is the same for every page of one request. */
export type Frame = Pick<PageProps, 'viewer' | 'siteName' | 'reviewPolicy'> & { publicUrl: string; language: Language; search: string };

export function Page(props: PageProps): VNode {
  const { title, description, section, siteName, publicUrl, image } = props;
  const spoken = props.language ?? language(DEFAULT_LANGUAGE);
  const indexed = section === 'site' && props.indexed !== false;
  const canonical = publicUrl && indexed ? publicUrl + addressIn(spoken.code, props.path) : undefined;
  return (
    <Speak language={spoken}>
      <html lang={spoken.code} dir={spoken.dir}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{title === siteName ? title : `${title} · ${siteName}`}</title>
          {description && <meta name="description" content={description} />}
          {!indexed && <meta name="robots" content="noindex" />}
          {canonical && <link rel="canonical" href={canonical} />}
          {canonical && LANGUAGES.map((code) => <link key={code} rel="alternate" hreflang={code} href={publicUrl + addressIn(code, props.path)} />)}
          {canonical && <link rel="alternate" hreflang="x-default" href={publicUrl + props.path} />}
          <meta property="og:title" content={title} />
          {description && <meta property="og:description" content={description} />}
          <meta property="og:type" content={props.article ? 'article' : 'website'} />
          <meta property="og:site_name" content={siteName} />
          <meta property="og:locale" content={spoken.locale.replace('-', '_')} />
          {canonical && <meta property="og:url" content={canonical} />}
          {image && publicUrl && (
            <>
              <meta property="og:image" content={publicUrl + image.path} />
              <meta property="og:image:width" content="1200" />
              <meta property="og:image:height" content="630" />
              <meta property="og:image:alt" content={image.alt} />
            </>
          )}
          <meta name="twitter:card" content={image ? 'summary_large_image' : 'summary'} />
          <meta name="color-scheme" content="light dark" />
          <meta name="theme-color" content="#faf8f3" media="(prefers-color-scheme: light)" />
          <meta name="theme-color" content="#14161a" media="(prefers-color-scheme: dark)" />
          <link rel="icon" href={assetPath('favicon.svg')} type="image/svg+xml" />
          <link rel="stylesheet" href={assetPath('site.css')} />
          {props.head}
          {props.scripts?.map((script) => <script key={script} src={assetPath(script)} defer />)}
        </head>
        <body class={section}>
          <a class="skip-link" href="#main">{spoken.words.common.skip}</a>
          <Masthead {...props} />
          <main id="main" tabIndex={-1}>{props.children}</main>
          <Footer {...props} />
        </body>
      </html>
    </Speak>
  );
}

/** Every page's address in a language; English needs no name in it. */
function addressIn(code: LanguageCode, path: string): string {
  return code === DEFAULT_LANGUAGE ? path : path === '/' ? `/${code}` : `/${code}${path}`;
}

function Masthead({ viewer, path, siteName, section }: PageProps): VNode {
  const { at, words: { common } } = useLanguage();
  const links = [
    { path: '/claims', href: at('/claims'), words: common.claims },
    { path: '/corrections', href: at('/corrections'), words: common.corrections },
    { path: '/method', href: at('/method'), words: common.howWeWork },
    ...(viewer.roles.length > 0 ? [{ path: '/desk', href: '/desk', words: common.desk }] : viewer.accountId === null && section === 'desk' ? [{ path: '/desk/sign-in', href: '/desk/sign-in', words: common.signIn }] : []),
  ];
  // Two pages have a field of their own for it. Where there is no room for the form, a link leads to one of them.
  const findsElsewhere = path !== '/claims' && path !== '/';
  return (
    <header class="masthead">
      <div class="wrap masthead-row">
        <a class="brand" href={at('/')} aria-current={path === '/' ? 'page' : undefined}>
          <Mark />
          <span>{siteName}</span>
        </a>
        {findsElsewhere && <a class="masthead-find" href={at('/claims#text')}><Lens /><span class="visually-hidden">{common.searchClaims}</span></a>}
        <nav class="nav" aria-label={common.siteNav}>
          <ul>
            {links.map((link) => (
              <li key={link.path}>
                <a href={link.href} aria-current={path === link.path ? 'page' : path.startsWith(`${link.path}/`) ? 'true' : undefined}>{link.words}</a>
              </li>
            ))}
          </ul>
        </nav>
        {findsElsewhere && <form class="masthead-search" action={at('/claims')} role="search" aria-label={common.searchTheClaims}>
          <label class="visually-hidden" for="masthead-search">{common.searchClaims}</label>
          <input id="masthead-search" type="search" name="text" maxLength={300} placeholder={common.searchClaims} />
          <button type="submit">{common.search}</button>
        </form>}
      </div>
    </header>
  );
}

function Footer({ reviewPolicy, section, path, search = '', viewer, publicUrl }: PageProps): VNode {
  const { code: spoken, at, words: { common } } = useLanguage();
  return (
    <footer class="footer">
      <div class="wrap">
        <p class="footer-policy">{reviewPolicy === 'single' ? common.policySingle : common.policyTwo}</p>
        <p>{common.nothingDeleted} <a href={at('/method')}>{common.howWeWork}</a></p>
        {section === 'site' && (
          <div class="footer-links no-print">
            <ul class="footer-list">
              <li><a href={at(path.startsWith('/report') ? '/report' : `/report?page=${encodeURIComponent(publicUrl ? publicUrl + at(path) : at(path))}`)} rel="nofollow">{common.reportError}</a></li>
              <li><a href={at('/method#feeds')}>{common.feeds}</a></li>
              {viewer.accountId === null && <li><a href="/desk/sign-in">{common.signIn}</a></li>}
            </ul>
            <nav aria-label={common.languages}>
              <ul id="languages" class="footer-list">
                {LANGUAGES.map((code) => (
                  <li key={code}><a href={`/${code}${path === '/' ? '' : path}${search}`} lang={code} hreflang={code} aria-current={code === spoken ? 'true' : undefined}>{language(code).words.common.language}</a></li>
                ))}
              </ul>
            </nav>
          </div>
        )}
      </div>
    </footer>
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

function Lens(): VNode {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      <path d="M13.2 13.2l4.8 4.8M8.5 14.5a6 6 0 1 0 0-12 6 6 0 0 0 0 12z" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
    </svg>
  );
}

/** The whole answer, ready to send. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`;
}
