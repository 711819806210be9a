/** Two entries of one speaker or source become one; nothing public breaks, and for a day it can be undone. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import request from 'supertest';
import { MergesService } from '../src/merges/merges.service.js';
import { verifyChains, findStrays } from '../src/ledger/ledger.js';
import type { ClaimRecord } from '../src/record/claim-record.dto.js';
import type { Act } from '../src/shared/act.js';
import { startApp, type TestApp } from './support/app.js';
import { arrive, axeFindings, signInAs, TestBrowser } from './support/browser.js';
import { act, buildEvidence, buildOpenClaim, buildProposal, buildSource, buildSpeaker, current } from './support/build.js';
import { hireNewsroom, type Newsroom, type Person, reader } from './support/people.js';

let testApp: TestApp;
let room: Newsroom;
let browser: TestBrowser;
let merges: MergesService;

beforeAll(async () => {
  testApp = await startApp();
  room = await hireNewsroom(testApp);
  browser = await TestBrowser.launch();
  merges = testApp.app.get(MergesService);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await testApp?.close();
});

const acting = (by: Person): Act => ({ accountId: by.id, roles: by.roles, via: 'site' });
const versions = async (kind: 'speaker' | 'source', from: string, into: string) => {
  const preview = await merges.preview(kind, from, into);
  return { from: preview.from.version, into: preview.into.version };
};
const merge = async (kind: 'speaker' | 'source', from: string, into: string, explanation?: string) => merges.merge(acting(room.editor), kind, from, into, await versions(kind, from, into), explanation);

const spokenBy = (speaker: { id: string }, outlet: { id: string }, source: { id: string }) => ({
  statements: [{ speakerId: speaker.id, day: '2022-01-21', quote: 'We have no such plans.', chain: [{ kind: 'said_by' as const, speakerId: speaker.id, form: 'direct' as const }, { kind: 'published_by' as const, speakerId: outlet.id, form: 'direct' as const, sourceId: source.id }] }],
});

interface Two {
  from: { id: string; slug: string };
  into: { id: string; slug: string };
  claim: ClaimRecord;
}

let count = 0;
/** Sergei, of whom a public claim is, and Sergey, of whom none is. */
async function twoSpeakers(from: object = {}, into: object = {}): Promise<Two> {
  count++;
  const [one, other, outlet, source] = await Promise.all([
    buildSpeaker(room.editor, { name: `Sergei Lavrow ${count}`, roles: [{ title: 'Foreign Minister', from: '2004' }], ...from }), buildSpeaker(room.editor, { name: `Sergey Lavrov ${count}`, roles: [{ title: 'Foreign Minister', from: '2004' }], ...into }),
    buildSpeaker(room.editor, { kind: 'organisation', name: `Axios ${count}`, roles: [] }), buildSource(room.editor),
  ]);
  return { from: one, into: other, claim: await buildOpenClaim(room, spokenBy(one, outlet, source)) };
}

describe('Merging speakers', () => {
  it('moves what names the one to the other, with a note for readers, and old addresses lead on', async () => {
    const { from, into, claim } = await twoSpeakers();
    await merge('speaker', from.id, into.id, 'The two spellings are one person.');
    const now = await current(room.editor, claim);
    expect([now.statements[0]!.speaker!.id, now.statements[0]!.chain[0]!.speaker.id]).toEqual([into.id, into.id]);
    const old = await reader(testApp).get(`/speakers/${from.slug}`);
    expect([old.status, old.headers.location]).toEqual([301, `/speakers/${into.slug}`]);
    const feed = await reader(testApp).get(`/feeds/speakers/${from.slug}/verdicts.atom`);
    expect([feed.status, feed.headers.location]).toEqual([301, `/feeds/speakers/${into.slug}/verdicts.atom`]);
    expect((await reader(testApp).get(`/api/v1/speakers/${from.id}`)).body.id).toBe(into.id);
    expect((await reader(testApp).get(`/api/v1/claims?speaker=${from.slug}`)).body.items.map(({ id }: { id: string }) => id)).toEqual([claim.id]);
    const page = (await reader(testApp).get(`/claims/${claim.slug}`)).text;
    expect(page).toContain('The two spellings are one person.');
    expect((await reader(testApp).get(`/speakers/${into.slug}`)).text).toContain(claim.slug);
  });

  it('leaves what a claim said on an earlier day as it was said', async () => {
    const { from, into, claim } = await twoSpeakers();
    const before = new Date().toISOString();
    await merge('speaker', from.id, into.id, 'One person.');
    const then = (await reader(testApp).get(`/api/v1/claims/${claim.id}?as_of=${before}`)).body as ClaimRecord;
    expect(then.statements[0]!.speaker!.id).toBe(from.id);
  });

  it('finds the kept one by every name of both, and the other by none', async () => {
    const { from, into } = await twoSpeakers({ aliases: ['Лавров Сергей'] });
    await merge('speaker', from.id, into.id, 'One person.');
    const [old, alias] = await Promise.all([`Sergei Lavrow ${count}`, 'Лавров Сергей'].map((q) => room.editor.call('get', `/speakers?q=${encodeURIComponent(q)}`)));
    expect(old!.body.items.map(({ id }: { id: string }) => id)).toEqual([into.id]);
    expect(alias!.body.items.map(({ id }: { id: string }) => id)).toContain(into.id);
    expect(alias!.body.items.map(({ id }: { id: string }) => id)).not.toContain(from.id);
  });

  it('needs no explanation where readers see the same, and then makes no proposal void', async () => {
    const { from, into } = await twoSpeakers({ name: 'Same Name' }, { name: 'Same Name' });
    const outlet = await buildSpeaker(room.editor, { kind: 'organisation', roles: [] });
    const claim = await buildProposal(room, spokenBy(from, outlet, await buildSource(room.editor)));
    await merge('speaker', from.id, into.id);
    expect((await act(room.reviewerB, claim, 'approve')).status).toBe('rated');
  });

  it('asks for the proposal again where the case shows another name', async () => {
    const { from, into } = await twoSpeakers();
    const outlet = await buildSpeaker(room.editor, { kind: 'organisation', roles: [] });
    const claim = await buildProposal(room, spokenBy(from, outlet, await buildSource(room.editor)));
    await merge('speaker', from.id, into.id, 'One person.');
    const now = await current(room.reviewerB, claim);
    await room.reviewerB.call('post', `/claims/${claim.id}/actions/approve`, { version: now.version, body: {} }).expect(409);
  });

  it('refuses, in words, what cannot be one', async () => {
    const { from, into } = await twoSpeakers({ wikidataId: `Q${900000 + count}1` }, { wikidataId: `Q${900000 + count}2` });
    await expect(merge('speaker', from.id, into.id, 'x')).rejects.toMatchObject({ code: 'other_wikidata' });
    const other = await twoSpeakers();
    await expect(merge('speaker', other.from.id, other.into.id)).rejects.toMatchObject({ code: 'explanation_missing' });
    await expect(merges.merge(acting(room.editor), 'speaker', other.from.id, other.into.id, { from: 7, into: 1 }, 'x')).rejects.toMatchObject({ kind: 'stale_edit' });
  });

  it('is undone within a day: names, ids, claims and addresses are back', async () => {
    const { from, into, claim } = await twoSpeakers({ wikidataId: `Q${800000 + count}` });
    const wikidataId = (await room.editor.call('get', `/speakers/${from.id}`)).body.wikidataId;
    const id = await merge('speaker', from.id, into.id, 'One person.');
    expect((await room.editor.call('get', `/speakers/${into.id}`)).body).toMatchObject({ wikidataId, aliases: [expect.stringContaining('Lavrow')] });
    await expect(merges.undo(acting(room.editor), id)).rejects.toMatchObject({ code: 'explanation_missing' });
    await merges.undo(acting(room.editor), id, 'They are two after all.');
    expect((await current(room.editor, claim)).statements[0]!.speaker!.id).toBe(from.id);
    expect((await room.editor.call('get', `/speakers/${from.id}`)).body).toMatchObject({ id: from.id, wikidataId });
    expect((await room.editor.call('get', `/speakers/${into.id}`)).body).toMatchObject({ wikidataId: null, aliases: [] });
    await reader(testApp).get(`/speakers/${from.slug}`).expect(200);
    await expect(merges.undo(acting(room.editor), id, 'again')).rejects.toMatchObject({ code: 'undone_already' });
  });

  it('gives back only what still stands where it was moved to', async () => {
    const { from, into, claim } = await twoSpeakers();
    const third = await buildSpeaker(room.editor, { name: 'Maria Zakharova' });
    const id = await merge('speaker', from.id, into.id, 'One person.');
    const now = await current(room.editor, claim);
    const [statement] = now.statements;
    await room.editor.call('patch', `/statements/${statement!.id}`, {
      version: statement!.version,
      body: { speakerId: third.id, chain: statement!.chain.map((hop, index) => ({ kind: hop.kind, speakerId: index === 0 ? third.id : hop.speaker.id, form: hop.form, ...(hop.source ? { sourceId: hop.source.id } : {}) })), correction: { kind: 'clarification', explanation: 'It was her.' } },
    }).expect(200);
    await merges.undo(acting(room.editor), id, 'Two after all.');
    expect((await current(room.editor, claim)).statements[0]!.speaker!.id).toBe(third.id);
  });

  it('follows a chain of merges, of which the last is undone first', async () => {
    const { from, into, claim } = await twoSpeakers();
    const last = await buildSpeaker(room.editor, { name: 'Sergey Viktorovich Lavrov', roles: [{ title: 'Foreign Minister', from: '2004' }] });
    const first = await merge('speaker', from.id, into.id, 'One.');
    const second = await merge('speaker', into.id, last.id, 'One again.');
    expect((await reader(testApp).get(`/speakers/${from.slug}`)).headers.location).toBe(`/speakers/${last.slug}`);
    await expect(merges.undo(acting(room.editor), first, 'x')).rejects.toMatchObject({ code: 'merged_on' });
    await merges.undo(acting(room.editor), second, 'Not that one.');
    await merges.undo(acting(room.editor), first, 'Nor this one.');
    expect((await current(room.editor, claim)).statements[0]!.speaker!.id).toBe(from.id);
  });

  it('races with whoever names the entry: afterwards nothing new names what was merged away', async () => {
    for (let round = 0; round < 6; round++) {
      const { from, into } = await twoSpeakers();
      const [outlet, source] = await Promise.all([buildSpeaker(room.editor, { kind: 'organisation', roles: [] }), buildSource(room.editor)]);
      const logging = room.editor.call('post', '/claims', { body: { wording: `Round ${round}.`, kind: 'factual', ...spokenBy(from, outlet, source) } });
      const [merged, logged] = await Promise.allSettled([merge('speaker', from.id, into.id, 'One person.'), logging]);
      const answer = logged.status === 'fulfilled' ? logged.value : undefined;
      expect([201, 409]).toContain(answer!.status);
      if (answer!.status === 409) expect(answer!.body.detail).toMatch(/was merged into another speaker; choose that one/);
      if (merged.status === 'rejected') throw merged.reason;
      const [{ n }] = await testApp.source.query(`SELECT count(*)::int AS n FROM statement WHERE speaker_id = $1`, [from.id]);
      expect(n).toBe(0);
    }
  });

  it('happens once, though two press the button together', async () => {
    const { from, into } = await twoSpeakers();
    const seen = await versions('speaker', from.id, into.id);
    const both = await Promise.allSettled([room.editor, room.reviewerA].map((by) => merges.merge(acting(by), 'speaker', from.id, into.id, seen, 'One.')));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('Merging sources', () => {
  it('moves evidence and hops; the old address, pasted again, is the kept source', async () => {
    const [from, into] = await Promise.all([buildSource(room.editor, { url: 'https://example.org/old/path' }), buildSource(room.editor, { url: 'https://example.org/new/path' })]);
    const claim = await buildOpenClaim(room);
    const evidence = await buildEvidence(room.editor, claim, { sourceId: from.id });
    const withdrawn = await buildEvidence(room.editor, claim, { sourceId: from.id });
    await room.editor.call('post', `/evidence/${withdrawn.id}/withdraw`, { version: withdrawn.version, body: { reason: 'Twice the same.' } }).expect(200);
    await merge('source', from.id, into.id, 'The paper moved the article.');
    const now = await current(room.editor, claim);
    expect(now.evidence.map(({ id, source }) => [id, source.id]).sort()).toEqual([[evidence.id, into.id], [withdrawn.id, from.id]].sort());
    const old = await reader(testApp).get(`/sources/${from.slug}`);
    expect([old.status, old.headers.location]).toEqual([301, `/sources/${into.slug}`]);
    expect((await room.editor.call('get', `/sources?url=${encodeURIComponent('http://www.example.org/old/path/')}`)).body.items.map(({ id }: { id: string }) => id)).toEqual([into.id]);
  });
});

describe('The record', () => {
  it('holds after all of it: every hash, and every thing as the ledger tells it', async () => {
    expect((await verifyChains(testApp.source)).broken).toEqual([]);
    expect(await findStrays(testApp.source)).toEqual([]);
  });

  it('keeps merges in the database too', async () => {
    const [{ id }] = await testApp.source.query('SELECT id FROM merge LIMIT 1');
    await expect(testApp.source.query(`UPDATE merge SET explanation = 'other' WHERE id = $1`, [id])).rejects.toThrow(/never edited/);
    await expect(testApp.source.query('DELETE FROM merge_move')).rejects.toThrow();
  });
});

describe('At the desk', () => {
  const as = async (person: Person, path: string, looking: object = {}): Promise<{ page: Page; context: BrowserContext }> => {
    const context = await browser.context({ width: 1280, ...looking });
    return { context, page: await signInAs(context, testApp.url, person, path) };
  };

  it('one finds the other entry, sees what moves, explains it and can undo it, without script', async () => {
    const { from, into, claim } = await twoSpeakers();
    const { page, context } = await as(room.editor, `/desk/speakers/${from.id}`, { javaScriptEnabled: false });
    await arrive(page, () => page.getByRole('link', { name: 'Merge into another entry' }).click());
    await page.fill('#merge-q', `Sergey Lavrov ${count}`);
    await arrive(page, () => page.getByRole('search', { name: 'Find the other speaker' }).getByRole('button').click());
    await arrive(page, () => page.getByRole('link', { name: `Sergey Lavrov ${count}`, exact: true }).click());
    const preview = await page.locator('main').innerText();
    expect(preview).toContain('one statement');
    expect(preview).toContain('in one claim; readers will see something else on one public claim');
    await arrive(page, () => page.getByRole('button', { name: /^Merge into/ }).click());
    expect(await page.locator('#merge-explanation-error').innerText()).toContain('Explain it to them');
    await page.fill('#merge-explanation', 'Two spellings of one name.');
    await arrive(page, () => page.getByRole('button', { name: /^Merge into/ }).click());
    expect(page.url()).toContain(`/desk/speakers/${into.id}?done=merged`);
    expect((await current(room.editor, claim)).statements[0]!.speaker!.id).toBe(into.id);
    await page.getByText('Undo it').click();
    await page.fill('[id^=undo-][id$=explanation]', 'They are two.');
    await arrive(page, () => page.getByRole('button', { name: 'Undo the merge' }).click());
    expect(await page.locator('main').innerText()).toContain('The merge is undone');
    expect((await current(room.editor, claim)).statements[0]!.speaker!.id).toBe(from.id);
    await context.close();
  });

  it('a speaker is revised with roles on lines of their own, wrong days marked on their line, nothing lost', async () => {
    const speaker = await buildSpeaker(room.editor, { name: 'Antony Blinken', roles: [{ title: 'Secretary of State', from: '2021-01-26' }] });
    const { page, context } = await as(room.reviewerA, `/desk/speakers/${speaker.id}`, { javaScriptEnabled: false });
    await page.fill('#speaker-role_title-1', 'Deputy Secretary of State');
    await page.fill('#speaker-role_from-1', 'someday');
    await page.fill('#speaker-aliases', 'Tony Blinken\nБлинкен');
    await arrive(page, () => page.getByRole('button', { name: 'Revise the speaker' }).click());
    expect(await page.locator('#speaker-role_from-1-error').count()).toBe(1);
    expect(await page.inputValue('#speaker-aliases')).toBe('Tony Blinken\nБлинкен');
    await page.fill('#speaker-role_from-1', '2015');
    await arrive(page, () => page.getByRole('button', { name: 'Revise the speaker' }).click());
    expect((await room.editor.call('get', `/speakers/${speaker.id}`)).body).toMatchObject({ aliases: ['Tony Blinken', 'Блинкен'], roles: [{ title: 'Secretary of State' }, { title: 'Deputy Secretary of State', from: '2015' }] });
    await context.close();
  });

  it('a source is revised, and says so to readers where public claims show it', async () => {
    const claim = await buildOpenClaim(room);
    const evidence = await buildEvidence(room.editor, claim);
    const { page, context } = await as(room.editor, `/desk/sources/${evidence.source.id}`);
    await page.fill('#source-sourceTitle', 'A better title');
    await arrive(page, () => page.getByRole('button', { name: 'Revise the source' }).click());
    expect(await page.locator('.error-summary').innerText()).toContain('This is public');
    expect(await page.inputValue('#source-sourceTitle')).toBe('A better title');
    await page.selectOption('#source-correctionKind', 'typo');
    await page.fill('#source-explanation', 'We had misspelled the title.');
    await arrive(page, () => page.getByRole('button', { name: 'Revise the source' }).click());
    expect((await reader(testApp).get(`/claims/${claim.slug}`)).text).toContain('We had misspelled the title.');
    await context.close();
  });

  it('is for who may write: an admin alone reads, readers see nothing', async () => {
    const { from, into } = await twoSpeakers();
    const get = (path: string, by: Person) => request(testApp.url).get(path).set('authorization', `Bearer ${by.token}`);
    expect((await get(`/desk/speakers/${from.id}`, room.admin)).text).not.toContain('Merge into');
    expect((await get(`/desk/speakers/${from.id}/merge?with=${into.id}`, room.admin)).status).toBe(403);
    expect((await reader(testApp).get('/desk/speakers')).status).toBe(303);
    expect((await get('/desk/speakers/nobody', room.editor)).status).toBe(404);
  });

  it.each([[390, 'light'], [1280, 'dark']] as const)('axe finds nothing at %i pixels, %s', async (width, colorScheme) => {
    const { from, into } = await twoSpeakers();
    const source = await buildSource(room.editor);
    const { page, context } = await as(room.editor, '/desk/speakers', { width, colorScheme });
    for (const path of ['/desk/speakers', `/desk/speakers/${from.id}`, `/desk/speakers/${from.id}/merge`, `/desk/speakers/${from.id}/merge?with=${into.id}`, '/desk/sources', `/desk/sources/${source.id}`, `/desk/sources/${source.id}/merge`]) {
      await page.goto(testApp.url + path);
      expect([path, await axeFindings(page)]).toEqual([path, []]);
      expect([path, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)]).toEqual([path, true]);
    }
    await context.close();
  }, 120_000);
});
