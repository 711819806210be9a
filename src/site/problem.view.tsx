/** What a reader gets instead of a page, in plain words and with a way on. */
import type { VNode } from 'preact';
import type { FastifyRequest } from 'fastify';
import type { Viewer } from '../accounts/viewer.js';
import type { ReviewPolicy } from '../shared/act.js';
import { Page, renderPage } from '../shared/html/page.js';
import type { Problem } from '../shared/problem.js';
import type { ProblemPage } from '../shared/problem.filter.js';

interface Words {
  title: string;
  text: string;
}

const WORDS: Record<number, Words> = {
  400: { title: 'That address does not work', text: 'Something in it is not as we can read it. Check it, or start from the list of claims.' },
  401: { title: 'Sign in first', text: 'This page is for the desk.' },
  403: { title: 'This is not open to you', text: 'Your account may not do this.' },
  404: { title: 'There is nothing at this address', text: 'It may have been typed wrong, or the link that led here is out of date. Nothing we publish is deleted, so a search may find it.' },
  405: { title: 'That cannot be done here', text: 'Go back and try again.' },
  409: { title: 'That cannot be done now', text: 'The record does not allow it as it stands.' },
  412: { title: 'Somebody was faster', text: 'This changed while you were working on it. Load it again, then repeat your change.' },
  413: { title: 'That is too much at once', text: 'Send less and try again.' },
  429: { title: 'Too many tries', text: 'Wait a little, then try again.' },
  503: { title: 'Not available just now', text: 'Try again in a moment.' },
};

const BROKEN: Words = { title: 'Something broke on our side', text: 'It is in our log. Nothing you sent was half kept; try again in a moment.' };
const REFUSED: Words = { title: 'That did not work', text: 'Go back and try again.' };

interface Site {
  SITE_NAME: string;
  REVIEW_POLICY: ReviewPolicy;
}

export function problemPage(site: Site): ProblemPage {
  return (problem, request) => {
    const pathname = request.url.split('?')[0]!;
    return renderPage(<ProblemDocument site={site} problem={problem} viewer={viewerOf(request)} pathname={pathname} />);
  };
}

const NOBODY: Viewer = { accountId: null, name: null, email: null, roles: [], via: 'site' };
const viewerOf = (request: FastifyRequest): Viewer => request.viewer ?? NOBODY;

function ProblemDocument({ site, problem, viewer, pathname }: { site: Site; problem: Problem; viewer: Viewer; pathname: string }): VNode {
  const { title, text } = WORDS[problem.status] ?? (problem.status >= 500 ? BROKEN : REFUSED);
  // What a rule refused is said in the rule's own words; of anything else the reader needs no more than the plain text.
  const detail = problem.status === 403 || problem.status === 409 || problem.status === 412 || problem.status === 429 ? problem.detail : text;
  const atDesk = pathname === '/desk' || pathname.startsWith('/desk/');
  return (
    <Page viewer={viewer} siteName={site.SITE_NAME} reviewPolicy={site.REVIEW_POLICY} section={atDesk ? 'desk' : 'site'} path={pathname} title={title} indexed={false}>
      <div class="wrap prose">
        <h1>{title}</h1>
        <p class="hero-said">{detail}</p>
        {problem.errors && problem.errors.length > 0 && atDesk && <ul class="bullets">{problem.errors.map((error) => <li key={`${error.field} ${error.message}`}>{error.field}: {error.message}</li>)}</ul>}
        {problem.status === 401 && <p><a class="button" href="/desk/sign-in">Sign in</a></p>}
        {problem.status === 404 && !atDesk && <SearchFor words={wordsOf(pathname)} />}
        <p class="more"><a href={atDesk ? '/desk' : '/claims'}>{atDesk ? 'Back to the desk' : 'See all claims, newest first'}</a></p>
      </div>
    </Page>
  );
}

function SearchFor({ words }: { words: string }): VNode {
  return (
    <form class="problem-search" action="/claims" role="search" aria-label="Search for what you wanted">
      <div class="field">
        <label for="lost-words">Search the claims</label>
        <input id="lost-words" name="text" type="search" maxLength={300} value={words} />
      </div>
      <button type="submit">Search</button>
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
