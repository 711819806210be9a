/** What every answer keeps to, whatever it is about: who may cache it, and how a request is refused that cannot even be read. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { startApp, type TestApp } from './support/app.js';
import { buildOpenClaim } from './support/build.js';
import { hireNewsroom, type Newsroom, reader } from './support/people.js';

let testApp: TestApp;
let room: Newsroom;

beforeAll(async () => {
  testApp = await startApp();
  room = await hireNewsroom(testApp);
});
afterAll(() => testApp.close());

describe('Caches', () => {
  const manners = (response: request.Response) => [response.status, response.headers['cache-control'], response.headers.vary];

  it('ask again for what anybody may see, and keep nothing of what an account sees', async () => {
    const claim = await buildOpenClaim(room);
    for (const path of [`/claims/${claim.id}`, '/claims', '/openapi.json']) {
      expect(manners(await reader(testApp).get(`/api/v1${path}`))).toEqual([200, 'no-cache', 'Authorization, Cookie']);
      expect(manners(await reader(testApp).head(`/api/v1${path}`))).toEqual([200, 'no-cache', 'Authorization, Cookie']);
    }
    expect(manners(await room.editor.call('get', `/claims/${claim.id}`))).toEqual([200, 'private, no-store', 'Authorization, Cookie']);
  });

  it('keep no answer to a change, nor a refusal', async () => {
    expect(manners(await room.editor.call('post', '/speakers', { body: { kind: 'person', name: 'X' } }))).toEqual([201, 'private, no-store', 'Authorization, Cookie']);
    expect(manners(await reader(testApp).get('/api/v1/claims/none-x7k2p9bc'))).toEqual([404, 'no-store', 'Accept, Authorization, Cookie']);
  });

  it('are told the same as ever of pages', async () => {
    expect((await reader(testApp).get('/claims')).headers.vary ?? '').not.toMatch(/Authorization/);
  });
});

describe('A script on another site', () => {
  it('may read what anybody may, and nothing that is an account’s', async () => {
    const claim = await buildOpenClaim(room);
    const policy = (response: request.Response) => [response.headers['access-control-allow-origin'], response.headers['access-control-allow-credentials']];
    expect(policy(await reader(testApp).get(`/api/v1/claims/${claim.id}`).set('origin', 'https://elsewhere.example'))).toEqual(['*', undefined]);
    expect(policy(await room.editor.call('get', `/claims/${claim.id}`).set('origin', 'https://elsewhere.example'))).toEqual([undefined, undefined]);
    expect(policy(await room.editor.call('post', '/speakers', { body: { kind: 'person', name: 'Y' } }).set('origin', 'https://elsewhere.example'))).toEqual([undefined, undefined]);
  });
});

describe('An address that cannot be read', () => {
  const long = 'a'.repeat(400);
  const addresses: [string, number][] = [
    ['/claims/%', 400], ['/claims/%zz', 400], ['/claims/%ED%A0%80', 400], ['/desk/claims/%zz?a=%zz', 400], ['/%', 400],
    [`/claims/${long}`, 404], [`/speakers/${long}?q=%25`, 404],
  ];

  it.each(addresses)('gets people a page (%#)', async (path, status) => {
    const response = await reader(testApp).get(path).set('accept', 'text/html');
    expect([response.status, response.type]).toEqual([status, 'text/html']);
    expect(response.text).toMatch(status === 400 ? 'That address does not work' : 'There is nothing at this address');
    expect(response.text).not.toMatch(/FST_|statusCode/);
    expect(response.headers).toMatchObject({ 'cache-control': 'no-store', 'content-security-policy': expect.stringContaining("default-src 'none'"), 'x-content-type-options': 'nosniff' });
  });

  it.each([...addresses, ['/api/v1/claims/%zz', 400], ['/api/%', 400], [`/api/v1/claims/${long}`, 404]] as [string, number][])('gets programs problem details (%#)', async (path, status) => {
    const response = await reader(testApp).get(path).set('accept', path.startsWith('/api/') ? 'text/html' : '*/*');
    expect([response.status, response.type]).toEqual([status, 'application/problem+json']);
    expect(response.body).toEqual({
      type: 'about:blank', status, code: 'refused',
      title: status === 400 ? 'Some fields need mending' : 'Not found',
      detail: status === 400 ? 'The address could not be read. Each % in it must begin an escape of valid UTF-8.' : 'There is nothing at this address.',
    });
    expect(response.headers['x-content-type-options']).toBe('nosniff');
  });

  it('changes nothing, whatever the method', async () => {
    const before = (await room.editor.call('get', '/claims')).body as { items: unknown[] };
    for (const method of ['post', 'patch', 'delete'] as const) expect((await room.editor.call(method, '/claims/%zz', { body: { wording: 'A claim.', kind: 'factual' } })).status).toBe(400);
    expect((await room.editor.call('get', '/claims')).body).toEqual(before);
  });
});

describe('A JSON body', () => {
  const post = (type: string, body: Buffer) => room.editor.call('post', '/speakers').set('content-type', type).serialize((raw: unknown) => raw as string).send(body as never);
  const named = (name: string) => JSON.stringify({ kind: 'person', name });

  it.each([['not UTF-8 at all', [0xff, 0xfe]], ['half a character', [0xc3]], ['a surrogate', [0xed, 0xa0, 0x80]]])('is refused with %s in it, and not quietly mended', async (_what, bytes) => {
    const [before, after] = named('|').split('|') as [string, string];
    const response = await post('application/json', Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]));
    expect(response).toMatchObject({ status: 400, type: 'application/problem+json', body: { status: 400, detail: 'The body must be UTF-8.' } });
  });

  it.each(['utf-16', 'UTF-16LE', '"iso-8859-1"'])('is refused in %s', async (charset) => {
    const response = await post(`application/json; charset=${charset}`, Buffer.from(named('Zoë')));
    expect(response).toMatchObject({ status: 415, type: 'application/problem+json', body: { status: 415, detail: 'Send the body as application/json in UTF-8.' } });
  });

  it.each(['application/json', 'application/json;charset=UTF-8', 'application/json; charset="utf-8"'])('is kept to the letter as %s', async (type) => {
    const name = `Zoë 🦊 \uFFFD ${type.length}`;
    expect(await post(type, Buffer.from(named(name)))).toMatchObject({ status: 201, body: { name } });
  });
});
