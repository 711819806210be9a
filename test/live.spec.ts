/** Open pages of the desk that keep themselves true: by server-sent events, for several instances, over dropped lines; and who else has a claim open. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import request from 'supertest';
import { buildClaimInReview, buildOpenClaim, act } from './support/build.js';
import { startApp, startInstance, type TestApp } from './support/app.js';
import { arrive, TestBrowser } from './support/browser.js';
import { hire, hireNewsroom, type Newsroom, type Person } from './support/people.js';

let testApp: TestApp;
let room: Newsroom;
let browser: TestBrowser;

beforeAll(async () => {
  testApp = await startApp();
  room = await hireNewsroom(testApp);
  browser = await TestBrowser.launch();
});
afterAll(async () => {
  await browser?.close();
  await Promise.all(Line.all.map((line) => line.close().catch(() => undefined)));
  await testApp?.close();
});

async function signIn(person: Person, next = '/desk', javaScriptEnabled = true, url = testApp.url): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.context({ width: 1280, javaScriptEnabled });
  const page = await context.newPage();
  await page.goto(`${url}${next}`);
  await page.fill('#sign-in-email', person.email);
  await page.fill('#sign-in-password', person.password);
  await arrive(page, () => page.click('#sign-in button'));
  return { context, page };
}

/** The cookie of a session of this person's. */
async function cookieOf(person: Person, url = testApp.url): Promise<string> {
  const answer = await request(url).post('/desk/sign-in').type('form').send({ email: person.email, password: person.password, next: '/desk' });
  return (answer.headers['set-cookie'] as unknown as string[])[0]!.split(';')[0]!;
}

/** A line as a browser holds it, read until it says what is wanted. */
class Line {
  static readonly all: Line[] = [];
  private heard = '';
  private constructor(
    readonly response: Response,
    private readonly reader: ReadableStreamDefaultReader<Uint8Array>,
  ) {}

  static async open(cookie: string, query: string, url = testApp.url): Promise<Line> {
    const response = await fetch(`${url}/desk/live?${query}`, { headers: { cookie }, redirect: 'manual' });
    const line = new Line(response, response.body!.getReader());
    Line.all.push(line);
    return line;
  }

  /** Everything up to the first text that matches, and forgets it. */
  async until(wanted: RegExp): Promise<string> {
    for (;;) {
      const found = wanted.exec(this.heard);
      if (found) {
        this.heard = this.heard.slice(found.index + found[0].length);
        return found[0];
      }
      const { done, value } = await this.reader.read();
      if (done) throw new Error(`The line ended; left over: ${this.heard}`);
      this.heard += new TextDecoder().decode(value);
    }
  }

  /** All that is still said until the line ends. */
  async rest(): Promise<string> {
    for (;;) {
      const { done, value } = await this.reader.read();
      if (done) return this.heard;
      this.heard += new TextDecoder().decode(value);
    }
  }

  close(): Promise<void> {
    return this.reader.cancel();
  }
}

const topics = (...asked: string[]) => `topics=${encodeURIComponent(asked.join(','))}`;

describe('A line of the desk', () => {
  it('tells of acts on the claims that it asked for, and of nothing else', async () => {
    const [one, other] = [await buildOpenClaim(room), await buildOpenClaim(room)];
    const line = await Line.open(await cookieOf(room.editor), topics(`claim:${one.id}`));
    expect([line.response.status, line.response.headers.get('content-type'), line.response.headers.get('x-accel-buffering'), line.response.headers.get('cache-control')])
      .toEqual([200, 'text/event-stream; charset=utf-8', 'no', 'no-store, no-transform']);
    await line.until(/event: ready\n/);
    await act(room.editor, other, 'submit', { searchedWhere: 'Two archives.' });
    await act(room.editor, one, 'submit', { searchedWhere: 'Two archives.' });
    expect(await line.until(/event: changed\ndata: .*\n/)).toBe(`event: changed\ndata: claim:${one.id}\n`);
    await line.close();
  });

  it('tells whoever listens at another instance too', async () => {
    const second = await startInstance(testApp.databaseUrl);
    const claim = await buildOpenClaim(room);
    const line = await Line.open(await cookieOf(room.editor), topics('queue'), second.url);
    await line.until(/event: ready\n/);
    await act(room.editor, claim, 'submit', { searchedWhere: 'Two archives.' });
    await line.until(/event: changed\ndata: queue\n/);
    // An instance that leaves does not wait for its lines: they end, and the pages find another.
    await second.close();
    await line.rest();
  });

  it('is for whoever is signed in, and for what is theirs to hear', async () => {
    expect((await request(testApp.url).get('/desk/live?topics=queue').set('accept', 'text/event-stream')).status).toBe(401);
    const cookie = await cookieOf(room.editor);
    const ask = (query: string) => request(testApp.url).get(`/desk/live?${query}`).set('cookie', cookie).set('accept', 'application/json');
    expect((await ask(topics(`notices:${room.reviewerA.id}`))).status).toBe(403);
    for (const query of ['topics=everything', `topics=${'queue,'.repeat(101)}queue`, 'topics=queue&topics=queue', 'topics=%00']) expect([query, (await ask(query)).status]).toEqual([query, 400]);
    expect((await request(testApp.url).get('/desk/live?topics=queue').set('authorization', `Bearer ${room.editor.token}`)).status).toBe(403);
  });

  it('ends at once when the session ends, and when the account is suspended', async () => {
    const leaver = await hire(testApp, 'Lea Leaver', 'editor');
    const [first, second] = [await cookieOf(leaver), await cookieOf(leaver)];
    const [one, two] = [await Line.open(first, topics('queue')), await Line.open(second, topics('queue'))];
    await Promise.all([one.until(/event: ready\n/), two.until(/event: ready\n/)]);
    const csrf = ((await request(testApp.url).get('/api/v1/session').set('cookie', first)).body as { csrfToken: string }).csrfToken;
    expect((await request(testApp.url).post('/desk/sign-out').set('cookie', first).type('form').send({ _csrf: csrf })).status).toBe(303);
    expect(await one.rest()).toContain('event: over');
    const { version } = (await room.admin.call('get', `/accounts/${leaver.id}`)).body as { version: number };
    expect((await room.admin.call('patch', `/accounts/${leaver.id}`, { version, body: { suspended: true } })).status).toBe(200);
    expect(await two.rest()).toContain('event: over');
  });

  it('is one of at most sixteen of a person: the oldest gives way', async () => {
    const many = await hire(testApp, 'Mina Many', 'editor');
    const cookie = await cookieOf(many);
    const lines: Line[] = [];
    for (let n = 0; n < 17; n++) {
      lines.push(await Line.open(cookie, topics('queue')));
      await lines.at(-1)!.until(/event: (?:ready|deaf)\n/);
    }
    expect(await lines[0]!.rest()).toContain('event: full');
    await Promise.all(lines.slice(1).map((line) => line.close()));
  });

  it('finds the database again after its connection was cut, and says that everything is to be asked for anew', async () => {
    const line = await Line.open(await cookieOf(room.editor), topics('queue'));
    await line.until(/event: ready\n/);
    await testApp.source.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'claimline-desk' AND datname = current_database()`);
    await line.until(/event: deaf\n/);
    await line.until(/event: ready\n/);
    await line.close();
  });
});

describe('An open page', () => {
  it('shows what colleagues do without being loaded again, and is right again after its line was down', async () => {
    const { context, page } = await signIn(room.reviewerA);
    const drawn = await page.evaluate(() => performance.timeOrigin);
    const claim = await buildClaimInReview(room, { wording: 'The bridge will be open by May.' });
    await page.locator('#review').getByText('The bridge will be open by May.').waitFor();
    await context.setOffline(true);
    await act(room.reviewerB, claim, 'return', { reason: 'Look for the contract.' });
    await context.setOffline(false);
    await page.locator('#review').getByText('The bridge will be open by May.').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => performance.timeOrigin)).toBe(drawn);
    await context.close();
  });

  it('says so, and loses nothing, when somebody is signed out meanwhile', async () => {
    const { context, page } = await signIn(room.editor);
    await page.fill('#desk-find', 'half a thou');
    await testApp.source.query('UPDATE session SET ended_at = now() WHERE account_id = $1 AND ended_at IS NULL', [room.editor.id]);
    await page.locator('#desk-line').getByText('You are signed out.').waitFor();
    expect(await page.inputValue('#desk-find')).toBe('half a thou');
    await context.close();
  });
});

describe('Who has a claim open', () => {
  it('is told to whoever opens it too, and no longer when they are gone', async () => {
    const claim = await buildOpenClaim(room);
    const cookie = await cookieOf(room.reviewerA);
    const line = await Line.open(cookie, `${topics()}&claim=${claim.id}&tab=tab-of-ada`);
    await line.until(/event: (?:ready|deaf)\n/);
    const bo = await cookieOf(room.reviewerB);
    const seen = async (who: string) => (await request(testApp.url).get(`/desk/claims/${claim.id}/presence`).set('cookie', who)).text;
    const until = async (test: (text: string) => boolean) => {
      while (!test(await seen(bo))) await new Promise((resolve) => setTimeout(resolve, 50));
    };
    await until((text) => text.includes('Ada Reviewer</strong> has this open too, since'));
    expect(await seen(cookie)).toBe('');
    const told = await Line.open(bo, topics(`presence:${claim.id}`));
    await told.until(/event: ready\n/);
    await line.close();
    await told.until(new RegExp(`event: changed\\ndata: presence:${claim.id}\\n`));
    await until((text) => text === '');
    await told.close();
  });

  it('a page put behind another is still open, and said to be', async () => {
    const claim = await buildOpenClaim(room);
    const cookie = await cookieOf(room.reviewerA);
    const line = await Line.open(cookie, `${topics()}&claim=${claim.id}&tab=tab-behind`);
    await line.until(/event: (?:ready|deaf)\n/);
    const bo = await cookieOf(room.reviewerB);
    const csrf = ((await request(testApp.url).get('/api/v1/session').set('cookie', cookie)).body as { csrfToken: string }).csrfToken;
    while ((await testApp.source.query('SELECT FROM presence WHERE claim_id = $1', [claim.id])).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await request(testApp.url).post('/desk/live/away').set('cookie', cookie).type('form').send({ _csrf: csrf, claim: claim.id, tab: 'tab-behind' })).status).toBe(204);
    await line.close();
    expect((await request(testApp.url).get(`/desk/claims/${claim.id}/presence`).set('cookie', bo)).text).toContain('behind another window');
    expect((await request(testApp.url).get('/desk/claims/nonsense/presence').set('cookie', bo)).status).toBe(404);
  });
});
