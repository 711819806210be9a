/** Work that waits for the commit: nothing of a rolled back act, everything of a committed one, whoever dies in between. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import net from 'node:net';
import { PgBoss } from 'pg-boss';
import type { DataSource } from 'typeorm';
import { enqueue } from '../src/jobs/enqueue.js';
import { countFailedJobs, failedJobs } from '../src/jobs/failed.query.js';
import { Hopeless, Workers } from '../src/jobs/workers.js';
import { loadConfig } from '../src/config.js';
import { Mail } from '../src/mail/mail.js';
import { createDataSource } from '../src/ops/data-source.js';
import { inTransaction } from '../src/shared/database.js';
import { startApp, startInstance, type TestApp } from './support/app.js';
import { createTestDatabase, type TestDatabase } from './support/database.js';
import { Mailbox, until } from './support/mailbox.js';
import { endAll, runCommand, startService } from './support/service.js';

const NOBODY = { accountId: null, roles: [], via: 'site' } as const;

let desk: TestApp;

beforeAll(async () => {
  desk = await startApp();
});
afterAll(() => desk.close());

const put = (data: object, after = 0) => inTransaction(desk.source, NOBODY, (tx) => enqueue(tx, 'mail', data, after));
const waiting = async (): Promise<number> => {
  const [row] = await desk.source.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'mail' AND state < 'active'`);
  return row!.n;
};

/** Workers of this test alone, with the one duty that it is about. */
async function working(work: (data: object, signal: AbortSignal) => Promise<void>, test: () => Promise<void>): Promise<void> {
  const instance = await startInstance(desk.databaseUrl);
  const workers = instance.app.get(Workers);
  workers.does('mail', work, 2);
  await workers.start();
  try {
    await test();
  } finally {
    await instance.close();
  }
}

describe('The jobs queue', () => {
  it('is made by the migrations just as the library wants it', async () => {
    const boss = new PgBoss({ db: { executeSql: async (text, values) => ({ rows: await desk.source.query(text, values) }) }, migrate: false });
    expect(await boss.isInstalled()).toBe(true);
    const drift = await boss.detectSchemaDrift();
    expect(drift).toMatchObject({ ok: true });
  });

  it('keeps the work of an act that commits, and none of one that does not', async () => {
    await expect(inTransaction(desk.source, NOBODY, async (tx) => {
      await enqueue(tx, 'mail', { n: 0 });
      throw new Error('changed my mind');
    })).rejects.toThrow('changed my mind');
    expect(await waiting()).toBe(0);
    await put({ n: 1 });
    expect(await waiting()).toBe(1);
    const done: object[] = [];
    await working(async (data) => void done.push(data), () => until(() => done.length === 1).then(() => undefined));
    expect(done).toEqual([{ n: 1 }]);
    expect(await waiting()).toBe(0);
  });

  it('gives each job to one of several instances', async () => {
    const done: string[] = [];
    const work = (who: string) => async (data: object) => void done.push(`${(data as { n: number }).n} ${who}`);
    for (let n = 0; n < 30; n++) await put({ n });
    await working(work('a'), () => working(work('b'), () => until(() => done.length >= 30).then(() => undefined)));
    expect(done.map((line) => Number.parseInt(line, 10)).sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, n) => n));
  });

  it('begins nothing before its time, and tries again later what failed', async () => {
    await put({ n: 'later' }, 3600);
    await put({ n: 'fails' });
    const tried: object[] = [];
    await working(async (data) => {
      tried.push(data);
      throw new Error('the server is down');
    }, async () => {
      await until(async () => (await desk.source.query<unknown[]>(`SELECT 1 FROM pgboss.job WHERE name = 'mail' AND state = 'retry' AND start_after > now()`)).length === 1);
    });
    expect(tried).toEqual([{ n: 'fails' }]);
    expect(await countFailedJobs(desk.source.manager)).toBe(0);
    await desk.source.query(`DELETE FROM pgboss.job WHERE name = 'mail'`);
  });

  it('keeps what no repetition would mend where an admin sees it, with its reason and without its text', async () => {
    await put({ to: 'gone@example.org', subject: 'Hello', text: 'a secret' });
    await working(async () => {
      throw new Hopeless('550 no such person');
    }, () => until(async () => (await countFailedJobs(desk.source.manager)) === 1).then(() => undefined));
    const [failed, ...others] = await failedJobs(desk.source.manager);
    expect(others).toEqual([]);
    expect(failed).toMatchObject({ queue: 'mail', why: '550 no such person', to: 'gone@example.org', subject: 'Hello' });
    expect(JSON.stringify(failed)).not.toContain('secret');
  });

  it('finishes work under way before the service closes its database, and begins no more', async () => {
    await put({ n: 1 });
    let begun = false;
    let finished = false;
    let letGo: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    const instance = await startInstance(desk.databaseUrl);
    const workers = instance.app.get(Workers);
    workers.does('mail', async () => {
      begun = true;
      await gate;
      await instance.source.query('SELECT 1');
      finished = true;
    });
    await workers.start();
    await until(() => begun);
    const closed = instance.close();
    await put({ n: 2 });
    letGo();
    await closed;
    expect(finished).toBe(true);
    expect(await waiting()).toBe(1);
    const [{ n }] = await desk.source.query<[{ n: number }]>(`SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'mail' AND state = 'active'`);
    expect(n).toBe(0);
  });
});

describe('The service, killed', () => {
  let database: TestDatabase;
  let source: DataSource;
  let box: Mailbox;
  /** Takes a call and never says a word, so that a letter stays in hand. */
  const lines = new Set<net.Socket>();
  const silent = net.createServer((line) => void lines.add(line.on('error', () => undefined)));

  beforeAll(async () => {
    database = await createTestDatabase();
    source = await createDataSource(database.url, 2).initialize();
    box = await Mailbox.open();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await endAll();
    for (const line of lines) line.destroy();
    await new Promise<void>((resolve) => silent.close(() => resolve()));
    await box.close();
    await source.destroy();
    await database.drop();
  });

  it('with a letter in hand and another in the queue, sends both when it is up again, and tells in time for them', async () => {
    const variables = { DATABASE_URL: database.url, MAIL_FROM: 'desk@example.org', PUBLIC_URL: 'http://claims.example.org' };
    const mail = new Mail(loadConfig({ ...variables, SMTP_URL: box.url }));
    const post = (subject: string) => inTransaction(source, NOBODY, (tx) => mail.queue(tx, { to: 'ada@example.org', subject, text: 'Good day.' }));

    const first = await startService({ ...variables, SMTP_URL: `smtp://127.0.0.1:${(silent.address() as net.AddressInfo).port}` });
    await post('In hand');
    await until(() => lines.size > 0);
    first.signal('SIGKILL');
    await first.ended;
    await post('In the queue');

    const second = await startService({ ...variables, SMTP_URL: box.url });
    await until(() => new Set(box.received.map(({ mail: { subject } }) => subject)).size === 2);
    // At least once: whoever gets one twice can tell it by its Message-ID.
    expect(new Set(box.received.map(({ mail: { messageId } }) => messageId)).size).toBe(2);
    const ended = await second.stop();
    expect([ended.code, ended.stderr]).toEqual([0, '']);
  }, 180_000);

  it('is not needed for a round of reminders, which a command does as well', async () => {
    const { code, stdout, stderr } = await runCommand({ DATABASE_URL: database.url }, 'remind');
    expect([code, stdout, stderr]).toEqual([0, '', 'There was nothing to tell.\n']);
  });
});
