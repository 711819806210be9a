/** Signing in, sessions, tokens and accounts, over HTTP on a real PostgreSQL. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fastifyCookie from '@fastify/cookie';
import { Body, Controller, Get, Global, Module, Post } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { Account } from '../src/accounts/account.entity.js';
import { AccountsModule } from '../src/accounts/accounts.module.js';
import { SignInModule } from '../src/sign-in/sign-in.module.js';
import { AccountsService } from '../src/accounts/accounts.service.js';
import { ApiToken } from '../src/sign-in/api-token.entity.js';
import { Open, Permit } from '../src/accounts/permissions.js';
import { Session } from '../src/sign-in/session.entity.js';
import { type Viewer, Viewing } from '../src/accounts/viewer.js';
import { Config } from '../src/config.js';
import { Mail } from '../src/mail/mail.js';
import type { Act } from '../src/shared/act.js';
import { AnswerHeaders } from '../src/shared/answers.js';
import { InputPipe } from '../src/shared/input.js';
import { LOGGER, ProblemFilter } from '../src/shared/problem.filter.js';
import { LATE_HOURS } from '../src/sign-in/session.cookie.js';
import type { Role } from '../src/shared/roles.js';
import { createTestDatabase, type TestDatabase } from './support/database.js';

const CLI: Act = { accountId: null, roles: ['admin'], via: 'cli' };
const PASSWORD = 'a long enough password';
const PUBLIC_URL = 'https://claims.example.org';
const HOST = 'claims.example.org';

@Controller('probe')
class ProbeController {
  @Get() whoever(@Viewing() viewer: Viewer): Viewer {
    return viewer;
  }
  @Get('open') @Open() anybody(@Viewing() viewer: Viewer): Viewer {
    return viewer;
  }
  @Post('log') @Permit('claim.log') log(@Body() body: object): object {
    return { body };
  }
}

@Controller('forgotten')
class ForgottenController {
  @Post() change(): string {
    return 'open to all';
  }
}

function world(source: DataSource): new () => object {
  @Global()
  @Module({
    providers: [
      { provide: DataSource, useValue: source },
      { provide: Config, useValue: Object.assign(new Config(), { PUBLIC_URL }) },
      { provide: LOGGER, useValue: pino({ level: 'error' }) },
      Mail,
    ],
    exports: [DataSource, Config, LOGGER, Mail],
  })
  class World {}
  return World;
}

async function startApp(source: DataSource, controllers: (new () => object)[]): Promise<NestFastifyApplication> {
  const module = await Test.createTestingModule({ imports: [world(source), AccountsModule, SignInModule], controllers, providers: [ProblemFilter, AnswerHeaders] }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  await app.register(fastifyCookie);
  app.useGlobalPipes(new InputPipe());
  app.useGlobalFilters(app.get(ProblemFilter));
  app.useGlobalInterceptors(app.get(AnswerHeaders));
  return app.init();
}

let database: TestDatabase;
let source: DataSource;
let app: NestFastifyApplication;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  source = await new DataSource({ type: 'postgres', url: database.url, entities: [Account, Session, ApiToken], extra: { options: '-c TimeZone=UTC' } }).initialize();
  app = await startApp(source, [ProbeController]);
});
afterAll(async () => {
  await app?.close();
  await source?.destroy();
  await database?.drop();
});

interface Call {
  as?: Browser;
  bearer?: string;
  body?: object;
  headers?: Record<string, string>;
  address?: string;
}

/** Each call comes from an address of its own unless told, so that only the throttle's tests meet the throttle. */
async function call(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, { as, bearer, body, headers, address }: Call = {}) {
  const n = ++count;
  const answer = await app.inject({
    method,
    url,
    remoteAddress: address ?? `10.0.${n >> 8}.${n & 255}`,
    headers: {
      host: HOST,
      ...(as ? { cookie: as.cookie, 'x-csrf-token': as.csrf } : {}),
      ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
      ...headers,
    },
    ...(body ? { payload: body } : {}),
  });
  return { status: answer.statusCode, headers: answer.headers, json: answer.body ? answer.json() : undefined, cookies: answer.cookies };
}

interface Browser {
  cookie: string;
  csrf: string;
}

const wrongPassword = (email: string, address?: string) => call('POST', '/api/v1/session', { body: { email, password: 'not the right one' }, address });

async function signIn(email: string, as?: Browser): Promise<Browser> {
  const { status, json, cookies } = await call('POST', '/api/v1/session', { body: { email, password: PASSWORD }, headers: as ? { cookie: as.cookie } : {} });
  expect(status).toBe(201);
  return { cookie: `${cookies[0]!.name}=${cookies[0]!.value}`, csrf: json.csrfToken };
}

/** An account of the desk, straight from the command line. */
async function person(...roles: Role[]) {
  const email = `person${++count}@claims.example.org`;
  const { account } = await app.get(AccountsService).create(CLI, { email, name: `Person ${count}`, roles, password: PASSWORD });
  return account;
}

async function signedIn(...roles: Role[]) {
  const account = await person(...roles);
  return { account, browser: await signIn(account.email) };
}

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

async function tokenOf(browser: Browser, roles: Role[]) {
  const { status, json } = await call('POST', '/api/v1/tokens', { as: browser, body: { name: 'CI', roles, expiresAt: inDays(30) } });
  expect(status).toBe(201);
  return json as { id: string; secret: string };
}

const version = (n: number): Record<string, string> => ({ 'if-match': `"v${n}"` });

describe('signing in', () => {
  it('lets an editor in and says who she is', async () => {
    const account = await person('editor', 'reviewer');
    const answer = await call('POST', '/api/v1/session', { body: { email: ` ${account.email.toUpperCase()} `, password: PASSWORD } });
    expect(answer.status).toBe(201);
    expect(answer.json).toEqual({
      account: { id: account.id, name: account.name, email: account.email, roles: ['editor', 'reviewer'] },
      csrfToken: expect.stringMatching(/^[\w-]{43}$/),
      expiresAt: expect.any(String),
    });
    expect(answer.cookies).toEqual([expect.objectContaining({ name: '__Host-claimline', httpOnly: true, secure: true, sameSite: 'Lax', path: '/', maxAge: (336 + LATE_HOURS) * 3600 })]);

    const as = { cookie: `__Host-claimline=${answer.cookies[0]!.value}`, csrf: '' };
    expect((await call('GET', '/api/v1/session', { as })).json).toEqual(answer.json);
  });

  it('keeps neither the password nor the cookie, only what proves them', async () => {
    const { account, browser } = await signedIn('editor');
    const rows = await source.query(`SELECT to_jsonb(a) || to_jsonb(s) AS row FROM account a JOIN session s ON s.account_id = a.id WHERE a.id = $1`, [account.id]);
    expect(rows).toHaveLength(1);
    expect(rows[0].row.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(JSON.stringify(rows)).not.toContain(PASSWORD);
    expect(JSON.stringify(rows)).not.toContain(browser.cookie.split('=')[1]);
  });

  it('answers a wrong password, an unknown account and a suspended one alike', async () => {
    const account = await person('editor');
    const gone = await person('editor');
    await app.get(AccountsService).change(CLI, gone.id, 1, { suspended: true });
    const wrong = await wrongPassword(account.email);
    const unknown = await wrongPassword('nobody@claims.example.org');
    const suspended = await call('POST', '/api/v1/session', { body: { email: gone.email, password: PASSWORD } });
    expect(wrong).toMatchObject({ status: 401, json: { code: 'wrong_credentials' }, cookies: [] });
    expect(unknown.json).toEqual(wrong.json);
    expect(suspended.json).toEqual(wrong.json);
  });

  it('names the fields that are missing or unknown', async () => {
    const { status, json } = await call('POST', '/api/v1/session', { body: { email: 'a@example.org', remember: true } });
    expect(status).toBe(400);
    expect(json.errors.map((error: { field: string }) => error.field).sort()).toEqual(['password', 'remember']);
  });

  it('makes a new session each time and ends the one before', async () => {
    const { account, browser } = await signedIn('editor');
    const next = await signIn(account.email, browser);
    expect(next.cookie).not.toBe(browser.cookie);
    expect((await call('GET', '/api/v1/session', { as: next })).status).toBe(200);
    expect((await call('GET', '/api/v1/session', { as: browser })).status).toBe(401);
  });

  it('signs out at once, and clears the cookie of a session that is over', async () => {
    const { browser } = await signedIn('editor');
    expect((await call('DELETE', '/api/v1/session', { as: browser })).status).toBe(204);
    const after = await call('GET', '/probe/open', { as: browser });
    expect(after.json).toMatchObject({ accountId: null, roles: [] });
    expect(after.cookies).toEqual([expect.objectContaining({ name: '__Host-claimline', value: '' })]);
  });

  it('ends a session when its time is over', async () => {
    const { account, browser } = await signedIn('editor');
    await source.query(`UPDATE session SET expires_at = now() WHERE account_id = $1`, [account.id]);
    expect((await call('GET', '/api/v1/session', { as: browser })).status).toBe(401);
  });

  it('tells a stranger who asks who they are to sign in', async () => {
    expect(await call('GET', '/api/v1/session')).toMatchObject({ status: 401, json: { code: 'not_signed_in' } });
  });
});

describe('guessing passwords', () => {
  it('stops after ten failures for an account, from whichever addresses, even when all come at once', async () => {
    const account = await person('editor');
    const statuses = (await Promise.all(Array.from({ length: 24 }, () => wrongPassword(account.email)))).map((answer) => answer.status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(14);
    const right = await call('POST', '/api/v1/session', { body: { email: account.email, password: PASSWORD } });
    expect(right.status).toBe(429);
    expect(Number(right.headers['retry-after'])).toBeGreaterThan(600);
    expect(Number(right.headers['retry-after'])).toBeLessThanOrEqual(900);
  });

  it('does not tell by its patience whether an account exists', async () => {
    for (let i = 0; i < 10; i++) expect((await wrongPassword('ghost@claims.example.org')).status).toBe(401);
    expect((await wrongPassword('ghost@claims.example.org')).status).toBe(429);
  });

  it('stops after fifty failures from an address, whichever accounts were tried', async () => {
    const address = '203.0.113.7';
    const statuses = (await Promise.all(Array.from({ length: 55 }, (_, i) => wrongPassword(`guess${i}@claims.example.org`, address)))).map((answer) => answer.status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
    expect((await wrongPassword('another@claims.example.org', '203.0.113.8')).status).toBe(401);
  });

  it('does not count against somebody who knows the password', async () => {
    const account = await person('editor');
    for (let i = 0; i < 12; i++) await signIn(account.email);
  });
});

describe('a change carried by a cookie', () => {
  it('is refused without the session’s token, and done with it', async () => {
    const { browser } = await signedIn('editor');
    const without = await call('POST', '/probe/log', { headers: { cookie: browser.cookie }, body: { x: 1 } });
    expect(without).toMatchObject({ status: 403, json: { code: 'csrf' } });
    const { browser: other } = await signedIn('editor');
    expect((await call('POST', '/probe/log', { as: { ...browser, csrf: other.csrf }, body: { x: 1 } })).status).toBe(403);
    expect((await call('POST', '/probe/log', { as: browser, body: { x: 1 } })).status).toBe(201);
  });

  it('may bring the token as a field of its form, which the form’s reader never sees', async () => {
    const { browser } = await signedIn('editor');
    const answer = await call('POST', '/probe/log', { headers: { cookie: browser.cookie }, body: { x: 1, _csrf: browser.csrf } });
    expect(answer).toMatchObject({ status: 201, json: { body: { x: 1 } } });
  });

  it.each([
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['no origin that a browser would name', { origin: 'null' }, 403],
    ['another site, says the browser', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a neighbour below the same domain, says the browser', { 'sec-fetch-site': 'same-site', origin: 'https://other.example.org' }, 403],
    ['our own pages', { origin: PUBLIC_URL, 'sec-fetch-site': 'same-origin' }, 201],
    ['our own pages behind another name', { origin: `http://${HOST}` }, 201],
  ])('from %s', async (_, headers, status) => {
    const { browser } = await signedIn('editor');
    expect((await call('POST', '/probe/log', { as: browser, body: {}, headers })).status).toBe(status);
  });

  it('cannot sign somebody in from another site', async () => {
    const account = await person('editor');
    const answer = await call('POST', '/api/v1/session', { body: { email: account.email, password: PASSWORD }, headers: { origin: 'https://evil.example' } });
    expect(answer).toMatchObject({ status: 403, json: { code: 'foreign_origin' }, cookies: [] });
  });
});

describe('who may do what', () => {
  it('shows open pages to strangers, and the rest to the desk only', async () => {
    const { browser } = await signedIn('reviewer');
    expect((await call('GET', '/probe/open')).status).toBe(200);
    expect((await call('GET', '/probe')).status).toBe(401);
    expect((await call('GET', '/probe', { as: browser })).json).toMatchObject({ roles: ['reviewer'], via: 'site' });
  });

  it('tells a reviewer that only an editor may log a claim', async () => {
    const { browser } = await signedIn('reviewer');
    expect(await call('POST', '/probe/log', { as: browser, body: {} })).toMatchObject({ status: 403, json: { detail: 'Only an editor may log a claim.' } });
    expect((await call('POST', '/probe/log', { body: {} })).status).toBe(401);
  });

  it('acts on a change of roles at once', async () => {
    const { account, browser } = await signedIn('reviewer');
    await app.get(AccountsService).change(CLI, account.id, 1, { roles: ['editor'] });
    expect((await call('POST', '/probe/log', { as: browser, body: {} })).status).toBe(201);
  });

  it('does not boot with a change that nobody said who may make', async () => {
    await expect(startApp(source, [ForgottenController])).rejects.toThrow('neither @Permit nor @Open: ForgottenController.change');
  });
});

describe('a token', () => {
  it('is made, shown once, used without a cookie, and listed without its secret', async () => {
    const { account, browser } = await signedIn('editor', 'reviewer');
    const { id, secret } = await tokenOf(browser, ['editor']);
    expect(secret).toMatch(/^clm_[\w-]{43}$/);
    expect((await call('POST', '/probe/log', { bearer: secret, body: {} })).status).toBe(201);
    expect((await call('GET', '/probe', { bearer: secret })).json).toMatchObject({ accountId: account.id, roles: ['editor'], via: 'api', tokenId: id });

    const listed = await call('GET', '/api/v1/tokens', { as: browser });
    expect(listed.json.items).toEqual([expect.objectContaining({ id, name: 'CI', roles: ['editor'], revokedAt: null, lastUsedAt: expect.any(String) })]);
    expect(JSON.stringify(listed.json)).not.toContain(secret);
    expect(JSON.stringify(await source.query(`SELECT to_jsonb(t) FROM api_token t`))).not.toContain(secret);
  });

  it('needs no CSRF token and no origin of ours', async () => {
    const { browser } = await signedIn('editor');
    const { secret } = await tokenOf(browser, ['editor']);
    expect((await call('POST', '/probe/log', { bearer: secret, body: {}, headers: { origin: 'https://tool.example' } })).status).toBe(201);
  });

  it.each([
    ['a role that its owner does not hold', { roles: ['admin'] }, 'roles'],
    ['no role', { roles: [] }, 'roles'],
    ['a life of more than 366 days', { expiresAt: inDays(367) }, 'expiresAt'],
    ['an end in the past', { expiresAt: inDays(-1) }, 'expiresAt'],
    ['an end without a zone', { expiresAt: '2026-12-01T10:00:00' }, 'expiresAt'],
    ['a blank name', { name: '  ' }, 'name'],
  ])('is not made with %s', async (_, wrong, field) => {
    const { browser } = await signedIn('editor');
    const { status, json } = await call('POST', '/api/v1/tokens', { as: browser, body: { name: 'CI', roles: ['editor'], expiresAt: inDays(1), ...wrong } });
    expect(status).toBe(400);
    expect(json.errors).toEqual([expect.objectContaining({ field })]);
  });

  it('cannot make another token', async () => {
    const { browser } = await signedIn('editor');
    const { secret } = await tokenOf(browser, ['editor']);
    const answer = await call('POST', '/api/v1/tokens', { bearer: secret, body: { name: 'more', roles: ['editor'], expiresAt: inDays(1) } });
    expect(answer).toMatchObject({ status: 403, json: { code: 'token_makes_token' } });
  });

  it('loses a role when its owner loses it', async () => {
    const { account, browser } = await signedIn('editor', 'reviewer');
    const { secret } = await tokenOf(browser, ['editor']);
    await app.get(AccountsService).change(CLI, account.id, 1, { roles: ['reviewer'] });
    expect((await call('POST', '/probe/log', { bearer: secret, body: {} })).status).toBe(403);
  });

  it('is refused, never taken for a stranger, when it is wrong, expired or revoked', async () => {
    const { browser } = await signedIn('editor');
    const expired = await tokenOf(browser, ['editor']);
    const revoked = await tokenOf(browser, ['editor']);
    await source.query(`UPDATE api_token SET created_at = now() - interval '2 days', expires_at = now() - interval '1 day' WHERE id = $1`, [expired.id]);
    expect(await call('POST', `/api/v1/tokens/${revoked.id}/revoke`, { as: browser })).toMatchObject({ status: 200, json: { revokedAt: expect.any(String) } });
    for (const bearer of [expired.secret, revoked.secret, `clm_${'x'.repeat(43)}`, 'nonsense']) {
      expect(await call('GET', '/probe/open', { bearer })).toMatchObject({ status: 401, json: { code: 'invalid_token' } });
    }
  });

  it('is revoked by its owner only', async () => {
    const { browser } = await signedIn('editor');
    const { browser: stranger } = await signedIn('admin', 'editor');
    const { id, secret } = await tokenOf(browser, ['editor']);
    expect((await call('DELETE', `/api/v1/tokens/${id}`, { as: stranger })).status).toBe(404);
    expect((await call('GET', '/probe', { bearer: secret })).status).toBe(200);
    expect((await call('DELETE', `/api/v1/tokens/${id}`, { as: browser })).status).toBe(200);
    expect((await call('GET', '/probe', { bearer: secret })).status).toBe(401);
  });

  it('is made once for one Idempotency-Key, and its secret is not kept for the second answer', async () => {
    const { browser } = await signedIn('editor');
    const order = { as: browser, body: { name: 'CI', roles: ['editor'], expiresAt: inDays(1) }, headers: { 'idempotency-key': 'order-1' } };
    const first = await call('POST', '/api/v1/tokens', order);
    const again = await call('POST', '/api/v1/tokens', order);
    expect(again.json).toEqual({ ...first.json, secret: null });
    expect((await call('POST', '/api/v1/tokens', { ...order, body: { ...order.body, name: 'other' } })).status).toBe(422);
    expect((await call('POST', '/api/v1/tokens', { ...order, headers: { 'idempotency-key': 'two words' } })).json.errors[0].field).toBe('Idempotency-Key');
    expect(JSON.stringify(await source.query(`SELECT to_jsonb(k) FROM idempotency_key k`))).not.toContain(first.json.secret);
  });
});

describe('accounts', () => {
  it('are managed by admins only', async () => {
    const { browser } = await signedIn('editor', 'reviewer');
    expect(await call('GET', '/api/v1/accounts', { as: browser })).toMatchObject({ status: 403, json: { detail: 'Only an admin may manage accounts.' } });
  });

  it('are made with a strong password that is shown once and opens the door', async () => {
    const { browser } = await signedIn('admin');
    const made = await call('POST', '/api/v1/accounts', { as: browser, body: { email: 'New.Editor@claims.example.org', name: ' New Editor ', roles: ['reviewer', 'editor'] } });
    expect(made).toMatchObject({ status: 201, headers: { etag: '"v1"', location: `/api/v1/accounts/${made.json.id}` } });
    expect(made.json).toMatchObject({ email: 'new.editor@claims.example.org', name: 'New Editor', roles: ['editor', 'reviewer'], suspended: false, password: expect.stringMatching(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/) });
    const { password, ...account } = made.json;
    expect((await call('GET', `/api/v1/accounts/${account.id}`, { as: browser })).json).toEqual(account);
    expect((await call('POST', '/api/v1/session', { body: { email: account.email, password } })).status).toBe(201);
    expect(await call('POST', '/api/v1/accounts', { as: browser, body: { email: account.email, name: 'Twin', roles: ['editor'] } })).toMatchObject({ status: 409, json: { code: 'already_exists' } });
  });

  it('are listed by name, a page at a time, and found by name or e-mail address', async () => {
    const { browser } = await signedIn('admin');
    const names = ['Zoë Page', 'Ázra Page', 'Mia Page'];
    for (const name of names) await app.get(AccountsService).create(CLI, { email: `page${++count}@pages.example.org`, name, roles: ['editor'], password: PASSWORD });
    const found: string[] = [];
    let url: string | undefined = '/api/v1/accounts?limit=2&q=PAGES.example';
    while (url !== undefined) {
      const answer = await call('GET', url, { as: browser });
      found.push(...answer.json.items.map((item: { name: string }) => item.name));
      url = /<([^>]+)>; rel="next"/.exec(String(answer.headers.link ?? ''))?.[1];
    }
    expect(found.toSorted()).toEqual(names.toSorted());
    expect((await call('GET', '/api/v1/accounts?q=azra', { as: browser })).json.items).toMatchObject([{ name: 'Ázra Page' }]);
    expect((await call('GET', '/api/v1/accounts?q=%25', { as: browser })).json).toEqual({ items: [], nextCursor: null });
    expect((await call('GET', '/api/v1/accounts?cursor=nonsense', { as: browser })).json.errors[0].field).toBe('cursor');
  });

  it('keep every act in the ledger, with who did it', async () => {
    const { account: admin, browser } = await signedIn('admin');
    const account = await person('editor');
    await call('PATCH', `/api/v1/accounts/${account.id}`, { as: browser, headers: version(1), body: { roles: ['reviewer'] } });
    await call('PATCH', `/api/v1/accounts/${account.id}`, { as: browser, headers: version(2), body: { suspended: true } });
    await call('PATCH', `/api/v1/accounts/${account.id}`, { as: browser, headers: version(3), body: { suspended: false } });
    const told = await source.query(`SELECT act, actor_id, via, after ->> 'version' AS version FROM ledger_entry WHERE stream_id = $1 ORDER BY position`, [account.id]);
    expect(told).toEqual([
      { act: 'create_account', actor_id: null, via: 'cli', version: '1' },
      { act: 'change_account', actor_id: admin.id, via: 'site', version: '2' },
      { act: 'suspend_account', actor_id: admin.id, via: 'site', version: '3' },
      { act: 'restore_account', actor_id: admin.id, via: 'site', version: '4' },
    ]);
  });

  it('are not changed from a version that somebody else has changed', async () => {
    const { browser } = await signedIn('admin');
    const account = await person('editor');
    const url = `/api/v1/accounts/${account.id}`;
    expect((await call('PATCH', url, { as: browser, body: { name: 'A' } })).status).toBe(428);
    expect(await call('PATCH', url, { as: browser, headers: version(1), body: { name: 'A' } })).toMatchObject({ status: 200, headers: { etag: '"v2"' } });
    expect((await call('PATCH', url, { as: browser, headers: version(1), body: { name: 'B' } })).status).toBe(412);
    expect((await call('PATCH', url, { as: browser, headers: version(2), body: { name: null } })).status).toBe(400);
    expect((await call('PATCH', url, { as: browser, headers: version(2), body: { email: 'x@example.org' } })).status).toBe(400);
    expect((await call('GET', '/api/v1/accounts/nobody', { as: browser })).status).toBe(404);
  });

  it('lose session and token at once when suspended, and get neither back when restored', async () => {
    const { browser: admin } = await signedIn('admin');
    const { account, browser } = await signedIn('editor');
    const { secret } = await tokenOf(browser, ['editor']);
    const url = `/api/v1/accounts/${account.id}`;
    expect((await call('PATCH', url, { as: admin, headers: version(1), body: { suspended: true } })).json).toMatchObject({ suspended: true, version: 2 });
    const shut = async () => {
      expect((await call('GET', '/probe', { as: browser })).status).toBe(401);
      expect((await call('GET', '/probe', { bearer: secret })).status).toBe(401);
    };
    await shut();
    expect((await call('PATCH', url, { as: admin, headers: version(2), body: { suspended: false } })).status).toBe(200);
    await shut();
    await signIn(account.email);
  });

  it('lose their sessions when an admin sets a new password', async () => {
    const { browser: admin } = await signedIn('admin');
    const { account, browser } = await signedIn('editor');
    expect((await call('PATCH', `/api/v1/accounts/${account.id}`, { as: admin, headers: version(1), body: { password: 'short' } })).status).toBe(400);
    expect((await call('PATCH', `/api/v1/accounts/${account.id}`, { as: admin, headers: version(1), body: { password: 'quite another password' } })).status).toBe(200);
    expect((await call('GET', '/probe', { as: browser })).status).toBe(401);
    expect((await call('POST', '/api/v1/session', { body: { email: account.email, password: 'quite another password' } })).status).toBe(201);
  });

  it('do not let an admin change their own roles or suspend themselves', async () => {
    const { account, browser } = await signedIn('admin');
    await person('admin');
    for (const [body, code] of [[{ roles: ['admin', 'editor'] }, 'own_roles'], [{ suspended: true }, 'own_suspension']] as const) {
      expect(await call('PATCH', `/api/v1/accounts/${account.id}`, { as: browser, headers: version(1), body })).toMatchObject({ status: 409, json: { code } });
    }
  });

  it('always keep one active admin', async () => {
    const last = await person('admin');
    await source.transaction(async (manager) => {
      // Every other admin leaves; what the ledger would say of it is not the matter here.
      await manager.query(`ALTER TABLE account DISABLE TRIGGER account_told`);
      await manager.query(`UPDATE account SET roles = '{editor}' WHERE id <> $1`, [last.id]);
      await manager.query(`SET CONSTRAINTS ALL IMMEDIATE`);
      await manager.query(`ALTER TABLE account ENABLE TRIGGER account_told`);
    });
    for (const change of [{ suspended: true }, { roles: ['editor' as const] }]) {
      await expect(app.get(AccountsService).change(CLI, last.id, 1, change)).rejects.toMatchObject({ code: 'last_admin' });
    }
  });

  it('let only one of two admins through who demote each other at the same time', async () => {
    const [ann, bob] = [await signedIn('admin'), await signedIn('admin')];
    const holder = source.createQueryRunner();
    await holder.startTransaction();
    await holder.query(`SELECT id FROM account WHERE id IN ($1, $2) FOR UPDATE`, [ann.account.id, bob.account.id]);
    const demote = (by: Browser, whom: string) => call('PATCH', `/api/v1/accounts/${whom}`, { as: by, headers: version(1), body: { roles: ['editor'] } });
    const both = Promise.all([demote(ann.browser, bob.account.id), demote(bob.browser, ann.account.id)]);
    await waitFor(async () => {
      const [row] = await source.query(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`);
      return row.n >= 2;
    });
    await holder.rollbackTransaction();
    await holder.release();
    const answers = await both;
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(answers.find((answer) => answer.status === 409)!.json.code).toBe('no_longer_admin');
  });
});

describe('what strangers may not fill', () => {
  it.each([
    ['a NUL in the address', { email: 'a\u0000@example.org', password: PASSWORD }],
    ['a password beyond all bounds', { email: 'a@example.org', password: 'x'.repeat(1001) }],
    ['a list for a password', { email: 'a@example.org', password: ['x'] }],
  ])('%s', async (_, body) => {
    expect((await call('POST', '/api/v1/session', { body })).status).toBe(400);
  });
});

async function waitFor(holds: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + 5000;
  while (!(await holds())) {
    if (Date.now() > until) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
