/** Logging a claim as an editor does it: by keyboard, with names completed, sources recognised, hops added one by one; and the same without script. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import request from 'supertest';
import { buildClaim, buildOpenClaim, buildRatedClaim, buildSource, buildSpeaker, current } from './support/build.js';
import { startApp, type TestApp } from './support/app.js';
import { arrive, axeFindings, TestBrowser } from './support/browser.js';
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

async function signIn(context: BrowserContext, person: Person, next = NEW): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${testApp.url}${next}`);
  await page.fill('#sign-in-email', person.email);
  await page.fill('#sign-in-password', person.password);
  await arrive(page, () => page.click('#sign-in .form-actions button'));
  return page;
}

async function without(person: Person, path = NEW): Promise<Page> {
  return signIn(await browser.context({ width: 1280, javaScriptEnabled: false }), person, path);
}

const press = (page: Page, name: string | RegExp) => arrive(page, () => page.getByRole('button', { name }).click());
const idIn = (page: Page): string => /claims\/([0-9a-f-]{36})/.exec(page.url())![1]!;

async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  await page.evaluate(`document.querySelectorAll('details').forEach((details) => { details.open = true; })`);
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`#new-${name}`);
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
}

describe('Without script', () => {
  it('a claim is logged with hops added one by one, newcomers made in place, and nothing typed is lost on the way', async () => {
    const page = await without(room.editor);
    await fill(page, { quote: 'У России нет намерения нападать на Украину.', speaker: 'Sergey Lavrov', saidDay: '21 Jan 2022', place: 'Geneva', hop1SourceUrl: 'https://www.axios.com/2022/01/21/blinken', hop1SourceTitle: 'Blinken and Lavrov meet', hop1Who: 'Axios' });
    expect((await press(page, 'Add who relayed it')).status()).toBe(200);
    expect(await page.locator('#new-hop1Who:focus').count()).toBe(1);
    expect([await page.inputValue('#new-quote'), await page.inputValue('#new-hop2Who')]).toEqual(['У России нет намерения нападать на Украину.', 'Axios']);
    await fill(page, { hop1Who: 'Antony Blinken', hop1Day: '21.1.2022', hop1Occasion: 'News conference' });
    await press(page, 'Add who published it too');
    await press(page, /Take away.*step 3/);
    await fill(page, { wording: 'Russia has no intention of attacking Ukraine.', kind: 'assurance', wouldConfirm: 'No attack by the end of 2022.', wouldRefute: 'An attack.', dueDay: '31 December 2022' });
    expect((await press(page, 'Log the claim')).status()).toBe(400);
    const summary = await page.locator('.error-summary').innerText();
    expect(summary).toMatch(/“Who said it” is not on record[\s\S]*“Who relayed or published it” is not on record/);
    await page.getByLabel('A person called Sergey Lavrov').check();
    await page.fill('#new-speakerRole', 'Foreign Minister of Russia');
    await page.getByLabel('A person called Antony Blinken').check();
    await page.getByLabel('An organisation called Axios').check();
    expect((await press(page, 'Log the claim')).status()).toBe(200);
    expect(await page.locator('.notice-success').innerText()).toContain('logged as a draft');
    const claim = await current(room.editor, { id: idIn(page) });
    expect(claim).toMatchObject({
      kind: 'assurance', resolution: { due: { kind: 'day', day: '2022-12-31' } },
      statements: [{
        speaker: { name: 'Sergey Lavrov', role: 'Foreign Minister of Russia' }, day: '2022-01-21', language: 'ru',
        chain: [
          { kind: 'said_by', form: 'direct' }, { kind: 'relayed_by', speaker: { name: 'Antony Blinken' }, day: '2022-01-21', occasion: 'News conference', form: 'paraphrase' },
          { kind: 'published_by', speaker: { name: 'Axios', kind: 'organisation' }, form: 'direct', source: { title: 'Blinken and Lavrov meet', publisher: 'Axios' } },
        ],
      }],
    });
    await page.context().close();
  });

  it('every wrong field says so beside it, those of the words among them, and the summary leads there', async () => {
    const page = await without(room.editor);
    await fill(page, { quote: 'x'.repeat(10_001), place: 'y'.repeat(301), occasion: 'z'.repeat(501), wording: 'Something was said.', kind: 'factual' });
    expect((await press(page, 'Log the claim')).status()).toBe(400);
    for (const [name, words] of [['quote', '“Quote” must have at most 10000 characters.'], ['place', '“Place” must have at most 300 characters.'], ['occasion', 'must have at most 500 characters.']]) {
      expect(await page.locator(`#new-${name}-error`).innerText()).toContain(words);
      expect(await page.locator(`.error-summary a[href="#new-${name}"]`).count()).toBe(1);
    }
    await page.context().close();
  });

  it('somebody whose name several have is chosen, and a day that may mean two is asked back', async () => {
    const [first, second] = [await buildSpeaker(room.editor, { name: 'John Smith', roles: [{ title: 'Mayor of Derry' }] }), await buildSpeaker(room.editor, { name: 'Jack', aliases: ['John Smith'], roles: [{ title: 'Captain' }] })];
    const page = await without(room.editor);
    await fill(page, { quote: 'We will.', speaker: 'john smith', saidDay: '1/2/2022', wording: 'He will.', kind: 'factual' });
    expect((await press(page, 'Log the claim')).status()).toBe(400);
    expect(await page.locator('#new-saidDay-error').innerText()).toContain('Do you mean 1 Feb 2022 or 2 Jan 2022? Write the month as a word.');
    const question = await page.getByRole('group', { name: 'Who is “john smith”?' }).innerText();
    expect(question).toMatch(/John Smith\s+Mayor of Derry, person, in no statement yet[\s\S]*Jack\s+Captain[\s\S]*A person called john smith, new on record/);
    await page.getByLabel(/^Jack/).check();
    await fill(page, { saidDay: '1 Feb 2022' });
    expect((await press(page, 'Log the claim')).status()).toBe(200);
    const claim = await current(room.editor, { id: idIn(page) });
    expect([claim.statements[0]!.speaker!.id, claim.statements[0]!.day, claim.statements[0]!.chain.length]).toEqual([second.id, '2022-02-01', 1]);
    expect(claim.statements[0]!.speaker!.id).not.toBe(first.id);

    await page.goto(`${testApp.url}${NEW}`);
    await fill(page, { quote: 'We will.', speaker: 'John Smith', saidDay: '2022', wording: 'He will.', kind: 'factual' });
    await press(page, 'Log the claim');
    await page.getByLabel('A person called John Smith').check();
    // Chosen for another name than the one that is sent: asked again.
    await page.fill('#new-speaker', 'Jon Smith');
    expect((await press(page, 'Log the claim')).status()).toBe(400);
    expect(await page.getByRole('group', { name: 'Who is “Jon Smith”?' }).innerText()).toContain('Mayor of Derry');
    await page.getByLabel('A person called Jon Smith').check();
    expect((await press(page, 'Log the claim')).status()).toBe(200);
    expect((await current(room.editor, { id: idIn(page) })).statements[0]!.speaker!.name).toBe('Jon Smith');
    await page.context().close();
  });

  it('claims like it are looked for on demand, and what was said becomes another statement of one', async () => {
    const known = await buildOpenClaim(room, { wording: 'The harbour of Odesa will be reopened for grain ships before July.' });
    const page = await without(room.editor);
    const [speaker, source] = [known.statements[0]!.speaker!.name, known.statements[0]!.chain[1]!];
    await fill(page, { quote: 'Odesa harbour reopens for grain before July.', speaker, saidDay: '20 Jan 2022', hop1Who: source.speaker.name, hop1SourceUrl: source.source!.url!, wording: 'The Odesa harbour will reopen for grain ships before July.' });
    expect((await press(page, 'Look for claims like this')).status()).toBe(200);
    expect(await page.locator('#like').innerText()).toMatch(/The harbour of Odesa[\s\S]*Said before by Speaker \d+, 21 Jan 2022\. Not yet rated/);
    expect((await press(page, /^Add as another statement/)).status()).toBe(200);
    expect(idIn(page)).toBe(known.id);
    expect((await current(room.editor, known)).statements).toEqual(expect.arrayContaining([expect.objectContaining({ day: '2022-01-20', quote: 'Odesa harbour reopens for grain before July.' })]));
    await page.context().close();
  });
});

describe('With script, by keyboard alone', () => {
  /** Counts what a person presses; what is pasted is one. */
  class Keys {
    pressed = 0;
    constructor(private readonly page: Page) {}
    async press(...keys: string[]): Promise<void> {
      for (const key of keys) {
        this.pressed++;
        await this.page.keyboard.press(key);
      }
    }
    async type(text: string): Promise<void> {
      this.pressed += text.length;
      await this.page.keyboard.type(text);
    }
    async paste(text: string): Promise<void> {
      this.pressed++;
      await this.page.keyboard.insertText(text);
    }
    async tabTo(id: string): Promise<void> {
      for (let count = 0; count < 30; count++) {
        await this.press('Tab');
        if (await this.page.locator(`[id="${id}"]:focus`).count()) return;
      }
      throw new Error(`Tab does not lead to ${id}.`);
    }
  }

  it('a claim is logged from paste to draft: the name completed, the address recognised, the outlet known, who relayed it added in place', async () => {
    const lavrov = await buildSpeaker(room.editor, { name: 'Sergei Viktorovich', aliases: ['Сергей Лавровский'], roles: [{ title: 'Foreign Minister of Ruritania' }] });
    const [outlet, before] = [await buildSpeaker(room.editor, { kind: 'organisation', name: 'The Ruritania Times', roles: [] }), await buildSource(room.editor, { url: 'https://times.example/before' })];
    await buildClaim(room.editor, { statements: [{ speakerId: lavrov.id, day: '2022', quote: 'So it is.', chain: [{ kind: 'said_by', speakerId: lavrov.id, form: 'direct' }, { kind: 'published_by', speakerId: outlet.id, form: 'direct', sourceId: before.id }] }] });
    const source = await buildSource(room.editor, { url: 'https://times.example/known', title: 'A known report', publisher: 'The Known' });
    const page = await signIn(await browser.context({ width: 1280 }), room.editor);
    const keys = new Keys(page);
    expect(await page.locator('#new-quote:focus').count()).toBe(1);
    await keys.paste('У России нет намерения нападать.');
    await keys.tabTo('new-speaker');
    await keys.type('lavrovsk');
    await page.getByRole('option', { name: /Sergei Viktorovich.*Foreign Minister of Ruritania, person/ }).waitFor();
    expect(await page.locator('#new-speaker').getAttribute('aria-expanded')).toBe('true');
    await keys.press('Enter');
    expect(await page.inputValue('#new-speaker')).toBe('Sergei Viktorovich');
    await keys.tabTo('new-saidDay');
    await keys.type('21 jan 2022');
    await keys.tabTo('new-hop1SourceUrl');
    await keys.paste('http://www.times.example/known/?utm_source=x#top');
    await page.getByText('On record: “A known report”, The Known (article). It is cited as it stands.').waitFor();
    expect([await page.inputValue('#new-hop1SourceTitle'), await page.locator('#new-hop1SourceTitle').isEditable()]).toEqual(['A known report', false]);
    expect(await page.inputValue('#new-hop1Who')).toBe('The Ruritania Times');
    await keys.tabTo('new-wording');
    await keys.type('Ruritania will not attack.');
    await keys.tabTo('new-kind');
    await keys.type('An a');
    await keys.tabTo('new-wouldConfirm');
    await keys.type('No attack.');
    await keys.press('Tab');
    await keys.type('An attack.');
    await keys.press('Tab');
    await keys.type('31 dec 2022');
    await arrive(page, () => keys.press('Enter'));
    expect(await page.locator('.notice-success').innerText()).toContain('logged as a draft');
    const claim = await current(room.editor, { id: idIn(page) });
    expect(claim).toMatchObject({ kind: 'assurance', wording: 'Ruritania will not attack.', resolution: { due: { day: '2022-12-31' } }, statements: [{ speaker: { id: lavrov.id }, language: 'ru', chain: [{}, { source: { id: source.id } }] }] });
    // About half of them are the claim's own words; measured at 106.
    expect(keys.pressed).toBeLessThan(120);
    await page.context().close();
  });

  it('newcomers are made in place, hops are added and taken away without leaving, and what is on record stays findable in any alphabet', async () => {
    const page = await signIn(await browser.context({ width: 390 }), room.editor);
    await page.fill('#new-quote', 'Ми не здамося, і місто стоїть.');
    await page.locator('#new-speaker').pressSequentially('Zinaida Newcomer');
    await page.getByRole('option', { name: /^A new person: Zinaida Newcomer/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await page.locator('#new-speakerRole:focus').count()).toBe(1);
    await page.keyboard.type('Mayor');
    await page.fill('#new-saidDay', 'yesterday');
    await page.click('text=Add who relayed it');
    await page.locator('#new-hop2SourceTitle').waitFor();
    expect(await page.locator('#new-hop1Who:focus').count()).toBe(1);
    expect(await page.inputValue('#new-quote')).toBe('Ми не здамося, і місто стоїть.');
    expect(await page.inputValue('#new-speakerRole')).toBe('Mayor');
    await page.getByRole('button', { name: /Take away.*step 1/ }).click();
    await page.locator('#new-hop1SourceTitle').waitFor();
    await page.fill('#new-wording', 'The town will not give up.');
    await page.selectOption('#new-kind', 'factual');
    expect(await page.locator('.desk-resolution').isVisible()).toBe(false);
    await press(page, 'Log the claim');
    expect(await page.locator('.error-summary').allInnerTexts()).toEqual([]);
    expect((await current(room.editor, { id: idIn(page) })).statements[0]).toMatchObject({ language: 'uk', speaker: { name: 'Zinaida Newcomer', role: 'Mayor' } });
    await page.context().close();
  });

  it('while the wording is typed claims like it come up, and Alt+1 adds what was said to the first', async () => {
    const rated = await buildRatedClaim(room, { wording: 'The bridge over the Dnieper will be open to lorries by Christmas.' });
    const page = await signIn(await browser.context({ width: 1280 }), room.editor);
    const [said, published] = rated.statements[0]!.chain;
    await page.fill('#new-quote', 'Lorries will cross the Dnieper bridge by Christmas.');
    await page.fill('#new-speaker', said!.speaker.name);
    await page.fill('#new-saidDay', '20 Jan 2022');
    await page.fill('#new-hop1SourceUrl', published!.source!.url!);
    await page.getByText(/^On record: /).waitFor();
    await page.fill('#new-hop1Who', published!.speaker.name);
    await page.locator('#new-wording').pressSequentially('The Dnieper bridge will be open to lorries by Christmas');
    await page.getByText(/^Said before by Speaker \d+, 21 Jan 2022\. Kept, since 30 Jan 2022\./).waitFor();
    expect(await page.getByRole('button', { name: /^Look for/ }).isVisible()).toBe(false);
    await arrive(page, () => page.keyboard.press('Alt+Digit1'));
    expect(idIn(page)).toBe(rated.id);
    expect((await current(room.editor, rated)).statements).toHaveLength(2);
    await page.context().close();
  });
});

describe('What is asked while somebody types', () => {
  async function ask(person: Person, path: string) {
    const signed = await request(testApp.url).post('/desk/sign-in').type('form').send({ email: person.email, password: person.password });
    return request(testApp.url).get(path).set('cookie', signed.headers['set-cookie']![0]!.split(';')[0]!);
  }

  it('finds people by any word of any name, in any alphabet, and none by what is no name', async () => {
    const { id } = await buildSpeaker(room.editor, { name: 'Sergey Lavrov-Test', aliases: ['С. В. Лавров'], roles: [{ title: 'Deputy', from: '2001', until: '2004' }, { title: 'Minister', from: '2004' }] });
    const { id: cyrillic } = await buildSpeaker(room.editor, { name: 'Валерій Залужний', roles: [] });
    const found = async (typed: string) => (await ask(room.reviewerA, `/desk/complete/speakers?q=${encodeURIComponent(typed)}`)).body as { id: string; name: string; detail: string }[];
    for (const typed of ['lavrov-te', 'LAVROV TEST', 'лавров', 'Лавров', 'test serg', 'Sérgey Lav']) expect([typed, (await found(typed)).map((one) => one.id)]).toEqual([typed, expect.arrayContaining([id])]);
    for (const typed of ['zaluzhn', 'Залужний', 'valeriy']) expect([typed, (await found(typed)).map((one) => one.id)]).toEqual([typed, expect.arrayContaining([cyrillic])]);
    expect((await found('lavrov test'))[0]!.detail).toBe('Minister, person, in no statement yet');
    for (const typed of ['', 'l', '%', '__', '\\', '--', '%%%%', "'; DROP TABLE draft; --", 'x'.repeat(3000), 'nobody at all']) expect([typed, await found(typed)]).toEqual([typed, []]);
  });

  it('is answered to the desk alone', async () => {
    for (const path of ['/desk/complete/speakers?q=la', '/desk/complete/sources?url=https://example.org/', '/desk/complete/claims?words=harbour+grain']) {
      expect([path, (await request(testApp.url).get(path)).status]).toEqual([path, 303]);
      expect([path, (await ask(room.admin, path)).status]).toEqual([path, 200]);
    }
    expect((await ask(room.reviewerA, NEW)).status).toBe(403);
  });

  it('recognises no address that is none, and claims of nothing like it', async () => {
    for (const url of ['', 'javascript:alert(1)', 'https://', 'https://user:pass@example.org/', 'x'.repeat(5000)]) {
      expect([url, (await ask(room.editor, `/desk/complete/sources?url=${encodeURIComponent(url)}`)).body.source]).toEqual([url, null]);
    }
    for (const path of ['speakers?q=la%00', 'sources?url=%00', 'claims?words=a%00b']) expect((await ask(room.editor, `/desk/complete/${path}`)).status).toBe(400);
    const withdrawn = await buildOpenClaim(room, { wording: 'Purple submarines will patrol the canals of Venice.' });
    const like = async (words: string) => (await ask(room.editor, `/desk/complete/claims?words=${encodeURIComponent(words)}`)).text;
    expect(await like('Purple submarines patrol the canals of Venice')).toContain('Purple submarines');
    await room.admin.call('post', `/claims/${withdrawn.id}/actions/withdraw`, { version: withdrawn.version, body: { reason: 'A joke.' } });
    for (const words of ['Purple submarines patrol the canals of Venice', '', 'a', 'the the the', '& | ! :* <->', '"', '-- -- --', '没有意图', '!'.repeat(3000)]) expect([words, await like(words)]).toEqual([words, expect.stringContaining('Nothing like it is on record.')]);
  });
});

describe('The page', () => {
  it.each([[390, 'light'], [390, 'dark'], [1280, 'light'], [1280, 'dark']] as const)('at %i pixels in %s satisfies axe with everything open, fits from 320, and breaks no content policy', async (width, colorScheme) => {
    const page = await signIn(await browser.context({ width, colorScheme }), await hire(testApp, 'Looking Editor', 'editor'));
    const complaints: string[] = [];
    page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
    await page.locator('#new-speaker').pressSequentially('Speaker');
    await page.locator('.name-list [role=option]').first().waitFor();
    const look = async (what: string) => {
      const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect([what, overflow, await axeFindings(page)]).toEqual([what, 0, []]);
    };
    await look('completing');
    await page.keyboard.press('Escape');
    await page.click('text=Add who relayed it');
    await page.locator('#new-hop2SourceTitle').waitFor();
    await page.fill('#new-wording', 'The minister will publish report number 1.');
    await page.getByRole('button', { name: /^Add as another statement/ }).first().waitFor();
    await page.evaluate(`document.querySelectorAll('details').forEach((details) => { details.open = true; })`);
    await look('open');
    await arrive(page, () => page.getByRole('button', { name: 'Log the claim' }).click());
    expect(complaints.filter((complaint) => !complaint.includes('400'))).toEqual([]);
    await look('refused');
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
    await page.context().close();
  });
});
