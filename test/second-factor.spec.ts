/** A second factor, from enrolling to the day the phone is lost: passkeys in a real browser with an authenticator, codes with and without script, and everything that must not open. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:net';
import { TOTP } from 'otpauth';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import request from 'supertest';
import { SecondFactor } from '../src/sign-in/second-factor/second-factor.service.js';
import { startApp, startInstance, type TestApp } from './support/app.js';
import { arrive, axeFindings, TestBrowser } from './support/browser.js';
import { hire, type Person } from './support/people.js';

const PAGE = '/desk/me/two-factor';

/** Passkeys belong to a name, which the service has to know before it starts. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

let testApp: TestApp;
let browser: TestBrowser;
let site: string;
let admin: Person;

beforeAll(async () => {
  const port = await freePort();
  site = `http://localhost:${port}`;
  testApp = await startApp({ PORT: String(port), PUBLIC_URL: site });
  admin = await hire(testApp, 'Ahmed Admin', 'admin');
  browser = await TestBrowser.launch();
});
afterAll(async () => {
  await browser?.close();
  await testApp?.close();
});

const factors = () => testApp.app.get(SecondFactor);
const acts = async (person: Person): Promise<string[]> =>
  (await testApp.source.query<{ act: string }[]>(`SELECT act FROM ledger_entry WHERE stream_id = $1 ORDER BY position`, [person.id])).map((row) => row.act).filter((act) => !['create_account', 'create_token'].includes(act));

async function typePassword(page: Page, person: Person, next = PAGE): Promise<void> {
  await page.goto(`${site}/desk/sign-in?next=${encodeURIComponent(next)}`);
  await page.fill('#sign-in-email', person.email);
  await page.fill('#sign-in-password', person.password);
  await arrive(page, () => page.click('#sign-in button'));
}

async function signedIn(person: Person, looking: Parameters<TestBrowser['context']>[0] = {}): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.context({ width: 1280, ...looking });
  const page = await context.newPage();
  await typePassword(page, person);
  return { context, page };
}

/** A phone's or a computer's own authenticator, as Chromium plays it: its owner is there and gives their finger. */
async function authenticator(page: Page, options: object = {}): Promise<{ cdp: CDPSession; id: string }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true, ...options },
  });
  return { cdp, id: authenticatorId };
}

async function openedForm(page: Page, id: string): Promise<void> {
  const details = page.locator('details:not([open])', { has: page.locator(`form[id="${id}"]`) });
  if (await details.count()) await details.locator('> summary').click();
}

const codesShown = (page: Page): Promise<string[]> => page.locator('.recovery-codes code').allInnerTexts();

/** The app on somebody's phone. */
const phoneWith = (key: string) => new TOTP({ secret: key.replaceAll(' ', ''), digits: 6, period: 30 });

/** Enrols an app as a person does, and answers the phone with the recovery codes. */
async function enrolApp(page: Page): Promise<{ phone: TOTP; codes: string[] }> {
  await arrive(page, () => page.click('#app .form-actions button'));
  const phone = phoneWith(await page.locator('.secret-key code').innerText());
  await page.fill('#app-code', phone.generate());
  await arrive(page, () => page.click('#app .form-actions button'));
  return { phone, codes: await codesShown(page) };
}

/** As if the thirty seconds of the last code were over. */
const later = (person: Person) => testApp.source.query(`ALTER TABLE totp DISABLE TRIGGER totp_guarded; UPDATE totp SET last_step = last_step - 10 WHERE account_id = '${person.id}'; ALTER TABLE totp ENABLE TRIGGER totp_guarded`);

async function withApp(name: string): Promise<{ person: Person; phone: TOTP; codes: string[] }> {
  const person = await hire(testApp, name, 'editor');
  const { context, page } = await signedIn(person, { javaScriptEnabled: false });
  const enrolled = await enrolApp(page);
  await context.close();
  await later(person);
  return { person, ...enrolled };
}

const apiSignIn = (person: Person, code?: string) => request(testApp.url).post('/api/v1/session').send({ email: person.email, password: person.password, ...(code === undefined ? {} : { code }) });

describe('An authenticator app', () => {
  it('is added with its key and a code, without script, and asked for from then on', async () => {
    const person = await hire(testApp, 'Cora Codes', 'editor');
    const { context, page } = await signedIn(person, { javaScriptEnabled: false, width: 390 });
    expect(await page.innerText('main')).toContain('It is off: whoever has your password has your account.');
    await arrive(page, () => page.click('#app .form-actions button'));
    expect(await page.locator('.qr svg').getAttribute('aria-label')).toContain('QR code');
    const key = await page.locator('.secret-key code').innerText();
    await page.fill('#app-code', '000000');
    expect((await arrive(page, () => page.click('#app .form-actions button'))).status()).toBe(400);
    expect(await page.locator('#app-code-error').innerText()).toContain('This code does not fit the key.');
    // The same key still: whoever scanned it need not begin anew.
    expect(await page.locator('.secret-key code').innerText()).toBe(key);
    await page.fill('#app-code', phoneWith(key).generate());
    await arrive(page, () => page.click('#app .form-actions button'));
    const codes = await codesShown(page);
    expect(new Set(codes).size).toBe(10);
    await arrive(page, () => page.click('text=I have kept them'));
    const text = await page.innerText('main');
    expect(text).toContain('It is on: your password alone does not open your account.');
    expect(text).toContain('10 of 10 are left.');
    expect(await page.content()).not.toContain(codes[0]!);
    expect(await page.content()).not.toContain(key.replaceAll(' ', ''));

    await context.clearCookies();
    await later(person);
    await typePassword(page, person, '/desk/claims/new');
    expect(new URL(page.url()).pathname).toBe('/desk/sign-in/second-factor');
    // Not a session: nothing of the desk opens.
    const strangers = await context.newPage();
    await strangers.goto(`${site}/desk/claims/new`);
    expect(new URL(strangers.url()).pathname).toBe('/desk/sign-in');
    await strangers.close();
    await page.fill('#second-factor-code', '12345');
    expect((await arrive(page, () => page.click('#second-factor button'))).status()).toBe(400);
    await page.fill('#second-factor-code', phoneWith(key).generate());
    await arrive(page, () => page.click('#second-factor button'));
    expect(new URL(page.url()).pathname).toBe('/desk/claims/new');
    expect(await acts(person)).toEqual(['add_totp']);
    await context.close();
  });

  it('has each code taken once, also of two at once, and by the API in one request', async () => {
    const { person, phone } = await withApp('Twice Over');
    const refused = await apiSignIn(person);
    expect([refused.status, refused.body.code]).toEqual([401, 'second_factor_needed']);
    expect(refused.body.detail).toContain('“code”');
    const code = phone.generate();
    const both = await Promise.all([apiSignIn(person, code), apiSignIn(person, code)]);
    expect(both.map((answer) => answer.status).sort()).toEqual([201, 401]);
    const replay = await apiSignIn(person, code);
    expect([replay.status, replay.body.code]).toEqual([401, 'wrong_code']);
    expect((await apiSignIn(person, phone.generate({ timestamp: Date.now() + 30_000 }))).status).toBe(201);
    expect((await apiSignIn(person, phone.generate({ timestamp: Date.now() + 300_000 }))).body.code).toBe('wrong_code');
    // The code alone is no way in.
    expect((await request(testApp.url).post('/api/v1/session').send({ email: person.email, password: 'not the right one', code: phone.generate() })).body.code).toBe('wrong_credentials');
  });

  it('is guessed ten times and no more, whatever right passwords come between', async () => {
    const { person, phone, codes } = await withApp('Guessed At');
    for (let guess = 0; guess < 10; guess++) expect((await apiSignIn(person, '000000')).status).toBe(401);
    expect((await apiSignIn(person)).body.code).toBe('second_factor_needed');
    const slowed = await apiSignIn(person, phone.generate());
    expect([slowed.status, slowed.body.code]).toEqual([429, 'too_many']);
    expect((await apiSignIn(person, codes[0])).status).toBe(429);
  });

  it('cannot be finished with by a password that was changed in between', async () => {
    const { person, phone } = await withApp('Changed Between');
    const agent = request.agent(testApp.url);
    expect((await agent.post('/desk/sign-in').type('form').send({ email: person.email, password: person.password })).headers.location).toBe('/desk/sign-in/second-factor');
    await admin.call('patch', `/accounts/${person.id}`, { version: 1, body: { password: 'another long password' } });
    const late = await agent.post('/desk/sign-in/second-factor').type('form').send({ code: phone.generate() });
    expect([late.status, late.headers.location]).not.toEqual([303, '/desk']);
    expect((await agent.get('/desk')).status).toBe(303);
  });
});

describe('A recovery code', () => {
  it('opens once, is told in the ledger, and is replaced with new ones after a proof', async () => {
    const { person, codes } = await withApp('Rita Recovery');
    const two = await Promise.all([apiSignIn(person, codes[0]), apiSignIn(person, codes[0]!.toUpperCase().replaceAll('-', ' '))]);
    expect(two.map((answer) => answer.status).sort()).toEqual([201, 401]);
    expect(await acts(person)).toEqual(['add_totp', 'use_recovery_code']);

    const context = await browser.context({ width: 1280, javaScriptEnabled: false });
    const page = await context.newPage();
    await typePassword(page, person);
    await page.fill('#second-factor-code', codes[1]!);
    await arrive(page, () => page.click('#second-factor button'));
    expect(await page.innerText('main')).toContain('8 of 10 are left.');
    await openedForm(page, 'codes');
    expect((await arrive(page, () => page.click('#codes .form-actions button'))).status()).toBe(400);
    await page.fill('#codes-proof', 'not my password');
    expect((await arrive(page, () => page.click('#codes .form-actions button'))).status()).toBe(400);
    expect(await page.locator('#codes-proof-error').innerText()).toContain('This is neither your password nor a code that is still good.');
    await page.fill('#codes-proof', person.password);
    await arrive(page, () => page.click('#codes .form-actions button'));
    const fresh = await codesShown(page);
    expect(fresh).toHaveLength(10);
    expect((await apiSignIn(person, codes[2])).status).toBe(401);
    expect((await apiSignIn(person, fresh[2])).status).toBe(201);
    await context.close();
  });

  it('and no key or code is in the ledger, and none is kept as it is shown', async () => {
    const { person, phone, codes } = await withApp('Sid Secret');
    const [{ told }] = await testApp.source.query<[{ told: string }]>(`SELECT string_agg(to_jsonb(e)::text, ' ') AS told FROM ledger_entry e WHERE stream_id = $1`, [person.id]);
    const [{ kept }] = await testApp.source.query<[{ kept: string }]>(`SELECT (SELECT string_agg(to_jsonb(r)::text, ' ') FROM recovery_code r) || (SELECT string_agg(to_jsonb(s)::text, ' ') FROM snapshot s WHERE subject_kind = 'account') AS kept`);
    for (const secret of [phone.secret.base32, phone.secret.hex, codes[0]!, codes[0]!.replaceAll('-', '')]) expect((told + kept).toLowerCase()).not.toContain(secret.toLowerCase());
  });
});

describe('A passkey', () => {
  it('is added by name, signs in after the password, and in place of it', async () => {
    const person = await hire(testApp, 'Pia Passkey', 'editor');
    const { context, page } = await signedIn(person);
    const device = await authenticator(page);
    await page.fill('#passkey-name', 'Work phone');
    await arrive(page, () => page.click('text=Add a passkey'));
    expect(await codesShown(page)).toHaveLength(10);
    await arrive(page, () => page.click('text=I have kept them'));
    expect(await page.innerText('main')).toContain('Work phone');
    // The same device once more is told so in words.
    await page.click('text=Add a passkey');
    await page.locator('#passkey-says').getByText('This device has a passkey of yours').waitFor();

    await context.clearCookies();
    await typePassword(page, person);
    expect(new URL(page.url()).pathname).toBe('/desk/sign-in/second-factor');
    await arrive(page, () => page.click('text=Use a passkey'));
    expect(new URL(page.url()).pathname).toBe(PAGE);

    await context.clearCookies();
    await page.goto(`${site}/desk/sign-in?next=%2Fdesk%2Fclaims%2Fnew`);
    await arrive(page, () => page.click('text=Sign in with a passkey'));
    expect(new URL(page.url()).pathname).toBe('/desk/claims/new');
    const sessions = await testApp.source.query<{ by: string }[]>(`SELECT signed_in_by AS by FROM session WHERE account_id = $1 ORDER BY created_at`, [person.id]);
    expect(sessions.map((session) => session.by)).toEqual(['password', 'second_passkey', 'passkey']);
    const [stored] = await testApp.source.query<{ counter: string; used: boolean }[]>(`SELECT counter, last_used_at IS NOT NULL AS used FROM passkey WHERE account_id = $1`, [person.id]);
    const { credentials } = await device.cdp.send('WebAuthn.getCredentials', { authenticatorId: device.id });
    expect([Number(stored!.counter), stored!.used]).toEqual([credentials[0]!.signCount, true]);

    // Removed after a proof: here by the passkey itself.
    await page.goto(`${site}${PAGE}`);
    await page.locator('details > summary', { hasText: 'Remove “Work phone”' }).click();
    await arrive(page, () => page.click('text=Remove with a passkey'));
    expect(await page.innerText('main')).toContain('It is off');
    expect(await factors().stateOf(person.id)).toEqual({ passkeys: 0, totp: false, recoveryLeft: 0 });
    expect(await acts(person)).toEqual(['add_passkey', 'remove_passkey']);
    await context.close();
  });

  it('answers one challenge once, of this browser, for this purpose, and never out of order', async () => {
    const person = await hire(testApp, 'Ria Replay', 'editor');
    const { context, page } = await signedIn(person);
    await authenticator(page);
    await arrive(page, () => page.click('text=Add a passkey'));
    await context.clearCookies();
    await page.goto(`${site}/desk/sign-in`);
    let sent: { cookie: string; body: string } | undefined;
    page.on('request', (one) => void (async () => { if (one.url().endsWith('/sign-in/passkey')) sent = { cookie: (await one.allHeaders())['cookie']!, body: one.postData()! }; })());
    await arrive(page, () => page.click('text=Sign in with a passkey'));
    const again = (cookie: string, path = '/desk/sign-in/passkey') => request(testApp.url).post(path).set('cookie', cookie).set('content-type', 'application/x-www-form-urlencoded').send(sent!.body);
    expect((await again(sent!.cookie)).status).toBe(401);
    // Another browser's challenge is another challenge.
    const options = await request(testApp.url).post('/desk/sign-in/passkey/options');
    expect((await again((options.headers['set-cookie'] as unknown as string[])[0]!.split(';')[0]!)).status).toBe(401);
    for (const answer of ['', 'x', 'null', '{}', '[]', '{"id":"\\u0000"}', '{"id":"x","response":{}}', `{"id":"${'a'.repeat(60_000)}"}`]) {
      const fresh = await request(testApp.url).post('/desk/sign-in/passkey/options');
      const odd = await request(testApp.url).post('/desk/sign-in/passkey').set('cookie', (fresh.headers['set-cookie'] as unknown as string[])[0]!.split(';')[0]!).type('form').send({ answer });
      expect([answer.slice(0, 30), odd.status]).toEqual([answer.slice(0, 30), 401]);
    }
    await context.close();
  });

  it('without its owner’s finger or PIN is a second factor, and no way in by itself', async () => {
    const person = await hire(testApp, 'Una Unverified', 'editor');
    const { context, page } = await signedIn(person);
    await authenticator(page, { hasUserVerification: false, isUserVerified: false });
    await arrive(page, () => page.click('text=Add a passkey'));
    await context.clearCookies();
    await typePassword(page, person);
    await arrive(page, () => page.click('text=Use a passkey'));
    expect(new URL(page.url()).pathname).toBe(PAGE);
    await context.clearCookies();
    await page.goto(`${site}/desk/sign-in`);
    await page.click('text=Sign in with a passkey');
    await page.locator('#passkey-says:not(:empty)').waitFor();
    expect(new URL(page.url()).pathname).toBe('/desk/sign-in');
    await context.close();
  });

  it('of somebody else is no proof of mine', async () => {
    const [mine, other] = [await hire(testApp, 'Mia Mine', 'editor'), await hire(testApp, 'Otto Other', 'editor')];
    const { context, page } = await signedIn(other);
    await authenticator(page);
    await arrive(page, () => page.click('text=Add a passkey'));
    const { page: minePage, context: mineContext } = await signedIn(mine, { javaScriptEnabled: false });
    await enrolApp(minePage);
    await mineContext.close();
    await context.clearCookies();
    await typePassword(page, mine);
    expect(await page.locator('#second-passkey').count()).toBe(0);
    expect(await page.innerText('main')).toContain(mine.email);
    const cookies = await context.cookies();
    const forged = await request(testApp.url).post('/desk/sign-in/second-factor/passkey').set('cookie', cookies.map(({ name, value }) => `${name}=${value}`).join('; ')).type('form').send({ answer: '{"id":"x"}' });
    expect(forged.status).toBe(401);
    await context.close();
  });
});

describe('What guards the factors themselves', () => {
  it('is a proof, where the session is not just begun, and always to remove', async () => {
    const { person, phone } = await withApp('Sudo Sue');
    const context = await browser.context({ width: 1280, javaScriptEnabled: false });
    const page = await context.newPage();
    await typePassword(page, person);
    await page.fill('#second-factor-code', phone.generate());
    await arrive(page, () => page.click('#second-factor button'));
    await openedForm(page, 'app-remove');
    expect((await arrive(page, () => page.click('#app-remove .form-actions button'))).status()).toBe(400);
    expect((await factors().stateOf(person.id)).totp).toBe(true);
    await page.fill('#app-remove-proof', person.password);
    await arrive(page, () => page.click('#app-remove .form-actions button'));
    expect(await page.innerText('main')).toContain('The authenticator app is removed.');
    expect(await factors().stateOf(person.id)).toEqual({ passkeys: 0, totp: false, recoveryLeft: 0 });
    await testApp.source.query(`UPDATE session SET created_at = now() - interval '1 hour' WHERE account_id = $1`, [person.id]);
    await page.reload();
    expect((await arrive(page, () => page.click('#app .form-actions button'))).status()).toBe(400);
    await page.fill('#app-proof', person.password);
    await arrive(page, () => page.click('#app .form-actions button'));
    expect(new URL(page.url()).pathname).toBe(`${PAGE}/app`);
    await context.close();
  });

  it('is the session of a person: no token, no other site, no stranger', async () => {
    const person = await hire(testApp, 'Tom Token', 'editor', 'admin');
    const byToken = await request(testApp.url).post(`${PAGE}/app`).set('authorization', `Bearer ${person.token}`).type('form').send({});
    expect(byToken.status).toBe(403);
    const signIn = await apiSignIn(person);
    const cookie = (signIn.headers['set-cookie'] as unknown as string[])[0]!.split(';')[0]!;
    const foreign = await request(testApp.url).post(`${PAGE}/app`).set('cookie', cookie).set('sec-fetch-site', 'cross-site').type('form').send({ _csrf: signIn.body.csrfToken });
    expect(foreign.status).toBe(403);
    expect((await request(testApp.url).post(`${PAGE}/app`).set('cookie', cookie).type('form').send({})).status).toBe(403);
    expect((await request(testApp.url).get(PAGE)).headers.location).toContain('/desk/sign-in');
    expect((await request(testApp.url).post(`${PAGE}/passkeys/options`)).status).toBe(401);
    expect((await request(testApp.url).post('/desk/sign-in/second-factor/options')).status).toBe(401);
    const gone = await request(testApp.url).post(`${PAGE}/passkeys/not-an-id/remove`).set('cookie', cookie).type('form').send({ _csrf: signIn.body.csrfToken, proof: person.password });
    expect(gone.status).toBe(404);
  });

  it('is reset by an admin for a colleague, in one act, and by nobody for themselves', async () => {
    const { person, codes } = await withApp('Lost Phone');
    const by = (who: Person) => ({ accountId: who.id, roles: who.roles, via: 'site' as const });
    const editor = await hire(testApp, 'Ed Itor', 'editor');
    await expect(factors().reset(by(editor), person.id)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(factors().reset(by(admin), admin.id)).rejects.toMatchObject({ code: 'own_second_factor' });
    await Promise.all([factors().reset(by(admin), person.id), factors().reset(by(admin), person.id)]);
    expect(await factors().stateOf(person.id)).toEqual({ passkeys: 0, totp: false, recoveryLeft: 0 });
    expect(await acts(person)).toEqual(['add_totp', 'reset_second_factor']);
    expect((await apiSignIn(person)).status).toBe(201);
    expect(codes).toHaveLength(10);
  });

  it('holds in the database: nothing untold, nothing used twice', async () => {
    const { person } = await withApp('Past The Service');
    await expect(testApp.source.query(`DELETE FROM totp WHERE account_id = $1`, [person.id])).rejects.toThrow('The ledger has no entry');
    await expect(testApp.source.query(`UPDATE totp SET last_step = last_step WHERE account_id = $1`, [person.id])).rejects.toThrow('A code is used once.');
    await expect(testApp.source.query(`UPDATE recovery_code SET used_at = now() WHERE account_id = $1`, [person.id])).rejects.toThrow('The ledger has no entry');
  });
});

describe('Where everybody has to have one', () => {
  it('leads whoever has none to enrol before anything else of the desk opens', async () => {
    const strict = await startInstance(testApp.databaseUrl, { REQUIRE_SECOND_FACTOR: 'true' });
    const person = await hire(testApp, 'Nova Newcomer', 'editor');
    const context = await browser.context({ width: 390, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${strict.url}/desk/sign-in`);
    await page.fill('#sign-in-email', person.email);
    await page.fill('#sign-in-password', person.password);
    await arrive(page, () => page.click('#sign-in button'));
    expect(new URL(page.url()).pathname).toBe(PAGE);
    expect(await page.innerText('main')).toContain('Add a second factor to go on');
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    for (const path of ['/api/v1/claims?status=draft', '/api/v1/accounts', '/api/v1/session']) {
      const answer = await request(strict.url).get(path).set('cookie', cookie);
      expect([path, answer.status === 403 || answer.body.items?.length === 0]).toEqual([path, true]);
    }
    await enrolApp(page);
    await page.goto(`${strict.url}/desk/claims/new`);
    expect(new URL(page.url()).pathname).toBe('/desk/claims/new');
    await context.close();
    await strict.close();
  });
});

describe('The pages', () => {
  it.each([[390, 'light'], [390, 'dark'], [1280, 'light'], [1280, 'dark'], [320, 'light']] as const)('are for everyone at %i pixels, %s', async (width, colorScheme) => {
    const person = await hire(testApp, 'Ann Axe', 'editor', 'admin');
    const { context, page } = await signedIn(person, { width, colorScheme });
    await authenticator(page);
    const look = async (name: string) => {
      expect([name, await axeFindings(page)]).toEqual([name, []]);
      expect([name, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)]).toEqual([name, true]);
    };
    await look('off');
    await arrive(page, () => page.click('#app .form-actions button'));
    await look('app');
    await page.fill('#app-code', phoneWith(await page.locator('.secret-key code').innerText()).generate());
    await arrive(page, () => page.click('#app .form-actions button'));
    await look('codes');
    await page.goto(`${site}${PAGE}`);
    await page.fill('#passkey-name', 'Ann’s computer');
    await arrive(page, () => page.click('text=Add a passkey'));
    await openedForm(page, 'app-remove');
    await look('on');
    await context.clearCookies();
    await typePassword(page, person);
    await look('second');
    await page.goto(`${site}/desk/sign-in?refused=down`);
    await look('sign-in');
    await context.close();
  });
});
