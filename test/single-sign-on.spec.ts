/** Single sign-on against a real OpenID provider on another host name: who is let in as whom, with which roles, and who is not. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import { Provider } from 'oidc-provider';
import { TOTP } from 'otpauth';
import type { BrowserContext, Page } from 'playwright-core';
import request from 'supertest';
import { AccountsService } from '../src/accounts/accounts.service.js';
import { SecondFactor } from '../src/sign-in/second-factor/second-factor.service.js';
import { SingleSignOn } from '../src/sign-in/single-sign-on/single-sign-on.service.js';
import { startApp, startInstance, type TestApp } from './support/app.js';
import { arrive, axeFindings, TestBrowser } from './support/browser.js';
import { hire, type Person } from './support/people.js';

interface ProvidersPerson {
  email?: string;
  email_verified?: boolean;
  name?: string;
  groups?: string[];
}

const people = new Map<string, ProvidersPerson>();
/** Who sits before the provider's own sign-in page; nobody presses its “Cancel”. */
let atProvider: string | undefined;

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as { port: number }).port;
}

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const SCOPES = 'openid email profile';

async function startProvider(redirectUris: string[]): Promise<{ server: Server; issuer: string }> {
  const server = createServer();
  const issuer = `http://127.0.0.1:${await listening(server)}`;
  const provider: Provider = new Provider(issuer, {
    clients: [{ client_id: 'desk', client_secret: 'a secret of the test', redirect_uris: redirectUris }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    cookies: { keys: ['of the test'] },
    async loadExistingGrant(context) {
      const grant = new provider.Grant({ clientId: 'desk', accountId: context.oidc.session!.accountId! });
      grant.addOIDCScope(SCOPES);
      await grant.save();
      return grant;
    },
  });
  const callback = provider.callback();
  server.on('request', (incoming, outgoing) => {
    if (!incoming.url!.startsWith('/interaction/')) return void callback(incoming, outgoing);
    void provider.interactionFinished(incoming, outgoing, atProvider === undefined ? { error: 'access_denied' } : { login: { accountId: atProvider } });
  });
  return { server, issuer };
}

let provider: { server: Server; issuer: string };
/** One desk that gives roles by hand, one that takes them from groups, over one database. */
let byHand: TestApp;
let byGroups: TestApp;
let sites: { hand: string; groups: string };
let admin: Person;
let browser: TestBrowser;

beforeAll(async () => {
  const ports = [await freePort(), await freePort()];
  sites = { hand: `http://localhost:${ports[0]}`, groups: `http://localhost:${ports[1]}` };
  provider = await startProvider(Object.values(sites).map((site) => `${site}/desk/sign-in/callback`));
  const oidc = { OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: 'desk', OIDC_CLIENT_SECRET: 'a secret of the test', OIDC_NAME: 'Newsroom ID' };
  byHand = await startApp({ PORT: String(ports[0]), PUBLIC_URL: sites.hand, ...oidc });
  byGroups = await startInstance(byHand.databaseUrl, {
    PORT: String(ports[1]), PUBLIC_URL: sites.groups, ...oidc, OIDC_ROLES_CLAIM: 'groups', OIDC_ROLES_MAP: 'desk-editors=editor,desk-reviewers=reviewer,desk-chiefs=admin', OIDC_CREATE_ACCOUNTS: 'true',
  });
  admin = await hire(byHand, 'Ahmed Admin', 'admin');
  browser = await TestBrowser.launch();
});
afterAll(async () => {
  await browser?.close();
  await byGroups?.close();
  await byHand?.close();
  await new Promise((resolve) => provider?.server.close(resolve));
});

/** Presses the button as somebody at the provider, in a browser of their own, without script. */
async function comeAs(sub: string | undefined, site: string, next = '/desk/claims/new'): Promise<{ context: BrowserContext; page: Page; where: URL }> {
  atProvider = sub;
  const context = await browser.context({ width: 1280, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site}${next}`);
  await arrive(page, () => page.click('text=Sign in with Newsroom ID'));
  return { context, page, where: new URL(page.url()) };
}

/** The reason on the sign-in page, where somebody is not let in. */
async function refusal(sub: string | undefined, site = sites.hand): Promise<string> {
  const { context, page, where } = await comeAs(sub, site);
  expect(where.pathname).toBe('/desk/sign-in');
  const words = await page.locator('.notice-warning').innerText();
  expect((await context.cookies(site)).map(({ name }) => name)).not.toContain('claimline');
  await context.close();
  return words;
}

const acts = async (accountId: string) =>
  (await byHand.source.query<{ act: string; actor: string | null; reason: string | null }[]>(`SELECT act, actor_id AS actor, reason FROM ledger_entry WHERE stream_id = $1 ORDER BY position`, [accountId])).filter(({ act }) => act !== 'create_token');

const rolesOf = async (email: string) => (await byHand.source.query<{ roles: string[] }[]>(`SELECT roles FROM account WHERE email = $1`, [email]))[0]?.roles;

describe('Single sign-on', () => {
  it('signs in whose verified address an account has, links it, and leads to where they wanted', async () => {
    const person = await hire(byHand, 'Sina Single', 'editor');
    people.set('sina', { email: person.email.toUpperCase(), email_verified: true, name: 'Sina' });
    const { context, page, where } = await comeAs('sina', sites.hand);
    expect(where.href).toBe(`${sites.hand}/desk/claims/new`);
    expect(await page.innerText('.desk-me')).toContain('Sina Single');
    expect((await acts(person.id)).at(-1)).toEqual({ act: 'link_identity', actor: null, reason: provider.issuer });
    await page.goto(`${sites.hand}/desk/me/two-factor`);
    expect(await page.innerText('main')).toContain('Your account is linked to Newsroom ID');
    await context.close();
    // The provider's own name for a person counts from then on, and not the address.
    people.set('sina', { email: 'married@example.org', email_verified: false });
    const again = await comeAs('sina', sites.hand, '/desk');
    expect(again.where.pathname).toBe('/desk');
    await again.context.close();
    // Nobody else takes the account over by its address.
    people.set('impostor', { email: person.email, email_verified: true });
    expect(await refusal('impostor')).toContain('belongs to somebody else at Newsroom ID');
    // Undone by an admin, the next one links anew.
    await byHand.app.get(SingleSignOn).unlink({ accountId: admin.id, roles: admin.roles, via: 'site' }, person.id);
    const anew = await comeAs('impostor', sites.hand, '/desk');
    expect(anew.where.pathname).toBe('/desk');
    await anew.context.close();
    expect((await acts(person.id)).map(({ act }) => act)).toEqual(['create_account', 'link_identity', 'unlink_identity', 'link_identity']);
  });

  it('lets nobody in without an account, a verified address, or while suspended, and says why', async () => {
    people.set('stranger', { email: 'stranger@example.org', email_verified: true });
    expect(await refusal('stranger')).toContain('Ask an admin to invite you.');
    const person = await hire(byHand, 'Vera Verified', 'editor');
    people.set('unverified', { email: person.email, email_verified: false });
    expect(await refusal('unverified')).toContain('does not vouch for your e-mail address');
    people.set('addressless', {});
    expect(await refusal('addressless')).toContain('does not vouch for your e-mail address');
    people.set('vera', { email: person.email, email_verified: true });
    await (await comeAs('vera', sites.hand)).context.close();
    await byHand.app.get(AccountsService).change({ accountId: admin.id, roles: admin.roles, via: 'site' }, person.id, 1, { suspended: true });
    expect(await refusal('vera')).toContain('Your account is suspended.');
    expect(await refusal(undefined)).toContain('did not let you in, or you cancelled there');
  });

  it('takes no answer twice, none of another browser, and none that does not fit the question', async () => {
    const person = await hire(byHand, 'Rae Play', 'editor');
    people.set('rae', { email: person.email, email_verified: true });
    atProvider = 'rae';
    const context = await browser.context({ javaScriptEnabled: false });
    const page = await context.newPage();
    let callback = '';
    page.on('request', (one) => { if (one.url().includes('/callback?')) callback = one.url(); });
    await page.goto(`${sites.hand}/desk/sign-in`);
    await arrive(page, () => page.click('text=Sign in with Newsroom ID'));
    expect(new URL(page.url()).pathname).toBe('/desk');
    await page.goto(callback);
    expect(new URL(page.url()).searchParams.get('refused') ?? new URL(page.url()).pathname).toBe('/desk');
    const fromElsewhere = await request(byHand.url).get(new URL(callback).pathname + new URL(callback).search);
    expect(fromElsewhere.headers.location).toBe('/desk/sign-in?refused=expired&next=%2Fdesk');
    await context.close();

    const begin = async () => {
      const answer = await request(byHand.url).get('/desk/sign-in/single-sign-on');
      return { cookie: (answer.headers['set-cookie'] as unknown as string[])[0]!.split(';')[0]!, asked: new URL(answer.headers.location!).searchParams };
    };
    const answered = async (query: string) => {
      const { cookie, asked } = await begin();
      return (await request(byHand.url).get(`/desk/sign-in/callback?${query.replace('STATE', asked.get('state')!)}`).set('cookie', cookie)).headers.location;
    };
    expect(await answered('code=x&state=wrong')).toContain('refused=broken');
    expect(await answered('code=x&state=STATE')).toContain('refused=broken');
    expect(await answered(`code=${new URL(callback).searchParams.get('code')}&state=STATE&iss=${encodeURIComponent(provider.issuer)}`)).toContain('refused=broken');
    expect(await answered('code=x&state=STATE&iss=https://evil.example')).toContain('refused=broken');
    expect(await answered('code=x&code=y&state=STATE')).toContain('refused=broken');
    expect(await answered('')).toContain('refused=broken');
    const { asked } = await begin();
    expect([asked.get('code_challenge_method'), asked.get('response_type'), asked.get('nonce') !== null]).toEqual(['S256', 'code', true]);
  });

  it('leads to no other site, and opens none to forms', async () => {
    const person = await hire(byHand, 'Nell Next', 'editor');
    people.set('nell', { email: person.email, email_verified: true });
    atProvider = 'nell';
    const context = await browser.context({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${sites.hand}/desk/sign-in/single-sign-on?next=${encodeURIComponent('//evil.example/x')}`);
    expect(page.url()).toBe(`${sites.hand}/desk`);
    const door = await request(byHand.url).get('/desk/sign-in?refused=<script>');
    expect(door.headers['content-security-policy']).toContain("form-action 'self'");
    expect(door.text).not.toContain('You are not signed in');
    await context.close();
  });

  it('asks for the second factor of an account that has a password too', async () => {
    const person = await hire(byHand, 'Tia Two', 'editor');
    people.set('tia', { email: person.email, email_verified: true });
    const secondFactor = byHand.app.get(SecondFactor);
    const { key } = secondFactor.newTotp(person.email);
    const phone = new TOTP({ secret: key });
    await secondFactor.confirmTotp({ accountId: person.id, roles: person.roles, via: 'site' }, key, phone.generate({ timestamp: Date.now() - 30_000 }));
    const { context, page, where } = await comeAs('tia', sites.hand);
    expect(where.pathname).toBe('/desk/sign-in/second-factor');
    await page.fill('#second-factor-code', phone.generate());
    await arrive(page, () => page.click('#second-factor button'));
    expect(new URL(page.url()).pathname).toBe('/desk/claims/new');
    await context.close();
  });
});

describe('Roles from groups', () => {
  it('make an account where that is wanted, and follow the groups at each sign-in', async () => {
    people.set('gus', { email: 'gus@example.org', email_verified: true, name: 'Gus Group', groups: ['everybody', 'desk-editors'] });
    const first = await comeAs('gus', sites.groups);
    expect(first.where.pathname).toBe('/desk/claims/new');
    expect(await rolesOf('gus@example.org')).toEqual(['editor']);
    const [{ id }] = await byHand.source.query<[{ id: string }]>(`SELECT id FROM account WHERE email = 'gus@example.org'`);
    expect(await acts(id)).toMatchObject([{ act: 'create_account', actor: null, reason: `By single sign-on (${provider.issuer})` }, { act: 'link_identity' }]);

    people.set('gus', { email: 'gus@example.org', email_verified: true, groups: ['desk-reviewers', 'desk-editors'] });
    await (await comeAs('gus', sites.groups, '/desk')).context.close();
    expect(await rolesOf('gus@example.org')).toEqual(['editor', 'reviewer']);
    expect((await acts(id)).at(-1)).toEqual({ act: 'change_account', actor: null, reason: 'By the groups of single sign-on' });

    // Without a role there is no desk: refused, and what single sign-on had opened is shut.
    people.set('gus', { email: 'gus@example.org', email_verified: true, groups: ['everybody'] });
    expect(await refusal('gus', sites.groups)).toContain('None of your groups at Newsroom ID gives you a role');
    await first.page.goto(`${sites.groups}/desk`);
    expect(new URL(first.page.url()).pathname).toBe('/desk/sign-in');
    await first.context.close();
    people.set('nobody', { email: 'nobody@example.org', email_verified: true, groups: [] });
    await refusal('nobody', sites.groups);
    expect(await rolesOf('nobody@example.org')).toBeUndefined();
  });

  it('make one account of two browsers at once', async () => {
    people.set('twin', { email: 'twin@example.org', email_verified: true, groups: ['desk-editors'] });
    const claims = { issuer: provider.issuer, subject: 'twin', email: 'twin@example.org', emailVerified: true, name: 'Twin', groups: ['desk-editors'] };
    const both = await Promise.all([byGroups.app.get(SingleSignOn).letIn(claims), byGroups.app.get(SingleSignOn).letIn(claims)]);
    expect(new Set(both.map(({ proven }) => proven.accountId)).size).toBe(1);
    expect((await acts(both[0].proven.accountId)).map(({ act }) => act)).toEqual(['create_account', 'link_identity']);
  });

  it('leave the last admin one', async () => {
    people.set('chief', { email: admin.email, email_verified: true, groups: ['desk-editors'] });
    await (await comeAs('chief', sites.groups, '/desk')).context.close();
    expect(await rolesOf(admin.email)).toEqual(['editor', 'admin']);
    await hire(byHand, 'Alma Admin', 'admin');
    await (await comeAs('chief', sites.groups, '/desk')).context.close();
    expect(await rolesOf(admin.email)).toEqual(['editor']);
  });

  it('send somebody without a password to the provider for a fresh proof', async () => {
    people.set('fay', { email: 'fay@example.org', email_verified: true, name: 'Fay', groups: ['desk-editors'] });
    const { context, page } = await comeAs('fay', sites.groups, '/desk/me/two-factor');
    expect(await page.innerText('main')).toContain('Your account has no password here');
    await byHand.source.query(`UPDATE session SET created_at = now() - interval '1 hour' WHERE account_id = (SELECT id FROM account WHERE email = 'fay@example.org')`);
    await page.reload();
    expect(await page.locator('form#app').count()).toBe(0);
    await arrive(page, () => page.click('text=Sign in again with Newsroom ID >> nth=0'));
    expect(await page.locator('form#app').count()).toBe(1);
    await context.close();
  });
});

describe('A provider that does not answer', () => {
  it('is said in words, and the password still opens', async () => {
    const closed = await freePort();
    const alone = await startInstance(byHand.databaseUrl, { OIDC_ISSUER: `http://127.0.0.1:${closed}`, OIDC_CLIENT_ID: 'desk', OIDC_CLIENT_SECRET: 'x', OIDC_NAME: 'Newsroom ID' });
    const person = await hire(byHand, 'Dora Down', 'editor');
    const context = await browser.context({ width: 390, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${alone.url}/desk/sign-in?next=%2Fdesk%2Fclaims%2Fnew`);
    await arrive(page, () => page.click('text=Sign in with Newsroom ID'));
    expect(await page.locator('.notice-warning').innerText()).toContain('Newsroom ID does not answer just now.');
    await page.fill('#sign-in-email', person.email);
    await page.fill('#sign-in-password', person.password);
    await arrive(page, () => page.click('#sign-in button'));
    expect(new URL(page.url()).pathname).toBe('/desk/claims/new');
    await context.close();
    const looking = await browser.open(`${alone.url}/desk/sign-in?refused=down`, { width: 390 });
    expect(await axeFindings(looking.page)).toEqual([]);
    await looking.close();
    await alone.close();
  });

  it('is not there at all where none is named', async () => {
    const plain = await startInstance(byHand.databaseUrl);
    const door = await request(plain.url).get('/desk/sign-in');
    expect(door.text).not.toContain('single-sign-on');
    expect((await request(plain.url).get('/desk/sign-in/single-sign-on')).headers.location).toBe('/desk/sign-in');
    expect((await request(plain.url).get('/desk/sign-in/callback?code=x&state=y')).headers.location).toBe('/desk/sign-in');
    await plain.close();
  });
});
