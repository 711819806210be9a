/** The readers' pages: what they tell, what they keep back, and that everybody can read them. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { loadGeneva } from '../src/interop/geneva/load.js';
import { OutLink } from '../src/shared/html/words.js';
import { startApp, startInstance, type TestApp } from './support/app.js';
import { arrive, axeFindings, TestBrowser } from './support/browser.js';
import { act, buildClaim, buildEvidence, buildOpenClaim, buildProposal, buildRatedClaim, buildSource, current, made } from './support/build.js';
import { hireNewsroom, type Newsroom, reader } from './support/people.js';

let testApp: TestApp;
let room: Newsroom;
let browser: TestBrowser;
/** Of the Lavrov claim: "/claims/russia-has-no-intention-…". */
let lavrov: string;

const page = (path: string) => reader(testApp).get(path).set('accept', 'text/html').redirects(0);
const textOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/&#39;/g, '’').replace(/&amp;/g, '&').replace(/\s+/g, ' ');
const read = async (path: string, status = 200): Promise<string> => {
  const response = await page(path);
  expect({ path, status: response.status }).toEqual({ path, status });
  return textOf(response.text);
};

beforeAll(async () => {
  testApp = await startApp();
  room = await hireNewsroom(testApp);
  await loadGeneva(testApp.source, { editor: room.editor.id, reviewers: [room.reviewerA.id, room.reviewerB.id] });
  const found = await made<{ items: { slug: string }[] }>(reader(testApp).get('/api/v1/claims?text=Russia+intention+attacking+Ukraine'), 200);
  lavrov = `/claims/${found.items[0]!.slug}`;
  browser = await TestBrowser.launch();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await testApp?.close();
});

describe('The claim page', () => {
  it('tells the conclusion on the first screen of a phone', async () => {
    const { page: open, close } = await browser.open(testApp.url + lavrov, { width: 390, height: 844 });
    const lowest = async (selector: string) => {
      const box = (await open.locator(selector).first().boundingBox())!;
      return box.y + box.height;
    };
    expect(await open.locator('h1').textContent()).toBe('Russia has no intention of attacking Ukraine.');
    expect(await open.locator('.hero-said').textContent()).toMatch(/Sergey Lavrov, Foreign Minister of Russia.*Geneva, 21 Jan 2022.*Antony Blinken and Axios/s);
    expect(await open.locator('.standing-line').textContent()).toMatch(/Broken\s*since 24 Feb 2022/);
    expect(await open.locator('.standing-why').textContent()).toContain('Russia attacked Ukraine on 24 February 2022');
    for (const selector of ['h1', '.hero-said', '.standing-line', '.standing-why', '.hero-ways']) expect(await lowest(selector)).toBeLessThanOrEqual(844);
    await close();
  });

  it('goes on with verdict, chain, test, evidence apart at the day, and what it said before', async () => {
    const text = await read(lavrov);
    const order = ['How we know it was said', 'Said by Sergey Lavrov', 'Relayed by Antony Blinken', 'Published by Axios', 'What settles it', 'The timeline', 'Before it was said', '21 Jan 2022 : the statement', 'From that day on', 'What this verdict does not say', 'What it rests on', 'What this page said before', 'Said again', 'Other claims'];
    let at = text.indexOf('id="main"');
    for (const words of order) {
      const next = text.indexOf(words, at);
      expect({ words, found: next > at }).toEqual({ words, found: true });
      at = next;
    }
    expect(text).toMatch(/Proposed by \S+ Reviewer Approved by \S+ Reviewer/);
    expect(text).toContain('This is a sample record: its entries carry the dates of the events, loaded afterwards.');
  });

  it('links each cited piece of evidence to its place on the page, and sources to the web', async () => {
    const { text: html } = await page(lavrov);
    const anchors = [...html.matchAll(/href="#(evidence-[^"]+)"/g)].map(([, id]) => id!);
    expect(anchors.length).toBeGreaterThan(0);
    for (const id of anchors) expect(html).toContain(`id="${id}"`);
    const outward = [...html.matchAll(/<a [^>]*href="https?:\/\/(?!localhost)[^>]*>/g)].map(([tag]) => tag);
    expect(outward.length).toBeGreaterThan(20);
    expect(outward.filter((tag) => !tag.includes('rel="nofollow noopener"'))).toEqual([]);
  });

  it.each([
    ['2022-02-01', 'Too early to rate due 24 Feb 2022', '1 February 2022'],
    ['2022-02-16', 'In progress since 16 Feb 2022', '16 February 2022'],
    ['2022-02-25', 'Broken since 24 Feb 2022', '25 February 2022'],
    ['2022-03-03', 'Broken since 24 Feb 2022', '3 March 2022'],
  ])('shows how it stood on %s', async (day, standing, inWords) => {
    const response = await page(`${lavrov}?as_of=${day}`);
    const text = textOf(response.text);
    expect(text).toContain(standing);
    expect(text).toContain(`This is how the page stood on ${inWords} . See it today`);
    expect(response.text).toContain('<meta name="robots" content="noindex"/>');
    if (day === '2022-02-01') for (const later of ['The verdict', 'special military operation', 'Broken']) expect(text).not.toContain(later);
  });

  it('says that it was not on record before it was', async () => {
    const text = await read(`${lavrov}?as_of=2021-06-01`, 404);
    expect(text).toContain('This claim was not on record on 1 June 2021');
  });

  it.each(['yesterday', '2022-02-30', '2999-01-01', '2022'])('answers as_of=%s with today’s page and word of what is wrong', async (day) => {
    const text = await read(`${lavrov}?as_of=${day}`, 400);
    expect(text).toContain('Give a past day that exists, such as 2022-02-01.');
    expect(text).toContain('Broken');
  });

  it('opens for today with an empty as_of, and with strangers’ parameters', async () => {
    expect(await read(`${lavrov}?as_of=&utm_source=x&fbclid=y`)).toContain('Broken since 24 Feb 2022');
  });

  it('is found by outdated words and by id, and keeps the query', async () => {
    const code = lavrov.slice(-8);
    expect((await page(`/claims/old-words-${code}?as_of=2022-02-01`)).headers.location).toBe(`${lavrov}?as_of=2022-02-01`);
    expect((await page(`/claims/${code}/history`)).headers.location).toBe(`${lavrov}/history`);
    const { id } = await made<{ id: string }>(reader(testApp).get(`/api/v1${lavrov}`), 200);
    const byId = await page(`/claims/${id}`);
    expect([byId.status, byId.headers.location]).toEqual([301, lavrov]);
  });

  it('reads the database four times at most', async () => {
    const { query } = pg.Client.prototype;
    let count = 0;
    pg.Client.prototype.query = function counted(this: pg.Client, ...args: unknown[]) {
      const text = typeof args[0] === 'string' ? args[0] : (args[0] as { text?: string }).text;
      // Every quarter of a second the page memory asks whether it still hears the database.
      if (text !== 'SELECT 1') count++;
      return (query as (...all: unknown[]) => unknown).apply(this, args);
    } as typeof query;
    try {
      // Past the memory, which stands before the application.
      const cold = async (path: string) => expect((await testApp.app.inject({ url: path, headers: { accept: 'text/html' } })).statusCode).toBe(200);
      await cold(lavrov);
      const today = count;
      await cold(`${lavrov}?as_of=2022-02-16`);
      expect(today).toBeGreaterThan(0);
      expect(today).toBeLessThanOrEqual(4);
      expect(count - today).toBeLessThanOrEqual(4);
    } finally {
      pg.Client.prototype.query = query;
    }
  });

  it('shows words and quotes in their own language and direction', async () => {
    const claim = await buildOpenClaim(room, { wording: 'لن نزيد الضرائب هذا العام.', title: 'Taxes will not rise', language: 'ar' });
    const { text: html } = await page(`/claims/${claim.slug}`);
    expect(html).toMatch(/<h1[^>]* lang="ar" dir="rtl"[^>]*>لن نزيد/);
    expect(html).toContain('<html lang="en" dir="ltr">');
  });

  it('shows markup as text and links no address but of the web', async () => {
    const claim = await buildOpenClaim(room, { wording: 'They will <script>alert("x")</script> & <img src=x onerror=alert(1)> us.' });
    const { text: html } = await page(`/claims/${claim.slug}`);
    expect(html.replaceAll(/<script src="\/assets\/[a-z]+-[0-9a-f]{10}\.js" defer><\/script>/g, '')).not.toMatch(/<script|<img/);
    expect(html).toContain('&lt;script>');
    for (const href of ['javascript:alert(1)', ' JaVaScRiPt:alert(1)', 'data:text/html,x', 'vbscript:x', '//x', 'x']) expect(renderToString(h(OutLink, { href }, 'source'))).toBe('<span>source</span>');
    expect(renderToString(h(OutLink, { href: 'https://example.org/' }, 'source'))).toBe('<a href="https://example.org/" rel="nofollow noopener">source</a>');
  });
});

describe('What is not for readers', () => {
  it('shows no draft, by no address, and does not tell its words', async () => {
    const draft = await buildClaim(room.editor, { wording: 'The secret promise about lighthouses will be kept.' });
    const answers = [await page(`/claims/${draft.slug}`), await page(`/claims/wrong-${draft.slug.slice(-8)}`), await page(`/claims/${draft.id}`), await page(`/claims/${draft.slug}/history`), await page(`/claims/${draft.id}?as_of=2022-02-01`)];
    expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404, 404, 404]);
    for (const path of ['/', '/claims', '/claims?text=lighthouses', `/claims/wrong-${draft.slug.slice(-8)}`]) expect((await page(path)).text).not.toContain('secret promise');
  });

  it('shows no proposed verdict, on no page', async () => {
    const claim = await buildProposal(room, { wording: 'The proposed tunnel will open in spring.' });
    for (const path of ['/', '/claims?text=tunnel', `/claims/${claim.slug}`, `/claims/${claim.slug}/history`]) {
      const text = await read(path);
      expect(text).not.toContain('It was published on the day.');
      expect(text).not.toMatch(/awaiting approval/i);
    }
    expect(await read(`/claims/${claim.slug}`)).toContain('In review');
  });
});

describe('Claims that ended otherwise', () => {
  it('says why a claim is not rated', async () => {
    const claim = await act(room.reviewerA, await buildClaim(room.editor, { wording: 'Summer is the finest season.', kind: 'opinion' }), 'decline', { declineCode: 'opinion', reason: 'Taste cannot be checked.' });
    const text = await read(`/claims/${claim.slug}`);
    expect(text).toContain('Not rated: opinion');
    expect(text).toContain('Taste cannot be checked.');
  });

  it('answers 410 for a withdrawn one, with what it was, why, and the page before', async () => {
    const claim = await act(room.admin, await buildOpenClaim(room, { wording: 'The harbour will be dredged.' }), 'withdraw', { reason: 'It was logged under a wrong name.' });
    const response = await page(`/claims/${claim.slug}`);
    expect(response.status).toBe(410);
    expect(textOf(response.text)).toMatch(/The harbour will be dredged\..*It was logged under a wrong name\./);
    const before = /href="([^"]*as_of=[^"]*)"/.exec(response.text)![1]!.replaceAll('&amp;', '&');
    expect(await read(before)).toContain('This is how the page stood at');
    expect(await read(`/claims/${claim.slug}/history`)).toContain('Withdrawn');
  });

  it('tells the verdict that a withdrawn one had, and of none where there was none', async () => {
    const rated = await buildRatedClaim(room);
    const { verdict } = await current(room.editor, rated);
    await act(room.admin, rated, 'withdraw', { reason: 'The speaker was somebody else.' });
    const { status, text } = await page(`/claims/${rated.slug}`);
    expect([status, textOf(text)]).toEqual([410, expect.stringMatching(new RegExp(`The speaker was somebody else\\. Its verdict until then: ${verdict!.rating.label} since \\d`))]);
    const unrated = await act(room.admin, await buildOpenClaim(room), 'withdraw', { reason: 'Logged by mistake.' });
    expect(textOf((await page(`/claims/${unrated.slug}`)).text)).not.toContain('Its verdict until then');
  });

  it('shows the title of a source in its own direction, and its publisher apart from what stands around', async () => {
    const source = await buildSource(room.editor, { title: '[تقرير] عن الميناء', publisher: 'الجريدة', language: 'ar' });
    const claim = await buildOpenClaim(room);
    await buildEvidence(room.editor, claim, { sourceId: source.id });
    for (const prefix of ['', '/ar']) expect((await page(`${prefix}/claims/${claim.slug}`)).text).toMatch(/lang="ar" dir="rtl">\[تقرير\] عن الميناء<\/(?:a|span)>\u200f?[,،] <bdi>الجريدة<\/bdi>/);
  });

  it('leads from a merged one to where it went', async () => {
    const kept = await buildOpenClaim(room);
    const twin = await act(room.admin, await buildOpenClaim(room), 'withdraw', { reason: 'Logged twice.', mergeInto: kept.id });
    const response = await page(`/claims/${twin.slug}`);
    expect([response.status, response.headers.location]).toEqual([301, `/claims/${kept.slug}`]);
  });

  it('keeps a verdict shown while it is reassessed, and struck evidence with its reason', async () => {
    const rated = await act(room.editor, await buildRatedClaim(room), 'reopen', { reason: 'New papers came to light.' });
    const extra = await buildEvidence(room.editor, rated, { summary: 'A forged letter.' });
    await made(room.editor.call('post', `/evidence/${extra.id}/withdraw`, { version: extra.version, body: { reason: 'The letter is a forgery.' } }), 200);
    const text = await read(`/claims/${rated.slug}`);
    expect(text).toMatch(/Kept\s+since 30 Jan 2022/);
    expect(text).toContain('This verdict is being reassessed');
    expect(text).toContain('The letter is a forgery.');
  });
});

describe('The history', () => {
  it('tells every public act in words, newest first', async () => {
    const text = await read(`${lavrov}/history`);
    const acts = [...text.matchAll(/The claim went on record|Evidence added|Sent to review|Verdict published|Opened again/g)].map(([words]) => words);
    expect(acts.at(-1)).toBe('The claim went on record');
    expect(new Set(acts).size).toBe(5);
    expect(text).toMatch(/Before In progress After Broken/);
    expect(text).not.toMatch(/[a-z]_[a-z]|\bnull\b|undefined/);
  });

  it('shows corrections with before and after', async () => {
    const claim = await buildOpenClaim(room, { wording: 'The brige will be mended.' });
    await made(room.editor.call('patch', `/claims/${claim.id}`, { version: claim.version, body: { wording: 'The bridge will be mended.', correction: { kind: 'typo', explanation: 'A letter was missing.' } } }), 200);
    for (const path of [`/claims/${claim.slug}`, `/claims/${claim.slug}/history`]) expect(await read(path)).toMatch(/Typing error corrected A letter was missing\. Wording Before The brige will be mended\. After The bridge will be mended\./);
  });

  it('refuses a cursor of its own making', async () => {
    for (const cursor of ['x', Buffer.from('["-1e9"]').toString('base64url'), Buffer.from('["99999999999"]').toString('base64url')]) await read(`${lavrov}/history?cursor=${cursor}`, 400);
  });
});

describe('The list', () => {
  it('finds by words, speaker, topic, rating, standing, kind and day', async () => {
    const title = 'Russia has no intention of attacking Ukraine';
    for (const filter of ['text=attacking+Ukraine', 'speaker=lavrov', 'speaker=Sergey+Lavrov', 'rating=broken', 'standing=rated&kind=assurance', 'saidFrom=2022-01-21&saidUntil=2022-01-21&kind=assurance', 'text=&standing=&rating=broken&speaker=&utm_source=x']) {
      expect(await read(`/claims?${filter}`)).toContain(title);
    }
    expect(await read('/claims?rating=broken&kind=promise')).toContain('No claim on record matches this.');
  });

  it.each(['standing=nonsense', 'standing=draft', 'rating=nonsense', 'kind=nonsense', 'saidFrom=2022-02-30', 'saidUntil=soon', `text=${'x'.repeat(301)}`, 'speaker=nobody+of+that+name', 'topic=nonsense', 'text=a%00b'])('answers %s with a message beside the field', async (filter) => {
    const response = await page(`/claims?${filter}`);
    expect(response.status).toBe(400);
    const field = filter.split('=')[0]!;
    expect(response.text).toContain(`id="${field}-error"`);
    expect(response.text).toContain(`aria-describedby="${field}-error"`);
  });

  it.each(['x', '["2022-01-01T00:00:00Z"]', '["foo 1","01900000-0000-7000-8000-000000000100"]', '["+275760-01-01T00:00:00Z","01900000-0000-7000-8000-000000000100"]', '["2022-99-01T00:00:00Z","01900000-0000-7000-8000-000000000100"]'])('starts anew for the broken cursor %s', async (cursor) => {
    expect(await read(`/claims?cursor=${Buffer.from(cursor).toString('base64url')}`, 400)).toContain('These are the newest claims.');
  });

  it('leads through all claims once', async () => {
    for (let n = 0; n < 6; n++) await buildOpenClaim(room);
    const seen: string[] = [];
    for (let next: string | undefined = '/claims'; next; ) {
      const { text: html }: { text: string } = await page(next);
      seen.push(...[...html.matchAll(/<h3[^>]*><a href="(\/claims\/[^"]+)"/g)].map(([, href]) => href!));
      next = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
    }
    const [row] = await testApp.source.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM claim WHERE status <> 'draft'`);
    expect(seen).toHaveLength(row!.n);
    expect(new Set(seen).size).toBe(row!.n);
  });
});

describe('Other pages', () => {
  it('opens with verdicts, open claims and what falls due', async () => {
    const due = await buildOpenClaim(room, { title: 'The canal opens in time', resolution: { wouldConfirm: 'It opens.', wouldRefute: 'It does not.', due: { kind: 'day', day: '2999-05-01' } } });
    const text = await read('/');
    expect(text).toMatch(/Latest verdicts.*Broken since 24 Feb 2022 .*recorded \d+ \w{3} \d{4} .*Open claims.*What falls due.*1 May 2999.*The canal opens in time/);
    expect(await read(`/claims/${due.slug}`)).toContain('Too early to rate due 1 May 2999');
  });

  it('shows speakers with their roles, topics with their claims, and how we work', async () => {
    const { text: html } = await page(lavrov);
    const speaker = /href="(\/speakers\/sergey-lavrov-[^"]+)"/.exec(html)![1]!;
    const topic = /href="(\/topics\/[^"]+)"/.exec(html)![1]!;
    expect(await read(speaker)).toMatch(/Sergey Lavrov.*Foreign Minister of Russia.*Russia has no intention of attacking Ukraine/);
    expect(await read(topic)).toContain('Russia has no intention of attacking Ukraine');
    expect((await page(speaker.replace('sergey', 'serge'))).headers.location).toBe(speaker);
    const method = await read('/method');
    for (const words of ['Broken The opposite was done, or nothing was.', 'Unverifiable', 'Propose a verdict', 'a reviewer']) expect(method).toContain(words);
  });

  it('answers an unknown address with a search for its words', async () => {
    const response = await page('/claims/lavrov-has-no-intention-zzzz2222');
    expect(response.status).toBe(404);
    expect(response.text).toMatch(/name="text"[^>]* value="lavrov has no intention"/);
    for (const path of ['/nothing', '/speakers/x', '/topics/x', '/claims/%E0%A4%A', '/assets/../package.json', '/assets/site.css']) expect((await page(path)).status).toBeGreaterThanOrEqual(400);
    expect((await reader(testApp).get('/claims/x').set('accept', 'application/json')).headers['content-type']).toContain('application/problem+json');
  });

  it('keeps shared caches off what a signed-in reader sees, and files for ever', async () => {
    const anonymous = await page('/');
    expect(anonymous.headers['cache-control']).toBe('public, no-cache');
    expect(anonymous.text).toContain('href="/desk/sign-in"');
    const signedIn = await page('/').set('authorization', `Bearer ${room.editor.token}`);
    expect(signedIn.headers['cache-control']).toBe('private, no-cache');
    expect(signedIn.text).toContain('href="/desk"');
    const style = /href="(\/assets\/site-[^"]+\.css)"/.exec(anonymous.text)![1]!;
    const asset = await page(style);
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(asset.headers['content-type']).toContain('text/css');
  });

  it('says on every page when one reviewer judges alone', async () => {
    const alone = await startInstance(testApp.databaseUrl, { REVIEW_POLICY: 'single' });
    try {
      const claim = await buildRatedClaim({ ...room, editor: alonePerson(room.editor, alone), reviewerA: alonePerson(room.reviewerA, alone), reviewerB: alonePerson(room.reviewerB, alone) });
      for (const path of ['/', `/claims/${claim.slug}`, '/method', '/nothing']) expect(textOf((await reader(alone).get(path).set('accept', 'text/html')).text)).toContain('single reviewer');
      expect(textOf((await reader(alone).get(`/claims/${claim.slug}`).set('accept', 'text/html')).text)).toContain('no second person has checked this verdict');
    } finally {
      await alone.close();
    }
  });
});

/** The same person, calling another instance. */
function alonePerson(person: Newsroom['editor'], instance: TestApp): Newsroom['editor'] {
  return Object.assign(Object.create(Object.getPrototypeOf(person) as object) as object, person, { url: instance.url });
}

describe('In a browser', () => {
  const PATHS = () => ['/', '/claims', lavrov, `${lavrov}/history`, `${lavrov}?as_of=2022-02-01`, '/method', '/claims?saidFrom=never&standing=rated', '/nothing-here'];

  it.each([
    [390, 'light'],
    [390, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)('axe finds nothing at %d pixels, %s', async (width, colorScheme) => {
    for (const path of PATHS()) {
      const { page: open, close } = await browser.open(testApp.url + path, { width, colorScheme });
      expect({ path, findings: await axeFindings(open) }).toEqual({ path, findings: [] });
      await close();
    }
  });

  it('asks nobody else, breaks no policy of its own, and fits 320 pixels', async () => {
    for (const path of PATHS()) {
      const { page: open, complaints, requests, close } = await browser.open(testApp.url + path, { width: 320, height: 640 });
      expect(requests.filter((url) => !url.startsWith(testApp.url))).toEqual([]);
      expect(complaints.filter((text) => !/status of 40[04]/.test(text))).toEqual([]);
      const { scrollWidth, headings } = await open.evaluate(() => {
        const { document } = globalThis as unknown as { document: { documentElement: { scrollWidth: number }; querySelectorAll(selector: string): { length: number } } };
        return { scrollWidth: document.documentElement.scrollWidth, headings: document.querySelectorAll('h1').length };
      });
      expect({ path, scrollWidth, headings }).toEqual({ path, scrollWidth: 320, headings: 1 });
      await close();
    }
  });

  it('can be searched from every page on a phone, by what a finger finds', async () => {
    for (const [prefix, name] of [['', 'Search claims'], ['/ar', undefined]] as const) {
      const { page: open, close } = await browser.open(testApp.url + prefix + lavrov, { width: 390 });
      const link = name ? open.getByRole('link', { name }) : open.locator('.masthead-find');
      const { width, height } = (await link.boundingBox())!;
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
      expect((await open.locator('.masthead').boundingBox())!.height).toBeLessThanOrEqual(84);
      await arrive(open, () => link.click());
      expect(new URL(open.url()).pathname + new URL(open.url()).hash).toBe(`${prefix}/claims#text`);
      expect(await open.locator('#text').isVisible()).toBe(true);
      await close();
    }
    const { page: wide, close } = await browser.open(testApp.url + lavrov, { width: 1280 });
    expect([await wide.locator('.masthead-find').isVisible(), await wide.locator('#masthead-search').isVisible()]).toEqual([false, true]);
    await close();
  });

  it('works without script: from the first page by search to the claim, and back to a past day', async () => {
    const { page: open, close } = await browser.open(testApp.url, { width: 1280, javaScriptEnabled: false });
    await open.getByRole('searchbox', { name: 'What was claimed, or by whom?' }).fill('attacking Ukraine');
    await arrive(open, () => open.keyboard.press('Enter'));
    await arrive(open, () => open.getByRole('link', { name: 'Russia has no intention of attacking Ukraine' }).click());
    expect(await open.locator('.standing-line').textContent()).toContain('Broken');
    await open.getByLabel('Day', { exact: true }).fill('2022-02-01');
    await arrive(open, () => open.getByRole('button', { name: 'Show' }).click());
    expect(await open.locator('.past-banner').textContent()).toContain('1 February 2022');
    expect(await open.locator('.standing-line').textContent()).toContain('Too early to rate');
    await arrive(open, () => open.getByRole('link', { name: 'See it today' }).first().click());
    expect(await open.locator('.standing-line').textContent()).toContain('Broken');
    await close();
  });

  it('reaches the main part by keyboard first', async () => {
    const { page: open, close } = await browser.open(testApp.url + lavrov);
    await open.keyboard.press('Tab');
    expect(await open.locator(':focus').textContent()).toBe('Skip to the page');
    await open.keyboard.press('Enter');
    expect(await open.locator(':focus').getAttribute('id')).toBe('main');
    await close();
  });
});
