/** Scales and topics, edited at the desk. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import request from 'supertest';
import { startApp, type TestApp } from './support/app.js';
import { arrive, axeFindings, signInAs, TestBrowser } from './support/browser.js';
import { buildClaim, buildOpenClaim, current } from './support/build.js';
import { hireNewsroom, type Newsroom, type Person, reader } from './support/people.js';

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

const get = (by: Person, path: string) => request(testApp.url).get(path).set('authorization', `Bearer ${by.token}`);
const press = (page: Page, name: string) => arrive(page, () => page.getByRole('button', { name, exact: true }).click());

async function as(person: Person, path: string, javaScriptEnabled = true): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.context({ width: 1280, javaScriptEnabled });
  return { context, page: await signInAs(context, testApp.url, person, path) };
}

describe('A scale', () => {
  it('gets a new version with a preview of its ClaimReview numbers; claims that have one keep theirs', async () => {
    const before = await buildClaim(room.editor);
    const { page, context } = await as(room.admin, '/desk/settings/scales', false);
    await arrive(page, () => page.getByRole('link', { name: 'Make a new version of Commitment' }).click());
    await page.fill('#scale-rating_label-2', 'Kept in part');
    await press(page, 'Preview');
    expect(await page.locator('#preview').innerText()).toContain('{"@type":"Rating","alternateName":"Kept in part","description":');
    expect(await page.locator('#preview').innerText()).toMatch(/"ratingValue":3,"bestRating":5,"worstRating":1/);
    expect(await page.locator('#preview .scale-numbers').innerText()).toMatch(/In progress\s+\{"@type":"Rating","alternateName":"In progress","description":"[^"]*"\}/);
    await press(page, 'Make the new version');
    expect(page.url()).toContain('/desk/settings/scales?done=made');
    expect(await page.locator('main').innerText()).toContain('Version 2, the present one. No claim is judged on it.');
    const after = await buildClaim(room.editor);
    expect([(await current(room.editor, before)).scale.version, after.scale.version]).toEqual([1, 2]);
    expect(after.scale.ratings.map(({ label }) => label)).toContain('Kept in part');
    await context.close();
  });

  it('is rearranged line by line without script, and nothing typed is lost on the way', async () => {
    const { page, context } = await as(room.admin, '/desk/settings/scales/new', false);
    await page.fill('#scale-key', 'fairness');
    await page.fill('#scale-name', 'Fairness');
    await page.fill('#scale-rating_label-0', 'Fair');
    await page.fill('#scale-rating_label-1', 'Unfair');
    await press(page, 'Add a rating');
    await page.fill('#scale-rating_label-2', 'Nobody knows');
    await press(page, 'Move up rating 3');
    expect(await page.locator('[name=rating_label]').evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value))).toEqual(['Fair', 'Nobody knows', 'Unfair']);
    await press(page, 'Preview');
    expect(await page.locator('.error-summary').innerText()).toContain('The scale is not made yet');
    expect(await page.locator('#scale-rating_key-0-error').innerText()).toMatch(/missing|empty|must/);
    expect(await page.locator('.error-summary').innerText()).toMatch(/“Key of rating 1” (?:is|must)/);
    expect(await page.inputValue('#scale-name')).toBe('Fairness');
    await context.close();
  });

  it('is not made from a version that is no longer the newest', async () => {
    const [one, two] = await Promise.all([as(room.admin, '/desk/settings/scales/accuracy'), as(room.admin, '/desk/settings/scales/accuracy')]);
    for (const { page } of [one, two]) {
      await page.fill('#scale-name', 'Accuracy');
      await press(page, 'Preview');
    }
    await press(one.page, 'Make the new version');
    await press(two.page, 'Make the new version');
    expect(await two.page.locator('.error-summary').innerText()).toContain('was made meanwhile');
    await Promise.all([one, two].map(({ context }) => context.close()));
  });

  it('has numbers that differ, or none: a line has two ends', async () => {
    const rating = (key: string, number?: number) => ({ key, label: key, meaning: `It is ${key}.`, colour: 'grey', conclusive: true, ...(number === undefined ? {} : { number }) });
    const make = (key: string, ...ratings: object[]) => room.admin.call('post', '/scales', { body: { key, name: key, ratings } });
    expect((await make('flat', rating('yes', 5), rating('no', 5))).body.errors).toMatchObject([{ field: 'ratings[0].number' }]);
    expect((await make('pointless', rating('yes', 5), rating('no'))).status).toBe(400);
    expect((await make('unnumbered', rating('yes'), rating('no'))).status).toBe(201);
    expect((await make('forked', rating('yes', 5), rating('nearly', 5), rating('no', 1))).status).toBe(201);
  });

  it('is made by admins alone', async () => {
    expect((await get(room.editor, '/desk/settings/scales')).text).not.toContain('Make a new version');
    expect((await get(room.editor, '/desk/settings/scales/accuracy')).status).toBe(403);
    expect((await get(room.admin, '/desk/settings/scales/nothing')).status).toBe(404);
  });
});

describe('A topic', () => {
  it('is made, then renamed for readers too, whose addresses still lead there', async () => {
    const { page, context } = await as(room.editor, '/desk/settings/topics', false);
    await page.fill('#new-topic-topicName', 'Geneva talks');
    await press(page, 'Make the topic');
    const [topic] = (await room.editor.call('get', '/topics?q=Geneva').expect(200)).body.items;
    const claim = await buildOpenClaim(room, { topicIds: [topic.id] });
    await reader(testApp).get(`/topics/${topic.slug}`).expect(200);
    await arrive(page, () => page.goto(`${testApp.url}/desk/settings/topics?q=Geneva`));
    await page.getByText('Change “Geneva talks”').click();
    await page.fill(`#topic-${topic.id}-topicName`, 'The Geneva meeting');
    await press(page, 'Change the topic');
    expect(await page.locator('.notice').innerText()).toContain('The topic is changed.');
    const old = await reader(testApp).get(`/topics/${topic.slug}`);
    expect([old.status, old.headers.location]).toEqual([301, expect.stringMatching(/^\/topics\/the-geneva-meeting-/)]);
    expect((await reader(testApp).get(`/claims/${claim.slug}`)).text).toContain('The Geneva meeting');
    expect((await reader(testApp).get('/api/v1/claims?text=%22Geneva%20meeting%22')).body.items.map(({ id }: { id: string }) => id)).toEqual([claim.id]);
    await context.close();
  });

  it('has a name of its own', async () => {
    const { page, context } = await as(room.editor, '/desk/settings/topics');
    await page.fill('#new-topic-topicName', 'Twice');
    await press(page, 'Make the topic');
    await page.goto(`${testApp.url}/desk/settings/topics`);
    await page.fill('#new-topic-topicName', 'tWICE');
    await page.fill('#new-topic-topicDescription', 'Kept');
    await press(page, 'Make the topic');
    expect(await page.locator('#new-topic-topicName-error').innerText()).toContain('is the name of a topic on record already');
    expect(await page.inputValue('#new-topic-topicDescription')).toBe('Kept');
    await context.close();
    const both = await Promise.all(['Racing', 'RACING'].map((name) => room.editor.call('post', '/topics', { body: { name } })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('is not overwritten by who saw an older name', async () => {
    const topic = (await room.editor.call('post', '/topics', { body: { name: 'Old name' } }).expect(201)).body;
    await room.editor.call('patch', `/topics/${topic.id}`, { version: 1, body: { name: 'New name' } }).expect(200);
    await room.reviewerA.call('patch', `/topics/${topic.id}`, { version: 1, body: { name: 'Other name' } }).expect(412);
  });
});

describe('The pages', () => {
  it.each([[390, 'light'], [390, 'dark'], [1280, 'light'], [1280, 'dark']] as const)('are read by axe without a finding at %i pixels, %s', async (width, colorScheme) => {
    const context = await browser.context({ width, colorScheme });
    const page = await signInAs(context, testApp.url, room.admin);
    for (const path of ['/desk/settings/scales', '/desk/settings/scales/accuracy', '/desk/settings/topics']) {
      await page.goto(testApp.url + path);
      expect([path, await axeFindings(page)]).toEqual([path, []]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    }
    await context.close();
  });
});
