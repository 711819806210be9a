/** Notes between colleagues: written, answered, changed and told of; and found nowhere that a reader may look. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import request from 'supertest';
import { act, buildClaim, buildOpenClaim, buildRatedClaim, current } from './support/build.js';
import { startApp, type TestApp } from './support/app.js';
import { arrive, axeFindings, TestBrowser } from './support/browser.js';
import { hire, hireNewsroom, type Newsroom, type Person } from './support/people.js';

let testApp: TestApp;
let room: Newsroom;
let browser: TestBrowser;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  testApp = await startApp();
  room = await hireNewsroom(testApp);
  browser = await TestBrowser.launch();
});
afterAll(async () => {
  await browser?.close();
  await testApp?.close();
});

const bench = (claim: { id: string }) => `/desk/claims/${claim.id}`;
type Fields = Record<string, string>;

/** Signed in without a browser. */
async function deskOf(person: Person): Promise<{ get: (path: string) => request.Test; post: (path: string, fields: Fields) => request.Test }> {
  const answer = await request(testApp.url).post('/desk/sign-in').type('form').send({ email: person.email, password: person.password });
  const cookie = answer.headers['set-cookie']![0]!.split(';')[0]!;
  const get = (path: string) => request(testApp.url).get(path).set('cookie', cookie).set('accept', 'text/html');
  const csrf = /name="_csrf" value="([^"]+)"/.exec((await get('/desk')).text)![1]!;
  return { get, post: (path, fields) => request(testApp.url).post(path).set('cookie', cookie).set('accept', 'text/html').type('form').send({ _csrf: csrf, ...fields }) };
}

async function pageOf(person: Person, path: string, looking: Parameters<TestBrowser['context']>[0] = {}): Promise<Page> {
  const context = await browser.context({ width: 1280, ...looking });
  contexts.push(context);
  const page = await context.newPage();
  await page.goto(`${testApp.url}${path}`);
  await page.fill('#sign-in-email', person.email);
  await page.fill('#sign-in-password', person.password);
  await arrive(page, () => page.click('#sign-in button'));
  return page;
}

const noticesOf = (person: Person) => testApp.source.query<{ kind: string; words: string; path: string }[]>('SELECT kind, words, path FROM notice WHERE account_id = $1 ORDER BY made_at', [person.id]);
const noteIn = (location: string | undefined) => /#note-([0-9a-f-]{36})$/.exec(location ?? '')![1]!;

async function written(person: Person, claim: { id: string }, fields: Fields): Promise<string> {
  const answer = await (await deskOf(person)).post(`${bench(claim)}/notes`, fields);
  expect([answer.status, answer.headers.location]).toEqual([303, expect.stringContaining('#note-')]);
  return noteIn(answer.headers.location);
}

describe('A note', () => {
  it('is read by colleagues, with its links and line breaks, and tells whoever it mentions and whom it answers, once', async () => {
    const claim = await buildClaim(room.editor);
    const first = await written(room.editor, claim, { noteWords: '@Ada Reviewer, see https://example.org/a(b).\n<b>@bo too</b>' });
    expect(await noticesOf(room.reviewerA)).toEqual([{ kind: 'mentioned', words: expect.stringContaining(`Edith Editor mentioned you in a note on “${claim.title}”`), path: `${bench(claim)}#note-${first}` }]);
    expect(await noticesOf(room.reviewerB)).toHaveLength(1);
    await written(room.reviewerA, claim, { noteWords: 'Seen, @ada.', replyTo: first });
    expect(await noticesOf(room.editor)).toEqual([{ kind: 'mentioned', words: expect.stringContaining('Ada Reviewer answered your note on'), path: expect.stringContaining('#note-') }]);
    const { text } = await (await deskOf(room.reviewerB)).get(`${bench(claim)}/notes`);
    expect(text).toContain('<a href="https://example.org/a(b)" rel="nofollow noopener">');
    expect(text).toContain('&lt;b>');
    expect(text).toContain('<strong class="note-mention note-mention-me">@bo</strong>');
    expect(text).not.toContain('<!DOCTYPE');
    expect(await noticesOf(room.reviewerA)).toHaveLength(1);
  });

  it('whose @ fits several colleagues is asked back with everything that was typed', async () => {
    const claim = await buildClaim(room.editor);
    const desk = await deskOf(room.editor);
    const answer = await desk.post(`${bench(claim)}/notes`, { noteWords: 'Could @reviewer look?' });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('“@reviewer” may be Ada Reviewer');
    expect(answer.text).toContain('Could @reviewer look?');
    expect((await desk.get(`${bench(claim)}/notes`)).text).toContain('No notes yet.');
  });

  it.each([['', 'is missing'], ['x'.repeat(4001), 'at most 4000 characters'], ['a\u0000b', 'must not contain control characters']])('of %j is refused in words', async (noteWords, says) => {
    const claim = await buildClaim(room.editor);
    const answer = await (await deskOf(room.editor)).post(`${bench(claim)}/notes`, { noteWords });
    expect([answer.status, answer.text.includes(says)]).toEqual([400, true]);
  });

  it('is written once when the button is pressed twice, and answers only notes of its own claim', async () => {
    const [claim, other] = [await buildClaim(room.editor), await buildClaim(room.editor)];
    const desk = await deskOf(room.editor);
    const sent = { noteWords: 'Once.', once: 'pressed-twice' };
    const [a, b] = await Promise.all([desk.post(`${bench(claim)}/notes`, sent), desk.post(`${bench(claim)}/notes`, sent)]);
    expect([a.status, b.status, a.headers.location]).toEqual([303, 303, b.headers.location]);
    expect((await desk.post(`${bench(other)}/notes`, { noteWords: 'Answer.', replyTo: noteIn(a.headers.location) })).status).toBe(404);
    expect((await desk.post(`${bench(claim)}/notes`, { noteWords: 'Answer.', replyTo: 'nonsense' })).status).toBe(404);
  });

  it('can be worded anew by its author for a quarter of an hour, keeps what it said, and by nobody else', async () => {
    const claim = await buildClaim(room.editor);
    const desk = await deskOf(room.editor);
    const id = await written(room.editor, claim, { noteWords: 'The frist words.' });
    const edit = (fields: Fields) => desk.post(`${bench(claim)}/notes/${id}`, { version: '1', ...fields });
    const [a, b] = await Promise.all([edit({ noteWords: 'The first words.' }), edit({ noteWords: 'Other words.' })]);
    expect([a.status, b.status].sort()).toEqual([303, 412]);
    expect((a.status === 412 ? a : b).text).toContain('What it said before stays readable');
    const { text } = await desk.get(`${bench(claim)}/notes`);
    expect(text).toMatch(/Edited<\/summary>[\s\S]*The frist words\./);
    const byAda = await (await deskOf(room.reviewerA)).post(`${bench(claim)}/notes/${id}`, { version: '2', noteWords: 'Mine.' });
    expect([byAda.status, byAda.text.includes('Only who wrote a note may change it.')]).toEqual([409, true]);
    // Time is told by the database alone, so the note is made older there.
    await testApp.source.query('ALTER TABLE note DISABLE TRIGGER note_stays');
    await testApp.source.query(`UPDATE note SET written_at = written_at - interval '16 minutes' WHERE id = $1`, [id]);
    await testApp.source.query('ALTER TABLE note ENABLE TRIGGER note_stays');
    const late = await edit({ version: '2', noteWords: 'Too late.' });
    expect([late.status, late.text.includes('can be changed for 15 minutes')]).toEqual([409, true]);
    await expect(testApp.source.query(`INSERT INTO note_wording (note_id, version, by_id, words, written_at) VALUES ($1, 3, $2, 'Late.', now())`, [id, room.editor.id])).rejects.toThrow('fifteen minutes');
  });

  it.each([
    ['UPDATE note SET author_id = author_id', /append-only/], ['DELETE FROM note', /append-only/], ['TRUNCATE note CASCADE', /append-only/],
    [`UPDATE note_wording SET words = 'x'`, /append-only/], ['DELETE FROM note_wording', /append-only/], ['DELETE FROM note_mention', /append-only/],
    [`INSERT INTO note_wording SELECT note_id, version + 1, (SELECT id FROM account WHERE id <> by_id LIMIT 1), 'Put in a mouth', now() FROM note_wording w WHERE version = 1 LIMIT 1`, /fk_note_wording_note|changed meanwhile/],
    [`INSERT INTO note SELECT gen_random_uuid(), claim_id, author_id, NULL, now() FROM note LIMIT 1`, /A note has words/],
  ])('is safe from “%s”, past the service too', async (sql, says) => {
    await expect(testApp.source.query(sql)).rejects.toThrow(says);
  });

  it('is for the desk: a stranger is sent to the door, a token of the API has no way to it', async () => {
    const claim = await buildClaim(room.editor);
    const stranger = await request(testApp.url).get(`${bench(claim)}/notes`);
    expect([stranger.status, stranger.headers.location]).toEqual([303, expect.stringContaining('/desk/sign-in')]);
    const api = await room.editor.call('get', `/claims/${claim.id}/notes`);
    expect(api.status).toBe(404);
  });
});

describe('What colleagues say among themselves', () => {
  const SECRET = 'Zwischenrufsekretariat';

  it('is on no page, feed, export or answer of the API, whoever asks, and in no ledger', async () => {
    const claim = await buildRatedClaim(room);
    const open = await buildOpenClaim(room);
    for (const one of [claim, open]) await written(room.reviewerA, one, { noteWords: `${SECRET}: he lies. @Edith Editor` });
    const { slug, id, statements, evidence } = await current(room.editor, claim);
    const paths = [
      '/', '/claims', `/claims?q=${SECRET}`, '/corrections', '/method', '/sitemap.xml', '/robots.txt', '/about', `/claims/${slug}`, `/claims/${slug}/history`, `/claims/${open.slug}`, `/claims/${open.slug}/history`, `/claims/${slug}.jsonld`, `/claims/${slug}/embed`,
      `/oembed?url=${encodeURIComponent(`${testApp.url}/claims/${slug}`)}`, `/claims/${slug}?as_of=${new Date().toISOString().slice(0, 10)}`, `/uk/claims/${slug}`,
      '/feeds/verdicts.atom', '/feeds/verdicts.rss', '/feeds/verdicts.json', '/feeds/corrections.atom', `/speakers/${statements[0]!.speaker!.slug}`, `/sources/${evidence[0]!.source.slug}`,
      `/v1alpha1/claims:search?query=${SECRET}`, `/v1alpha1/claims:search?query=minister`,
      '/api/v1/claims', `/api/v1/claims?text=${SECRET}`, `/api/v1/claims/${id}`, `/api/v1/claims/${id}/history`, `/api/v1/claims/${open.id}`, `/api/v1/claims/${id}?as_of=${new Date().toISOString().slice(0, 10)}`, `/api/v1/search?q=${SECRET}`, '/api/v1/speakers', '/api/v1/sources',
      '/api/v1/openapi.json', '/health/ready', '/metrics', '/api/v1/exports',
    ];
    const readers = [undefined, room.editor.token, room.reviewerA.token, room.admin.token];
    for (const path of paths) {
      for (const token of readers) {
        const asked = request(testApp.url).get(path);
        const { text, body, status } = await (token === undefined ? asked : asked.set('authorization', `Bearer ${token}`)).buffer(true);
        expect([path, status < 500, `${text ?? ''}${JSON.stringify(body ?? null)}`.replaceAll(`q=${SECRET}`, '').includes(`${SECRET}: `)]).toEqual([path, true, false]);
      }
    }
    const [kept] = await testApp.source.query<{ ledger: number; snapshot: number }[]>(
      `SELECT (SELECT count(*)::int FROM ledger_entry WHERE after::text LIKE $1 OR reason LIKE $1) AS ledger, (SELECT count(*)::int FROM snapshot WHERE data::text LIKE $1) AS snapshot`, [`%${SECRET}%`]);
    expect(kept).toEqual({ ledger: 0, snapshot: 0 });
    expect((await current(room.editor, claim)).version).toBe(claim.version);
  });
});

describe('The notes of a claim on its workbench', () => {
  it('are written, answered and changed without script', async () => {
    const claim = await buildClaim(room.editor);
    const page = await pageOf(room.editor, bench(claim), { javaScriptEnabled: false, width: 390 });
    await page.fill('#note-noteWords', 'Who has the transcript?');
    await arrive(page, () => page.click('#note button.button'));
    expect(await page.locator('.notice-success').innerText()).toContain('Readers never see it.');
    await arrive(page, () => page.locator('.note').getByText('Answer').click());
    expect(await page.locator('#note-to').innerText()).toContain('You answer Edith Editor.');
    await page.fill('#note-noteWords', 'I do.');
    await arrive(page, () => page.click('#note button.button'));
    expect(await page.locator('.notes .notes .note-words').innerText()).toBe('I do.');
    await arrive(page, () => page.locator('.notes .notes').getByText('Change').click());
    await page.fill('#note-edit-noteWords', 'I do, since noon.');
    await arrive(page, () => page.click('#note-edit button.button'));
    expect(await page.locator('.notes .notes').innerText()).toMatch(/I do, since noon\.[\s\S]*Edited/);
  });

  it('complete a colleague’s name after an @ by keyboard, and come to others without a reload', async () => {
    const claim = await buildClaim(room.editor);
    const twin = await hire(testApp, 'Adam Able', 'reviewer');
    const [edith, ada] = [await pageOf(room.editor, bench(claim)), await pageOf(room.reviewerA, bench(claim))];
    await edith.locator('#note-noteWords').pressSequentially('Look, @ada');
    await edith.locator('.mention-list li').first().waitFor();
    expect(await edith.locator('.mention-list li').allInnerTexts()).toEqual([expect.stringContaining('Ada Reviewer'), expect.stringContaining('Adam Able')]);
    expect(await axeFindings(edith)).toEqual([]);
    await edith.keyboard.press('ArrowDown');
    await edith.keyboard.press('Enter');
    expect(await edith.locator('#note-noteWords').inputValue()).toBe('Look, @Adam Able ');
    await edith.locator('#note-noteWords').pressSequentially('and @Ada');
    await edith.keyboard.press('Tab');
    expect(await edith.locator('#note-noteWords').inputValue()).toBe('Look, @Adam Able and @Ada Reviewer ');
    await arrive(edith, () => edith.click('#note button.button'));
    await ada.locator('#note-list').getByText('Look,').waitFor();
    expect((await noticesOf(twin)).map(({ kind }) => kind)).toEqual(['mentioned']);
    await ada.locator('#note-list').getByText('Answer').click();
    expect(await ada.locator('#note-to').innerText()).toContain('You answer Edith Editor.');
    expect(await ada.evaluate('document.activeElement.id')).toBe('note-noteWords');
  });

  it('go on to earlier ones by a link', async () => {
    const claim = await buildClaim(room.editor);
    await act(room.editor, claim, 'open');
    const desk = await deskOf(room.editor);
    for (let n = 1; n <= 22; n++) await desk.post(`${bench(claim)}/notes`, { noteWords: `Note number ${n}.` });
    const { text } = await desk.get(bench(claim));
    expect([text.includes('Note number 22.'), text.includes('Note number 3.'), text.includes('Note number 2.')]).toEqual([true, true, false]);
    const earlier = /href="([^"]*\?notes=[^"#]+)#notes"/.exec(text)![1]!;
    const older = (await desk.get(earlier)).text;
    expect([older.includes('Note number 2.'), older.includes('Note number 1.'), older.includes('Note number 3.')]).toEqual([true, true, false]);
    expect((await desk.get(`${bench(claim)}?notes=nonsense`)).status).toBe(400);
  });
});
