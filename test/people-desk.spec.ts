/** People of the desk: invited by link, given roles, suspended, and each on their own page; over HTTP, in a browser, with script and without. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { Client } from 'pg';
import request from 'supertest';
import { AccountsService } from '../src/accounts/accounts.service.js';
import { InvitationsService } from '../src/accounts/invitations/invitations.service.js';
import type { Act } from '../src/shared/act.js';
import type { Role } from '../src/shared/roles.js';
import { startApp, startInstance, type TestApp } from './support/app.js';
import { arrive, axeFindings, TestBrowser } from './support/browser.js';
import { hire, hireNewsroom, type Newsroom, type Person } from './support/people.js';

let testApp: TestApp;
let room: Newsroom;
let browser: TestBrowser;
let count = 0;

beforeAll(async () => {
  testApp = await startApp();
  room = await hireNewsroom(testApp);
  browser = await TestBrowser.launch();
});
afterAll(async () => {
  await browser?.close();
  await testApp?.close();
});

const PEOPLE = '/desk/settings/accounts';
const PASSWORD = 'four horses on a bridge';
const by = ({ id, roles }: { id: string; roles: readonly Role[] }): Act => ({ accountId: id, roles, via: 'site' });
const newEmail = (): string => `newcomer.${++count}@example.org`;
const pathOf = (link: string): string => new URL(link).pathname;

const invite = (who: { email?: string; name?: string; roles?: Role[] } = {}, admin: Person = room.admin) =>
  testApp.app.get(InvitationsService).invite(by(admin), { email: newEmail(), name: 'Nora Newcomer', roles: ['editor'], ...who });

/** A browser of this person's, signed in, that speaks plain forms. */
interface Seat {
  cookie: string;
  csrf: string;
  get(path: string): request.Test;
  post(path: string, fields?: object): request.Test;
}

async function seatOf({ email, password }: { email: string; password: string }, userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0'): Promise<Seat> {
  const answer = await request(testApp.url).post('/api/v1/session').set('user-agent', userAgent).send({ email, password });
  expect(answer.status).toBe(201);
  const cookie = answer.headers['set-cookie']![0]!.split(';')[0]!;
  const csrf = answer.body.csrfToken as string;
  return {
    cookie, csrf,
    get: (path) => request(testApp.url).get(path).set('cookie', cookie).set('accept', 'text/html'),
    post: (path, fields = {}) => request(testApp.url).post(path).set('cookie', cookie).set('accept', 'text/html').type('form').send({ _csrf: csrf, ...fields }),
  };
}

const versionOf = async (id: string): Promise<number> => (await testApp.source.query(`SELECT version FROM account WHERE id = $1`, [id]))[0].version;
const told = async (id: string) => testApp.source.query(`SELECT act, actor_id, reason FROM ledger_entry WHERE stream_id = $1 ORDER BY position`, [id]);
const shownLink = (html: string): string => /value="(https?:\/\/[^"]+\/desk\/invitations\/[\w-]{43})"/.exec(html)![1]!;
/** What somebody reads, without tags. */
const words = (html: string): string => html.replace(/<style[\s\S]*?<\/style>|<[^>]+>/g, ' ').replace(/&quot;/g, '"').replace(/\s+/g, ' ');

async function signedInPage(context: BrowserContext, person: Person, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${testApp.url}/desk/sign-in?next=${encodeURIComponent(path)}`);
  await page.fill('#sign-in-email', person.email);
  await page.fill('#sign-in-password', person.password);
  await arrive(page, () => page.click('#sign-in button'));
  return page;
}

describe('An invitation', () => {
  it('is made by an admin, shown once as a link, and lets its person in with a password of their own', async () => {
    const context = await browser.context({ width: 1280, javaScriptEnabled: false });
    const page = await signedInPage(context, room.admin, PEOPLE);
    const email = newEmail();
    await page.fill('#invite-email', email.toUpperCase());
    await page.fill('#invite-name', 'Ines Invited');
    await page.getByLabel(/^Reviewer/).check();
    expect((await arrive(page, () => page.click('#invite button'))).status()).toBe(200);
    const link = await page.locator('#made-link').inputValue();
    expect(link).toMatch(/\/desk\/invitations\/[\w-]{43}$/);
    expect(await page.locator('#invitations').innerText()).toMatch(/Ines Invited[\s\S]*As reviewer[\s\S]*Invited by Ahmed Admin/);
    // A reload sends the same form again, which makes nothing more and shows nothing more.
    await page.reload();
    expect(await page.locator('.notice').innerText()).toContain('shown once');
    expect(await page.content()).not.toContain(pathOf(link));

    const guest = await browser.context({ javaScriptEnabled: false });
    const theirs = await guest.newPage();
    await theirs.goto(`${testApp.url}${pathOf(link)}`);
    expect(await theirs.locator('main').innerText()).toMatch(/Ahmed Admin invites you as reviewer/);
    expect(await theirs.inputValue('#link-username')).toBe(email);
    await theirs.fill('#link-password', 'short');
    await theirs.fill('#link-name', 'Inés Invited');
    expect((await arrive(theirs, () => theirs.click('#link button'))).status()).toBe(400);
    expect(await theirs.locator('#link-password-error').innerText()).toContain('at least 12 characters');
    expect(await theirs.inputValue('#link-name')).toBe('Inés Invited');
    await theirs.fill('#link-password', PASSWORD);
    await arrive(theirs, () => theirs.click('#link button'));
    expect(new URL(theirs.url()).pathname).toBe('/desk');
    expect(await theirs.locator('.desk-me').innerText()).toContain('Inés Invited');

    const [account] = await testApp.source.query(`SELECT id, name, roles FROM account WHERE email = $1`, [email]);
    expect(account).toMatchObject({ name: 'Inés Invited', roles: ['reviewer'] });
    expect(await told(account.id)).toEqual([{ act: 'accept_invitation', actor_id: account.id, reason: 'Invited by Ahmed Admin.' }]);
    await theirs.goto(`${testApp.url}${pathOf(link)}`);
    expect(await theirs.locator('main').innerText()).toMatch(/This invitation was accepted already/);
    await context.close();
    await guest.close();
  });

  it('keeps of its secret only what proves it, also in what a repeat would answer', async () => {
    const made = await testApp.app.get(InvitationsService).invite({ ...by(room.admin), idempotency: { key: 'once-1', fingerprint: 'x' } }, { email: newEmail(), name: 'Sam', roles: ['editor'] });
    const secret = made.link!.split('/').at(-1)!;
    const kept = await testApp.source.query(`SELECT to_jsonb(i) AS row FROM invitation i UNION ALL SELECT to_jsonb(k) FROM idempotency_key k UNION ALL SELECT to_jsonb(l) FROM ledger_entry l`);
    expect(JSON.stringify(kept)).not.toContain(secret);
    const again = await testApp.app.get(InvitationsService).invite({ ...by(room.admin), idempotency: { key: 'once-1', fingerprint: 'x' } }, { email: newEmail(), name: 'Sam', roles: ['editor'] });
    expect(again).toEqual({ ...made, link: null });
  });

  it('is a page that nobody keeps, and that tells no other site where one came from', async () => {
    const { link } = await invite();
    const answer = await request(testApp.url).get(pathOf(link!));
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(answer.text).toContain('noindex');
  });

  it('makes one account, also when two use it at once', async () => {
    const { link, email } = await invite();
    const use = () => request(testApp.url).post(pathOf(link!)).type('form').send({ name: 'Nora', password: PASSWORD });
    const answers = await Promise.all([use(), use(), use()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410, 410]);
    expect(words(answers.find(({ status }) => status === 410)!.text)).toContain('This invitation was accepted already.');
    expect(await testApp.source.query(`SELECT count(*)::int AS n FROM account WHERE email = $1`, [email])).toEqual([{ n: 1 }]);
  });

  it('sent again is another link, and the old one says so', async () => {
    const admin = await seatOf(room.admin);
    const { link, id } = await invite({ name: 'Olga Old' });
    const again = await admin.post(`${PEOPLE}/invitations/${id}/send-again`, { once: 'press-1' });
    expect(again.status).toBe(200);
    const newer = shownLink(again.text);
    expect(newer).not.toBe(link);
    const old = await request(testApp.url).get(pathOf(link!));
    expect([old.status, words(old.text)]).toEqual([410, expect.stringContaining('A newer invitation was sent to you')]);
    expect((await request(testApp.url).get(pathOf(newer))).status).toBe(200);
  });

  it('revoked or expired says so in plain words, and lets nobody in', async () => {
    const admin = await seatOf(room.admin);
    const revoked = await invite();
    expect((await admin.post(`${PEOPLE}/invitations/${revoked.id}/revoke`)).headers['location']).toBe(`${PEOPLE}?done=invitation_revoked`);
    const expired = await invite();
    // As if it had been made eight days ago.
    await testApp.source.query(`ALTER TABLE invitation DISABLE TRIGGER invitation_stays`);
    await testApp.source.query(`UPDATE invitation SET made_at = made_at - interval '8 days', expires_at = expires_at - interval '8 days' WHERE id = $1`, [expired.id]);
    await testApp.source.query(`ALTER TABLE invitation ENABLE TRIGGER invitation_stays`);
    for (const [{ link }, said] of [[revoked, 'This invitation was taken back'], [expired, 'This invitation has expired']] as const) {
      for (const answer of [await request(testApp.url).get(pathOf(link!)), await request(testApp.url).post(pathOf(link!)).type('form').send({ password: PASSWORD })]) {
        expect([answer.status, words(answer.text)]).toEqual([410, expect.stringContaining(said)]);
      }
    }
    const list = words((await admin.get(PEOPLE)).text);
    expect(list).toContain('Expired on');
    expect((await admin.post(`${PEOPLE}/invitations/${revoked.id}/send-again`, { once: 'press-2' })).status).toBe(409);
    expect((await admin.post(`${PEOPLE}/invitations/${expired.id}/send-again`, { once: 'press-3' })).status).toBe(200);
    await expect(testApp.source.query(`UPDATE invitation SET outcome = 'used', ended_at = now() WHERE id = $1`, [revoked.id])).rejects.toThrow('This link was revoked already.');
  });

  it('goes to nobody who has an account, or an open invitation', async () => {
    const admin = await seatOf(room.admin);
    const { email } = await invite();
    for (const [taken, said] of [[room.editor.email, 'already has an account'], [email.toUpperCase(), 'is invited already']] as const) {
      const answer = await admin.post(`${PEOPLE}/invitations`, { email: taken, name: 'Twin', roles: 'editor', once: `press-${++count}` });
      expect([answer.status, words(answer.text)]).toEqual([409, expect.stringContaining(said)]);
      expect(answer.text).toContain('id="invite-email-error"');
      expect(answer.text).toContain('value="Twin"');
    }
    const both = await Promise.allSettled([1, 2].map(() => invite({ email: 'same@example.org' })));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('ends with the admin who made it', async () => {
    const leaving = await hire(testApp, 'Lea Leaving', 'admin');
    const { link } = await invite({}, leaving);
    await testApp.app.get(AccountsService).change(by(room.admin), leaving.id, await versionOf(leaving.id), { roles: ['editor'] });
    expect((await request(testApp.url).get(pathOf(link!))).status).toBe(410);
  });

  it('is not found by guessing', async () => {
    // On an instance of its own, which keeps in memory whom it refuses.
    const another = await startInstance(testApp.databaseUrl);
    const answers = [];
    for (let n = 0; n < 22; n++) answers.push((await request(another.url).get(`/desk/invitations/${String(n).padStart(43, 'x')}`)).status);
    await another.close();
    expect(answers.slice(0, 20)).toEqual(Array(20).fill(404));
    expect(answers.slice(20)).toEqual([429, 429]);
    await testApp.source.query(`DELETE FROM rate_limit WHERE key LIKE 'link_network%'`);
  });

  it('is the admins’ alone to make, through page and API', async () => {
    const editor = await seatOf(room.editor);
    expect((await editor.get(PEOPLE)).status).toBe(403);
    expect((await editor.post(`${PEOPLE}/invitations`, { email: newEmail(), name: 'X', roles: 'admin' })).status).toBe(403);
    expect((await room.editor.call('post', '/accounts/invitations', { body: { email: newEmail(), name: 'X', roles: ['admin'] } })).status).toBe(403);
    expect((await room.admin.call('post', '/accounts/invitations', { body: { email: 'not one', name: '', roles: [] } })).body.errors.map((error: { field: string }) => error.field).sort()).toEqual(['email', 'name', 'roles']);
    const made = await room.admin.call('post', '/accounts/invitations', { body: { email: newEmail(), name: 'Api', roles: ['editor'] } });
    expect(made).toMatchObject({ status: 201, body: { link: expect.any(String), mailed: false, invitedBy: 'Ahmed Admin', expired: false } });
    expect((await room.admin.call('get', '/accounts/invitations?limit=1')).body).toMatchObject({ items: [{ id: made.body.id }], nextCursor: expect.any(String) });
    expect((await room.admin.call('post', `/accounts/invitations/${made.body.id}/revoke`)).status).toBe(200);
    expect((await room.admin.call('post', `/accounts/invitations/${made.body.id}/revoke`)).body).toMatchObject({ code: 'link_ended' });
  });
});

describe('A person of the desk', () => {
  it('is found, given other roles, and her account tells who changed what', async () => {
    const context = await browser.context({ width: 1280, javaScriptEnabled: false });
    const rita = await hire(testApp, 'Rita Roles', 'editor');
    const page = await signedInPage(context, room.admin, PEOPLE);
    await page.fill('#q', 'rita roles');
    await arrive(page, () => page.click('form[aria-label="Find a person"] button'));
    await arrive(page, () => page.click('text=Rita Roles'));
    await page.getByLabel(/^Reviewer/).check();
    await page.fill('#change-reason', 'She reviews the east desk from today.');
    await arrive(page, () => page.click('#change button'));
    expect(await page.locator('.notice').innerText()).toBe('The account is changed.');
    const history = await page.locator('#history').innerText();
    expect(history).toMatch(/Ahmed Admin changed an account[\s\S]*She reviews the east desk from today\.[\s\S]*editor[\s\S]*reviewer/i);
    expect(await page.getByRole('link', { name: /in the ledger/ }).getAttribute('href')).toBe(`/desk/ledger?person=${rita.id}`);
    await context.close();
  });

  it('suspended with a reason is out at once, everywhere, and comes in again when restored', async () => {
    const sasha = await hire(testApp, 'Sasha Suspended', 'editor');
    const seat = await seatOf(sasha);
    const admin = await seatOf(room.admin);
    const link = await testApp.app.get(InvitationsService).givePasswordLink(by(room.admin), sasha.id);
    const path = `${PEOPLE}/${sasha.id}`;
    const without = await admin.post(`${path}/suspend`, { version: 1, reason: ' ' });
    expect([without.status, words(without.text)]).toEqual([400, expect.stringContaining('“Reason” is missing')]);

    const heard = await listening();
    expect((await admin.post(`${path}/suspend`, { version: 1, reason: 'Left the house.' })).status).toBe(303);
    expect(await heard.next()).toContain(`account:${sasha.id}`);
    await heard.close();
    expect((await seat.get('/desk')).headers['location']).toContain('/desk/sign-in');
    expect((await sasha.call('get', '/claims')).status).toBe(401);
    expect((await request(testApp.url).get(pathOf(link.link!))).status).toBe(410);
    expect((await admin.post(`${path}/password-link`, { once: 'press-4' })).status).toBe(409);
    expect(words((await admin.get(path)).text)).toMatch(/Suspended since .* suspended an account.* Left the house\./);

    expect((await admin.post(`${path}/restore`, { version: 2, reason: 'Back again.' })).status).toBe(303);
    expect((await seat.get('/desk')).status).toBe(303);
    expect((await (await seatOf(sasha)).get('/desk')).status).toBe(200);
  });

  it('who lost her password gets a link, and sets one that no admin sees', async () => {
    const petra = await hire(testApp, 'Petra Password', 'editor');
    const seat = await seatOf(petra);
    const admin = await seatOf(room.admin);
    const made = await admin.post(`${PEOPLE}/${petra.id}/password-link`, { once: 'press-5' });
    const link = shownLink(made.text);
    expect(words((await request(testApp.url).get(pathOf(link))).text)).toMatch(/Set a new password For Petra Password/);
    expect(words((await request(testApp.url).post(pathOf(link)).type('form').send({ password: petra.email })).text)).toContain('must not be your name or your e-mail address');
    const set = await request(testApp.url).post(pathOf(link)).type('form').send({ password: PASSWORD });
    expect([set.status, set.headers['location']]).toEqual([303, '/desk/sign-in?done=password_set']);
    expect((await seat.get('/desk')).status).toBe(303);
    await expect(seatOf(petra)).rejects.toThrow();
    expect((await (await seatOf({ email: petra.email, password: PASSWORD })).get('/desk')).status).toBe(200);
    expect((await told(petra.id)).map(({ act }: { act: string }) => act)).toEqual(['create_account', 'create_token', 'make_password_link', 'set_password']);
    expect((await request(testApp.url).post(pathOf(link)).type('form').send({ password: 'yet another password' })).status).toBe(410);
  });

  it('who lost her second factor has it reset by an admin, and not by herself', async () => {
    const [lost, admin] = [await hire(testApp, 'Lotte Lost', 'admin'), await seatOf(room.admin)];
    const hers = await seatOf(lost);
    // Enrolled past the service: what an authenticator does is tested with the second factor itself.
    await testApp.source.query(`ALTER TABLE totp DISABLE TRIGGER totp_told`);
    await testApp.source.query(`INSERT INTO totp (account_id, secret, last_step, added_at) VALUES ($1, sha256('a key'), 1, now())`, [lost.id]);
    await testApp.source.query(`ALTER TABLE totp ENABLE TRIGGER totp_told`);
    const path = `${PEOPLE}/${lost.id}`;
    expect(words((await admin.get(path)).text)).toContain('a password, and a second factor');
    expect((await hers.post(`${path}/reset-second-factor`)).status).toBe(409);
    expect((await admin.post(`${path}/reset-second-factor`)).status).toBe(303);
    expect(words((await admin.get(path)).text)).toContain('a password, without a second factor');
    expect((await told(lost.id)).at(-1)).toMatchObject({ act: 'reset_second_factor', actor_id: room.admin.id });
  });

  it('changes neither her own roles nor her own standing, and the page says why', async () => {
    const admin = await seatOf(room.admin);
    const page = words((await admin.get(`${PEOPLE}/${room.admin.id}`)).text);
    for (const said of ['Nobody changes their own roles. Ask another admin.', 'Nobody suspends themselves. Ask another admin.', 'Change your own password on your own page']) expect(page).toContain(said);
    const version = await versionOf(room.admin.id);
    for (const [path, fields] of [['change', { name: 'Ahmed Admin', roles: ['admin', 'editor'] }], ['suspend', { reason: 'r' }]] as const) {
      expect((await admin.post(`${PEOPLE}/${room.admin.id}/${path}`, { version, ...fields })).status).toBe(409);
    }
    expect((await room.admin.call('patch', `/accounts/${room.admin.id}`, { version, body: { password: PASSWORD } })).body).toMatchObject({ code: 'own_password' });
  });

  it('keeps what a colleague changed meanwhile, and what was typed over it', async () => {
    const admin = await seatOf(room.admin);
    const clara = await hire(testApp, 'Clara Collision', 'editor');
    await testApp.app.get(AccountsService).change(by(room.admin), clara.id, 1, { name: 'Clara C.' });
    const late = await admin.post(`${PEOPLE}/${clara.id}/change`, { version: 1, name: 'Clara Late', rolesShown: 1, roles: 'editor' });
    expect([late.status, words(late.text)]).toEqual([412, expect.stringContaining('This changed while you were working on it, so nothing was saved.')]);
    expect(late.text).toContain('value="Clara Late"');
  });

  it('is not shown, nor anybody’s address, to those who are no admins', async () => {
    for (const person of [room.editor, room.reviewerA]) {
      const seat = await seatOf(person);
      expect((await seat.get(`${PEOPLE}/${room.admin.id}`)).status).toBe(403);
      expect((await seat.post(`${PEOPLE}/${room.admin.id}/suspend`, { version: 1, reason: 'r' })).status).toBe(403);
      const settings = words((await seat.get('/desk/settings')).text);
      expect(settings).toContain('Your page');
      expect(settings).not.toContain('Who is at the desk');
    }
    expect((await request(testApp.url).get('/desk/settings')).status).toBe(303);
    expect((await (await seatOf(room.admin)).get(`${PEOPLE}/none`)).status).toBe(404);
  });
});

describe('The last admin', () => {
  it('stays, whatever goes past the service: the database refuses the commit', async () => {
    const admins = async () => (await testApp.source.query(`SELECT count(*)::int AS n FROM account WHERE 'admin' = ANY (roles) AND suspended_at IS NULL`))[0].n as number;
    const demoteAll = testApp.source.transaction(async (manager) => {
      await manager.query(`ALTER TABLE account DISABLE TRIGGER account_told`);
      await manager.query(`UPDATE account SET roles = '{editor}' WHERE 'admin' = ANY (roles)`);
    });
    await expect(demoteAll).rejects.toThrow('This is the last active admin.');
    expect(await admins()).toBeGreaterThan(0);
  });

  it('stays when two who are the last leave in the same moment', async () => {
    // Each in a transaction of its own that does not know of the other's; the ledger is not the matter here.
    const [first, second] = [await hire(testApp, 'Fay First', 'admin'), await hire(testApp, 'Sol Second', 'admin')];
    await testApp.source.query(`ALTER TABLE account DISABLE TRIGGER account_told`);
    const before = await testApp.source.query(`SELECT id, roles FROM account WHERE 'admin' = ANY (roles)`);
    await testApp.source.query(`UPDATE account SET roles = '{editor}' WHERE 'admin' = ANY (roles) AND id NOT IN ($1, $2)`, [first.id, second.id]);
    const [one, two] = [new Client({ connectionString: testApp.databaseUrl }), new Client({ connectionString: testApp.databaseUrl })];
    try {
      await Promise.all([one.connect(), two.connect()]);
      await one.query('BEGIN');
      await two.query('BEGIN');
      await one.query(`UPDATE account SET suspended_at = now() WHERE id = $1`, [first.id]);
      await two.query(`UPDATE account SET suspended_at = now() WHERE id = $1`, [second.id]);
      const ends = await Promise.allSettled([one.query('COMMIT'), two.query('COMMIT')]);
      expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(ends.find((end) => end.status === 'rejected')!.reason.message).toContain('This is the last active admin.');
    } finally {
      await Promise.all([one.end(), two.end()]);
      for (const { id, roles } of before) await testApp.source.query(`UPDATE account SET roles = $2, suspended_at = NULL WHERE id = $1`, [id, roles]);
      await testApp.source.query(`ALTER TABLE account ENABLE TRIGGER account_told`);
    }
  });

  it('and nobody else raises themselves, whatever the ledger is told', async () => {
    const eve = await hire(testApp, 'Eve Eager', 'editor');
    const raise = testApp.source.transaction(async (manager) => {
      await manager.query(`UPDATE account SET roles = '{editor,admin}', version = 2 WHERE id = $1`, [eve.id]);
      await manager.query(
        `INSERT INTO ledger_entry (id, stream_kind, stream_id, position, stream_version, act, actor_id, via, subject_kind, subject_id, after, recorded_at, imported, hash)
         SELECT gen_random_uuid(), 'account', $1, 0, 2, 'change_account', $1, 'site', 'account', $1, data, clock_timestamp(), false, '' FROM snapshot WHERE subject_kind = 'account' AND subject_id = $1`,
        [eve.id],
      );
    });
    await expect(raise).rejects.toThrow('Nobody changes their own roles.');
  });
});

describe('One’s own page', () => {
  it('changes the name, and asks for the present password before it takes a new one', async () => {
    const mona = await hire(testApp, 'Mona Me', 'editor', 'reviewer');
    const elsewhere = await seatOf(mona);
    const context = await browser.context({ width: 1280, javaScriptEnabled: false });
    const page = await signedInPage(context, mona, '/desk/me');
    await page.fill('#name-name', 'Mona Meier');
    await arrive(page, () => page.click('#name button'));
    expect(await page.locator('h1').innerText()).toBe('Mona Meier');

    const change = async (present: string, next: string) => {
      await page.fill('#password-presentPassword', present);
      await page.fill('#password-newPassword', next);
      return (await arrive(page, () => page.click('#password button'))).status();
    };
    expect(await change('a wrong guess', PASSWORD)).toBe(400);
    expect(await page.locator('#password-presentPassword-error').innerText()).toContain('is not your present password');
    expect(await change(mona.password, mona.password)).toBe(400);
    expect(await change(mona.password, 'short')).toBe(400);
    expect(await page.locator('#password-newPassword-error').innerText()).toContain('at least 12 characters');
    expect(await change(mona.password, PASSWORD)).toBe(200);
    expect(await page.locator('.notice').innerText()).toContain('Your password is changed.');
    expect((await elsewhere.get('/desk')).status).toBe(303);
    await page.reload();
    expect(await page.locator('h1').innerText()).toBe('Mona Meier');
    await context.close();
  });

  it('is no place to guess a password either', async () => {
    const seat = await seatOf(await hire(testApp, 'Gus Guessed', 'editor'));
    const statuses = [];
    for (let n = 0; n < 11; n++) statuses.push((await seat.post('/desk/me/password', { presentPassword: `guess ${n}`, newPassword: PASSWORD })).status);
    expect(statuses).toEqual([...Array(10).fill(400), 429]);
  });

  it('lists where one is signed in, and ends one session or all others', async () => {
    const seb = await hire(testApp, 'Seb Sessions', 'editor');
    const [here, phone, old] = [
      await seatOf(seb), await seatOf(seb, 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'), await seatOf(seb, 'curl/8.5.0'),
    ];
    const page = await here.get('/desk/me');
    expect(words(page.text)).toMatch(/Firefox on Linux \(this one\)/);
    const row = page.text.split('<li class="desk-item').find((item) => item.includes('Safari on an iPhone'))!;
    const end = /action="(\/desk\/me\/sessions\/[\w-]+\/end)"/.exec(row)![1]!;
    const stranger = await seatOf(room.editor);
    expect((await stranger.post(end)).status).toBe(404);
    expect((await phone.get('/desk')).status).toBe(200);
    expect((await here.post(end)).status).toBe(303);
    expect((await phone.get('/desk')).status).toBe(303);
    expect((await old.get('/desk')).status).toBe(200);
    expect((await here.post('/desk/me/sessions/end-others')).status).toBe(303);
    expect((await old.get('/desk')).status).toBe(303);
    expect((await here.get('/desk/me')).status).toBe(200);
  });

  it('makes a token that is shown once, says when it was last used, and revokes it', async () => {
    const tom = await hire(testApp, 'Tom Token', 'editor', 'reviewer');
    const context = await browser.context({ width: 1280 });
    const page = await signedInPage(context, tom, '/desk/me');
    await page.fill('#token-tokenName', 'Nightly import');
    await arrive(page, () => page.click('#token .form-actions button'));
    expect(await page.locator('#token-tokenRoles-error').innerText()).toContain('must name at least one role');
    expect(await page.inputValue('#token-tokenName')).toBe('Nightly import');
    await page.getByLabel(/^Editor/).check();
    expect(await page.getByLabel(/^Admin/).count()).toBe(0);
    await page.selectOption('#token-tokenDays', '90');
    await arrive(page, () => page.click('#token .form-actions button'));
    const secret = await page.inputValue('#made-token');
    expect(secret).toMatch(/^clm_[\w-]{43}$/);
    await page.getByRole('button', { name: 'Copy the token' }).waitFor();
    const asked = () => request(testApp.url).get('/api/v1/session').set('authorization', `Bearer ${secret}`);
    expect((await asked()).body.account.roles).toEqual(['editor']);
    await page.goto(`${testApp.url}/desk/me`);
    expect(await page.content()).not.toContain(secret);
    const row = page.locator('#tokens .people-row', { hasText: 'Nightly import' });
    expect(await row.innerText()).toMatch(/May act as editor[\s\S]*Last used/);
    await arrive(page, () => row.getByRole('button', { name: /^Revoke/ }).click());
    expect((await asked()).status).toBe(401);
    await context.close();
  });

  it('is not for tokens: a leaked one ends no sessions and changes no password', async () => {
    const post = (path: string, fields: object) => request(testApp.url).post(path).set('authorization', `Bearer ${room.editor.token}`).set('accept', 'text/html').type('form').send(fields);
    for (const [path, fields] of [['/desk/me/name', { version: 1, name: 'N' }], ['/desk/me/password', { presentPassword: room.editor.password, newPassword: PASSWORD }], ['/desk/me/sessions/end-others', {}], ['/desk/me/tokens', { tokenName: 't', tokenRoles: 'editor', tokenDays: '7' }]] as const) {
      expect([path, (await post(path, fields)).status]).toEqual([path, 403]);
    }
  });

  it('takes no odd input', async () => {
    const seat = await seatOf(room.reviewerB);
    for (const [path, fields] of [
      ['/desk/me/name', { version: 1, name: 'a\u0000b' }], ['/desk/me/name', { version: 1, name: 'x'.repeat(121) }], ['/desk/me/name', { version: 1, name: 'Bo\r\nBcc: eve@example.org' }], ['/desk/me/name', { version: 1, name: '\u202eoB' }],
      ['/desk/me/name', { version: 1, name: '\u200b\u200b' }], ['/desk/me/tokens', { tokenName: 'a\nb', tokenRoles: 'reviewer', tokenDays: '30' }], ['/desk/me/name', { version: 'x', name: 'N' }],
      ['/desk/me/password', { presentPassword: room.reviewerB.password, newPassword: 'x'.repeat(1001) }], ['/desk/me/tokens', { tokenName: 'T', tokenRoles: 'admin', tokenDays: '30' }],
      ['/desk/me/tokens', { tokenName: 'T', tokenRoles: 'reviewer', tokenDays: '9999' }], ['/desk/me/tokens', { tokenName: 'T', tokenRoles: 'reviewer', tokenDays: '1e99' }],
    ] as const) {
      const { status } = await seat.post(path, fields);
      expect([path, fields, [400, 428].includes(status) || status]).toEqual([path, fields, true]);
    }
    expect((await request(testApp.url).post('/desk/me/name').set('cookie', seat.cookie).type('form').send({ version: 1, name: 'N' })).status).toBe(403);
  });
});

describe('Pages of people', () => {
  let context: BrowserContext;
  let page: Page;
  let invitation: string;
  beforeAll(async () => {
    context = await browser.context({ width: 390 });
    page = await signedInPage(context, room.admin, '/desk/settings');
    invitation = pathOf((await invite({ name: 'Axel Axe' })).link!);
  });
  afterAll(() => context.close());

  it.each<[string, () => string]>([
    ['settings', () => '/desk/settings'],
    ['people', () => PEOPLE],
    ['one person', () => `${PEOPLE}/${room.editor.id}`],
    ['oneself among them', () => `${PEOPLE}/${room.admin.id}`],
    ['one’s own page', () => '/desk/me'],
    ['an invitation', () => invitation],
    ['a link that does not open', () => '/desk/invitations/none'],
  ])('%s: nothing that axe finds, on phone and desktop, in light and dark, and no scrolling sideways from 320 pixels', async (_, path) => {
    await page.goto(testApp.url + path());
    const found: string[] = [];
    for (const [width, colorScheme] of [[390, 'light'], [1280, 'dark'], [1280, 'light'], [390, 'dark']] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      found.push(...(await axeFindings(page)).map((finding) => `${width} ${colorScheme} ${finding}`));
    }
    await page.setViewportSize({ width: 320, height: 900 });
    expect(found).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });
});

/** Hears what the desk's pages are told, from now on. */
async function listening(): Promise<{ next(): Promise<string>; close(): Promise<void> }> {
  const client = new Client({ connectionString: testApp.databaseUrl });
  await client.connect();
  await client.query('LISTEN claimline_desk');
  const heard = new Promise<string>((resolve) => client.on('notification', ({ payload }) => payload?.startsWith('account:') && resolve(payload)));
  return { next: () => heard, close: () => client.end() };
}
