/** The manners of the API: what it refuses, how it says so, and what clients may count on. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { buildClaim, buildEvidence, buildOpenClaim, buildRatedClaim, buildSource, buildSpeaker, current, made } from './support/build.js';
import { startApp, type TestApp } from './support/app.js';
import { hireNewsroom, type Newsroom, reader } from './support/people.js';

let testApp: TestApp;
let room: Newsroom;

beforeAll(async () => {
  testApp = await startApp();
  room = await hireNewsroom(testApp);
});
afterAll(() => testApp.close());

const log = (body: object) => room.editor.call('post', '/claims', { body });
const fieldsOf = (response: request.Response) => ((response.body as { errors?: { field: string }[] }).errors ?? []).map((error) => error.field);
const NOBODY = '01900000-0000-7000-8000-000000000999';

describe('Bad input', () => {
  it('is answered with problem details that name each field and the mend', async () => {
    const response = await log({ kind: 'rumour', wording: '', statements: [{ quote: 'x', day: '2022-02-30', chain: [{ kind: 'said_by', form: 'direct', speakerId: 'nobody' }] }] });
    expect(response.status).toBe(400);
    expect(response.headers['content-type']).toMatch('application/problem+json');
    expect(response.body).toMatchObject({ type: '/api/docs#invalid_input', title: 'Some fields need mending', status: 400, code: 'invalid_input' });
    expect(fieldsOf(response).sort()).toEqual(['kind', 'statements[0].chain[0].speakerId', 'statements[0].day', 'wording']);
    expect((response.body as { errors: { message: string }[] }).errors.find((e) => /day/.test(e.message))?.message).toContain('2022-01-21');
  });

  it.each([
    ['an unknown field', { wording: 'A claim.', kind: 'factual', status: 'rated' }, ['status']],
    ['an unknown field inside', { wording: 'A claim.', kind: 'factual', statements: [{ quote: 'x', approved: true }] }, ['statements[0].approved']],
    ['a NUL byte', { wording: 'A \u0000 claim.', kind: 'factual' }, ['wording']],
    ['a lone surrogate', { wording: 'A \ud800 claim.', kind: 'factual' }, ['wording']],
    ['a control character inside a list', { wording: 'A claim.', kind: 'factual', statements: [{ quote: 'a\u0007b' }] }, ['statements[0].quote']],
    ['a text that is too long', { wording: 'x'.repeat(2001), kind: 'factual' }, ['wording']],
    ['a list where a text belongs', { wording: ['a'], kind: 'factual' }, ['wording']],
    ['a text where a list belongs', { wording: 'A claim.', kind: 'factual', statements: 'none' }, ['statements']],
    ['an object where a text belongs', { wording: { $ne: 1 }, kind: 'factual' }, ['wording']],
    ['a statement without words', { wording: 'A claim.', kind: 'factual', statements: [{ place: 'Geneva' }] }, ['statements[0].quote']],
    ['a due day that is missing', { wording: 'A claim.', kind: 'promise', resolution: { wouldConfirm: 'a', wouldRefute: 'b', due: { kind: 'day' } } }, ['resolution.due.day']],
    ['a resolution that is a list', { wording: 'A claim.', kind: 'promise', resolution: [] }, ['resolution']],
    ['a field named as what every object has', { wording: 'A claim.', kind: 'factual', constructor: 'x', toString: 'x', valueOf: 'x', hasOwnProperty: 'x' }, ['constructor', 'toString', 'valueOf', 'hasOwnProperty']],
    ['such a field inside', { wording: 'A claim.', kind: 'factual', statements: [{ quote: 'x', constructor: { name: 'x' } }] }, ['statements[0].constructor']],
    ['a language tag without end', { wording: 'A claim.', kind: 'factual', language: `en${'-abcdefgh'.repeat(4)}`, statements: [{ quote: 'x', language: `en${'-abcdefgh'.repeat(4)}` }] }, ['language', 'statements[0].language']],
    ['a topic that is not on record', { wording: 'A claim.', kind: 'factual', topicIds: ['01900000-0000-7000-8000-000000000999'] }, ['topicIds']],
  ])('refuses %s', async (_what, body, fields) => {
    const response = await log(body);
    expect(response.status).toBe(400);
    expect(fieldsOf(response)).toEqual(fields);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'ftp://example.org/x', '//example.org/x', 'http:example.org', 'http:/example.org', 'http:///example.org', 'http://\\example.org', 'https:\\\\example.org', '/relative', 'https://user:secret@example.org/', 'not an address', `https://example.org/${'x'.repeat(2000)}`])(
    'refuses the address %p',
    async (url) => {
      const response = await room.editor.call('post', '/sources', { body: { kind: 'article', title: 'T', publisher: 'P', url } });
      expect(response.status).toBe(400);
      expect(fieldsOf(response)).toEqual(['url']);
    },
  );

  it('refuses a chain out of order, one that begins elsewhere, and one whose publication has no source', async () => {
    const [a, b] = [await buildSpeaker(room.editor), await buildSpeaker(room.editor)];
    const chainOf = async (chain: object[]) => fieldsOf(await log({ wording: 'A claim.', kind: 'factual', statements: [{ quote: 'x', speakerId: a.id, chain }] }));
    expect(await chainOf([{ kind: 'relayed_by', speakerId: a.id, form: 'direct' }])).toEqual(['statements[0].chain[0].kind']);
    expect(await chainOf([{ kind: 'said_by', speakerId: b.id, form: 'direct' }])).toEqual(['statements[0].chain[0].speakerId']);
    expect(await chainOf([{ kind: 'said_by', speakerId: a.id, form: 'direct' }, { kind: 'published_by', speakerId: b.id, form: 'direct' }])).toEqual(['statements[0].chain[1].sourceId']);
    expect(
      await chainOf([{ kind: 'said_by', speakerId: a.id, form: 'direct', day: '2022-01-21' }, { kind: 'relayed_by', speakerId: b.id, form: 'direct', day: '2022-01-20' }]),
    ).toEqual(['statements[0].chain[1].day']);
  });

  it('refuses a body over 1 MiB, one that is not JSON, and one of another type', async () => {
    const post = (type: string, body: string) => request(testApp.url).post('/api/v1/claims').set('authorization', `Bearer ${room.editor.token}`).set('content-type', type).send(body);
    expect(await post('application/json', JSON.stringify({ wording: 'x'.repeat(1024 * 1024) }))).toMatchObject({ status: 413, body: { status: 413 } });
    expect(await post('application/json', '{"wording": ')).toMatchObject({ status: 400, body: { status: 400 } });
    expect(await post('application/json', '["a"]')).toMatchObject({ status: 400 });
    expect(await post('text/plain', 'wording')).toMatchObject({ status: 400 });
    expect(await post('application/xml', '<wording/>')).toMatchObject({ status: 415, body: { detail: 'Send the body as application/json.' } });
    expect(await post('application/json', '{"__proto__": {"roles": ["admin"]}, "wording": "x", "kind": "factual"}')).toMatchObject({ status: 400 });
  });

  it('refuses nesting without end, without falling over', async () => {
    const deep = '{"a":'.repeat(5000) + '1' + '}'.repeat(5000);
    const response = await request(testApp.url).post('/api/v1/claims').set('authorization', `Bearer ${room.editor.token}`).set('content-type', 'application/json').send(deep);
    expect(response.status).toBe(400);
    const post = (body: string) => request(testApp.url).post('/api/v1/claims').set('authorization', `Bearer ${room.editor.token}`).set('idempotency-key', 'deep').set('content-type', 'application/json').send(body);
    expect(await post(`{"wording":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    expect(await post(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
  });

  it.each([
    ['/claims', ['2022-02-31T00:00:00Z', NOBODY]],
    ['/claims', ['0000-01-01T00:00:00Z', NOBODY]],
    ['/claims', ['2022-01-01T24:00:00Z', NOBODY]],
    ['/claims', ['2022-01-01T00:00:00Z', 'x']],
    ['/speakers', ['\u0000', NOBODY]],
    ['/speakers', ['\ud800', NOBODY]],
    ['/topics', ['\u0000']],
  ])('refuses for %s the made-up cursor %j', async (path, key) => {
    const response = await reader(testApp).get(`/api/v1${path}`).query({ cursor: Buffer.from(JSON.stringify(key)).toString('base64url') });
    expect({ status: response.status, fields: fieldsOf(response) }).toEqual({ status: 400, fields: ['cursor'] });
  });

  it.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'])('refuses the filter %s by name', async (name) => {
    const response = await reader(testApp).get(`/api/v1/claims?${name}=x`);
    expect({ status: response.status, fields: fieldsOf(response) }).toEqual({ status: 400, fields: [name] });
  });

  it('refuses a past day that never was', async () => {
    const claim = await buildOpenClaim(room);
    const response = await reader(testApp).get(`/api/v1/claims/${claim.id}?as_of=2022-02-31T00:00:00Z`);
    expect({ status: response.status, fields: fieldsOf(response) }).toEqual({ status: 400, fields: ['as_of'] });
  });

  it('answers what only the database refuses with a field, and never with the name of a constraint', async () => {
    await buildSpeaker(room.editor, { wikidataId: 'Q424242' });
    await made(room.editor.call('post', '/topics', { body: { name: 'Twice named' } }));
    const known = await buildSpeaker(room.editor);
    const claimOf = (statement: object) => ({ wording: 'A claim.', kind: 'factual', statements: [{ quote: 'x', ...statement }] });
    const first = { kind: 'said_by', speakerId: known.id, form: 'direct' };
    const cases: [string, object, string, string[]][] = [
      ['/speakers', { kind: 'person', name: 'Twin', wikidataId: 'Q424242' }, 'already_exists', ['wikidataId']],
      ['/topics', { name: 'Twice named' }, 'already_exists', ['name']],
      ['/claims', claimOf({ speakerId: NOBODY }), 'unknown_reference', ['speakerId']],
      ['/claims', claimOf({ speakerId: known.id, chain: [first, { kind: 'relayed_by', speakerId: NOBODY, form: 'direct' }] }), 'unknown_reference', ['chain']],
      ['/claims', claimOf({ speakerId: known.id, chain: [first, { kind: 'published_by', speakerId: known.id, sourceId: NOBODY, form: 'direct' }] }), 'unknown_reference', ['chain']],
      // The database counts the signs that choose how a character looks; the field's rule does not.
      ['/topics', { name: `a${'\ufe0f'.repeat(80)}` }, 'guarded_by_database', []],
    ];
    for (const [path, body, code, fields] of cases) {
      const response = await room.editor.call('post', path, { body });
      expect({ status: response.status, code: (response.body as { code: string }).code, fields: fieldsOf(response) }).toEqual({ status: 409, code, fields });
      expect(response.text).not.toMatch(/(ck|uq|fk|pk)_/);
    }
  });

  it('answers 404 as problem details for what there is not, or is not yours to see', async () => {
    const draft = await buildClaim(room.editor);
    for (const path of [`/claims/${draft.id}`, `/claims/${draft.slug}`, `/claims/${draft.id}/history`, '/claims/none-x7k2p9bc', '/claims/%00', '/claims/01900000-0000-7000-8000-000000000999', '/nowhere', '/speakers/nobody', '/sources/none', '/topics/none']) {
      const response = await reader(testApp).get(`/api/v1${path}`);
      expect({ path, status: response.status }).toEqual({ path, status: path.includes('%00') ? 400 : 404 });
      expect(response.headers['content-type']).toMatch('problem+json');
    }
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'status=great', 'kind=', 'dueBefore=soon', 'cursor=abc', 'cursor=W10', `cursor=${Buffer.from('["foo 1","01900000-0000-7000-8000-000000000999"]').toString('base64url')}`, `cursor=${Buffer.from('["+275760-01-01T00:00:00Z","01900000-0000-7000-8000-000000000999"]').toString('base64url')}`, 'nonsense=1', `text=${'x'.repeat(301)}`, 'text=%00'])('refuses the filter %s', async (query) => {
    expect((await reader(testApp).get(`/api/v1/claims?${query}`)).status).toBe(400);
  });

  it.each(["'; DROP TABLE claim; --", '" & | ! ( ) : * <->', 'a'.repeat(300), '%_\\', 'ﷺ'.repeat(50), '-"'])('searches for %p without harm', async (text) => {
    expect((await reader(testApp).get('/api/v1/claims').query({ text })).status).toBe(200);
    expect((await reader(testApp).get('/api/v1/speakers').query({ q: text.slice(0, 200) })).status).toBe(200);
  });
});

describe('A title that the desk did not give', () => {
  it('is the wording, cut between characters', async () => {
    const long = await made<{ title: string }>(log({ wording: `${'x'.repeat(118)}${'🕊️'.repeat(40)}`, kind: 'factual' }));
    expect(long.title).toBe(`${'x'.repeat(118)}🕊…`);
    const short = '🕊'.repeat(120);
    expect((await made<{ title: string }>(log({ wording: short, kind: 'factual' }))).title).toBe(short);
  });
});

describe('Versions', () => {
  it('come as ETag, and every change must name the one it saw', async () => {
    const claim = await buildClaim(room.editor);
    const shown = await room.editor.call('get', `/claims/${claim.id}`);
    expect(shown.headers.etag).toBe('"v1"');
    expect(await room.editor.call('patch', `/claims/${claim.id}`, { body: { title: 'T' } })).toMatchObject({ status: 428, body: { code: 'version_required' } });
    expect(await room.editor.call('post', `/claims/${claim.id}/actions/open`, { body: {} })).toMatchObject({ status: 428 });
    expect(await room.editor.call('patch', `/claims/${claim.id}`, { body: { title: 'T' } }).set('if-match', 'v1')).toMatchObject({ status: 400 });
    expect(await room.editor.call('patch', `/claims/${claim.id}`, { version: 7, body: { title: 'T' } })).toMatchObject({ status: 412, body: { code: 'stale_edit' } });
    const changed = await room.editor.call('patch', `/claims/${claim.id}`, { version: 1, body: { title: 'T' } });
    expect(changed.headers.etag).toBe('"v2"');
    expect((await room.editor.call('patch', `/claims/${claim.id}`, { version: 2, body: { title: 'T' } })).headers.etag).toBe('"v2"');
  });

  it('of evidence, statements, speakers and sources guard their own changes', async () => {
    const claim = await buildClaim(room.editor);
    const evidence = await buildEvidence(room.editor, claim);
    const statement = claim.statements[0]!;
    for (const path of [`/evidence/${evidence.id}`, `/statements/${statement.id}`, `/speakers/${statement.speaker!.slug}`, `/sources/${evidence.source.slug}`]) {
      expect((await room.editor.call('patch', path, { body: { note: 'n' } })).status).toBe(path.startsWith('/speakers') ? 428 : 428);
      const body = path.startsWith('/speakers') ? { description: 'A minister.' } : { note: 'A note.' };
      expect((await room.editor.call('patch', path, { version: 9, body })).status).toBe(412);
      expect(await room.editor.call('patch', path, { version: 1, body })).toMatchObject({ status: 200, headers: { etag: '"v2"' } });
    }
  });
});

describe('An Idempotency-Key', () => {
  it('gives the same answer again for the same request, and 422 for another', async () => {
    const body = { wording: 'Once only.', kind: 'factual' };
    const first = await room.editor.call('post', '/claims', { body, key: 'once' });
    const again = await room.editor.call('post', '/claims', { body, key: 'once' });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect(again.headers.location).toBe(first.headers.location);
    expect(await room.editor.call('post', '/claims', { body: { ...body, wording: 'Twice.' }, key: 'once' })).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    expect(await room.editor.call('post', '/speakers', { body: { kind: 'person', name: 'X' }, key: 'once' })).toMatchObject({ status: 422 });
  });

  it('belongs to one person, and a refused request does not use it up', async () => {
    const claim = await buildOpenClaim(room);
    const submit = () => room.editor.call('post', `/claims/${claim.id}/actions/submit`, { version: claim.version, body: {}, key: 'mine' });
    expect((await submit()).status).toBe(409);
    expect((await room.reviewerA.call('post', '/speakers', { body: { kind: 'person', name: 'Y' }, key: 'mine' })).status).toBe(201);
    expect((await room.editor.call('post', '/claims', { body: { wording: 'x', kind: 'factual' }, key: 'has space' })).status).toBe(400);
  });
});

describe('Lists', () => {
  it('come in pages that link to the next, newest first, and end', async () => {
    for (let index = 0; index < 5; index++) await buildOpenClaim(room, { kind: 'prediction' });
    const first = await reader(testApp).get('/api/v1/claims?kind=prediction&limit=2');
    expect(first.body.items).toHaveLength(2);
    expect(first.headers.link).toMatch(/rel="next"/);
    const seen: string[] = [];
    for (let next: string | undefined = '/api/v1/claims?kind=prediction&limit=2'; next; ) {
      const page: request.Response = await reader(testApp).get(next);
      seen.push(...(page.body.items as { id: string }[]).map((item) => item.id));
      next = /<([^>]+)>/.exec(page.headers.link ?? '')?.[1];
    }
    expect(new Set(seen).size).toBe(5);
    expect([...seen].sort().reverse()).toEqual(seen);
  });

  it('are filtered by status, standing, rating, speaker, topic, kind, due day, said day and words, and never show drafts to readers', async () => {
    const topic = await made<{ id: string; slug: string }>(room.editor.call('post', '/topics', { body: { name: 'Transparency' } }));
    const rated = await buildRatedClaim(room, { wording: 'The Möbius report will be published in full.', topicIds: [topic.id] });
    const early = await buildOpenClaim(room, { wording: 'A Möbius bridge will stand.', resolution: { wouldConfirm: 'a', wouldRefute: 'b', due: { kind: 'day', day: '2999-05' } } });
    const draft = await buildClaim(room.editor, { wording: 'A Möbius draft.' });
    const found = async (query: string) => {
      const response = await reader(testApp).get(`/api/v1/claims?text=mobius&${query}`);
      return (response.body as { items: { id: string }[] }).items.map((item) => item.id);
    };
    expect(await found('')).toEqual([early.id, rated.id]);
    expect(await found('status=rated')).toEqual([rated.id]);
    expect(await found('status=draft')).toEqual([]);
    expect(await found('standing=too_early')).toEqual([early.id]);
    expect(await found('rating=kept')).toEqual([rated.id]);
    expect(await found('rating=broken')).toEqual([]);
    expect(await found(`speaker=${rated.statements[0]!.speaker!.slug}`)).toEqual([rated.id]);
    expect(await found(`topic=${topic.slug}`)).toEqual([rated.id]);
    expect(await found('kind=policy')).toEqual([]);
    expect(await found('dueBefore=2022-02-01')).toEqual([rated.id]);
    expect(await found('saidFrom=2022-01-21&saidUntil=2022-01')).toEqual([early.id, rated.id]);
    expect(await found('saidFrom=2022-01-22')).toEqual([]);
    const atTheDesk = await room.editor.call('get', '/claims?text=mobius&status=draft');
    expect((atTheDesk.body as { items: { id: string }[] }).items.map((item) => item.id)).toEqual([draft.id]);
  });

  it('of awaiting claims look to readers as in review', async () => {
    const response = await reader(testApp).get('/api/v1/claims?status=awaiting_approval');
    expect(response.body.items).toEqual([]);
  });
});

describe('Sources', () => {
  it('are one an address, however it is spelled', async () => {
    const first = await buildSource(room.editor, { url: 'https://www.Example.org/Path/?utm_source=x&b=2&a=1#top' });
    const twin = await room.editor.call('post', '/sources', { body: { kind: 'article', title: 'Same', publisher: 'P', url: 'http://example.org/Path?a=1&b=2' } });
    expect(twin).toMatchObject({ status: 409, body: { code: 'source_exists' } });
    const found = await room.editor.call('get', '/sources').query({ url: 'http://example.org/Path/?a=1&b=2' });
    expect((found.body as { items: { id: string }[] }).items.map((item) => item.id)).toEqual([first.id]);
  });
});

describe('Scales', () => {
  it('get a new version instead of a change, and uncertainty has no number', async () => {
    const ratings = [
      { key: 'yes', label: 'Yes', meaning: 'It is so.', colour: 'true', conclusive: true, number: 2 },
      { key: 'no', label: 'No', meaning: 'It is not.', colour: 'false', conclusive: true, number: 1 },
    ];
    expect(await room.editor.call('post', '/scales', { body: { key: 'plain', name: 'Plain', ratings } })).toMatchObject({ status: 403 });
    expect(await room.admin.call('post', '/scales', { body: { key: 'plain', name: 'Plain', ratings } })).toMatchObject({ status: 201, body: { version: 1, current: true } });
    expect(await room.admin.call('post', '/scales', { body: { key: 'plain', name: 'Plain', ratings } })).toMatchObject({ status: 201, body: { version: 2 } });
    const wrong = await room.admin.call('post', '/scales', { body: { key: 'plain', name: 'Plain', ratings: [...ratings, { key: 'maybe', label: 'Maybe', meaning: '?', colour: 'grey', conclusive: false, number: 1 }] } });
    expect(fieldsOf(wrong)).toEqual(['ratings[2].number']);
  });
});

describe('A change of what is public', () => {
  it('that would rewrite its facts waits for a second person', async () => {
    const claim = await buildRatedClaim(room);
    const body = { wording: 'Something else.', correction: { kind: 'factual', explanation: 'We erred.' } };
    expect(await room.editor.call('patch', `/claims/${claim.id}`, { version: claim.version, body })).toMatchObject({ status: 409, body: { code: 'second_person_needed' } });
    expect((await current(room.editor, claim)).wording).toBe(claim.wording);
  });

  it('that takes away its only whole chain is refused', async () => {
    const claim = await buildOpenClaim(room);
    const statement = claim.statements[0]!;
    const body = { chain: [], correction: { kind: 'clarification', explanation: 'x' } };
    expect(await room.editor.call('patch', `/statements/${statement.id}`, { version: 1, body })).toMatchObject({ status: 409, body: { code: 'statement_incomplete' } });
  });
});
