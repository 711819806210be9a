/** Pages from memory: the same as made anew, for everybody and nobody in particular, and never older than a second, on every instance and whatever is cut. */
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import http from 'node:http';
import net from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import pg from 'pg';
import { stepClaim } from '../src/claims/claim.act.js';
import { Claim } from '../src/claims/claim.entity.js';
import type { ClaimRecord } from '../src/record/claim-record.dto.js';
import type { Act } from '../src/shared/act.js';
import { inTransaction } from '../src/shared/database.js';
import { PageMemory } from '../src/site/cache/page-memory.js';
import { RecordListener } from '../src/site/cache/record-listener.js';
import { startApp, startInstance, type TestApp } from './support/app.js';
import { act, buildClaim, buildClaimInReview, buildEvidence, buildOpenClaim, buildRatedClaim, buildSource, buildSpeaker, current, made, propose, ratingOf } from './support/build.js';
import { hireNewsroom, type Newsroom } from './support/people.js';

let testApp: TestApp;
/** A second instance over the same database. */
let other: TestApp;
let room: Newsroom;

const memoryOf = ({ app }: TestApp) => app.get(PageMemory);
const byEditor = (): Act => ({ accountId: room.editor.id, roles: ['editor'], via: 'site' });
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function until(what: string, holds: () => boolean | Promise<boolean>, patience = 15_000): Promise<void> {
  for (const from = performance.now(); !(await holds()); await wait(10)) if (performance.now() - from > patience) throw new Error(`Waited in vain until ${what}.`);
}

const listening = (...instances: TestApp[]) => until('all are listening', () => instances.every((instance) => memoryOf(instance).figures.listening));

interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  /** As it came. */
  bytes: Buffer;
  text: string;
}

function ask(instance: { url: string }, path: string, { method = 'GET', headers = {}, agent }: { method?: string; headers?: http.OutgoingHttpHeaders; agent?: http.Agent } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request(instance.url + path, { method, headers, ...(agent ? { agent } : {}) }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part)).on('error', reject).on('end', () => {
        const bytes = Buffer.concat(parts);
        const unpack = bytes.length === 0 ? undefined : { br: brotliDecompressSync, gzip: gunzipSync }[response.headers['content-encoding'] ?? ''];
        resolve({ status: response.statusCode!, headers: response.headers, bytes, text: (unpack ? unpack(bytes) : bytes).toString() });
      });
    });
    request.on('error', reject).end();
  });
}

/** What `work` asked of the database, over all connections but those that listen. */
async function queriesOf(work: () => Promise<unknown>): Promise<number> {
  const { query } = pg.Client.prototype;
  let count = 0;
  pg.Client.prototype.query = function counted(this: pg.Client, ...args: unknown[]) {
    count++;
    return (query as (...all: unknown[]) => unknown).apply(this, args);
  } as typeof query;
  try {
    await work();
    return count;
  } finally {
    pg.Client.prototype.query = query;
  }
}

/**
 * The answer, once it comes without a query. On a machine that is short of breath, news can be late now and then, and memory is closed until they come;
 * what is never in memory never passes here.
 */
async function fromMemory(instance: TestApp, path: string, options: Parameters<typeof ask>[2] = {}): Promise<Answer> {
  let answer!: Answer;
  await until(`${path} comes from memory`, async () => (await queriesOf(async () => (answer = await ask(instance, path, options)))) === 0);
  return answer;
}

const withoutDate = ({ date: _date, ...headers }: http.IncomingHttpHeaders) => headers;

beforeAll(async () => {
  testApp = await startApp();
  room = await hireNewsroom(testApp);
  other = await startInstance(testApp.databaseUrl);
  await listening(testApp, other);
}, 60_000);

afterEach(() => void jest.restoreAllMocks());

afterAll(async () => {
  await other?.close();
  await testApp?.close();
});

describe('A page from memory', () => {
  let claim: ClaimRecord;
  let path: string;
  beforeAll(async () => {
    claim = await buildRatedClaim(room);
    path = `/claims/${claim.slug}`;
  });

  it.each(['', 'br', 'gzip'])('is the same as made anew, byte for byte and header for header, and asks the database nothing (Accept-Encoding: %s)', async (encoding) => {
    const headers = encoding ? { 'accept-encoding': encoding } : {};
    await testApp.source.query(`SELECT pg_notify('claimline_record', 'all')`);
    await until('nothing is kept', () => [testApp, other].every((instance) => memoryOf(instance).figures.entries === 0));
    for (const instance of [testApp, other]) {
      let cold!: Answer;
      expect(await queriesOf(async () => (cold = await ask(instance, path, { headers })))).toBeGreaterThan(0);
      const warm = await fromMemory(instance, path, { headers });
      expect([warm.status, withoutDate(warm.headers)]).toEqual([200, withoutDate(cold.headers)]);
      expect(warm.bytes.equals(cold.bytes)).toBe(true);
      expect(cold.headers).toMatchObject({
        'cache-control': 'public, no-cache', vary: 'Accept-Encoding, Cookie, Accept-Language', 'content-language': 'en', 'content-length': String(cold.bytes.length),
        'content-type': 'text/html; charset=utf-8', 'content-security-policy': expect.stringContaining("default-src 'none'"), 'x-content-type-options': 'nosniff',
      });
      expect(cold.headers['content-encoding']).toBe(encoding || undefined);
      expect(cold.text).toContain(claim.wording);
    }
    const [one, two] = await Promise.all([testApp, other].map((instance) => ask(instance, path, { headers })));
    expect(one!.bytes.equals(two!.bytes)).toBe(true);
    expect(one!.headers.etag).toBe(two!.headers.etag);
  });

  it('answers HEAD, and whoever has it already, alike from memory and anew', async () => {
    const { headers: { etag, 'content-length': length } } = await ask(testApp, path, { headers: { 'accept-encoding': 'br' } });
    const asked: [string, { method?: string; headers: http.OutgoingHttpHeaders }, number][] = [
      ['HEAD', { method: 'HEAD', headers: { 'accept-encoding': 'br' } }, 200],
      ['If-None-Match', { headers: { 'accept-encoding': 'br', 'if-none-match': `"x", W/${etag}` } }, 304],
      ['HEAD with If-None-Match', { method: 'HEAD', headers: { 'accept-encoding': 'br', 'if-none-match': etag } }, 304],
      ['If-None-Match of another packing', { headers: { 'accept-encoding': 'gzip', 'if-none-match': etag } }, 200],
    ];
    for (const [what, options, status] of asked) {
      await testApp.source.query(`SELECT pg_notify('claimline_record', 'claim:${claim.id}')`);
      await until('the page is dropped', () => memoryOf(testApp).figures.entries === 0);
      const cold = await ask(testApp, path, options);
      const warm = await fromMemory(testApp, path, options);
      expect([what, cold.status, warm.status, warm.bytes.equals(cold.bytes)]).toEqual([what, status, status, true]);
      expect(withoutDate(warm.headers)).toEqual(withoutDate(cold.headers));
      if (options.method === 'HEAD') expect([cold.bytes.length, cold.headers['content-length']]).toEqual([0, status === 200 ? length : undefined]);
      if (status === 304) expect([cold.bytes.length, cold.headers.etag, cold.headers['content-type'], cold.headers['cache-control']]).toEqual([0, etag, undefined, 'public, no-cache']);
    }
  });

  it('is found by whatever address means it, and in each language apart', async () => {
    await fromMemory(testApp, path);
    const { entries } = memoryOf(testApp).figures;
    for (const same of [`${path}?utm_source=x&fbclid=y`, `${path}?as_of=`]) await fromMemory(testApp, same);
    expect(memoryOf(testApp).figures.entries).toBe(entries);
    for (const apart of [`/uk${path}`, `${path}?as_of=2022-02-01`]) expect([apart, await queriesOf(() => ask(testApp, apart))]).not.toEqual([apart, 0]);
    const negotiated = await ask(testApp, path, { headers: { 'accept-language': 'uk' } });
    expect(negotiated.headers).toMatchObject({ 'content-language': 'uk', vary: 'Accept-Encoding, Cookie, Accept-Language' });
    expect((await ask(testApp, `/uk${path}`)).headers).toMatchObject({ 'content-language': 'uk', vary: 'Accept-Encoding, Cookie' });
    expect((await ask(testApp, path)).headers['content-language']).toBe('en');
    // What programs read is the same in every language, and kept once.
    await ask(testApp, '/robots.txt');
    expect((await fromMemory(testApp, '/robots.txt', { headers: { 'accept-language': 'uk' } })).headers).toMatchObject({ vary: 'Accept-Encoding, Cookie' });
  });

  it('serves strangers’ cookies, and nobody who may be somebody', async () => {
    await ask(testApp, path);
    await fromMemory(testApp, path, { headers: { cookie: '_ga=GA1.2.3; theme=dark' } });
    const session = await new Promise<string>((resolve, reject) => {
      const request = http.request(`${testApp.url}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' } }, (response) => resolve(response.resume().headers['set-cookie']![0]!.split(';')[0]!));
      request.on('error', reject).end(JSON.stringify({ email: room.editor.email, password: room.editor.password }));
    });
    const before = memoryOf(testApp).figures;
    for (const headers of [{ cookie: session }, { cookie: `_ga=1; ${session}` }, { authorization: `Bearer ${room.editor.token}` }] as http.OutgoingHttpHeaders[]) {
      const answer = await ask(testApp, path, { headers });
      expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'private, no-cache']);
    }
    expect((await ask(testApp, path, { headers: { cookie: session } })).text).toContain(`/desk/claims/${claim.id}`);
    const stale = await ask(testApp, path, { headers: { cookie: `claimline=${'x'.repeat(43)}` } });
    expect([stale.headers['cache-control'], stale.headers['set-cookie']?.[0]]).toEqual(['private, no-cache', expect.stringMatching(/^claimline=;/)]);
    const { hits, unchanged, misses, entries } = memoryOf(testApp).figures;
    expect([hits, unchanged, misses, entries]).toEqual([before.hits, before.unchanged, before.misses, before.entries]);
    expect((await ask(testApp, path)).text).not.toContain('/desk/claims/');
  });

  it('is made by one when many ask at once', async () => {
    let answers: Answer[] = [];
    await until('one makes it for all', async () => {
      await testApp.source.query(`SELECT pg_notify('claimline_record', 'all')`);
      await until('nothing is kept', () => memoryOf(testApp).figures.entries === 0);
      await listening(testApp);
      const { misses } = memoryOf(testApp).figures;
      answers = await Promise.all(Array.from({ length: 40 }, (_, n) => ask(testApp, path, { headers: { 'accept-encoding': ['br', 'gzip', 'identity'][n % 3]! } })));
      return memoryOf(testApp).figures.misses === misses + 1;
    });
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  });

  it('survives what strangers send: pipelines, bodies, aborted requests', async () => {
    const answers = await new Promise<string>((resolve, reject) => {
      const { port } = new URL(testApp.url);
      const socket = net.connect(Number(port), '127.0.0.1');
      let text = '';
      socket.on('data', (part) => (text += part.toString('latin1'))).on('end', () => resolve(text)).on('error', reject);
      const line = (method: string, close = false) => `${method} ${path} HTTP/1.1\r\nhost: x\r\n${close ? 'connection: close\r\n' : ''}`;
      socket.write(`${line('GET')}\r\n${line('HEAD')}\r\n${line('GET')}content-length: 5\r\n\r\nhello${line('GET', true)}\r\n`);
    });
    expect(answers.match(/HTTP\/1\.1 200 OK\r\n/g)).toHaveLength(4);
    expect(answers.match(/<\/html>/g)).toHaveLength(3);
    await testApp.source.query(`SELECT pg_notify('claimline_record', 'all')`);
    await until('nothing is kept', () => memoryOf(testApp).figures.entries === 0);
    const aborted = http.get(testApp.url + path, { agent: false }).on('error', () => undefined);
    await new Promise((resolve) => aborted.once('socket', (socket) => socket.once('connect', resolve)));
    aborted.destroy();
    expect((await ask(testApp, path)).status).toBe(200);
  });

  it('shows in the figures', async () => {
    await fromMemory(testApp, path);
    await listening(testApp, other);
    const { text } = await ask(testApp, '/metrics');
    const figure = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
    expect(figure('page_memory_listening')).toBe(2);
    for (const name of ['page_memory_hits_total', 'page_memory_unchanged_total', 'page_memory_misses_total', 'page_memory_dropped_total', 'page_memory_entries', 'page_memory_bytes']) expect([name, figure(name) > 0]).toEqual([name, true]);
  });

  it('is of its day', async () => {
    await ask(testApp, path);
    const tomorrow = Date.now() + 86_400_000;
    jest.spyOn(Date, 'now').mockImplementation(() => tomorrow);
    expect(await queriesOf(() => ask(testApp, path))).toBeGreaterThan(0);
    await fromMemory(testApp, path);
  });
});

describe('A page that was read just before a change', () => {
  it('is not kept when the news of the change come while it is made', async () => {
    const claim = await buildRatedClaim(room, { wording: 'As it was.', title: 'Read just before' });
    const path = `/claims/${claim.slug}`;
    await fromMemory(testApp, `/uk${path}`);
    const { query } = pg.Client.prototype;
    const held = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    let first = true;
    pg.Client.prototype.query = async function delayed(this: pg.Client, ...args: unknown[]) {
      const mine = first && ((args[0] as { name?: string }).name ?? '').startsWith('claim_now');
      if (mine) first = false;
      const result = await (query as (...all: unknown[]) => Promise<unknown>).apply(this, args);
      if (!mine) return result;
      held.resolve();
      await goOn.promise;
      return result;
    } as typeof query;
    try {
      const answer = ask(testApp, path);
      await held.promise;
      const { dropped } = memoryOf(testApp).figures;
      await made(room.editor.call('patch', `/claims/${claim.id}`, { version: claim.version, body: { wording: 'As it is.', correction: { kind: 'typo', explanation: 'It had changed.' } } }), 200);
      await until('the news are here', () => memoryOf(testApp).figures.dropped > dropped);
      goOn.resolve();
      expect((await answer).text).toMatch(/<h1[^>]*>As it was\./);
      expect((await ask(testApp, path)).text).toMatch(/<h1[^>]*>As it is\./);
    } finally {
      goOn.resolve();
      pg.Client.prototype.query = query;
    }
  });
});

describe('The desk’s own business', () => {
  it('never gets into memory: drafts, proposals, refusals', async () => {
    const draft = await buildClaim(room.editor);
    const { entries } = memoryOf(testApp).figures;
    expect((await ask(testApp, `/claims/${draft.slug}`)).status).toBe(404);
    expect(memoryOf(testApp).figures.entries).toBe(entries);
    await act(room.editor, draft, 'open');
    await until('the draft is public', async () => (await ask(testApp, `/claims/${draft.slug}`)).status === 200, 1000);
    await buildEvidence(room.editor, draft);
    await act(room.editor, draft, 'submit');
    await propose(room.reviewerA, draft, { summary: 'Nobody may read this yet.' });
    for (const instance of [testApp, other]) for (let n = 0; n < 2; n++) expect((await ask(instance, `/claims/${draft.slug}`)).text).not.toContain('Nobody may read this yet.');
  });

  it('drops nothing when an act is rolled back', async () => {
    const claim = await buildOpenClaim(room);
    const bystander = await buildOpenClaim(room);
    const paths = [claim, bystander].map(({ slug }) => `/claims/${slug}`);
    for (const each of paths) await fromMemory(testApp, each);
    const failed = inTransaction(testApp.source, byEditor(), async (tx) => {
      await stepClaim(tx, await tx.manager.findOneByOrFail(Claim, { id: claim.id }), { act: 'revise', change: { title: 'Half done' } });
      throw new Error('on the way');
    });
    await expect(failed).rejects.toThrow('on the way');
    // News come in the order of commits: when the later one is here, the earlier would be.
    const { dropped } = memoryOf(testApp).figures;
    await testApp.source.query(`SELECT pg_notify('claimline_record', 'claim:${bystander.id}')`);
    await until('the news are here', () => memoryOf(testApp).figures.dropped > dropped);
    expect(memoryOf(testApp).figures.dropped).toBe(dropped + 1);
  });
});

describe('The database', () => {
  it('tells what each act touched, and what it no longer touches', async () => {
    const told: string[] = [];
    const client = new pg.Client({ connectionString: testApp.databaseUrl });
    await client.connect();
    client.on('notification', ({ payload }) => told.push(payload!));
    await client.query('LISTEN claimline_record');
    const toldOf = async (work: () => Promise<unknown>): Promise<Set<string>> => {
      // What was told of earlier acts is here before this is answered, and is not of this one.
      await client.query('SELECT 1');
      told.length = 0;
      await work();
      await client.query('SELECT 1');
      return new Set(told.flatMap((message) => message.split(' ')));
    };
    try {
      const topics = await Promise.all(['One', 'Two'].map((name) => made<{ id: string }>(room.editor.call('post', '/topics', { body: { name: `${name} ${performance.now()}` } }))));
      const claim = await buildOpenClaim(room, { topicIds: [topics[0]!.id] });
      const [statement] = claim.statements;
      const speaker = statement!.speaker!.id;
      const [, published] = statement!.chain;
      const own = [`claim:${claim.id}`, `claims-of-speaker:${speaker}`, `claims-of-speaker:${published!.speaker.id}`, `claims-citing-source:${published!.source!.id}`];
      const on = (n: number) => `claims-on-topic:${topics[n]!.id}`;

      const revised = await toldOf(async () => made(room.editor.call('patch', `/claims/${claim.id}`, { version: (await current(room.editor, claim)).version, body: { topicIds: [topics[1]!.id], correction: { kind: 'clarification', explanation: 'Another topic.' } } }), 200));
      expect(revised).toEqual(new Set([...own, on(0), on(1)]));

      let evidence!: Awaited<ReturnType<typeof buildEvidence>>;
      const added = await toldOf(async () => (evidence = await buildEvidence(room.editor, claim)));
      const cited = `claims-citing-source:${evidence.source.id}`;
      expect(added).toEqual(new Set([...own, on(1), cited, `source:${evidence.source.id}`]));

      const elsewhere = await buildSource(room.editor);
      // No form of ours moves evidence to another source; should one do so some day, the old one's page must hear of it.
      const moved = await toldOf(() => inTransaction(testApp.source, byEditor(), async (tx) => {
        await tx.query('UPDATE evidence SET source_id = $2, version = version + 1 WHERE id = $1', [evidence.id, elsewhere.id]);
        await stepClaim(tx, await tx.manager.findOneByOrFail(Claim, { id: claim.id }), { act: 'revise_evidence', changesCase: true, subjects: [{ kind: 'evidence', id: evidence.id }] });
      }));
      expect(moved).toEqual(new Set([...own, on(1), cited, `claims-citing-source:${elsewhere.id}`]));

      const another = await buildSpeaker(room.editor);
      const source = await buildSource(room.editor);
      const chain = [{ kind: 'said_by', speakerId: another.id, form: 'direct', day: '2022-01-21' }, { kind: 'published_by', speakerId: another.id, form: 'direct', day: '2022-01-21', sourceId: source.id }];
      const restated = await toldOf(() => made(room.editor.call('patch', `/statements/${statement!.id}`, { version: statement!.version, body: { speakerId: another.id, chain, correction: { kind: 'clarification', explanation: 'Somebody else.' } } }), 200));
      expect(restated).toEqual(new Set([...own, on(1), `claims-of-speaker:${another.id}`, `claims-citing-source:${source.id}`, `claims-citing-source:${elsewhere.id}`]));

      const renamed = await toldOf(() => made(room.editor.call('patch', `/speakers/${another.id}`, { version: 1, body: { name: 'Renamed', correction: { kind: 'typo', explanation: 'A letter.' } } }), 200));
      expect([...renamed]).toEqual(expect.arrayContaining([`speaker:${another.id}`, `claim:${claim.id}`, `claims-of-speaker:${another.id}`]));

      expect(await toldOf(async () => expect((await room.editor.call('patch', `/claims/${claim.id}`, { version: 1, body: { title: 'x' } })).status).toBe(412))).toEqual(new Set());
      expect(await toldOf(() => ask(testApp, `/claims/${claim.slug}`))).toEqual(new Set());
    } finally {
      await client.end();
    }
  });

  it('tells of a claim with hundreds of sources in messages that it can send', async () => {
    const claim = await buildOpenClaim(room);
    const sources = await Promise.all(Array.from({ length: 230 }, () => buildSource(room.editor)));
    // Straight into the table: what counts is what the claim's next act tells.
    await testApp.source.query(`ALTER TABLE evidence DISABLE TRIGGER evidence_told`);
    await testApp.source.query(
      `INSERT INTO evidence (id, claim_id, source_id, stance, weight, event_day, event_precision, summary, recorded_at, recorded_by_id, version)
       SELECT gen_random_uuid(), $1, source, 'context', 'background', '2022-01-30', 'day', 'One of many.', now(), $2, 1 FROM unnest($3::uuid[]) source`,
      [claim.id, room.editor.id, sources.map(({ id }) => id)],
    );
    await testApp.source.query(`ALTER TABLE evidence ENABLE TRIGGER evidence_told`);
    const client = new pg.Client({ connectionString: testApp.databaseUrl });
    await client.connect();
    try {
      const told: string[] = [];
      client.on('notification', ({ payload }) => told.push(payload!));
      await client.query('LISTEN claimline_record');
      await act(room.editor, claim, 'submit');
      await client.query('SELECT 1');
      expect(told.length).toBeGreaterThan(2);
      const tags = new Set(told.flatMap((message) => message.split(' ')));
      expect(sources.every(({ id }) => tags.has(`claims-citing-source:${id}`))).toBe(true);
    } finally {
      await client.end();
    }
  });
});

/** The claim's states as the writer makes them, each told apart on its page. */
const STATES = ['in review', 'rated', 'corrected once', 'corrected twice', 'rated anew', 'withdrawn'] as const;
const CORRECTIONS = ['The first correction explains itself.', 'The second correction explains itself.'];

/** @throws Error for a page that is of two moments at once */
function stateOf({ status, text }: Pick<Answer, 'status' | 'text'>): number {
  if (status === 410) return 5;
  const number = Number(/<h1[^>]*>Wording number (\d)\./.exec(text)?.[1]);
  const verdicts = ['First verdict.', 'Second verdict.'].filter((summary) => text.includes(summary)).length;
  const explained = CORRECTIONS.filter((explanation) => text.includes(explanation)).length;
  const anew = text.includes('The verdict is corrected.');
  const state = number === 0 ? verdicts : number === 1 ? 2 : verdicts === 1 ? 3 : 4;
  if (status !== 200 || explained !== number || anew !== (verdicts === 2) || !(number === 0 ? verdicts < 2 : verdicts >= 1)) {
    throw new Error(`Half of two moments: status ${status}, wording ${number}, ${explained} corrections, ${verdicts} verdicts, ${anew ? 'with' : 'without'} the correction of the verdict.`);
  }
  return state;
}

interface Read {
  startedAt: number;
  state: number;
  where: string;
}

interface Run {
  reads: Read[];
  /** When the writer had its answer that the claim is in this state. */
  acts: { state: number; answeredAt: number }[];
  halves: string[];
}

/** Publishes, corrects, rates anew and withdraws a claim on the first instance, while readers hammer all of them. */
async function lifeUnderLoad(instances: readonly TestApp[], disturb: (state: number) => Promise<void> | void = () => undefined): Promise<Run> {
  const claim = await buildClaimInReview(room, { title: 'A claim under load', wording: 'Wording number 0.' });
  const path = `/claims/${claim.slug}`;
  const run: Run = { reads: [], acts: [], halves: [] };
  await propose(room.reviewerA, claim, { summary: 'First verdict.' });
  let over = false;
  const agent = new http.Agent({ keepAlive: true });
  /** A strong tag stands for one content, so that each page is looked through once. */
  const known = new Map<string, number>();
  const readers = instances.flatMap((instance, place) =>
    ['br', 'gzip', 'identity', 'br', 'gzip'].map(async (encoding, n) => {
      const conditional = n > 1;
      const where = `instance ${place}, ${encoding}${conditional ? ', conditional' : ''}`;
      let held: string | undefined;
      while (!over) {
        const startedAt = performance.now();
        const answer = await ask(instance, path, { agent, headers: { 'accept-encoding': encoding, ...(conditional && held ? { 'if-none-match': held } : {}) } });
        try {
          const tag = answer.headers.etag ?? '';
          const state = answer.status === 304 ? known.get(tag) : (known.get(tag) ?? stateOf(answer));
          if (state === undefined) throw new Error(`304 with an unknown tag ${tag}.`);
          known.set(tag, state);
          held = tag;
          run.reads.push({ startedAt, state, where });
        } catch (error) {
          run.halves.push(`${where}: ${(error as Error).message}`);
        }
      }
    }),
  );
  const correct = async (number: number) =>
    made(room.editor.call('patch', `/claims/${claim.id}`, { version: (await current(room.editor, claim)).version, body: { wording: `Wording number ${number}.`, correction: { kind: 'clarification', explanation: CORRECTIONS[number - 1] } } }), 200);
  const deeds: (() => Promise<unknown>)[] = [
    () => act(room.reviewerB, claim, 'approve'),
    () => correct(1),
    () => correct(2),
    async () => {
      await act(room.editor, claim, 'reopen', { reason: 'It went on.' });
      await buildEvidence(room.editor, claim);
      await act(room.editor, claim, 'submit');
      await propose(room.reviewerA, claim, { summary: 'Second verdict.', ratingId: ratingOf(await current(room.editor, claim), 'broken') });
      await act(room.reviewerB, claim, 'approve', { correction: 'The verdict is corrected.' });
    },
    () => act(room.admin, claim, 'withdraw', { reason: 'It was no claim.' }),
  ];
  try {
    for (const [index, deed] of deeds.entries()) {
      await wait(200);
      await disturb(index + 1);
      await deed();
      run.acts.push({ state: index + 1, answeredAt: performance.now() });
      await wait(1300);
    }
  } finally {
    over = true;
    await Promise.all(readers);
    agent.destroy();
  }
  return run;
}

/** Answers to requests that started more than a second after the writer had its answer, and do not show what was written. */
const stale = ({ reads, acts }: Run) =>
  acts.flatMap(({ state, answeredAt }) => reads.filter((read) => read.startedAt > answeredAt + 1000 && read.state < state).map((read) => `${read.where}: “${STATES[read.state]}” ${Math.round(read.startedAt - answeredAt)} ms after “${STATES[state]}”`));

function expectTruth(run: Run, instances: number): void {
  expect(stale(run)).toEqual([]);
  expect(run.halves).toEqual([]);
  // Every state was read on every instance, or this would prove nothing.
  for (let place = 0; place < instances; place++) expect(new Set(run.reads.filter(({ where }) => where.startsWith(`instance ${place}`)).map(({ state }) => state))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
}

describe('Under load, with two instances, a reader', () => {
  it('gets no page that is older than a second, nor one of two moments, while a claim is published, corrected and withdrawn', async () => {
    const before = [testApp, other].map((instance) => memoryOf(instance).figures);
    const run = await lifeUnderLoad([testApp, other]);
    expectTruth(run, 2);
    for (const [place, instance] of [testApp, other].entries()) {
      const { hits, unchanged, misses } = memoryOf(instance).figures;
      const fromMemory = hits + unchanged - before[place]!.hits - before[place]!.unchanged;
      expect(fromMemory).toBeGreaterThan(200);
      expect(misses - before[place]!.misses).toBeLessThan(fromMemory / 5);
    }
  });

  it('gets none either while the listening connections are ended again and again', async () => {
    let ended = 0;
    const end = async () => {
      const rows = await testApp.source.query<unknown[]>(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'claimline-listen' AND datname = current_database()`);
      ended += rows.length;
    };
    const again = setInterval(() => void end(), 700);
    const run = await lifeUnderLoad([testApp, other], end).finally(() => clearInterval(again));
    expectTruth(run, 2);
    expect(ended).toBeGreaterThan(10);
    await listening(testApp, other);
  });

  it('gets none either when the listening connection falls silent without a word', async () => {
    const proxy = await ListenerProxy.before(testApp.databaseUrl);
    const behind = await startInstance(proxy.url);
    try {
      await listening(behind);
      let silenced = 0;
      const run = await lifeUnderLoad([testApp, behind], async (state) => {
        // Cut before some of the acts, and whole again before others.
        if (state % 2 === 0) return listening(behind);
        silenced += proxy.silence();
      });
      expectTruth(run, 2);
      expect(silenced).toBeGreaterThan(1);
      // It gives the connection up, and finds another.
      await listening(behind);
    } finally {
      await behind.close();
      await proxy.close();
    }
  });
});

describe('An instance', () => {
  it('keeps nothing where news do not come through, as behind a pooler that lends connections by the transaction', async () => {
    const calls: string[] = [];
    const hearer = { heard: () => void calls.push('heard'), lost: () => void calls.push('lost'), drop: () => undefined, clear: () => undefined };
    const listener = new RecordListener(hearer, { url: testApp.databaseUrl, send: async () => undefined, clock: () => performance.now() });
    listener.start();
    await until('it gives up waiting for its own words', () => calls.includes('lost'));
    await listener.stop();
    expect(calls).not.toContain('heard');
  });

  it('listens again however often it is cut while it tries', async () => {
    const from = performance.now();
    while (performance.now() - from < 2500) {
      await testApp.source.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'claimline-listen' AND datname = current_database()`);
      await wait(1);
    }
    await listening(testApp, other);
  });

  it('stops with a listening connection that is cut, and keeps nothing from then on', async () => {
    const proxy = await ListenerProxy.before(testApp.databaseUrl);
    const behind = await startInstance(proxy.url);
    await listening(behind);
    expect(proxy.silence()).toBe(1);
    await until('it noticed', () => !memoryOf(behind).figures.listening, 1000);
    const from = performance.now();
    await behind.close();
    expect(performance.now() - from).toBeLessThan(3000);
    await proxy.close();
  });
});

/** Stands between an instance and its server, and can let the connection that listens fall silent while it stays open. */
class ListenerProxy {
  private readonly pairs = new Set<{ sockets: [net.Socket, net.Socket]; listens: boolean; silent: boolean }>();

  private constructor(
    private readonly server: net.Server,
    readonly url: string,
  ) {}

  static async before(databaseUrl: string): Promise<ListenerProxy> {
    const target = new URL(databaseUrl);
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = new URL(databaseUrl);
    url.hostname = '127.0.0.1';
    url.port = String((server.address() as net.AddressInfo).port);
    const proxy = new ListenerProxy(server, url.href);
    server.on('connection', (near) => proxy.join(near, net.connect(Number(target.port || 5432), target.hostname)));
    return proxy;
  }

  /** @returns how many connections fell silent */
  silence(): number {
    let count = 0;
    for (const pair of this.pairs) {
      if (!pair.listens || pair.silent) continue;
      pair.silent = true;
      count++;
    }
    return count;
  }

  async close(): Promise<void> {
    for (const { sockets } of this.pairs) for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(near: net.Socket, far: net.Socket): void {
    const pair = { sockets: [near, far] as [net.Socket, net.Socket], listens: false, silent: false };
    this.pairs.add(pair);
    near.on('data', (part) => {
      if (part.includes('LISTEN claimline_record')) pair.listens = true;
      if (!pair.silent) far.write(part);
    });
    far.on('data', (part) => void (pair.silent || near.write(part)));
    for (const [one, opposite] of [[near, far], [far, near]] as const) {
      one.on('error', () => undefined).on('close', () => {
        this.pairs.delete(pair);
        opposite.destroy();
      });
    }
  }
}
