/** Links as people paste them: with a slash or a full stop too many, in capitals; and what must lead nowhere. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tidied } from '../src/site/tidy-address.js';
import { type TestApp, startApp } from './support/app.js';
import { buildOpenClaim } from './support/build.js';
import { hireNewsroom, reader } from './support/people.js';

const SLUG = 'russia-has-no-intention-x7k2p9bc';

describe('The page that an address names', () => {
  it.each([
    ['/claims/', '/claims'],
    ['/method/', '/method'],
    ['/method.', '/method'],
    ['/claims//', '/claims'],
    ['/claims/?text=a%20b&x=%2F', '/claims?text=a%20b&x=%2F'],
    [`/claims/${SLUG}/`, `/claims/${SLUG}`],
    [`/claims/${SLUG}).`, `/claims/${SLUG}`],
    [`/claims/${SLUG}.`, `/claims/${SLUG}`],
    [`/claims/${SLUG},`, `/claims/${SLUG}`],
    [`/claims/${SLUG})`, `/claims/${SLUG}`],
    [`/claims/${SLUG}%E2%80%9D`, `/claims/${SLUG}`],
    [`/claims/${SLUG}%C2%BB.`, `/claims/${SLUG}`],
    [`/claims/${SLUG}%E2%80%A6`, `/claims/${SLUG}`],
    [`/claims/${SLUG}%22%3E`, `/claims/${SLUG}`],
    [`/claims/${SLUG}%20`, `/claims/${SLUG}`],
    [`/claims/${SLUG}%D8%8C`, `/claims/${SLUG}`],
    [`/claims/${SLUG.toUpperCase()}`, `/claims/${SLUG}`],
    [`/CLAIMS/${SLUG}/History/`, `/claims/${SLUG}/history`],
    [`/claims/${SLUG}/history).`, `/claims/${SLUG}/history`],
    [`/claims/${SLUG}.jsonld.`, `/claims/${SLUG}.jsonld`],
    [`/uk/claims/${SLUG}).?as_of=2022-02-01&utm_source=x`, `/uk/claims/${SLUG}?as_of=2022-02-01&utm_source=x`],
    [`/UK/Claims/${SLUG}`, `/uk/claims/${SLUG}`],
    ['/ar/method/', '/ar/method'],
    ['/uk/', '/uk'],
    ['/).', '/'],
    ['//', '/'],
  ])('of %s is %s', (url, page) => expect(tidied(url)).toBe(page));

  it.each([
    '/', '/uk', '/claims', `/claims/${SLUG}`, `/claims/${SLUG}?text=X.`, `/claims/${SLUG}.jsonld`, `/claims/${SLUG}/card.png`, '/claims?text=a/', '/sitemap.xml', '/robots.txt',
    '/api/v1/claims/', '/API/v1/claims', '/API/', `/api/v1/claims/${SLUG}.`, '/uk/api/v1/claims/', '/desk/', '/Desk/claims/', '/assets/site.css/', '/health/', '/feeds/verdicts.atom/', '/oembed/', '/metrics/', '/nothing-here/', '/nothing.',
    '//example.org/', '///example.org/', '//example.org/claims/', '/%2Fexample.org/', '/%2F%2Fexample.org/.', '/%5Cexample.org/', '/\\example.org/', '/uk//example.org/', '/claims//example.org/', '/claims/..//example.org/', '/claims/%2E%2E/%2Fexample.org/',
    'http://example.org/claims/', '/claims@example.org/', '/claims:80/', '/claims/x%0D%0ALocation:%20//example.org/', '/claims/%00/', '/claims/%E0%A4%A/', '/claims/%FF.', `/claims/${'x'.repeat(2000)}/`, '', '?', '*',
  ])('is that of %s itself, or none', (url) => expect(tidied(url)).toBeUndefined());

  it('needs no second step', () => {
    for (const url of ['/claims/X/./', '/claims/x./.).', '/METHOD/.', '/).)', '/claims/x%2F', '/claims/x%252E', '/uk/.']) {
      const page = tidied(url);
      if (page !== undefined) expect([url, tidied(page)]).toEqual([url, undefined]);
    }
  });
});

describe('Readers who come by such a link', () => {
  let testApp: TestApp;
  let claim: { id: string; slug: string };
  const page = (path: string) => reader(testApp).get(path).set('accept', 'text/html').redirects(0);

  beforeAll(async () => {
    testApp = await startApp();
    const room = await hireNewsroom(testApp);
    claim = await buildOpenClaim(room);
  }, 120_000);
  afterAll(() => testApp?.close());

  it('come to the page, in their language and with what they asked of it', async () => {
    for (const [asked, to] of [
      ['/claims/', '/claims'], ['/method/', '/method'], [`/claims/${claim.slug}/`, `/claims/${claim.slug}`], [`/claims/${claim.slug}).`, `/claims/${claim.slug}`], [`/claims/${claim.slug}%E2%80%9D`, `/claims/${claim.slug}`],
      [`/claims/${claim.slug.toUpperCase()}`, `/claims/${claim.slug}`], [`/es/claims/${claim.slug}.?as_of=2999-01-01`, `/es/claims/${claim.slug}?as_of=2999-01-01`], [`/claims/${claim.id.toUpperCase()}.`, `/claims/${claim.id}`],
    ] as const) {
      const { status, headers } = await page(asked);
      expect([asked, status, headers.location]).toEqual([asked, 301, to]);
    }
    expect((await page(`/claims/${claim.slug}/`).redirects(2)).status).toBe(200);
    // From memory, where the page now lies, as well.
    expect((await page(`/claims/${claim.slug}/`)).headers.location).toBe(`/claims/${claim.slug}`);
    expect((await reader(testApp).head('/claims/').redirects(0)).headers.location).toBe('/claims');
  });

  it('are told so where there is none, and programs are led nowhere', async () => {
    for (const asked of ['/nothing-here/', '/claims/nobody-22222222', '//example.org/', '/claims//example.org/', '/api/v1/claims/', `/api/v1/claims/${claim.slug}.`]) {
      const { status, headers } = await page(asked);
      expect([asked, status, headers.location]).toEqual([asked, 404, undefined]);
    }
    const { status } = await reader(testApp).post('/report/').set('accept', 'text/html').redirects(0);
    expect(status).toBe(404);
  });

  it('who send a form from another site read that nothing was done, and where to do it', async () => {
    for (const [to, words, back] of [['/report', 'It was sent from another site', '/report'], ['/es/report', 'Se envió desde otro sitio', '/es/report']] as const) {
      const { status, text } = await reader(testApp).post(to).set({ accept: 'text/html', origin: 'https://example.org', 'content-type': 'application/x-www-form-urlencoded' }).send('kind=other');
      expect(status).toBe(403);
      expect(text).toContain(words);
      expect(text).toContain(`class="button" href="${back}"`);
      expect(text).not.toContain('Your account');
    }
  });
});
