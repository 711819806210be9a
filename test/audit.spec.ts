/** Who did what: the history of one claim for the desk, and the whole ledger by person, act and day. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { startApp, type TestApp } from './support/app.js';
import { act, buildClaim, buildEvidence, buildRatedClaim, current } from './support/build.js';
import { axeFindings, signInAs, TestBrowser } from './support/browser.js';
import { hireNewsroom, type Newsroom, type Person } from './support/people.js';

let testApp: TestApp;
let room: Newsroom;
let browser: TestBrowser;

beforeAll(async () => {
  testApp = await startApp();
  room = await hireNewsroom(testApp);
  browser = await TestBrowser.launch();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await testApp?.close();
});

const page = (by: Person, path: string) => request(testApp.url).get(path).set('authorization', `Bearer ${by.token}`);
const words = (html: string) => html.slice(html.indexOf('<main')).replace(/<option[^>]*>[^<]*<\/option>/g, '').replace(/<[^>]+>/g, ' ').replace(/&#39;/g, "'").replace(/\s+/g, ' ');
const titles = (html: string) => [...html.matchAll(/<h3 class="entry-title">([^<]*)<\/h3>/g)].map(([, title]) => title!.replace(/\s+/g, ' '));

describe('The history of a claim at the desk', () => {
  it('tells every act with who did it, also those that readers do not see, newest first', async () => {
    const claim = await buildRatedClaim(room);
    const { status, text } = await page(room.editor, `/desk/claims/${claim.id}/history`);
    expect(status).toBe(200);
    expect(titles(text)).toEqual([
      'Bo Reviewer approved the verdict', 'Ada Reviewer proposed a verdict', 'Edith Editor submitted the claim for review', 'Edith Editor added evidence', 'Edith Editor opened the claim', 'Edith Editor logged the claim',
    ]);
    expect(words(text)).toMatch(/Status: before Awaiting approval → after Rated/);
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}[^"]*<\/dd>/);
  });

  it('tells before and after of a revision, with names and days in words', async () => {
    const claim = await buildClaim(room.editor);
    await room.editor.call('patch', `/claims/${claim.id}`, { version: claim.version, body: { wording: 'The minister will publish it in March.', resolution: { wouldConfirm: 'It is published.', wouldRefute: 'It is not.', due: { kind: 'day', day: '2022-03' } } } }).expect(200);
    const text = words((await page(room.reviewerA, `/desk/claims/${claim.id}/history`)).text);
    expect(text).toContain('Due day: before 31 Jan 2022 → after March 2022');
    expect(text).toMatch(/Our wording: before The minister will publish report number \d+\. → after The minister will publish it in March\./);
  });

  it('comes page by page, without a gap', async () => {
    const claim = await buildClaim(room.editor);
    for (let n = 0; n < 34; n++) {
      const now = await current(room.editor, claim);
      await room.editor.call('patch', `/claims/${claim.id}`, { version: now.version, body: { title: `Title ${n}` } }).expect(200);
    }
    const first = await page(room.editor, `/desk/claims/${claim.id}/history`);
    const next = /href="(\/desk\/claims\/[^"]*after=[^"]*)"/.exec(first.text)![1]!.replaceAll('&amp;', '&');
    const second = await page(room.editor, next);
    expect(titles(first.text)).toHaveLength(30);
    expect(titles(second.text)).toHaveLength(5);
    expect(titles(second.text).at(-1)).toBe('Edith Editor logged the claim');
  });

  it('is not for readers', async () => {
    const claim = await buildRatedClaim(room);
    const answer = await request(testApp.url).get(`/desk/claims/${claim.id}/history`);
    expect([answer.status, answer.headers.location]).toEqual([303, expect.stringContaining('/desk/sign-in')]);
  });
});

describe('The ledger', () => {
  const today = () => new Date().toISOString().slice(0, 10);

  it('is filtered by person, by act and by day', async () => {
    const claim = await buildRatedClaim(room, { title: 'Only this one' });
    await act(room.editor, claim, 'reopen', { reason: 'New documents came out.' });
    const approvals = await page(room.editor, `/desk/ledger?person=${room.reviewerB.id}&act=approve&from=${today()}&until=${today()}`);
    expect(new Set(titles(approvals.text))).toEqual(new Set(['Bo Reviewer approved the verdict']));
    expect(words(approvals.text)).toContain('Only this one');
    const reopened = await page(room.editor, '/desk/ledger?act=reopen');
    expect(words(reopened.text)).toContain('New documents came out.');
    const before = await page(room.editor, '/desk/ledger?until=2001-01-01');
    expect(words(before.text)).toContain('Nothing of this kind is on record.');
  });

  it('keeps what concerns accounts for admins', async () => {
    const [admins, editors] = await Promise.all([page(room.admin, '/desk/ledger?kind=account'), page(room.editor, '/desk/ledger?kind=account')]);
    expect(words(admins.text)).toContain('made an account');
    expect(titles(editors.text)).toEqual([]);
  });

  it.each([['from=yesterday', 'Give a whole day'], ['from=2022-02-30', 'Give a whole day'], ['from=2022-02-02&until=2022-02-01', 'The last day is before the first'], ['person=me', 'Choose somebody'], ['act=hack', 'Choose an act'], ['kind=x', 'Choose from the list']])('says what is wrong with ?%s beside the field', async (query, said) => {
    const { status, text } = await page(room.editor, `/desk/ledger?${query}`);
    expect([status, words(text).includes(said)]).toEqual([200, true]);
  });

  it('refuses a made-up cursor with words', async () => {
    const { status } = await page(room.editor, '/desk/ledger?after=abc');
    expect(status).toBe(400);
  });

  it.each([[390, 'light'], [390, 'dark'], [1280, 'light'], [1280, 'dark']] as const)('is read by axe without a finding at %i pixels, %s', async (width, colorScheme) => {
    await buildEvidence(room.editor, await buildRatedClaim(room));
    const context = await browser.context({ width, colorScheme });
    const tab = await signInAs(context, testApp.url, room.editor);
    for (const path of ['/desk/ledger', `/desk/claims/${(await buildRatedClaim(room)).id}/history`]) {
      await tab.goto(testApp.url + path);
      expect(await axeFindings(tab)).toEqual([]);
      expect(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    }
    await context.close();
  });
});
