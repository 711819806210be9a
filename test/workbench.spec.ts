/** The workbench as colleagues share it: evidence from one paste, revisions in place, and nothing overwritten that changed under them. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import request from 'supertest';
import { buildClaim, buildEvidence, buildOpenClaim, buildProposal, buildSource, current, made } from './support/build.js';
import { startApp, type TestApp } from './support/app.js';
import { arrive, axeFindings, type Looking, TestBrowser } from './support/browser.js';
import { hireNewsroom, type Newsroom, type Person } from './support/people.js';

let testApp: TestApp;
let room: Newsroom;
let browser: TestBrowser;
const contexts = new Map<string, BrowserContext>();

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
const source = (fields: object) => buildSource(room.editor, fields);

async function pageOf(person: Person, path: string, looking: Looking = {}): Promise<Page> {
  const key = `${person.id} ${JSON.stringify(looking)}`;
  let context = contexts.get(key);
  if (!context) {
    context = await browser.context({ width: 1280, ...looking });
    contexts.set(key, context);
    const door = await context.newPage();
    await door.goto(`${testApp.url}/desk/sign-in`);
    await door.fill('#sign-in-email', person.email);
    await door.fill('#sign-in-password', person.password);
    await arrive(door, () => door.click('#sign-in button'));
    await door.close();
  }
  const page = await context.newPage();
  await page.goto(`${testApp.url}${path}`);
  return page;
}
const plain = (person: Person, path: string) => pageOf(person, path, { javaScriptEnabled: false });

/** Fills fields by name in the form with this id, presses its button, and answers the status of what came back. */
async function send(page: Page, form: string, fields: Record<string, string>, button?: string): Promise<number> {
  const locator = page.locator(`form[id="${form}"]`);
  for (;;) {
    const closed = page.locator('details:not([open])', { has: locator }).first();
    if (!(await closed.count())) break;
    await closed.locator('> summary').click();
  }
  for (const [name, value] of Object.entries(fields)) {
    const field = locator.locator(`[name="${name}"]`).first();
    const hidden = locator.locator('details:not([open])', { has: page.locator(`[name="${name}"]`) }).first();
    if (await hidden.count()) await hidden.locator('> summary').click();
    const tag = await field.evaluate((element) => `${element.tagName} ${element.getAttribute('type')}`);
    if (/radio|checkbox/.test(tag)) await locator.locator(`[name="${name}"][value="${value}"]`).check();
    else if (tag.startsWith('SELECT')) await field.selectOption(value);
    else await field.fill(value);
  }
  const press = button === undefined ? locator.locator('button.button:not([formaction])').last() : locator.getByRole('button', { name: button });
  return (await arrive(page, () => press.click())).status();
}
const value = (page: Page, form: string, name: string) => page.locator(`form[id="${form}"] [name="${name}"]`).first().inputValue();

async function posted(person: Person, path: string, fields: Record<string, string>): Promise<{ status: number; text: string }> {
  const signed = await request(testApp.url).post('/desk/sign-in').type('form').send({ email: person.email, password: person.password });
  const cookie = signed.headers['set-cookie']![0]!.split(';')[0]!;
  const csrf = /name="_csrf" value="([^"]+)"/.exec((await request(testApp.url).get('/desk').set('cookie', cookie)).text)![1]!;
  return request(testApp.url).post(path).set('cookie', cookie).set('accept', 'text/html').type('form').send({ _csrf: csrf, ...fields });
}

const SHOWS = { stance: 'refutes', weight: 'decisive', eventDay: '24 Feb 2022', evidenceSummary: 'The attack was announced and began.' };

describe('Evidence', () => {
  it('is added from one pasted citation without script: what is read stands in the fields, what is missing is asked for', async () => {
    const claim = await buildOpenClaim(room);
    const page = await plain(room.editor, bench(claim));
    expect(await send(page, 'evidence', { cite: 'Address of the President, Kremlin, 24 February 2022, http://kremlin.example/events/67843' })).toBe(400);
    expect([await value(page, 'evidence', 'sourceTitle'), await value(page, 'evidence', 'sourcePublisher'), await value(page, 'evidence', 'sourceDay'), await value(page, 'evidence', 'sourceUrl')])
      .toEqual(['Address of the President', 'Kremlin', '2022-02-24', 'http://kremlin.example/events/67843']);
    expect(await page.locator('.error-summary').innerText()).toMatch(/“Stance” is missing[\s\S]*“What it shows” is missing/);
    expect(await send(page, 'evidence', { ...SHOWS, eventDay: '1/2/2022' })).toBe(400);
    expect(await page.locator('[id="evidence-eventDay-error"]').innerText()).toContain('Do you mean');
    expect(await send(page, 'evidence', SHOWS)).toBe(200);
    expect((await current(room.editor, claim)).evidence).toMatchObject([{ stance: 'refutes', day: '2022-02-24', source: { title: 'Address of the President', publisher: 'Kremlin', url: 'http://kremlin.example/events/67843', publishedDay: '2022-02-24' } }]);
    expect(page.url()).toMatch(/#evidence-[0-9a-f-]{36}$/);
    await page.close();
  });

  it('takes the source on record for an address however it is spelled, and says so before it is sent', async () => {
    const claim = await buildOpenClaim(room);
    await source({ title: 'Blinken and Lavrov meet', publisher: 'Axios', url: 'https://www.axios.example/2022/01/21/blinken' });
    const page = await plain(room.editor, bench(claim));
    const pasted = 'http://axios.example/2022/01/21/blinken/?utm_source=x#top';
    expect(await send(page, 'evidence', { cite: pasted }, 'Only read what is pasted')).toBe(200);
    expect(await page.locator('#evidence-source').innerText()).toMatch(/On record already[\s\S]*Blinken and Lavrov meet, Axios/);
    expect(await value(page, 'evidence', 'cite')).toBe(pasted);
    expect(await send(page, 'evidence', SHOWS)).toBe(200);
    expect(await page.locator('.notice-success').innerText()).toContain('on record already');
    expect((await current(room.editor, claim)).evidence[0]!.source.title).toBe('Blinken and Lavrov meet');
    expect(await send(page, 'evidence', { cite: pasted }, 'Only read what is pasted')).toBe(200);
    expect(await page.locator('#evidence-source').innerText()).toContain('This claim has evidence from it already: The attack was announced');
    await page.close();
  });

  it('from an address that a colleague puts on record in the same moment is taken from there', async () => {
    const [claim, other] = [await buildOpenClaim(room), await buildOpenClaim(room)];
    const said = { ...SHOWS, cite: 'https://same.example/moment', sourceTitle: 'The same moment', sourcePublisher: 'Axios' };
    const answers = await Promise.all([posted(room.editor, `${bench(claim)}/evidence`, said), posted(room.reviewerA, `${bench(claim)}/evidence`, said), posted(room.reviewerB, `${bench(other)}/evidence`, said)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    const sources = [...(await current(room.editor, claim)).evidence, ...(await current(room.editor, other)).evidence].map((evidence) => evidence.source.id);
    expect([sources.length, new Set(sources).size]).toEqual([3, 1]);
  });

  it('from a source that is called much like one on record is asked back: that one, or another', async () => {
    const claim = await buildOpenClaim(room);
    const known = await source({ title: 'Statement on security guarantees', publisher: 'Ministry of Foreign Affairs', url: null });
    const page = await plain(room.editor, bench(claim));
    const pasted = '“Statement on the security guarantees”, Ministry of Foreign Affairs';
    expect(await send(page, 'evidence', { ...SHOWS, cite: pasted })).toBe(400);
    expect(await page.locator('.error-summary').innerText()).toContain('Choose the one you mean, or say that yours is another');
    expect(await send(page, 'evidence', { sourceId: known.id })).toBe(200);
    expect((await current(room.editor, claim)).evidence[0]!.source.id).toBe(known.id);
    expect(await send(page, 'evidence', { ...SHOWS, cite: pasted })).toBe(400);
    expect(await send(page, 'evidence', { sourceId: 'another' })).toBe(200);
    expect((await current(room.editor, claim)).evidence.map((one) => one.source.title).sort()).toEqual(['Statement on security guarantees', 'Statement on the security guarantees']);
    await page.close();
  });

  it('is read while one pastes, where scripts run, and what was typed by hand stays', async () => {
    const claim = await buildOpenClaim(room);
    await source({ title: 'Orders of the day', publisher: 'Tass', url: 'https://tass.example/1' });
    const page = await pageOf(room.editor, `${bench(claim)}?revise=evidence`);
    await page.fill('#evidence-sourceLanguage', 'ru');
    await page.fill('#evidence-cite', 'Troops cross the border, Interfax, 24 February 2022');
    await page.locator('#evidence-sourceTitle').and(page.locator('[value="Troops cross the border"]')).waitFor();
    expect([await value(page, 'evidence', 'sourcePublisher'), await value(page, 'evidence', 'sourceLanguage')]).toEqual(['Interfax', 'ru']);
    await page.fill('#evidence-cite', 'https://www.tass.example/1');
    await page.locator('#evidence-source').getByText('On record already').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.close();
  });

  it('stands by day, earlier and later than the statement apart, with a count of each and one stance alone on request', async () => {
    const claim = await buildOpenClaim(room);
    const add = (day: string, stance: 'supports' | 'refutes' | 'context', summary: string) => buildEvidence(room.editor, claim, { day, stance, summary, weight: stance === 'refutes' ? 'decisive' : 'background' });
    for (const [day, stance, summary] of [['2022-02-24', 'refutes', 'Third.'], ['2022-01-10', 'context', 'First.'], ['2022-01-30', 'supports', 'Second.'], ['2022-03-01', 'refutes', 'Fourth.']] as const) await add(day, stance, summary);
    const page = await plain(room.reviewerA, bench(claim));
    expect(await page.locator('#board .section-lead').innerText()).toBe('4 pieces: 2 against the claim, 1 for it, 1 for context. 2 are decisive.');
    expect(await page.locator('#board').innerText()).toMatch(/Earlier than the statement 1[\s\S]*First\.[\s\S]*The statement: 21 Jan 2022[\s\S]*With it or later 3[\s\S]*Second\.[\s\S]*Third\.[\s\S]*Fourth\./);
    await page.locator('#show-refutes').check();
    expect(await page.locator('#board .timeline-summary:visible').allInnerTexts()).toEqual(['Third.', 'Fourth.']);
    await page.close();
  });

  it('of a public claim is revised in place with an explanation, by one person for a clarification', async () => {
    const claim = await buildOpenClaim(room);
    const evidence = await buildEvidence(room.editor, claim, { note: 'Old note.' });
    const page = await plain(room.reviewerA, bench(claim));
    await arrive(page, () => page.locator(`[id="evidence-${evidence.id}"]`).getByText('Revise').click());
    const form = `revise-${evidence.id}`;
    expect([await value(page, form, 'evidenceSummary'), await value(page, form, 'eventDay')]).toEqual(['The report is out.', '2022-01-30']);
    expect(await send(page, form, { weight: 'corroborating', evidenceNote: '' })).toBe(409);
    expect(await page.locator(`[id="${form}-explanation-error"]`).innerText()).toContain('explain it to readers');
    expect(await send(page, form, { correctionKind: 'clarification', explanation: 'It corroborates; it does not decide.' })).toBe(200);
    expect((await current(room.editor, claim)).evidence[0]).toMatchObject({ weight: 'corroborating', note: null, version: 2 });
    expect((await request(testApp.url).get(`/api/v1/claims/${claim.slug}`)).body.corrections).toMatchObject([{ explanation: 'It corroborates; it does not decide.' }]);
    expect(await page.locator(`form[id="${form}"]`).count()).toBe(0);
    await page.close();
  });
});

describe('A statement', () => {
  it('is revised in place, and the steps of its chain that nobody touched stay to the letter', async () => {
    const claim = await buildClaim(room.editor);
    const [statement] = claim.statements;
    const chain = statement!.chain.map(({ kind, speaker, day, form, source: cited }) => ({ kind, speakerId: speaker.id, day, form, sourceId: cited?.id ?? null, occasion: kind === 'said_by' ? 'At the door' : null, note: 'Heard by two.' }));
    await made(room.editor.call('patch', `/statements/${statement!.id}`, { version: 1, body: { chain } }), 200);
    const before = (await current(room.editor, claim)).statements[0]!;
    const page = await plain(room.editor, bench(claim));
    await arrive(page, () => page.locator(`[id="statement-${statement!.id}"]`).getByText('Revise').click());
    const form = `restate-${statement!.id}`;
    expect(await value(page, form, 'quote')).toBe('We will publish it.');
    expect(await send(page, form, { place: 'Bern', paraphrase: 'He promised it.' })).toBe(200);
    const after = (await current(room.editor, claim)).statements[0]!;
    expect(after).toMatchObject({ place: 'Bern', paraphrase: 'He promised it.', quote: 'We will publish it.' });
    expect(after.chain).toEqual(before.chain);
    await page.close();
  });

  it('of an older page overwrites nothing, and comes back with what was typed and what changed', async () => {
    const claim = await buildOpenClaim(room);
    const [statement] = claim.statements;
    const page = await plain(room.editor, `${bench(claim)}?revise=statement:${statement!.id}`);
    await made(room.editor.call('patch', `/statements/${statement!.id}`, { version: 1, body: { place: 'Vienna', correction: { kind: 'typo', explanation: 'It was Vienna.' } } }), 200);
    const form = `restate-${statement!.id}`;
    expect(await send(page, form, { place: 'Bern', correctionKind: 'typo', explanation: 'It was Bern.' })).toBe(412);
    expect(await page.locator('#changed-meanwhile').innerText()).toMatch(/Edith Editor revised a statement[\s\S]*Geneva[\s\S]*Vienna/);
    expect([await value(page, form, 'place'), await value(page, form, 'explanation')]).toEqual(['Bern', 'It was Bern.']);
    expect((await current(room.editor, claim)).statements[0]!.place).toBe('Vienna');
    await page.close();
  });

  it('that was kept as a draft overwrites nothing that a colleague changed since it was typed', async () => {
    const claim = await buildClaim(room.editor);
    const [statement] = claim.statements;
    const form = `restate-${statement!.id}`;
    const path = `${bench(claim)}?revise=statement:${statement!.id}`;
    const first = await plain(room.editor, path);
    const kept = Object.fromEntries(await Promise.all(['version', 'seen', 'speaker', 'saidDay', 'quote', 'statementLanguage'].map(async (name) => [name, await value(first, form, name)])));
    await first.close();
    expect((await posted(room.editor, '/desk/drafts', { ...kept, place: 'Bern', save_draft: `claim:${claim.id}:${form}` })).status).toBe(303);
    await made(room.editor.call('patch', `/statements/${statement!.id}`, { version: 1, body: { place: 'Vienna' } }), 200);
    for (const looking of [{ javaScriptEnabled: false }, {}]) {
      const page = await pageOf(room.editor, path, looking);
      expect(await page.locator('.draft-notice').innerText()).toContain('The claim has changed since then.');
      expect([await value(page, form, 'place'), await value(page, form, 'version')]).toEqual(['Bern', '1']);
      await page.close();
    }
    const page = await plain(room.editor, path);
    expect(await send(page, form, {}, 'Save the statement')).toBe(412);
    expect(await page.locator('#changed-meanwhile').innerText()).toMatch(/revised a statement[\s\S]*Vienna/);
    expect((await current(room.editor, claim)).statements[0]!.place).toBe('Vienna');
    expect(await value(page, form, 'version')).toBe('2');
    await page.close();
  });
});

describe('The claim itself', () => {
  it('changes its kind, language and scale by form; who is in charge and the topics need no explanation', async () => {
    const claim = await buildClaim(room.editor);
    const other = await made<{ id: string }>(room.editor.call('post', '/topics', { body: { name: 'Sécurité' } }));
    const page = await plain(room.editor, bench(claim));
    expect(await send(page, 'revise', { kind: 'prediction', claimLanguage: 'fr' })).toBe(200);
    expect(await current(room.editor, claim)).toMatchObject({ kind: 'prediction', language: 'fr' });
    expect(await send(page, 'arrange', { otherTopics: 'Nowhere known' })).toBe(400);
    expect(await page.locator('#arrange-otherTopics-error').innerText()).toContain('“Nowhere known”');
    expect(await send(page, 'arrange', { otherTopics: 'securite' })).toBe(200);
    expect((await current(room.editor, claim)).topics.map(({ id }) => id)).toEqual([other.id]);
    expect(await page.locator('.desk-facts').innerText()).toContain('Topics: Sécurité');
    await page.close();
  });

  it('is not saved without its wording or its title', async () => {
    const claim = await buildClaim(room.editor);
    const page = await plain(room.editor, bench(claim));
    expect(await send(page, 'revise', { title: '', wording: ' ', background: 'Some background.' })).toBe(400);
    expect([await page.locator('#revise-wording-error').innerText(), await page.locator('#revise-title-error').innerText()]).toEqual([expect.stringContaining('must not be empty'), expect.stringContaining('must not be empty')]);
    expect(await current(room.editor, claim)).toMatchObject({ wording: claim.wording, title: claim.title, background: claim.background });
    await page.close();
  });

  it('is revised by editors alone, and evidence by who may', async () => {
    const claim = await buildOpenClaim(room);
    const reviewer = await plain(room.reviewerA, bench(claim));
    expect([await reviewer.locator('form[id="revise"]').count(), await reviewer.locator('form[id="evidence"]').count()]).toEqual([0, 1]);
    expect((await posted(room.reviewerA, `${bench(claim)}/arrange`, { version: '2' })).status).toBe(403);
    expect((await posted(room.reviewerA, `${bench(claim)}/statements/${claim.statements[0]!.id}/revise`, { version: '1' })).status).toBe(403);
    expect((await posted(room.admin, `${bench(claim)}/evidence`, { cite: 'https://example.org' })).status).toBe(403);
    expect((await posted(room.editor, `${bench(claim)}/evidence`, { cite: 'a\u0000b' })).status).toBe(400);
    await reviewer.close();
  });
});

describe('Colleagues with one claim open', () => {
  it('see each other, and hear what changed under them, by whom, before they can overwrite it', async () => {
    const claim = await buildOpenClaim(room);
    const edith = await pageOf(room.editor, bench(claim));
    const ada = await pageOf(room.reviewerA, bench(claim));
    await edith.locator('#presence').getByText('Ada Reviewer').waitFor();
    await edith.locator('#revising summary').first().click();
    await edith.fill('#revise-wording', 'The minister will publish it all.');
    expect(await edith.locator('#changes').innerText()).toBe('');
    await buildEvidence(room.reviewerA, claim, { summary: 'A second report.' });
    await edith.locator('#changes').getByText('This claim changed since you opened it').waitFor();
    expect(await edith.locator('#changes').innerText()).toContain('Ada Reviewer added evidence');
    await edith.locator('#changes summary').first().click();
    expect(await edith.locator('#changes').innerText()).toContain('A piece of evidence');
    expect(await axeFindings(edith)).toEqual([]);
    const status = await send(edith, 'revise', { correctionKind: 'clarification', explanation: 'All of it.' });
    expect(status).toBe(412);
    expect(await edith.locator('#changed-meanwhile').innerText()).toContain('Ada Reviewer added evidence');
    expect(await value(edith, 'revise', 'wording')).toBe('The minister will publish it all.');
    expect((await current(room.editor, claim)).wording).toBe(claim.wording);
    expect(await send(edith, 'revise', {})).toBe(200);
    expect((await current(room.editor, claim)).wording).toBe('The minister will publish it all.');
    for (const page of [edith, ada]) await page.close();
  });

  it('are told nothing where nothing changed, and refused what is no version', async () => {
    const claim = await buildOpenClaim(room);
    const page = await plain(room.editor, bench(claim));
    const of = async (since: string) => page.request.get(`${testApp.url}${bench(claim)}/changes?since=${since}`);
    expect(await (await of(String(claim.version))).text()).toBe('');
    expect((await of('x')).status()).toBe(400);
    expect(await (await of('1')).text()).toContain('opened the claim');
    await page.close();
  });

  it('find there what readers reported and the latest acts', async () => {
    const claim = await buildOpenClaim(room);
    await testApp.source.query(
      `INSERT INTO report (id, code, claim_id, claim_version, kind, words, language, received_at, status) SELECT gen_random_uuid(), 'bcdfghjk', $1, 2, 'fact', 'The day is wrong.', 'en', now(), 'open'`, [claim.id]);
    const page = await plain(room.editor, bench(claim));
    expect(await page.getByRole('link', { name: 'The day is wrong.' }).getAttribute('href')).toBe('/desk/reports/bcdfghjk');
    expect(await page.locator('#history').innerText()).toMatch(/Edith Editor opened the claim[\s\S]*Edith Editor logged the claim/);
    await page.close();
  });
});

describe('The workbench', () => {
  it.each([[390, 'light'], [390, 'dark'], [1280, 'light'], [1280, 'dark']] as const)('at %i pixels in %s fits, satisfies axe with every form open, and breaks no content policy', async (width, colorScheme) => {
    const claim = await buildProposal(room);
    const { evidence, statements } = await current(room.editor, claim);
    for (const path of [`?revise=evidence:${evidence[0]!.id}`, `?revise=statement:${statements[0]!.id}`]) {
      const page = await pageOf(room.editor, bench(claim) + path, { width, colorScheme });
      const complaints: string[] = [];
      page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
      await page.evaluate(`document.querySelectorAll('details').forEach((details) => { details.open = true; })`);
      expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
      expect(await axeFindings(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    }
  });
});
