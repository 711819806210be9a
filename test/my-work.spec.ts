/** "My work", the box that finds anything, and the keys: what people of the desk have before them all day. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import request from 'supertest';
import { noteLook } from '../src/desk/looks.js';
import { inTransaction } from '../src/shared/database.js';
import { tell } from '../src/notices/tell.js';
import { act, buildClaim, buildClaimInReview, buildEvidence, buildOpenClaim, buildProposal, buildSource, buildSpeaker, correctFacts, current, made, propose } from './support/build.js';
import { startApp, type TestApp } from './support/app.js';
import { arrive, axeFindings, TestBrowser } from './support/browser.js';
import { hireNewsroom, type Newsroom, type Person, reader } from './support/people.js';

let testApp: TestApp;
let room: Newsroom;
let browser: TestBrowser;

beforeAll(async () => {
  testApp = await startApp();
  room = await hireNewsroom(testApp);
  browser = await TestBrowser.launch();
});
afterAll(async () => {
  await browser?.close();
  await testApp?.close();
});

interface Seat {
  context: BrowserContext;
  page: Page;
}

async function signIn(person: Person, next = '/desk', looking: { width?: number; colorScheme?: 'light' | 'dark'; javaScriptEnabled?: boolean } = {}): Promise<Seat> {
  const context = await browser.context({ width: 1280, ...looking });
  const page = await context.newPage();
  await page.goto(`${testApp.url}${next}`);
  await page.fill('#sign-in-email', person.email);
  await page.fill('#sign-in-password', person.password);
  await arrive(page, () => page.click('#sign-in button'));
  return { context, page };
}

const cookies = new Map<string, { cookie: string; csrf: string }>();
async function seatOf(person: Person): Promise<{ cookie: string; csrf: string }> {
  const known = cookies.get(person.id);
  if (known) return known;
  const answer = await request(testApp.url).post('/desk/sign-in').type('form').send({ email: person.email, password: person.password, next: '/desk' });
  const cookie = (answer.headers['set-cookie'] as unknown as string[])[0]!.split(';')[0]!;
  const { csrfToken } = (await request(testApp.url).get('/api/v1/session').set('cookie', cookie)).body as { csrfToken: string };
  const seat = { cookie, csrf: csrfToken };
  cookies.set(person.id, seat);
  return seat;
}
const read = async (person: Person, path: string) => request(testApp.url).get(path).set('cookie', (await seatOf(person)).cookie);
const post = async (person: Person, path: string, fields: Record<string, string> = {}) => {
  const { cookie, csrf } = await seatOf(person);
  return request(testApp.url).post(path).set('cookie', cookie).type('form').send({ _csrf: csrf, ...fields });
};
const look = async (person: Person, claim: { id: string }) => noteLook(testApp.source.manager, person.id, claim.id, (await current(person, claim)).version);
/** The text of one list of a page, without its marks. */
const listIn = (html: string, id: string): string => (new RegExp(`<section[^>]*id="${id}"[\\s\\S]*?</section>`).exec(html)?.[0] ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

async function tellOf(person: Person, claim: { id: string } | null, words: string): Promise<void> {
  await inTransaction(testApp.source, { accountId: room.admin.id, roles: ['admin'], via: 'site' }, (tx) =>
    tell(tx, { to: person.id, kind: 'mentioned', claimId: claim?.id ?? null, words, path: claim ? `/desk/claims/${claim.id}` : '/desk' }));
}

describe('My work', () => {
  it('shows a reviewer whose verdict was returned, and an editor whose claim came back, with the reason and by whom', async () => {
    const claim = await buildProposal(room, { wording: 'The dam will be finished by June.' });
    await act(room.reviewerB, claim, 'return', { reason: 'Cite the engineer’s report.' });
    expect(listIn((await read(room.reviewerA, '/desk')).text, 'returned')).toMatch(/The dam will be finished by June\. Your verdict was returned by Bo Reviewer on .*“Cite the engineer’s report\.”/);
    await act(room.reviewerB, claim, 'return', { reason: 'Nothing shows the dam itself.' });
    expect(listIn((await read(room.editor, '/desk')).text, 'returned')).toMatch(/The dam will be finished by June\. Returned from review by Bo Reviewer on .*“Nothing shows the dam itself\.”/);
    await act(room.editor, claim, 'submit');
    expect(listIn((await read(room.editor, '/desk')).text, 'returned')).not.toContain('The dam');
  });

  it('shows no return that a verdict came after, also where a correction opened the claim again', async () => {
    const claim = await buildProposal(room, { wording: 'The lock will be finished by June.' });
    await act(room.reviewerB, claim, 'return', { reason: 'Cite the engineer’s report.' });
    await propose(room.reviewerA, claim);
    await act(room.reviewerB, claim, 'approve');
    await correctFacts(room, claim, { claim: { wording: 'The lock will be finished by July.' } });
    expect((await current(room.editor, claim)).status).toBe('open');
    expect(listIn((await read(room.editor, '/desk')).text, 'returned')).not.toContain('The lock');
  });

  it('tells what colleagues changed since one looked, and not what one did oneself', async () => {
    const claim = await buildOpenClaim(room, { wording: 'The ferry will sail again in spring.' });
    await look(room.editor, claim);
    await buildEvidence(room.editor, claim);
    expect(listIn((await read(room.editor, '/desk')).text, 'changed')).not.toContain('The ferry');
    await buildEvidence(room.reviewerA, claim);
    await buildEvidence(room.reviewerB, claim);
    expect(listIn((await read(room.editor, '/desk')).text, 'changed')).toMatch(/The ferry will sail again in spring\. Bo Reviewer added evidence Ada Reviewer added evidence You looked on/);
    // It is no business of somebody who only read it once.
    await look(room.admin, claim);
    await buildEvidence(room.reviewerA, claim);
    expect(listIn((await read(room.admin, '/desk')).text, 'changed')).not.toContain('The ferry');
    await look(room.editor, claim);
    expect(listIn((await read(room.editor, '/desk')).text, 'changed')).not.toContain('The ferry');
    await buildEvidence(room.reviewerA, claim);
    expect((await post(room.editor, '/desk/changed/seen')).headers.location).toBe('/desk?done=changes_seen');
    expect(listIn((await read(room.editor, '/desk')).text, 'changed')).toBe('');
  });

  it('shows what one was told until it is seen, one by one or all at once, and only to oneself', async () => {
    const claim = await buildOpenClaim(room);
    await post(room.reviewerA, '/desk/notices/seen');
    for (const n of [1, 2, 3]) await tellOf(room.reviewerA, null, `Ahmed Admin mentioned you, time ${n}.`);
    await tellOf(room.reviewerA, claim, 'Ahmed Admin mentioned you on the claim.');
    const page = (await read(room.reviewerA, '/desk')).text;
    expect(listIn(page, 'notices')).toMatch(/on the claim\..*time 3\..*time 2\..*time 1\./);
    expect(page).toMatch(/My work <span class="desk-waiting">4<span class="visually-hidden"> not seen yet/);
    const id = /notices\/([0-9a-f-]{36})\/seen/.exec(page)![1]!;
    await post(room.reviewerB, `/desk/notices/${id}/seen`);
    expect(listIn((await read(room.reviewerA, '/desk')).text, 'notices')).toContain('on the claim');
    expect((await post(room.reviewerA, `/desk/notices/${id}/seen`)).status).toBe(303);
    expect(listIn((await read(room.reviewerA, '/desk')).text, 'notices')).not.toContain('on the claim');
    expect((await post(room.reviewerA, '/desk/notices/nonsense/seen')).status).toBe(404);
    expect((await request(testApp.url).post('/desk/notices/seen').set('cookie', (await seatOf(room.reviewerA)).cookie)).status).toBe(403);
    await post(room.reviewerA, '/desk/notices/seen');
    expect(listIn((await read(room.reviewerA, '/desk')).text, 'notices')).toBe('');
    // What is seen is still to be looked up.
    expect((await read(room.reviewerA, '/desk?list=notices')).text).toContain('mentioned you, time 2.');
    await tellOf(room.reviewerA, claim, 'Ahmed Admin mentioned you again.');
    await look(room.reviewerA, claim);
    expect(listIn((await read(room.reviewerA, '/desk')).text, 'notices')).toBe('');
  });

  it('goes on page by page, and refuses what is no place in a list', async () => {
    for (let n = 0; n < 32; n++) await tellOf(room.reviewerB, null, `Note ${n}.`);
    const first = (await read(room.reviewerB, '/desk')).text;
    const more = /href="(\/desk\?list=notices&amp;after=[^"]+)"/.exec(first)![1]!.replace('&amp;', '&');
    const second = (await read(room.reviewerB, more)).text;
    expect([second.includes('Note 1.'), second.includes('Note 2.')]).toEqual([true, false]);
    for (const list of ['notices', 'returned', 'changed', 'mine']) expect([list, (await read(room.editor, `/desk?list=${list}&after=nonsense`)).status]).toEqual([list, 400]);
    await post(room.reviewerB, '/desk/notices/seen');
  });

  it('is for the desk alone', async () => {
    for (const path of ['/desk', '/desk/work', '/desk/bar', '/desk/keys', '/desk/find?q=x', '/desk/find/quick?q=x']) expect([path, (await reader(testApp).get(path)).status]).toEqual([path, 303]);
  });
});

describe('The box that finds anything', () => {
  it('leads straight to what is named: by id, slug, code, pasted address or a report’s reference', async () => {
    const claim = await buildClaim(room.editor, { wording: 'The tunnel will open in autumn.' });
    const speaker = await buildSpeaker(room.editor, { name: 'Mirela Horvat' });
    const source = await buildSource(room.editor, { url: 'https://www.news.example/tunnel?id=7' });
    const report = (await made<{ reference: string }>(reader(testApp).post('/api/v1/reports').send({ kind: 'other', words: 'The tunnel is not in that county.' }) as never).catch(() => undefined));
    const code = /([^-]+)$/.exec(claim.slug)![1]!;
    const to = async (q: string) => (await read(room.editor, `/desk/find?q=${encodeURIComponent(q)}`)).headers.location;
    for (const q of [claim.id, claim.slug, code, `${testApp.config.publicUrl}/claims/${claim.slug}`, `/desk/claims/${claim.id}/review`]) expect([q, await to(q)]).toEqual([q, `/desk/claims/${claim.id}`]);
    expect(await to(`${testApp.config.publicUrl}/speakers/${speaker.slug}`)).toBe(`/desk/speakers/${speaker.id}`);
    expect(await to('http://news.example/tunnel/?utm_source=mail&id=7#top')).toBe(`/desk/sources/${source.id}`);
    if (report) expect(await to(report.reference)).toMatch(/^\/desk\/reports\/[2-9a-z]{8}$/);
    expect((await read(room.editor, `/desk/find?q=${encodeURIComponent('https://news.example/nothing')}`)).text).toContain('No source on record has this address.');
  });

  it('lists claims, drafts among them, speakers by any of their names, sources and colleagues, by words and beginnings of words', async () => {
    const claim = await buildClaim(room.editor, { wording: 'The lighthouse will be restored before winter.' });
    await buildSpeaker(room.editor, { name: 'Сергей Лавров', aliases: ['Sergei Lavrov', 'Lawrow'] });
    await buildSource(room.editor, { title: 'Minutes of the harbour board' });
    const found = async (q: string, list: string) => listIn((await read(room.reviewerA, `/desk/find?q=${encodeURIComponent(q)}`)).text, list);
    expect(await found('lighthouse restored', 'claims')).toContain(claim.title);
    expect(await found('LIGHTHOUSE restor', 'claims')).toContain(claim.title);
    expect(await found('lavrov', 'speakers')).toContain('Сергей Лавров');
    expect(await found('lawr', 'speakers')).toContain('Сергей Лавров');
    expect(await found('harbour min', 'sources')).toContain('Minutes of the harbour board');
    expect(await found('edith', 'colleagues')).toContain('Edith Editor');
    expect(await found('100% _ \\ off', 'claims')).toBe('');
    const none = await read(room.reviewerA, `/desk/find?q=${encodeURIComponent('xyzzyplugh')}`);
    expect([none.status, none.text.includes('Nothing on record has these words.')]).toEqual([200, true]);
    expect((await read(room.editor, '/desk/find?q=%00')).status).toBe(400);
    for (const q of ['%F0%9F%92%A9', 'a'.repeat(2000), "'", '"', '-', ':*', '%25', 'x%20or', '(', '%27%27%3A%2A']) expect([q.slice(0, 12), (await read(room.editor, `/desk/find?q=${q}`)).status, (await read(room.editor, `/desk/find/quick?q=${q}`)).status]).toEqual([q.slice(0, 12), 200, 200]);
    expect((await read(room.editor, '/desk/find?q=a&q=b')).status).toBe(200);
  });

  it('shows what it finds while one types, to be gone through with arrow keys and left with Escape', async () => {
    const claim = await buildOpenClaim(room, { wording: 'The observatory will get a second dome.' });
    const { context, page } = await signIn(room.reviewerA);
    await page.keyboard.press('/');
    await page.keyboard.type('observat');
    await page.locator('#desk-found a').getByText('The observatory will get a second dome.').waitFor();
    await page.locator('#desk-found-count').getByText(/found\. Arrow down/).waitFor({ state: 'attached' });
    // What lies under the list is small to axe, and is no target while the list covers it.
    expect((await axeFindings(page)).filter((finding) => !finding.startsWith('target-size: a[href'))).toEqual([]);
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(`/desk/claims/${claim.id}`);
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('desk-find');
    await page.keyboard.press('Escape');
    expect(await page.locator('#desk-found').isVisible()).toBe(false);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('ory');
    await page.locator('#desk-found a').getByText('The observatory will get a second dome.').waitFor();
    await page.keyboard.press('ArrowDown');
    await arrive(page, () => page.keyboard.press('Enter'));
    expect(new URL(page.url()).pathname).toBe(`/desk/claims/${claim.id}`);
    await context.close();
  });

  it('works without script', async () => {
    await buildOpenClaim(room, { wording: 'The planetarium will be free on Sundays.' });
    const { context, page } = await signIn(room.editor, '/desk', { javaScriptEnabled: false });
    await page.fill('#desk-find', 'planetarium');
    await arrive(page, () => page.locator('.desk-find button').click());
    expect(await page.locator('#claims').innerText()).toContain('The planetarium will be free on Sundays.');
    expect(await page.inputValue('#desk-find')).toBe('planetarium');
    await context.close();
  });
});

describe('Keys', () => {
  it('go through lists and open what is chosen, go to places, and show what they are', async () => {
    await buildClaimInReview(room);
    await buildClaimInReview(room);
    const { context, page } = await signIn(room.reviewerA);
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('href'));
    await page.keyboard.press('j');
    const first = await focused();
    expect(first).toMatch(/^\/desk\/claims\//);
    await page.keyboard.press('j');
    const second = await focused();
    expect(second).not.toBe(first);
    await page.keyboard.press('k');
    expect(await focused()).toBe(first);
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe(second);
    await page.keyboard.press('?');
    expect(await page.locator('#desk-keys').innerText()).toContain('Find anything');
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.locator('#desk-keys').isVisible()).toBe(false);
    await page.keyboard.press('g');
    await arrive(page, () => page.keyboard.press('p'));
    expect(new URL(page.url()).pathname).toBe('/desk/reports');
    await context.close();
  });

  it('do nothing while one types, with a modifier, or once they are turned off', async () => {
    const { context, page } = await signIn(room.reviewerA);
    await page.focus('#desk-find');
    await page.keyboard.type('j?/g');
    expect([await page.inputValue('#desk-find'), await page.locator('#desk-keys').isVisible()]).toEqual(['j?/g', false]);
    await page.locator('h1').click();
    await page.keyboard.press('Control+/');
    await page.keyboard.press('Alt+j');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
    await page.click('[data-keys-sheet]');
    await page.getByLabel('Turn single keys off in this browser').check();
    await page.locator('#desk-keys button').click();
    await page.locator('h1').click();
    await page.keyboard.press('?');
    await page.keyboard.press('j');
    expect([await page.locator('#desk-keys').isVisible(), await page.evaluate(() => document.activeElement?.tagName)]).toEqual([false, 'MAIN']);
    await page.reload();
    expect(await page.locator('#desk-keys-off').isChecked()).toBe(true);
    await context.close();
  });

  it('are a page of their own without script', async () => {
    const { context, page } = await signIn(room.editor, '/desk', { javaScriptEnabled: false });
    await arrive(page, () => page.click('[data-keys-sheet]'));
    expect(await page.locator('main').innerText()).toContain('Go to my work');
    await context.close();
  });
});

describe('For everyone', () => {
  it('my work and what is found are without fault for axe on a phone and a desk, light and dark, and never wider than the window', async () => {
    await buildProposal(room);
    await buildClaimInReview(room);
    const back = await buildProposal(room);
    await act(room.reviewerB, back, 'return', { reason: 'Cite it.' });
    await tellOf(room.reviewerA, back, 'Ahmed Admin mentioned you.');
    for (const [width, colorScheme] of [[320, 'light'], [390, 'dark'], [1280, 'light'], [1280, 'dark']] as const) {
      const { context, page } = await signIn(room.reviewerA, '/desk', { width, colorScheme });
      for (const path of ['/desk', '/desk?list=notices', '/desk/find?q=report', '/desk/keys']) {
        await page.goto(`${testApp.url}${path}`);
        expect([width, colorScheme, path, await axeFindings(page), await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)]).toEqual([width, colorScheme, path, [], true]);
      }
      if (width < 500) {
        await page.goto(`${testApp.url}/desk`);
        await page.getByRole('button', { name: 'Menu' }).click();
        expect(await axeFindings(page)).toEqual([]);
        await arrive(page, () => page.locator('#desk-menu').getByText('Reports').click());
        expect(new URL(page.url()).pathname).toBe('/desk/reports');
      }
      await context.close();
    }
  }, 240_000);
});
