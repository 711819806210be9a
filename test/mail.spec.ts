/** Letters to the desk, sent to a real mail server on this machine and read as a mail program reads them. */
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import net from 'node:net';
import type { SMTPServerOptions } from 'smtp-server';
import request from 'supertest';
import { countFailedJobs, failedJobs } from '../src/jobs/failed.query.js';
import { Workers } from '../src/jobs/workers.js';
import { type Letter, Mail } from '../src/mail/mail.js';
import { LISTED } from '../src/notices/notice-letter.rules.js';
import { NoticeMail } from '../src/notices/notice-mail.js';
import { tell, type Told } from '../src/notices/tell.js';
import { want, wantedBy } from '../src/notices/unwanted.query.js';
import { inTransaction } from '../src/shared/database.js';
import { startApp, type TestApp } from './support/app.js';
import { Mailbox, until } from './support/mailbox.js';
import { hireNewsroom, type Newsroom, type Person } from './support/people.js';

const NOBODY = { accountId: null, roles: [], via: 'site' } as const;
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

interface Office {
  desk: TestApp;
  box: Mailbox;
  post(letter: Partial<Letter>): Promise<void>;
}

/** A desk with a mail server of its own, and somebody who sends its letters. */
async function newOffice({ server = {}, user = '' }: { server?: SMTPServerOptions; user?: string }, closing: { close(): Promise<void> }[]): Promise<Office> {
  const box = await Mailbox.open(server);
  closing.push(box);
  const desk = await startApp({ SMTP_URL: box.url.replace('//', `//${user}`), MAIL_FROM: 'Claimline <desk@example.org>', PUBLIC_URL: 'http://claims.example.org' });
  closing.push(desk);
  await desk.app.get(Workers).start();
  const post = (letter: Partial<Letter>) => inTransaction(desk.source, NOBODY, (tx) => desk.app.get(Mail).queue(tx, { to: 'ada@example.org', subject: 'Hello', text: 'Good day.\n', ...letter }));
  return { desk, box, post };
}

const shared: { close(): Promise<void> }[] = [];
let usual: Promise<Office> | undefined;
afterAll(async () => {
  for (const one of shared.reverse()) await one.close();
});

/** One whose mail server takes everything is the same for all tests, with nothing in it; any other is the test's own. */
async function office(unlike?: { server?: SMTPServerOptions; user?: string }): Promise<Office> {
  if (unlike) return newOffice(unlike, open);
  const one = await (usual ??= newOffice({}, shared));
  await until(async () => (await one.desk.source.query<unknown[]>(`SELECT 1 FROM pgboss.job WHERE state = 'active'`)).length === 0);
  await one.desk.source.query('DELETE FROM pgboss.job');
  await one.desk.source.query('DELETE FROM notice');
  one.box.received.length = 0;
  return one;
}

/** Retries at once instead of after half a minute. */
const hurry = (desk: TestApp) => desk.source.query(`UPDATE pgboss.job SET start_after = now() WHERE state < 'active'`);

/** A browser without a window, signed in. */
async function signIn(desk: TestApp, person: Person): Promise<ReturnType<typeof request.agent>> {
  const agent = request.agent(desk.url);
  await agent.post('/desk/sign-in').type('form').send({ email: person.email, password: person.password }).expect(303);
  return agent;
}

describe('A letter', () => {
  it('arrives as it was written, in any script, with the head that a letter from a machine should have', async () => {
    const { box, post } = await office();
    const long = `${'Слово и дело. '.repeat(200)}\n.\nA line that is a full stop alone stays.\nhttp://claims.example.org/desk/claims/${'0'.repeat(36)}\n`;
    await post({ subject: 'Россия не собирается нападать: «слова» и дела 🌍', text: long });
    const { to, from, mail, raw } = await until(() => box.received[0]);
    expect([to, from]).toEqual([['ada@example.org'], 'desk@example.org']);
    expect(mail.subject).toBe('Россия не собирается нападать: «слова» и дела 🌍');
    expect(mail.text?.trimEnd()).toBe(long.trimEnd());
    expect(mail.from?.text).toBe('"Claimline" <desk@example.org>');
    expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@claims\.example\.org>$/);
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(Math.abs(mail.date!.getTime() - Date.now())).toBeLessThan(60_000);
    expect(mail.html).toBe(false);
    expect(raw.split('\r\n').every((line) => line.length <= 998)).toBe(true);
  });

  it('cannot have its head lengthened or its address doubled by what people type', async () => {
    const { box, post, desk } = await office();
    await post({ subject: 'Hello\r\nBcc: eve@example.org\r\n\r\nAnother body', text: 'Real.\n' });
    const { to, mail } = await until(() => box.received[0]);
    expect(to).toEqual(['ada@example.org']);
    expect(mail.subject).toBe('Hello Bcc: eve@example.org Another body');
    expect([mail.bcc, mail.text?.trim()]).toEqual([undefined, 'Real.']);
    for (const address of ['ada@example.org, eve@example.org', 'ada@example.org\r\nBcc: eve@example.org', 'Eve <eve@example.org>', '<ada@example.org> SIZE=1']) await post({ to: address });
    await until(async () => (await countFailedJobs(desk.source.manager)) === 4);
    expect(box.received).toHaveLength(1);
  });

  it('is not sent for an act that does not commit', async () => {
    const { desk, box, post } = await office();
    await expect(inTransaction(desk.source, NOBODY, async (tx) => {
      await desk.app.get(Mail).queue(tx, { to: 'ada@example.org', subject: 'Never', text: 'Never.' });
      throw new Error('changed my mind');
    })).rejects.toThrow();
    await post({ subject: 'Afterwards' });
    await until(() => box.received[0]);
    expect(box.received.map(({ mail }) => mail.subject)).toEqual(['Afterwards']);
  });

  it('keeps no secret once it has gone', async () => {
    const { desk, box, post } = await office();
    await post({ text: 'http://claims.example.org/desk/invitations/very-secret\n' });
    await until(() => box.received[0]);
    await until(async () => (await desk.source.query<unknown[]>(`SELECT 1 FROM pgboss.job WHERE name = 'mail' AND state = 'completed'`)).length === 1);
    expect(await desk.source.query(`SELECT 1 FROM pgboss.job WHERE data::text LIKE '%very-secret%'`)).toEqual([]);
  });

  it('is signed in for where the mail server asks, and a wrong password is tried again once it is mended', async () => {
    let password = 'another';
    const { desk, box, post } = await office({
      user: 'desk:p%40ss@',
      server: { authOptional: false, onAuth: (auth, _session, done) => (auth.username === 'desk' && auth.password === password ? done(null, { user: 'desk' }) : done(new Error('Wrong password'))) },
    });
    await post({});
    await until(async () => (await desk.source.query<unknown[]>(`SELECT 1 FROM pgboss.job WHERE name = 'mail' AND state = 'retry'`)).length === 1);
    password = 'p@ss';
    await hurry(desk);
    await until(() => box.received[0]);
  });
});

describe('A mail server', () => {
  it('that refuses an address is not asked again, and an admin sees why', async () => {
    const asked: string[] = [];
    const { desk, box, post } = await office({
      server: {
        onRcptTo: ({ address }, _session, done) => {
          asked.push(address);
          done(address === 'gone@example.org' ? Object.assign(new Error('No such person here'), { responseCode: 550 }) : null);
        },
      },
    });
    await post({ to: 'gone@example.org', subject: 'To nobody', text: 'secret' });
    await until(async () => (await countFailedJobs(desk.source.manager)) === 1);
    await post({ to: 'ada@example.org' });
    await until(() => box.received[0]);
    expect(asked).toEqual(['gone@example.org', 'ada@example.org']);
    expect(await failedJobs(desk.source.manager)).toMatchObject([{ queue: 'mail', to: 'gone@example.org', subject: 'To nobody', why: '550 No such person here' }]);
    expect((await request(desk.url).get('/metrics')).text).toMatch(/^jobs_failed 1$/m);

    const room = await hireNewsroom(desk);
    const admin = await signIn(desk, room.admin);
    const page = await admin.get('/desk/settings/jobs').expect(200);
    for (const part of ['gone@example.org', 'To nobody', '550 No such person here']) expect(page.text).toContain(part);
    expect(page.text).not.toContain('secret');
    const editor = await signIn(desk, room.editor);
    await editor.get('/desk/settings/jobs').expect(403);
    await editor.post('/desk/settings/jobs/again').type('form').send({}).expect(403);
    const csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)![1];
    await admin.post('/desk/settings/jobs/again').type('form').send({ _csrf: csrf }).expect(303).expect('location', '/desk/settings/jobs?done=again');
    await until(() => asked.length === 3);
    await until(async () => (await countFailedJobs(desk.source.manager)) === 1);
  });

  it('that is busy, silent or dead is tried again, and the letter arrives with the same Message-ID', async () => {
    let mood: 'busy' | 'fine' = 'busy';
    const ids: string[] = [];
    const { desk, box, post } = await office({ server: { onMailFrom: (_address, _session, done) => (mood === 'busy' ? done(Object.assign(new Error('Come back later'), { responseCode: 451 })) : done()) } });
    const retried = (n: number) => until(async () => (await desk.source.query<unknown[]>(`SELECT 1 FROM pgboss.job WHERE name = 'mail' AND state = 'retry' AND retry_count >= $1`, [n])).length === 1);
    await post({});
    const [{ id }] = await until(async () => {
      const rows = await desk.source.query<{ id: string }[]>(`SELECT data ->> 'id' AS id FROM pgboss.job WHERE name = 'mail' AND state = 'retry'`);
      return rows.length === 1 ? (rows as [{ id: string }]) : undefined;
    });
    ids.push(id);
    await box.close();
    await hurry(desk);
    await retried(1);
    mood = 'fine';
    const again = await Mailbox.open({}, box.port);
    open.push(again);
    await hurry(desk);
    const { mail } = await until(() => again.received[0]);
    expect(mail.messageId).toBe(`<${ids[0]}@claims.example.org>`);
    expect(await countFailedJobs(desk.source.manager)).toBe(0);
  });

  it('is no condition for a desk: without one nothing is queued', async () => {
    const desk = await startApp();
    open.push(desk);
    expect(desk.app.get(Mail).enabled).toBe(false);
    await inTransaction(desk.source, NOBODY, (tx) => desk.app.get(Mail).queue(tx, { to: 'ada@example.org', subject: 'Hello', text: 'Hello' }));
    expect(await desk.source.query(`SELECT 1 FROM pgboss.job WHERE name = 'mail'`)).toEqual([]);
  });
});

describe('What a colleague is told', () => {
  const told = (to: string, words: string, more: Partial<Told> = {}): Told => ({ to, kind: 'mentioned', claimId: null, words, path: '/desk/review', ...more });
  async function newsroom(): Promise<Office & { room: Newsroom; say(...all: Told[]): Promise<void> }> {
    const all = await office();
    const room = await hireNewsroom(all.desk);
    const say = async (...notices: Told[]): Promise<void> => {
      for (const notice of notices) await inTransaction(all.desk.source, NOBODY, (tx) => tell(tx, notice));
    };
    return { ...all, room, say };
  }

  it('comes by e-mail a few minutes later, what is close together in one letter, with links to where it is dealt with', async () => {
    const { desk, box, room, say } = await newsroom();
    await say(told(room.reviewerA.id, 'Edith Editor mentions you: “look at this”.'), told(room.reviewerA.id, 'The review of “Gas” is given to you.', { kind: 'given', path: '/desk/claims/0190' }));
    const [{ n }] = await desk.source.query<[{ n: number }]>(`SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'notices' AND state = 'created' AND start_after > now() + interval '1 minute'`);
    expect(n).toBe(2);
    await hurry(desk);
    const { to, mail } = await until(() => box.received[0]);
    expect(to).toEqual([room.reviewerA.email]);
    expect(mail.subject).toBe('2 notices from the desk');
    for (const part of ['Ada Reviewer,', 'Edith Editor mentions you: “look at this”.\nhttp://claims.example.org/desk/review', 'http://claims.example.org/desk/claims/0190', 'http://claims.example.org/desk/me/notices']) expect(mail.text).toContain(part);
    await until(async () => (await desk.source.query<unknown[]>(`SELECT 1 FROM pgboss.job WHERE name = 'notices' AND state <> 'completed'`)).length === 0);
    expect(box.received).toHaveLength(1);
  });

  it('is one letter also when two instances take it up at once', async () => {
    const { desk, box, room, say, post } = await newsroom();
    await say(told(room.reviewerA.id, 'One thing.'));
    const mail = desk.app.get(NoticeMail);
    await Promise.all([1, 2, 3, 4].map(() => mail.sendOn(room.reviewerA.id)));
    await post({ subject: 'The last' });
    await until(() => box.received.some((one) => one.mail.subject === 'The last'));
    expect(box.received.filter((one) => one.mail.subject === 'One thing.')).toHaveLength(1);
  });

  it('does not come to who has seen it, does not want it, or is suspended', async () => {
    const { desk, box, room, say } = await newsroom();
    const { reviewerA, reviewerB, editor } = room;
    await inTransaction(desk.source, NOBODY, (tx) => want(tx, reviewerB.id, ['due']));
    await say(told(reviewerA.id, 'Seen.'), told(reviewerB.id, 'Unwanted.'), told(reviewerB.id, 'Wanted.', { kind: 'due' }), told(editor.id, 'Gone.'));
    await desk.source.query(`UPDATE notice SET seen_at = now() WHERE account_id = $1`, [reviewerA.id]);
    await desk.source.transaction(async (manager) => {
      await manager.query('ALTER TABLE account DISABLE TRIGGER USER');
      await manager.query('UPDATE account SET suspended_at = now() WHERE id = $1', [editor.id]);
      await manager.query('ALTER TABLE account ENABLE TRIGGER USER');
    });
    await hurry(desk);
    await until(() => box.received[0]);
    await until(async () => (await desk.source.query<unknown[]>(`SELECT 1 FROM pgboss.job WHERE state <> 'completed' AND name IN ('notices', 'mail')`)).length === 0);
    expect(box.received.map(({ mail }) => mail.subject)).toEqual(['Wanted.']);
    expect(await desk.source.query(`SELECT 1 FROM notice WHERE mail_settled_at IS NULL`)).toEqual([]);
  });

  it('is counted where it is too much for one letter', async () => {
    const { desk, box, room, say } = await newsroom();
    await say(...Array.from({ length: LISTED + 5 }, (_, n) => told(room.admin.id, `Thing ${n}.`, { once: `thing ${n}` })), told(room.admin.id, 'Thing 0.', { once: 'thing 0' }));
    await hurry(desk);
    const { mail } = await until(() => box.received[0]);
    expect(mail.subject).toBe(`${LISTED + 5} notices from the desk`);
    expect(mail.text).toContain('and 5 more, all in the desk: http://claims.example.org/desk');
  });
});

describe('One’s own choice of notices by e-mail', () => {
  it('is kept by a plain form, and everything is wanted until then', async () => {
    const { desk } = await office();
    const { editor, admin } = await hireNewsroom(desk);
    const agent = await signIn(desk, editor);
    const page = await agent.get('/desk/me/notices').expect(200);
    expect(page.text.match(/<input[^>]*type="checkbox"[^>]*checked/g)).toHaveLength(8);
    const csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)![1];
    await agent.post('/desk/me/notices').type('form').send({ _csrf: csrf, kinds: ['due', 'returned'] }).expect(303).expect('location', '/desk/me/notices?done=wishes');
    expect(await wantedBy(desk.source.manager, editor.id)).toEqual(['returned', 'due']);
    expect(await wantedBy(desk.source.manager, admin.id)).toHaveLength(9);
    const wrong = await agent.post('/desk/me/notices').type('form').send({ _csrf: csrf, kinds: ['everything'] }).expect(400);
    expect(wrong.text).toContain('Error: Notices by e-mail');
    await agent.post('/desk/me/notices').type('form').send({ kinds: ['due'] }).expect(403);
    expect(await wantedBy(desk.source.manager, editor.id)).toEqual(['returned', 'due']);
  });
});

describe('A mail server that never answers', () => {
  it('does not hold up the end of the service beyond its patience, and the letter is not lost', async () => {
    const lines = new Set<net.Socket>();
    const silent = net.createServer((socket) => void lines.add(socket));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as net.AddressInfo;
    const desk = await startApp({ SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'desk@example.org' });
    try {
      await desk.app.get(Workers).start();
      await inTransaction(desk.source, NOBODY, (tx) => desk.app.get(Mail).queue(tx, { to: 'ada@example.org', subject: 'Hello', text: 'Hello' }));
      await until(() => lines.size > 0);
      await desk.app.get(Workers).stop();
      const [{ state }] = await desk.source.query<[{ state: string }]>(`SELECT state FROM pgboss.job WHERE name = 'mail'`);
      expect(['retry', 'created']).toContain(state);
    } finally {
      for (const line of lines) line.destroy();
      await new Promise<void>((resolve) => silent.close(() => resolve()));
      await desk.close();
    }
  });
});
