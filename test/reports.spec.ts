/** Reports of readers: from the form, with everything that strangers and robots may send into it, to the desk that closes them. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { act, buildClaim, buildOpenClaim, buildRatedClaim, current, made } from './support/build.js';
import { startApp, startInstance, type TestApp } from './support/app.js';
import { arrive, axeFindings, TestBrowser } from './support/browser.js';
import { hire, hireNewsroom, type Newsroom, type Person } from './support/people.js';
import type { ClaimRecord } from '../src/record/claim-record.dto.js';

let testApp: TestApp;
/** Over the same database, believing a proxy, so that a test may come from many networks. */
let proxied: TestApp;
let room: Newsroom;
let browser: TestBrowser;
let claim: ClaimRecord;

beforeAll(async () => {
  testApp = await startApp();
  proxied = await startInstance(testApp.databaseUrl, { TRUST_PROXY: 'true' });
  room = await hireNewsroom(testApp);
  browser = await TestBrowser.launch();
  claim = await buildRatedClaim(room);
});
afterAll(async () => {
  await browser?.close();
  await proxied?.close();
  await testApp?.close();
});

let networks = 0;
const newNetwork = () => `198.51.${++networks >> 8}.${networks & 255}`;
/** Each test comes from a network of its own, so that none is slowed down by another. */
let network: string;
beforeEach(() => {
  network = newNetwork();
});

type Fields = Record<string, string | string[]>;
const FILLED = { kind: 'fact', words: 'The day is wrong: it was the 25th.' };

/** Sends the form as a browser without any account does. */
const send = (fields: Fields, from = network, path = '/report') => request(proxied.url).post(path).type('form').set('x-forwarded-for', from).set('accept', 'text/html').send(fields);
const referenceIn = (answer: request.Response) => /^(?:\/\w\w)?\/report\/sent\?ref=(R-[0-9A-Z]{4}-[0-9A-Z]{4})$/.exec(answer.headers.location ?? '')?.[1];
const codeOf = (reference: string) => reference.slice(2).replace('-', '').toLowerCase();

/** @returns the reference */
async function reported(fields: Fields = {}, from = network): Promise<string> {
  const answer = await send({ ...FILLED, claim: claim.slug, ...fields }, from);
  expect(answer.status).toBe(303);
  return referenceIn(answer)!;
}

type Row = Record<string, unknown>;
const rows = () => testApp.source.query<Row[]>('SELECT * FROM report ORDER BY received_at, id');
const count = async () => (await rows()).length;
const rowOf = async (reference: string) => (await testApp.source.query<Row[]>('SELECT * FROM report WHERE code = $1', [codeOf(reference)]))[0];

/** A session of this person's own, by cookie, as a browser has it. */
async function signedIn(person: Person) {
  const agent = request.agent(testApp.url);
  await agent.post('/desk/sign-in').type('form').send({ email: person.email, password: person.password }).expect(303);
  return agent;
}

type Agent = Awaited<ReturnType<typeof signedIn>>;
const tokenIn = (html: string) => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';

async function close(agent: Agent, reference: string, fields: Fields = { outcome: 'answered', closingNote: 'Corrected.' }) {
  const page = await agent.get(`/desk/reports/${codeOf(reference)}`);
  return agent.post(`/desk/reports/${codeOf(reference)}/close`).type('form').send({ _csrf: tokenIn(page.text), ...fields });
}

describe('A reader reports an error', () => {
  it.each([true, false])('from a claim’s page, in a browser (script: %s), and has a reference', async (javaScriptEnabled) => {
    const context = await browser.context({ javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(`${testApp.url}/report?claim=${claim.slug}`);
    expect(await page.locator('main').innerText()).toContain(claim.wording);
    expect(await page.locator('#leave_empty').boundingBox()).toMatchObject({ width: expect.any(Number) });
    expect((await arrive(page, () => page.click('#report button'))).status()).toBe(400);
    expect(await page.title()).toMatch(/^Error: Report an error/);
    expect(await page.locator('#kind-error').innerText()).toContain('Choose what is wrong.');
    expect(await page.locator('#words-error').innerText()).toContain('Write what is wrong.');
    await page.getByLabel('A link does not work').check();
    const words = `The second link leads nowhere, ${javaScriptEnabled ? 'seen' : 'heard'}.`;
    await page.fill('#words', words);
    await page.fill('#sourceUrl', 'www.example.org/where-it-went');
    await page.fill('#email', 'Reader@example.org');
    expect((await arrive(page, () => page.click('#report button'))).status()).toBe(200);
    const reference = /^R-[0-9A-Z]{4}-[0-9A-Z]{4}$/.exec(await page.locator('.report-reference').innerText())![0];
    expect(page.url()).toBe(`${testApp.url}/report/sent?ref=${reference}`);
    expect(await rowOf(reference)).toMatchObject({ claim_id: claim.id, claim_version: claim.version, kind: 'link', words, source_url: 'https://www.example.org/where-it-went', email: 'Reader@example.org', language: 'en', status: 'open' });
    await context.close();
  });

  it('by keyboard alone, which never comes to what people do not see', async () => {
    const { page, complaints, close: shut } = await browser.open(`${testApp.url}/report`);
    await page.focus('#kind');
    await page.keyboard.press('Space');
    const seen: string[] = [];
    for (let step = 0; step < 5; step++) {
      await page.keyboard.press('Tab');
      seen.push(await page.evaluate(() => (globalThis as unknown as { document: { activeElement: { id: string; tagName: string } } }).document.activeElement.id || 'button'));
      if (seen.at(-1) === 'words') await page.keyboard.type('Nobody signed that letter.');
      if (seen.at(-1) === 'page') await page.keyboard.type(`${testApp.url}/claims/${claim.slug}?x=1`);
    }
    expect(seen).toEqual(['words', 'page', 'sourceUrl', 'email', 'button']);
    await arrive(page, () => page.keyboard.press('Enter'));
    const reference = await page.locator('.report-reference').innerText();
    // The address that was typed is one of ours, so the desk finds the claim.
    expect(await rowOf(reference)).toMatchObject({ kind: 'fact', words: 'Nobody signed that letter.', claim_id: claim.id, claim_version: null });
    expect(complaints).toEqual([]);
    await shut();
  });

  it.each(['light', 'dark'] as const)('on pages that axe finds nothing wrong with (%s)', async (colorScheme) => {
    for (const path of ['/report', `/report?claim=${claim.slug}`, '/report/sent?ref=R-7KX2-9PBC']) {
      const { page, close: shut } = await browser.open(`${testApp.url}${path}`, { colorScheme, width: 320 });
      expect([path, await axeFindings(page)]).toEqual([path, []]);
      if (path.startsWith('/report?')) {
        await arrive(page, () => page.click('#report button'));
        expect([`${path} refused`, await axeFindings(page)]).toEqual([`${path} refused`, []]);
      }
      expect(await page.evaluate(() => (globalThis as unknown as { document: { documentElement: { scrollWidth: number } } }).document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      await shut();
    }
  });

  it('in their own language, and stays in it', async () => {
    const form = await request(proxied.url).get(`/uk/report?claim=${claim.slug}`);
    expect(form.text).toMatch(/<html lang="uk"[\s\S]*action="\/uk\/report"/);
    const answer = await send({ ...FILLED, claim: claim.slug }, network, '/uk/report');
    expect(answer.headers.location).toMatch(/^\/uk\/report\/sent\?ref=R-/);
    expect(await rowOf(referenceIn(answer)!)).toMatchObject({ language: 'uk' });
  });

  it('on pages that no cache keeps', async () => {
    for (const path of ['/report', `/report?claim=${claim.slug}`, '/report/sent?ref=R-7KX2-9PBC']) {
      expect([path, (await request(testApp.url).get(path)).headers['cache-control']]).toEqual([path, 'no-store']);
    }
    expect((await send(FILLED)).headers['cache-control']).toBe('no-store');
  });

  it('also about a withdrawn claim, and about none', async () => {
    const withdrawn = await act(room.admin, await buildOpenClaim(room), 'withdraw', { reason: 'Not ours.' });
    expect((await request(testApp.url).get(`/report?claim=${withdrawn.slug}`)).status).toBe(200);
    expect(await rowOf(await reported({ claim: withdrawn.slug }))).toMatchObject({ claim_id: withdrawn.id });
    expect(await rowOf(await reported({ claim: '', page: 'The page on method' }))).toMatchObject({ claim_id: null, claim_version: null, page: 'The page on method' });
  });

  it('not about what they may not know of, be it a draft or nothing at all', async () => {
    const draft = await buildClaim(room.editor);
    const before = await count();
    for (const ref of [draft.slug, draft.id, 'nothing-x7k2p9bc', 'constructor', '../desk', '%', '\u0000', 'x'.repeat(5000)]) {
      const shown = await request(testApp.url).get(`/report?claim=${encodeURIComponent(ref)}`).set('accept', 'text/html');
      expect([ref, shown.status]).toEqual([ref, 404]);
      expect(shown.text).not.toContain(draft.wording);
      expect([ref, (await send({ ...FILLED, claim: ref })).status]).toEqual([ref, 404]);
    }
    expect(await count()).toBe(before);
    expect(await rowOf(await reported({ claim: '', page: `/claims/${draft.slug}` }))).toMatchObject({ claim_id: null });
  });

  it('gets thanks that tell of nothing but the reference, be it one or not', async () => {
    const reference = await reported({ email: 'reader@example.org' });
    const real = await request(testApp.url).get(`/report/sent?ref=${reference}`);
    const madeUp = await request(testApp.url).get('/report/sent?ref=R-7KX2-9PBC');
    expect(real.status).toBe(200);
    expect(real.text.replaceAll(reference, 'R-7KX2-9PBC')).toBe(madeUp.text);
    for (const ref of ['', 'R-7KX2', '<script>alert(1)</script>', 'R-AAAA-AAAA']) {
      const answer = await request(testApp.url).get(`/report/sent?ref=${encodeURIComponent(ref)}`).set('accept', 'text/html');
      expect([ref, answer.status, answer.text.includes('<script>alert')]).toEqual([ref, 404, false]);
    }
    expect((await request(testApp.url).get('/report/sent?ref=R-7KX2-9PBC&ref=R-7KX2-9PBC')).status).toBe(200);
  });

  it('is held to the version that was shown, whatever the hidden field says', async () => {
    for (const [index, [version, kept]] of ([['1', 1], [String(claim.version), claim.version], ['999', claim.version], ['0', claim.version], ['-1', claim.version], ["1'; DROP TABLE report", claim.version], ['', claim.version]] as [string, number][]).entries()) {
      expect([version, await rowOf(await reported({ version, words: `The same in version ${index}.` }, newNetwork()))]).toEqual([version, expect.objectContaining({ claim_version: kept })]);
    }
  });
});

describe('A form that is not right', () => {
  const LONG = 'x'.repeat(2001);
  const table: [string, Fields, string, string][] = [
    ['no kind', { kind: '' }, 'kind', 'Choose what is wrong.'],
    ['a kind of their own', { kind: 'constructor' }, 'kind', 'from the list'],
    ['no words', { words: '  \r\n ' }, 'words', 'Write what is wrong.'],
    ['few words', { words: 'Wrong!' }, 'words', 'at least 10'],
    ['words of nothing but turns', { words: '\u202e\u202d\u202e\u202d\u202e\u202d\u202e\u202d\u202e\u202d\u202e\u202d' }, 'words', 'Write what is wrong.'],
    ['many words', { words: LONG }, 'words', 'at most 2,000'],
    ['a NUL', { words: 'A NUL \u0000 is in here.' }, 'words', 'cannot be kept'],
    ['an escape', { words: 'An escape \u001b[31m is in here.' }, 'words', 'cannot be kept'],
    ['no web address', { sourceUrl: 'javascript:alert(1)' }, 'sourceUrl', 'begins with https'],
    ['an address with a password', { sourceUrl: 'https://a:b@example.org' }, 'sourceUrl', 'begins with https'],
    ['a long address', { sourceUrl: `https://example.org/${LONG}` }, 'sourceUrl', 'too long'],
    ['no e-mail address', { email: 'reader at example' }, 'email', 'such as name@example.org'],
    ['two e-mail addresses', { email: 'a@example.org, b@example.org' }, 'email', 'such as name@example.org'],
    ['a header in the e-mail address', { email: 'a@example.org\r\nBcc: b@example.org' }, 'email', 'such as name@example.org'],
    ['a long e-mail address', { email: `${'x'.repeat(250)}@example.org` }, 'email', 'too long'],
    ['a long page', { claim: '', page: 'x'.repeat(501) }, 'page', 'at most 500'],
  ];

  it.each(table)('comes back with %s, what was typed kept, and the mend beside the field', async (_what, fields, field, mend) => {
    const before = await count();
    const sent = { ...FILLED, email: 'kept@example.org', claim: claim.slug, version: '1', ...fields };
    const answer = await send(sent);
    expect([answer.status, answer.headers['cache-control']]).toEqual([400, 'no-store']);
    expect(answer.text).toMatch(new RegExp(`<a href="#${field}">[^<]*${mend}`));
    expect(answer.text).toMatch(new RegExp(`id="${field}-error">.*${mend}`));
    if (field !== 'email') expect(answer.text).toContain('value="kept@example.org"');
    if (field !== 'words') expect(answer.text).toContain(`${FILLED.words}</textarea>`);
    if (field !== 'page') expect(answer.text).toContain('name="version" value="1"');
    // eslint-disable-next-line no-control-regex -- what no page can hold
    expect(answer.text).not.toMatch(/[\u0000\u001b]/);
    expect(await count()).toBe(before);
  });

  it('can be sent again as it came back', async () => {
    const answer = await send({ ...FILLED, words: 'A NUL \u0000 is in here.', claim: claim.slug });
    const words = /<textarea[^>]*>([^<]*)</.exec(answer.text)![1]!;
    expect(await rowOf(await reported({ words }))).toMatchObject({ words: 'A NUL  is in here.' });
  });

  it('is read to the letter otherwise: line ends, marks, scripts, all languages', async () => {
    const words = '<script>alert(1)</script> & "quotes"\r\n\r\nشكراً جزيلاً 🦊 می\u200cخواهم';
    expect(await rowOf(await reported({ words: ` ${words}\u202e ` }))).toMatchObject({ words: words.replaceAll('\r\n', '\n') });
  });

  it('never breaks us, whatever the body is', async () => {
    const post = (type: string, body: string) => request(proxied.url).post('/report').set('x-forwarded-for', network).set('content-type', type).set('accept', 'text/html').serialize((raw: unknown) => raw as string).send(body as never);
    const before = await count();
    const bodies: [string, string, number][] = [
      ['application/x-www-form-urlencoded', '', 400], ['application/x-www-form-urlencoded', '&&&==&', 400], ['application/x-www-form-urlencoded', '__proto__=x&constructor=y&kind=fact', 400],
      ['application/x-www-form-urlencoded', 'words=%ED%A0%80%zz&kind[]=fact', 400], ['application/x-www-form-urlencoded', `words=${'x'.repeat(900_000)}`, 400], ['application/x-www-form-urlencoded', `words=${'x'.repeat(1_100_000)}`, 413],
      ['application/json', '{"kind":"fact","words":"\\ud800 half a character"}', 400], ['application/json', '{"kind":{"a":1},"words":[["x"]],"email":null}', 400], ['application/json', '[]', 400], ['application/json', '{', 400],
      ['text/plain', 'words=x', 400], ['application/xml', '<a/>', 415], ['multipart/form-data; boundary=x', '--x--', 415],
    ];
    for (const [type, body, status] of bodies) {
      const answer = await post(type, body);
      expect([type, body.slice(0, 60), answer.status]).toEqual([type, body.slice(0, 60), status]);
      expect(answer.text.length).toBeLessThan(60_000);
      expect(answer.text).not.toMatch(/ at \w+.*\.[jt]s|node_modules|QueryFailed/);
    }
    expect(await count()).toBe(before);
    expect((await request(testApp.url).get('/report?claim=&claim=&version=x&version[]=1&x=%00')).status).toBe(200);
  });
});

describe('What is no reader', () => {
  it('fills in what nobody sees, is thanked, and nothing is kept of it', async () => {
    const before = await count();
    for (let time = 0; time < 8; time++) {
      const answer = await send({ ...FILLED, claim: claim.slug, leave_empty: 'https://spam.example' });
      expect([answer.status, referenceIn(answer)]).toEqual([303, expect.stringMatching(/^R-/)]);
      expect((await request(testApp.url).get(answer.headers.location!)).status).toBe(200);
    }
    expect(await count()).toBe(before);
    // Nor is it counted: a person of the same network still gets through.
    await reported();
  });

  it('sends it from another site, and is refused', async () => {
    const before = await count();
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://evil.example' }, { origin: 'null' }]) {
      expect([headers, (await send(FILLED).set(headers)).status]).toEqual([headers, 403]);
    }
    expect(await count()).toBe(before);
    expect((await send(FILLED).set('sec-fetch-site', 'same-origin')).status).toBe(303);
  });

  it('of the desk needs no token of a session, because the report is nobody’s', async () => {
    const agent = await signedIn(room.editor);
    const answer = await agent.post('/report').type('form').send({ ...FILLED, words: 'Reported from the desk itself.' });
    expect(answer.status).toBe(303);
  });
});

describe('The same report once more', () => {
  it('gets the same reference, also when both come at once, over two instances', async () => {
    const fields = { ...FILLED, claim: claim.slug, words: 'Pressed twice, because the page was slow.' };
    for (let round = 0; round < 10; round++) {
      const from = newNetwork();
      const before = await count();
      const answers = await Promise.all([send(fields, from), send(fields, from), send(fields, from)]);
      expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
      expect(new Set(answers.map(referenceIn)).size).toBe(1);
      expect(referenceIn(await send(fields, from))).toBe(referenceIn(answers[0]));
      expect(await count()).toBe(before + 1);
    }
  });

  it('does not use up what a reader may send', async () => {
    const first = await reported();
    for (let time = 0; time < 7; time++) expect(await reported()).toBe(first);
    for (let time = 0; time < 4; time++) await reported({ words: `Another report, number ${time}.` });
    expect((await send({ ...FILLED, words: 'One too many for this network.' })).status).toBe(429);
    expect(await reported()).toBe(first);
  });

  it('is another one from another network, about another claim, with an e-mail address, or after ten minutes', async () => {
    const first = await reported();
    expect(await reported({}, newNetwork())).not.toBe(first);
    expect(await reported({ claim: '' })).not.toBe(first);
    expect(await reported({ email: 'reader@example.org' })).not.toBe(first);
    await testApp.source.query(`ALTER TABLE report DISABLE TRIGGER report_guarded`);
    await testApp.source.query(`UPDATE report SET received_at = received_at - interval '11 minutes' WHERE code = $1`, [codeOf(first)]);
    await testApp.source.query(`ALTER TABLE report ENABLE TRIGGER report_guarded`);
    expect(await reported()).not.toBe(first);
    // And who sent the first one is forgotten by then.
    expect(await rowOf(first)).toMatchObject({ fingerprint: null });
  });
});

describe('A flood', () => {
  const words = (n: number) => ({ ...FILLED, claim: claim.slug, email: 'kept@example.org', words: `Number ${n} of many reports.` });

  it('from one network is stopped at the sixth, over two instances, in plain words and with what was typed', async () => {
    const second = await startInstance(testApp.databaseUrl, { TRUST_PROXY: 'true' });
    try {
      const before = await count();
      const by = (app: TestApp, n: number) => request(app.url).post('/report').type('form').set('x-forwarded-for', network).set('accept', 'text/html').send(words(n));
      const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => by(n % 2 ? second : proxied, n)));
      expect(answers.filter(({ status }) => status === 303)).toHaveLength(5);
      const refused = answers.filter(({ status }) => status === 429);
      expect(refused).toHaveLength(7);
      expect(Number(refused[0]!.headers['retry-after'])).toBeGreaterThan(500);
      expect(refused[0]!.text).toMatch(/send it again in 10 minutes[\s\S]*of many reports\.<\/textarea>[\s\S]*value="kept@example\.org"/);
      expect(await count()).toBe(before + 5);
      // Somebody else is not slowed down.
      await reported({}, newNetwork());
    } finally {
      await second.close();
    }
  });

  it('from one IPv6 household counts as one', async () => {
    for (let n = 0; n < 5; n++) expect((await send(words(n), `2001:db8:7:7::${n + 1}`)).status).toBe(303);
    expect((await send(words(6), '2001:db8:7:7:ffff::1')).status).toBe(429);
    expect((await send(words(6), '2001:db8:7:8::1')).status).toBe(303);
  });

  it('of one day from one network is stopped at the thirty-first', async () => {
    await testApp.source.query(`UPDATE rate_limit SET points = 30 WHERE key LIKE 'report_day:%'`);
    const from = newNetwork();
    await reported({}, from);
    await testApp.source.query(`UPDATE rate_limit SET points = 30 WHERE key LIKE 'report_day:%'`);
    const answer = await send(words(2), from);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(80_000);
  });

  it('from everywhere is stopped for everybody, and readers read on', async () => {
    await testApp.source.query(`UPDATE rate_limit SET points = 199 WHERE key = 'report_all:everybody'`);
    await reported({}, newNetwork());
    const before = await count();
    const answer = await send(words(1), newNetwork());
    expect([answer.status, await count()]).toEqual([429, before]);
    expect((await request(testApp.url).get(`/claims/${claim.slug}`)).status).toBe(200);
    await testApp.source.query(`DELETE FROM rate_limit WHERE key = 'report_all:everybody'`);
  });
});

describe('At the desk', () => {
  /** A row as a reader's report leaves it, without its way through the form, which the flood has closed for this file. */
  async function waiting(overrides: Row = {}): Promise<string> {
    const code = Array.from({ length: 8 }, () => '23456789bcdfghjkmnpqrstvwxz'[Math.floor(Math.random() * 27)]).join('');
    const row: Row = {
      id: crypto.randomUUID(), code, claim_id: claim.id, claim_version: 1, kind: 'fact', words: 'The day is wrong: it was the 25th.', source_url: null, email: 'reader@example.org', language: 'en',
      received_at: new Date(), status: 'open', ...overrides,
    };
    const names = Object.keys(row);
    await testApp.source.query(`INSERT INTO report (${names.join(', ')}) VALUES (${names.map((_, place) => `$${place + 1}`).join(', ')})`, Object.values(row));
    return `R-${code.slice(0, 4)}-${code.slice(4)}`.toUpperCase();
  }

  it('nobody comes in who is not of it, and an admin alone may look and not close', async () => {
    const reference = await waiting();
    const path = `/desk/reports/${codeOf(reference)}`;
    for (const address of ['/desk/reports', path]) expect([address, (await request(testApp.url).get(address)).status]).toEqual([address, 303]);
    expect((await request(testApp.url).post(`${path}/close`).type('form').send({ outcome: 'answered', closingNote: 'x' })).status).toBe(303);
    expect((await request(testApp.url).get(path).set('authorization', 'Bearer none')).status).toBe(303);
    const ahmed = await signedIn(room.admin);
    expect((await ahmed.get(path)).text).toContain('Only an editor or a reviewer may close a report.');
    const page = await ahmed.get('/desk/reports');
    const refused = await ahmed.post(`${path}/close`).type('form').send({ _csrf: tokenIn(page.text), outcome: 'answered', closingNote: 'Done.' });
    expect([refused.status, refused.text.includes('Only an editor or a reviewer may close a report.')]).toEqual([403, true]);
    const edith = await signedIn(room.editor);
    expect((await edith.post(`${path}/close`).type('form').send({ outcome: 'answered', closingNote: 'Done.' })).status).toBe(403);
    expect(await rowOf(reference)).toMatchObject({ status: 'open', email: 'reader@example.org' });
  });

  it.each([true, false])('sees that something waits, reads it as text, and closes it (script: %s)', async (javaScriptEnabled) => {
    const reference = await waiting({ words: '<img src=x onerror=alert(1)>\u202e and more "words"', source_url: 'https://example.org/?a=<b>&"c"', email: `o'neil+a@example.org`, language: 'uk', received_at: new Date('2022-03-01T00:00:00Z') });
    const context = await browser.context({ width: 1280, javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(`${testApp.url}/desk`);
    await page.fill('#sign-in-email', room.reviewerA.email);
    await page.fill('#sign-in-password', room.reviewerA.password);
    await arrive(page, () => page.click('#sign-in button'));
    expect(await page.locator('.desk-jumps').innerText()).toMatch(/Readers’ reports \d+/);
    await arrive(page, () => page.locator('.desk-bar').getByRole('link', { name: /Reports/ }).click());
    // axe is a script itself.
    if (javaScriptEnabled) expect(await axeFindings(page)).toEqual([]);
    // What has waited longest stands first.
    expect(await page.locator('.desk-item').first().innerText()).toContain(reference);
    await arrive(page, () => page.locator('.desk-item a').first().click());
    expect(await page.locator('main img').count()).toBe(0);
    expect(await page.locator('.desk-typed').first().innerText()).toContain('<img src=x onerror=alert(1)>');
    const link = page.locator('.settles a').first();
    expect([await link.getAttribute('href'), await link.getAttribute('rel')]).toEqual(['https://example.org/?a=<b>&"c"', 'nofollow noopener noreferrer']);
    expect(await page.locator('.settles a').nth(1).getAttribute('href')).toBe(`mailto:o'neil%2Ba@example.org?subject=Your%20report%20${reference}`);
    expect(await page.locator('main').innerText()).toMatch(/Ukrainian[\s\S]*The reader had version 1 before them/);
    if (javaScriptEnabled) expect(await axeFindings(page)).toEqual([]);
    await page.getByLabel('Answered').check();
    expect((await arrive(page, () => page.click('#close button'))).status()).toBe(409);
    expect(await page.locator('[id="close-closingNote-error"], [id="close-answer-error"]').innerText()).toContain('Say what was found');
    expect(await page.getByLabel('Answered').isChecked()).toBe(true);
    await page.fill('#close-closingNote', 'The day is mended.');
    await arrive(page, () => page.click('#close button'));
    expect(await page.locator('.notice-success').innerText()).toContain('closed as answered, and the reader’s e-mail address is deleted');
    expect(await rowOf(reference)).toMatchObject({ status: 'answered', email: null, fingerprint: null, closed_by_id: room.reviewerA.id, closing_note: 'The day is mended.', closed_at: expect.any(Date) });
    await arrive(page, () => page.getByRole('link', { name: 'Closed', exact: true }).click());
    await arrive(page, () => page.getByText(reference).click());
    const text = await page.locator('main').innerText();
    expect(text).toMatch(/Answered[\s\S]*By Ada Reviewer on[\s\S]*The day is mended\./);
    expect(text).not.toContain('neil');
    await context.close();
  });

  it('finds a report by its reference, however it was written down', async () => {
    const reference = await waiting();
    const edith = await signedIn(room.editor);
    for (const written of [reference, reference.toLowerCase(), reference.replaceAll('-', ' '), codeOf(reference)]) {
      expect((await edith.get('/desk/reports').query({ ref: written })).headers.location).toBe(`/desk/reports/${codeOf(reference)}`);
    }
    const none = await edith.get('/desk/reports').query({ ref: '<b>R-7KX2-9PBC' });
    expect([none.status, none.text.includes('There is no report “&lt;b>R-7KX2-9PBC”')]).toEqual([404, true]);
    expect((await edith.get('/desk/reports/2222bbbb')).status).toBe(404);
    expect((await edith.get('/desk/reports/nothing')).status).toBe(404);
    expect((await edith.get('/desk/reports?after=x')).status).toBe(400);
  });

  it('pages through many, each once, the oldest first and the closed ones last first', async () => {
    for (let n = 0; n < 55; n++) await waiting({ received_at: new Date(Date.UTC(2021, 0, 1, 0, n)) });
    const edith = await signedIn(room.editor);
    const seen: string[] = [];
    let next: string | undefined = '/desk/reports';
    while (next) {
      const { text } = await edith.get(next);
      seen.push(...[...text.matchAll(/href="\/desk\/reports\/([2-9b-z]{8})"/g)].map(([, code]) => code!));
      next = /href="(\/desk\/reports\?list=open&amp;after=[^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    }
    const open = await testApp.source.query<{ code: string }[]>(`SELECT code FROM report WHERE status = 'open' ORDER BY received_at, id`);
    expect(seen).toEqual(open.map(({ code }) => code));
    expect((await edith.get('/desk')).text).toMatch(/Readers’ reports<\/a> <span class="muted">\d+\+?</);
  });

  it.each([
    ['no outcome', { closingNote: 'Done.' }], ['an outcome of their own', { outcome: 'open', closingNote: 'Done.' }], ['a correction that is no id', { outcome: 'corrected', closingNote: 'x', correctionId: 'x' }],
    ['a long note', { outcome: 'answered', closingNote: 'x'.repeat(2001) }], ['a NUL', { outcome: 'answered', closingNote: 'a\u0000b' }],
  ] as [string, Fields][])('is told what is missing of a closing with %s', async (_what, fields) => {
    const reference = await waiting();
    expect((await close(await signedIn(room.editor), reference, fields)).status).toBe(400);
    expect(await rowOf(reference)).toMatchObject({ status: 'open' });
  });

  it('closes a report once, though two do it at once, and keeps what the other had typed', async () => {
    const cy = await hire(testApp, 'Cy Reviewer', 'reviewer');
    const agents = [await signedIn(room.editor), await signedIn(cy)] as const;
    for (let round = 0; round < 10; round++) {
      const reference = await waiting();
      const answers = await Promise.all(agents.map((agent, index) => close(agent, reference, { outcome: index ? 'answered' : 'dismissed', closingNote: `A note of number ${index}.` })));
      expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
      const late = answers.findIndex(({ status }) => status === 409);
      expect(answers[late]!.text).toMatch(/(Edith Editor|Cy Reviewer) has closed this report already\./);
      expect(answers[late]!.text).toContain(`A note of number ${late}.`);
      expect(await rowOf(reference)).toMatchObject({ status: late ? 'dismissed' : 'answered', closing_note: `A note of number ${1 - late}.`, email: null });
    }
  });

  it('tells the ledger nothing, and readers nothing', async () => {
    const words = 'A secret that only the desk may read.';
    const reference = await waiting({ words });
    await close(await signedIn(room.editor), reference);
    expect(await testApp.source.query('SELECT 1 FROM ledger_entry WHERE after::text LIKE $1 OR reason LIKE $1', ['%secret that only%'])).toEqual([]);
    for (const path of [`/claims/${claim.slug}`, `/claims/${claim.slug}/history`, `/api/v1/claims/${claim.slug}`, `/report/sent?ref=${reference}`, `/report?claim=${claim.slug}`]) {
      expect((await request(testApp.url).get(path)).text).not.toContain(words);
    }
  });

  it('is not closed with nothing said: an answer, a reason or a correction is missing', async () => {
    for (const fields of [{ outcome: 'answered', closingNote: '   ' }, { outcome: 'dismissed', closingNote: '' }, { outcome: 'dismissed', closingNote: 'x', answer: 'y' }, { outcome: 'corrected', closingNote: 'x' }] as Fields[]) {
      const reference = await waiting();
      expect((await close(await signedIn(room.editor), reference, fields)).status).toBe(409);
      expect(await rowOf(reference)).toMatchObject({ status: 'open' });
    }
  });

  it('keeps the answer, and links a correction of the claim that it is about, but no other', async () => {
    const reference = await waiting();
    const other = await buildOpenClaim(room);
    const corrected = async ({ id }: { id: string }) => {
      const { version } = await current(room.editor, { id });
      await made(room.editor.call('patch', `/claims/${id}`, { version, body: { background: `Told ${id}.`, correction: { kind: 'clarification', explanation: 'Clearer.' } } }), 200);
      return (await current(room.editor, { id })).corrections[0]!.id;
    };
    const [own, foreign] = [await corrected(claim), await corrected(other)];
    const agent = await signedIn(room.editor);
    expect((await close(agent, reference, { outcome: 'corrected', answer: 'It is mended.', correctionId: foreign })).status).toBe(400);
    expect((await close(agent, reference, { outcome: 'corrected', answer: 'It is mended.', correctionId: own })).status).toBe(303);
    expect(await rowOf(reference)).toMatchObject({ status: 'corrected', answer: 'It is mended.', mailed: false, correction_id: own, closing_note: null, email: null });
  });

  it('is linked to the correction that was started from it, when a second person has approved that', async () => {
    const reference = await waiting();
    const on = await rowOf(reference);
    const body = { explanation: 'The day was wrong.', claim: { background: `By ${reference}.` }, report: reference };
    const proposal = await made<{ id: string; reopens: boolean; report: string }>(room.editor.call('post', `/claims/${on!['claim_id'] as string}/corrections`, { body }));
    expect(proposal.report).toBe(reference);
    expect((await (await signedIn(room.editor)).get(`/desk/reports/${codeOf(reference)}`)).text).toContain(`/desk/corrections/${proposal.id}`);
    expect(await rowOf(reference)).toMatchObject({ correction_id: null });
    await made(room.reviewerA.call('post', `/corrections/${proposal.id}/approve`, { version: 1, body: { reopens: proposal.reopens } }), 200);
    const [published] = (await current(room.editor, claim)).corrections;
    expect(await rowOf(reference)).toMatchObject({ status: 'open', correction_id: published!.id });
  });

  it('says who deals with it; who comes second is told so', async () => {
    const reference = await waiting();
    const path = `/desk/reports/${codeOf(reference)}`;
    const take = async (person: Person, fields: Fields = { seen: '' }) => {
      const agent = await signedIn(person);
      const page = await agent.get(path);
      return agent.post(`${path}/take`).type('form').send({ _csrf: tokenIn(page.text), ...fields });
    };
    const answers = await Promise.all([take(room.editor), take(room.reviewerA)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(answers.find(({ status }) => status === 409)!.text).toMatch(/(Edith Editor|Ada Reviewer) has taken this report meanwhile\./);
    const taker = (await rowOf(reference))!['taken_by_id'] as string;
    expect((await take(room.admin)).status).toBe(403);
    expect((await take(room.reviewerB, { seen: taker })).status).toBe(303);
    expect(await rowOf(reference)).toMatchObject({ taken_by_id: room.reviewerB.id });
    expect((await (await signedIn(room.reviewerB)).get('/desk/reports?list=mine')).text).toContain(reference);
    expect((await take(room.reviewerB, { seen: room.reviewerB.id, leave: 'yes' })).status).toBe(303);
    expect(await rowOf(reference)).toMatchObject({ taken_by_id: null, taken_at: null });
  });

  it('is bound by the database too', async () => {
    const reference = await waiting();
    const code = codeOf(reference);
    const tried = (sql: string) => testApp.source.query(sql, [code]).then(() => 'done', (error: Error) => error.message);
    expect(await tried('DELETE FROM report WHERE code = $1')).toMatch(/Nothing on record is deleted/);
    expect(await tried(`UPDATE report SET words = 'Something else was said.' WHERE code = $1`)).toMatch(/stays as it was sent/);
    expect(await tried(`UPDATE report SET email = 'other@example.org' WHERE code = $1`)).toMatch(/stays as it was sent/);
    expect(await tried(`UPDATE report SET status = 'answered' WHERE code = $1`)).toMatch(/ck_report_closed/);
    expect(await tried(`UPDATE report SET status = 'answered', closed_at = now(), closed_by_id = '${room.editor.id}', closing_note = 'x' WHERE code = $1`)).toMatch(/ck_report_forgets/);
    expect(await tried(`UPDATE report SET status = 'answered', closed_at = now(), closed_by_id = '${room.editor.id}', closing_note = 'x', email = NULL WHERE code = $1`)).toBe('done');
    expect(await tried(`UPDATE report SET status = 'open', closed_at = NULL, closed_by_id = NULL, closing_note = NULL WHERE code = $1`)).toMatch(/A closed report stays as it is/);
  });
});
