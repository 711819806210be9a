/** What a reader gets instead of a page, in plain words and with a way on. */
import type { VNode } from 'preact';
import type { FastifyRequest } from 'fastify';
import type { Viewer } from '../accounts/viewer.js';
import type { ReviewPolicy } from '../shared/act.js';
import { DEFAULT_LANGUAGE, addressedIn, wantedLanguage } from '../shared/language/language.js';
import { type Language, language } from '../shared/html/language.js';
import { Page, renderPage } from '../shared/html/page.js';
import type { Problem } from '../shared/problem.js';
import type { ProblemPage } from '../shared/problem.filter.js';

interface Site {
  SITE_NAME: string;
  REVIEW_POLICY: ReviewPolicy;
}

export function problemPage(site: Site): ProblemPage {
  return (problem, request) => {
    const pathname = addressedIn(request.originalUrl).url.split('?')[0]!;
    return renderPage(<ProblemDocument site={site} problem={problem} viewer={viewerOf(request)} pathname={pathname} spoken={spokenIn(request, pathname)} />);
  };
}

const NOBODY: Viewer = { accountId: null, name: null, email: null, roles: [], via: 'site' };
const viewerOf = (request: FastifyRequest): Viewer => request.viewer ?? NOBODY;
const isDesk = (pathname: string): boolean => pathname === '/desk' || pathname.startsWith('/desk/');

function spokenIn(request: FastifyRequest, pathname: string): Language {
  if (isDesk(pathname)) return language(DEFAULT_LANGUAGE);
  const named = addressedIn(request.originalUrl).language;
  return language(named ?? wantedLanguage(request.headers['accept-language']), named !== undefined);
}

function ProblemDocument({ site, problem, viewer, pathname, spoken }: { site: Site; problem: Problem; viewer: Viewer; pathname: string; spoken: Language }): VNode {
  const { at, words: { common, problem: words } } = spoken;
  const sentFromElsewhere = problem.status === 403 && problem.code === 'foreign_origin';
  const { title, text } = (sentFromElsewhere ? words.foreign : words.byStatus[String(problem.status)]) ?? (problem.status >= 500 ? words.broken : words.refused);
  const atDesk = isDesk(pathname);
  // What a rule refused is said in the rule's own words; of anything else the reader needs no more than the plain text.
  const detail = atDesk && [403, 409, 412, 429].includes(problem.status) ? problem.detail : text;
  return (
    <Page viewer={viewer} siteName={site.SITE_NAME} reviewPolicy={site.REVIEW_POLICY} language={spoken} section={atDesk ? 'desk' : 'site'} path={pathname} title={title} indexed={false}>
      <div class="wrap prose">
        <h1>{title}</h1>
        <p class="hero-said">{detail}</p>
        {problem.errors && problem.errors.length > 0 && atDesk && <ul class="bullets">{problem.errors.map((error) => <li key={`${error.field} ${error.message}`}>{error.field}: {error.message}</li>)}</ul>}
        {problem.status === 401 && <p><a class="button" href="/desk/sign-in">{common.signIn}</a></p>}
        {sentFromElsewhere && pathname.startsWith('/report') && <p><a class="button" href={at('/report')}>{common.reportError}</a></p>}
        {problem.status === 404 && !atDesk && <SearchFor words={wordsOf(pathname)} spoken={spoken} />}
        <p class="more"><a href={atDesk ? '/desk' : at('/claims')}>{atDesk ? words.backToDesk : common.newestFirst}</a></p>
      </div>
    </Page>
  );
}

function SearchFor({ words, spoken: { at, words: { common, problem } } }: { words: string; spoken: Language }): VNode {
  return (
    <form class="problem-search" action={at('/claims')} role="search" aria-label={problem.searchFor}>
      <div class="field">
        <label for="lost-words">{common.searchTheClaims}</label>
        <input id="lost-words" name="text" type="search" maxLength={300} value={words} />
      </div>
      <button type="submit">{common.search}</button>
    </form>
  );
}

/** The words of the last part of an address: "/claims/russia-has-no-intention-x7k2p9bc" → "russia has no intention". */
function wordsOf(pathname: string): string {
  const last = pathname.split('/').filter((part) => part && part !== 'history').at(-1) ?? '';
  return decoded(last).replace(/-[2-9b-df-hj-np-tv-z]{8}$/, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim().slice(0, 120);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
