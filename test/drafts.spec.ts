/** What is typed into the desk's forms is not lost: not by a reload, not without a connection, not when the session has ended; and it is nobody else's. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import request from 'supertest';
import { startApp, type TestApp } from './support/app.js';
import { arrive, TestBrowser } from './support/browser.js';
import { buildOpenClaim } from './support/build.js';
import { hire, hireNewsroom, type Newsroom, type Person } from './support/people.js';

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

const NEW = '/desk/claims/new';

async function enter(page: Page, person: Person): Promise<void> {
  await page.fill('#sign-in-email', person.email);
  await page.fill('#sign-in-password', person.password);
  await arrive(page, () => page.click('#sign-in .form-actions button'));
}

async function signIn(context: BrowserContext, person: Person, next = NEW): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${testApp.url}${next}`);
  await enter(page, person);
  return page;
}

const drafts = (person: Person) => testApp.source.query<{ key: string; fields: Record<string, string[]> }[]>('SELECT key, fields FROM draft WHERE account_id = $1', [person.id]);
const endSessions = (person: Person) => testApp.source.query(`UPDATE session SET expires_at = now() - interval '1 minute' WHERE account_id = $1`, [person.id]);
const saved = (page: Page) => page.getByText(/^Saved \d\d:\d\d$/).waitFor();
const kept = (page: Page) => page.evaluate<string[]>(`Object.keys(localStorage).filter((key) => key.startsWith('claimline:draft:'))`);
const press = (page: Page, name: string) => arrive(page, () => page.getByRole('button', { name, exact: true }).click());

async function byHand(person: Person): Promise<{ cookie: string; csrf: string }> {
  const answer = await request(testApp.url).post('/desk/sign-in').type('form').send({ email: person.email, password: person.password });
  const cookie = answer.headers['set-cookie']![0]!.split(';')[0]!;
  const page = await request(testApp.url).get('/desk').set('cookie', cookie);
  return { cookie, csrf: /name="_csrf" value="([^"]+)"/.exec(page.text)![1]! };
}

const post = (path: string, cookie: string, fields: Record<string, string>) => request(testApp.url).post(path).set('cookie', cookie).set('accept', 'text/html').type('form').send(fields);

describe('With script', () => {
  it('what was typed is saved a moment later, stands in the form again after a reload, and goes when it is sent', async () => {
    const person = await hire(testApp, 'Reloading Editor', 'editor');
    const page = await signIn(await browser.context({ width: 1280 }), person);
    await page.fill('#new-quote', 'We will not attack.');
    await page.selectOption('#new-kind', 'promise');
    await saved(page);
    await page.click('text=Add who relayed it');
    await page.fill('#new-hop1Occasion', 'News conference');
    await saved(page);
    await page.reload();
    await page.getByText(/^Restored what you typed at/).waitFor();
    expect([await page.inputValue('#new-quote'), await page.inputValue('#new-kind'), await page.inputValue('#new-hop1Occasion')]).toEqual(['We will not attack.', 'promise', 'News conference']);
    expect((await drafts(person))[0]!.fields).not.toHaveProperty('_csrf');
    await page.fill('#new-speaker', 'A Newcomer');
    await press(page, 'Log the claim');
    expect(await page.inputValue('#new-quote')).toBe('We will not attack.');
    await page.close();
  });

  it('a claim that was logged leaves no draft, and another form starts empty', async () => {
    const person = await hire(testApp, 'Done Editor', 'editor');
    const page = await signIn(await browser.context({ width: 1280 }), person);
    for (const [id, value] of [['quote', 'It is so.'], ['saidDay', '2022'], ['wording', 'It is so.']]) await page.fill(`#new-${id}`, value!);
    await page.selectOption('#new-kind', 'factual');
    await press(page, 'Log the claim');
    expect(await page.locator('.notice-success').innerText()).toContain('logged as a draft');
    expect(await drafts(person)).toEqual([]);
    await page.goto(`${testApp.url}${NEW}`);
    expect(await page.inputValue('#new-quote')).toBe('');
    expect(await page.locator('.draft-notice').count()).toBe(0);
    await page.close();
  });

  it('without a connection the words stay in the browser, it says so, and they go to the desk when the line is back', async () => {
    const person = await hire(testApp, 'Travelling Editor', 'editor');
    const context = await browser.context({ width: 1280 });
    const page = await signIn(context, person);
    await context.setOffline(true);
    await page.fill('#new-quote', 'Typed in a tunnel.');
    await page.getByText('Not saved: no connection, kept in this browser').waitFor();
    expect(await kept(page)).toEqual([`claimline:draft:${person.id}:new-claim`]);
    expect(await drafts(person)).toEqual([]);
    await context.setOffline(false);
    await saved(page);
    expect((await drafts(person))[0]!.fields['quote']).toEqual(['Typed in a tunnel.']);
    expect(await kept(page)).toEqual([]);

    await context.setOffline(true);
    await page.fill('#new-quote', 'Typed in a second tunnel.');
    await page.getByText('Not saved: no connection, kept in this browser').waitFor();
    await page.close();
    await context.setOffline(false);
    const next = await context.newPage();
    await next.goto(`${testApp.url}${NEW}`);
    await next.getByText(/^Restored what you typed at \d\d:\d\d, kept in this browser/).waitFor();
    expect(await next.inputValue('#new-quote')).toBe('Typed in a second tunnel.');
    await saved(next);
    expect((await drafts(person))[0]!.fields['quote']).toEqual(['Typed in a second tunnel.']);
    await context.close();
  });

  it('after the session has ended it says so, and once signed in again in another tab the same page goes on', async () => {
    const person = await hire(testApp, 'Lunching Editor', 'editor');
    const context = await browser.context({ width: 1280 });
    const page = await signIn(context, person);
    await page.fill('#new-quote', 'Before lunch.');
    await saved(page);
    await endSessions(person);
    await page.fill('#new-quote', 'After lunch.');
    await page.getByText(/^Not saved: you are signed out; kept in this browser/).waitFor();
    await (await signIn(context, person, '/desk')).close();
    await page.fill('#new-quote', 'After lunch, more.');
    await saved(page);
    expect((await drafts(person))[0]!.fields['quote']).toEqual(['After lunch, more.']);
    await context.close();
  });

  it('nothing of it is another account’s, in the same browser, and signing out leaves nothing here', async () => {
    const [one, other] = [await hire(testApp, 'First Editor', 'editor'), await hire(testApp, 'Second Editor', 'editor')];
    const context = await browser.context({ width: 1280 });
    const page = await signIn(context, one);
    await context.setOffline(true);
    await page.fill('#new-quote', 'For my eyes.');
    await page.getByText(/kept in this browser/).waitFor();
    await page.close();
    await context.setOffline(false);
    await context.clearCookies();
    const theirs = await signIn(context, other);
    await theirs.fill('#new-wording', 'Their own.');
    await saved(theirs);
    expect(await theirs.inputValue('#new-quote')).toBe('');
    expect(await theirs.locator('.draft-notice').count()).toBe(0);
    await arrive(theirs, () => theirs.click('text=Sign out'));
    expect(await kept(theirs)).toEqual([`claimline:draft:${one.id}:new-claim`]);
    await theirs.goto(`${testApp.url}${NEW}`);
    await enter(theirs, one);
    await theirs.getByText(/^Restored what you typed/).waitFor();
    expect(await theirs.inputValue('#new-quote')).toBe('For my eyes.');
    await saved(theirs);
    await arrive(theirs, () => theirs.click('text=Sign out'));
    expect(await kept(theirs)).toEqual([]);
    await context.close();
  });

  it('is thrown away on demand', async () => {
    const person = await hire(testApp, 'Fresh Editor', 'editor');
    const page = await signIn(await browser.context({ width: 390 }), person);
    await page.fill('#new-quote', 'Never mind.');
    await saved(page);
    await page.reload();
    await arrive(page, () => page.getByRole('button', { name: 'Start afresh' }).click());
    await page.locator('#new-quote').waitFor();
    expect([await page.inputValue('#new-quote'), await drafts(person)]).toEqual(['', []]);
    await page.close();
  });
});

describe('Without script', () => {
  it('a draft is saved and thrown away by buttons', async () => {
    const person = await hire(testApp, 'Plain Editor', 'editor');
    const page = await signIn(await browser.context({ width: 1280, javaScriptEnabled: false }), person);
    await page.fill('#new-quote', 'To be continued.');
    await press(page, 'Save as a draft');
    expect(await page.locator('.notice-success').innerText()).toContain('saved as a draft');
    expect(await page.inputValue('#new-quote')).toBe('To be continued.');
    expect(await page.locator('.draft-notice').innerText()).toContain('Restored what you typed at');
    await press(page, 'Start afresh');
    expect([await page.inputValue('#new-quote'), await drafts(person)]).toEqual(['', []]);
    await page.close();
  });

  it('a form that comes after its session has ended is a draft of whoever it was, and stands there once they have signed in again', async () => {
    const [person, colleague] = [await hire(testApp, 'Late Editor', 'editor'), await hire(testApp, 'Other Editor', 'editor')];
    const context = await browser.context({ width: 1280, javaScriptEnabled: false });
    const page = await signIn(context, person);
    await page.fill('#new-quote', 'Sent too late.');
    await endSessions(person);
    await press(page, 'Log the claim');
    expect(await page.locator('.notice-success').innerText()).toContain('What you typed is kept');
    await enter(page, colleague);
    expect(await page.inputValue('#new-quote')).toBe('');
    await arrive(page, () => page.click('text=Sign out'));
    await page.goto(`${testApp.url}${NEW}`);
    await enter(page, person);
    expect(await page.inputValue('#new-quote')).toBe('Sent too late.');
    await context.close();
  });

  it('a form of the session before is not sent, and stands there again', async () => {
    const person = await hire(testApp, 'Twice Editor', 'editor');
    const claim = await buildOpenClaim(room);
    const [before, now] = [await byHand(person), await byHand(person)];
    const answer = await post(NEW, now.cookie, { _csrf: before.csrf, quote: 'Typed before.' });
    expect([answer.status, answer.headers.location]).toEqual([303, `${NEW}?done=draft_kept`]);
    expect((await request(testApp.url).get(`${NEW}?done=draft_kept`).set('cookie', now.cookie)).text).toMatch(/it was not sent[\s\S]*Typed before\./);
    const evidence = await post(`/desk/claims/${claim.id}/evidence`, now.cookie, { _csrf: before.csrf, evidenceSummary: 'It shows it.' });
    expect([evidence.status, evidence.headers.location]).toEqual([303, `/desk/claims/${claim.id}?done=draft_kept`]);
    expect((await drafts(person)).map(({ key }) => key).sort()).toEqual([`claim:${claim.id}:evidence`, 'new-claim']);
  });
});

describe('What proves nothing keeps nothing', () => {
  it('no token, a wrong one, another’s, another site’s, a suspended account, a session that ended long ago', async () => {
    const person = await hire(testApp, 'Guarded Editor', 'editor');
    const [mine, theirs] = [await byHand(person), await byHand(room.editor)];
    await endSessions(person);
    const late = (csrf: string) => post(NEW, mine.cookie, { ...(csrf ? { _csrf: csrf } : {}), quote: 'Planted.' });
    for (const csrf of ['', 'x'.repeat(43), theirs.csrf]) expect([csrf.length, (await late(csrf)).headers.location]).toEqual([csrf.length, expect.stringContaining('ended=1')]);
    expect((await post(NEW, mine.cookie, { _csrf: mine.csrf, quote: 'Planted.' }).set('sec-fetch-site', 'cross-site')).status).toBe(403);
    expect((await post(NEW, theirs.cookie, { _csrf: mine.csrf, quote: 'Planted.' })).status).toBe(403);
    await testApp.source.query(`UPDATE session SET expires_at = now() - interval '8 days' WHERE account_id = $1`, [person.id]);
    expect((await late(mine.csrf)).headers.location).toContain('ended=1');
    await endSessions(person);
    await room.admin.call('patch', `/accounts/${person.id}`, { version: 1, body: { suspended: true } });
    expect((await late(mine.csrf)).headers.location).toContain('ended=1');
    expect([await drafts(person), await drafts(room.editor)]).toEqual([[], []]);
    for (const path of ['/desk/drafts', '/desk/drafts/forget']) expect((await post(path, theirs.cookie, { save_draft: 'new-claim', quote: 'x' })).status).toBe(403);
  });

  it('secrets, odd names, too much and too many are not kept', async () => {
    const person = await hire(testApp, 'Bounded Editor', 'editor');
    const { cookie, csrf } = await byHand(person);
    const save = (fields: Record<string, string>) => request(testApp.url).post('/desk/drafts').set('cookie', cookie).set('accept', 'application/json').type('form').send({ _csrf: csrf, ...fields });
    expect((await save({ save_draft: 'new-claim', quote: 'Words', password: 'x', newPassword: 'x', code: '123456', once: 'x', add_hop: 'x', constructor: 'x', '__proto__': 'x', 'a b': 'x', wording: 'nul\u0000here' })).status).toBe(201);
    expect((await drafts(person))[0]!.fields).toEqual({ quote: ['Words'], wording: ['nulhere'] });
    for (const key of ['', 'Claim', 'a b', 'x'.repeat(200), '../x']) expect([key, (await save({ save_draft: key, quote: 'x' })).status]).toEqual([key, 400]);
    expect((await save({ save_draft: 'new-claim', quote: 'x'.repeat(250_000) })).status).toBe(400);
    expect((await drafts(person))[0]!.fields['quote']).toEqual(['Words']);
    for (let count = 0; count < 65; count++) await save({ save_draft: `claim:${count}:x`, quote: 'x' });
    expect((await drafts(person)).length).toBeLessThanOrEqual(60);
    await testApp.source.query(`UPDATE draft SET updated_at = now() - interval '61 days' WHERE account_id = $1 AND key <> 'claim:64:x'`, [person.id]);
    for (let count = 0; count < 4; count++) await save({ save_draft: 'claim:64:x', quote: String(count) });
    expect((await drafts(person)).map(({ key }) => key)).toEqual(['claim:64:x']);
    expect((await save({ save_draft: 'claim:64:x', quote: '  ' })).body).toEqual({ savedAt: null });
    expect(await drafts(person)).toEqual([]);
  });

  it('readers, and other colleagues, see nothing of it', async () => {
    const [person, other] = [await byHand(await hire(testApp, 'Private Editor', 'editor')), await byHand(room.reviewerA)];
    await post('/desk/drafts', person.cookie, { _csrf: person.csrf, save_draft: 'new-claim', quote: 'A secret thought.' });
    const ask = (cookie: string) => request(testApp.url).get('/desk/drafts?keys=new-claim').set('cookie', cookie);
    expect((await ask(person.cookie)).body.drafts['new-claim'].fields).toEqual({ quote: ['A secret thought.'] });
    expect([(await ask(other.cookie)).body.drafts, (await ask('')).status]).toEqual([{}, 303]);
    expect((await ask(person.cookie)).headers['cache-control']).toBe('no-store');
  });
});
