/** What falls due: the lists, the reminders, and the claims that nobody looks at. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import request from 'supertest';
import type { ResolutionInput } from '../src/claims/claim.dto.js';
import { noteLook } from '../src/desk/looks.js';
import { dueClaims, unattended } from '../src/due/due.query.js';
import { daysLater, DUE_LISTS, type DueList } from '../src/due/due.rules.js';
import { remind } from '../src/due/reminders.js';
import type { ClaimRecord } from '../src/record/claim-record.dto.js';
import { dayOf } from '../src/shared/day.js';
import { startApp, type TestApp } from './support/app.js';
import { arrive, axeFindings, TestBrowser } from './support/browser.js';
import { act, buildClaim, buildClaimInReview, buildOpenClaim, buildProposal, current, made, propose, ratingOf } from './support/build.js';
import { hireNewsroom, type Newsroom, type Person } from './support/people.js';

let desk: TestApp;
let room: Newsroom;
let browser: TestBrowser;
const NOW = new Date();
const TODAY = dayOf(NOW);
const inDays = (days: number): string => daysLater(TODAY, days);

beforeAll(async () => {
  desk = await startApp();
  room = await hireNewsroom(desk);
  browser = await TestBrowser.launch();
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

const settledBy = (due: object) => ({ resolution: { wouldConfirm: 'It is published.', wouldRefute: 'It is not.', due } as ResolutionInput });
const dueOn = (day: string) => settledBy({ kind: 'day', day });
/** All pages of a list. */
async function listed(list: DueList, options: { accountId?: string; now?: Date } = {}): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await dueClaims(desk.source.manager, { list, now: NOW, ...options }, cursor);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  return ids;
}
const listOf = async ({ id }: { id: string }, options = {}): Promise<DueList | undefined> => {
  for (const list of DUE_LISTS) if ((await listed(list, options)).includes(id)) return list;
  return undefined;
};
const noticesOf = (person: Person, claim: { id: string }) =>
  desk.source.query<{ kind: string; words: string; path: string }[]>(`SELECT kind, words, path FROM notice WHERE account_id = $1 AND claim_id = $2 ORDER BY made_at, id`, [person.id, claim.id]);
/** At noon, so many days from now. */
const noon = (days: number): Date => new Date(`${inDays(days)}T12:00:00Z`);

/** As if everything about it had happened so many days ago. */
async function aged({ id }: { id: string }, days: number): Promise<void> {
  await desk.source.transaction(async (manager) => {
    await manager.query('ALTER TABLE ledger_entry DISABLE TRIGGER USER');
    await manager.query(`UPDATE ledger_entry SET recorded_at = recorded_at - $2 * interval '1 day' WHERE stream_id = $1`, [id, days]);
    await manager.query('ALTER TABLE ledger_entry ENABLE TRIGGER USER');
  });
}

/** Only what reminders see of it, past the ledger. */
async function suspend(person: Person, suspended: boolean): Promise<void> {
  await desk.source.transaction(async (manager) => {
    await manager.query('ALTER TABLE account DISABLE TRIGGER USER');
    await manager.query('UPDATE account SET suspended_at = CASE WHEN $2 THEN now() END WHERE id = $1', [person.id, suspended]);
    await manager.query('ALTER TABLE account ENABLE TRIGGER USER');
  });
}

async function enter(person: Person, path: string, looking: Parameters<TestBrowser['context']>[0] = {}): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.context(looking);
  const page = await context.newPage();
  await page.goto(`${desk.url}${path}`);
  await page.fill('#sign-in-email', person.email);
  await page.fill('#sign-in-password', person.password);
  await arrive(page, () => page.click('#sign-in button'));
  return { page, context };
}

describe('The lists of what is due', () => {
  it('put each claim where its day belongs; a month or a year is due on its last day', async () => {
    const days: [object, DueList][] = [
      [{ kind: 'day', day: inDays(-1) }, 'overdue'],
      [{ kind: 'day', day: TODAY }, 'soon'],
      [{ kind: 'day', day: inDays(1) }, 'soon'],
      [{ kind: 'day', day: inDays(2) }, 'week'],
      [{ kind: 'day', day: inDays(6) }, 'week'],
      [{ kind: 'day', day: inDays(7) }, 'later'],
      [{ kind: 'day', day: '2022-01' }, 'overdue'],
      [{ kind: 'day', day: String(Number(TODAY.slice(0, 4)) + 1) }, 'later'],
      [{ kind: 'event', event: 'The next election' }, 'event'],
      [{ kind: 'open' }, 'open'],
    ];
    for (const [due, list] of days) expect([due, await listOf(await buildOpenClaim(room, settledBy(due)))]).toEqual([due, list]);
    const month = await buildOpenClaim(room, dueOn('2022-02'));
    const { items } = await dueClaims(desk.source.manager, { list: 'overdue', now: NOW });
    expect(items.find(({ id }) => id === month.id)).toMatchObject({ due: '2022-02', lastDue: '2022-02-28' });
  });

  it('begin with what has been overdue longest, and go on page by page without a gap', async () => {
    await Promise.all(Array.from({ length: 55 }, (_, n) => buildOpenClaim(room, dueOn(daysLater('2021-01-01', n % 7)))));
    const seen: { id: string; lastDue: string | null }[] = [];
    let cursor: string | undefined;
    do {
      const page = await dueClaims(desk.source.manager, { list: 'overdue', now: NOW }, cursor);
      seen.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    const days = seen.map(({ lastDue }) => lastDue!);
    expect(days).toEqual([...days].sort());
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(55);
    await expect(dueClaims(desk.source.manager, { list: 'overdue', now: NOW }, 'made up')).rejects.toMatchObject({ kind: 'invalid_input' });
  });

  it('hold a claim from its opening until a verdict settles it, and again when it is reopened', async () => {
    const draft = await buildClaim(room.editor, dueOn(inDays(1)));
    expect(await listOf(draft)).toBeUndefined();
    const claim = await buildProposal(room, dueOn(inDays(-3)));
    expect(await listOf(claim)).toBe('overdue');
    await act(room.reviewerB, claim, 'approve');
    expect(await listOf(claim)).toBeUndefined();
    await act(room.editor, claim, 'reopen', { reason: 'New evidence.' });
    expect(await listOf(claim)).toBe('overdue');
    const declined = await buildOpenClaim(room, dueOn(inDays(3)));
    await act(room.reviewerA, declined, 'decline', { declineCode: 'opinion', reason: 'It is one.' });
    expect(await listOf(declined)).toBeUndefined();
  });

  it('keep a claim that was judged before its day without a conclusion, until it is judged again after that day', async () => {
    const claim = await buildClaimInReview(room, dueOn(inDays(5)));
    await propose(room.reviewerA, claim, { ratingId: ratingOf(claim, 'in_progress'), earlyReason: 'Readers ask.', inForceFrom: inDays(-1) });
    await act(room.reviewerB, claim, 'approve');
    expect(await listOf(claim)).toBe('week');
    expect(await listOf(claim, { now: noon(9) })).toBe('overdue');
    const over = await buildClaimInReview(room, dueOn(inDays(-5)));
    await propose(room.reviewerA, over, { ratingId: ratingOf(over, 'in_progress'), inForceFrom: inDays(-1) });
    await act(room.reviewerB, over, 'approve');
    expect(await listOf(over)).toBeUndefined();
  });

  it('follow a due day that is moved and a review that changes hands', async () => {
    const claim = await buildClaimInReview(room, dueOn(inDays(4)));
    expect([await listOf(claim, { accountId: room.editor.id }), await listOf(claim, { accountId: room.reviewerB.id })]).toEqual(['week', undefined]);
    await act(room.reviewerB, claim, 'claim_review');
    expect(await listOf(claim, { accountId: room.reviewerB.id })).toBe('week');
    const { version, resolution } = await current(room.editor, claim);
    await made(room.editor.call('patch', `/claims/${claim.id}`, { version, body: { resolution: { wouldConfirm: resolution!.wouldConfirm, wouldRefute: resolution!.wouldRefute, due: { kind: 'day', day: inDays(1) } }, correction: { kind: 'clarification', explanation: 'They moved the day.' } } }), 200);
    expect(await listOf(claim)).toBe('soon');
  });

  it('are read from indexes, never from the whole record', async () => {
    await desk.source.query('ANALYZE awaited');
    for (const list of DUE_LISTS) {
      for (const accountId of [undefined, room.editor.id]) {
        const plan = await planOf((reader) => dueClaims(reader, { list, now: NOW, ...(accountId ? { accountId } : {}) }));
        expect(plan.filter((line) => /Seq Scan on (claim|awaited|resolution|ledger_entry|look|statement|verdict)\b/.test(line))).toEqual([]);
      }
    }
    expect((await planOf((reader) => unattended(reader, 20, NOW))).filter((line) => /Seq Scan on (claim|awaited|resolution|ledger_entry|look|statement|verdict)\b/.test(line))).toEqual([]);
  });
});

/** The plan of what would be asked, with whole-table scans as the last resort that they are at 100,000 claims. */
async function planOf(ask: (reader: { query: (sql: string, values?: unknown[]) => Promise<never> }) => Promise<unknown>): Promise<string[]> {
  const plan: string[] = [];
  await desk.source.transaction(async (manager) => {
    await manager.query('SET LOCAL enable_seqscan = off');
    await ask({
      query: async (sql, values) => {
        const rows: { 'QUERY PLAN': string }[] = await manager.query(`EXPLAIN ${sql}`, values);
        plan.push(...rows.map((row) => row['QUERY PLAN']));
        return [] as never;
      },
    });
  });
  return plan;
}

describe('Reminders', () => {
  it('are told the day before, on the day, the day after and then every week, each once', async () => {
    const claim = await buildOpenClaim(room, dueOn(inDays(20)));
    const round = async (day: number): Promise<string[]> => {
      const before = (await noticesOf(room.editor, claim)).length;
      await remind(desk.source, noon(day));
      await remind(desk.source, new Date(noon(day).getTime() + 3_600_000));
      return (await noticesOf(room.editor, claim)).slice(before).map(({ kind }) => kind);
    };
    const told: [number, string[]][] = [];
    for (let day = 17; day <= 37; day++) told.push([day, await round(day)]);
    expect(told.filter(([, kinds]) => kinds.length > 0)).toEqual([[19, ['due']], [20, ['due']], [21, ['overdue']], [28, ['overdue']], [35, ['overdue']]]);
    expect((await noticesOf(room.editor, claim))[0]).toMatchObject({ words: expect.stringMatching(/^“The minister will publish report number \d+\.” is due tomorrow, /), path: `/desk/claims/${claim.id}` });
  });

  it('go to the editor in charge, and to the reviewer while it is under review', async () => {
    const claim = await buildClaimInReview(room, dueOn(inDays(1)));
    await act(room.reviewerA, claim, 'claim_review');
    await remind(desk.source, NOW);
    expect([await noticesOf(room.editor, claim), await noticesOf(room.reviewerA, claim), await noticesOf(room.reviewerB, claim), await noticesOf(room.admin, claim)].map((of) => of.filter(({ kind }) => kind === 'due').length)).toEqual([1, 1, 0, 0]);
  });

  it('are told once by two rounds at the same moment', async () => {
    const claims = await Promise.all([1, 2, 3].map(() => buildOpenClaim(room, dueOn(inDays(1)))));
    const rounds = await Promise.all([remind(desk.source, NOW), remind(desk.source, NOW), remind(desk.source, NOW)]);
    for (const claim of claims) expect(await noticesOf(room.editor, claim)).toHaveLength(1);
    expect(rounds.flat().filter(({ kind }) => kind === 'due').length).toBeGreaterThanOrEqual(3);
    expect(await remind(desk.source, NOW)).toEqual([]);
  });

  it('go to the admins where the editor in charge is suspended', async () => {
    const claim = await buildOpenClaim(room, dueOn(inDays(1)));
    await suspend(room.editor, true);
    try {
      await remind(desk.source, NOW);
      expect([(await noticesOf(room.editor, claim)).length, (await noticesOf(room.admin, claim)).map(({ kind }) => kind)]).toEqual([0, ['due']]);
    } finally {
      await suspend(room.editor, false);
    }
  });
});

describe('A claim that nobody looks at', () => {
  const ids = async (now = NOW): Promise<string[]> => (await unattended(desk.source.manager, 200, now)).map(({ id }) => id);
  let claim: ClaimRecord;

  it('is one thirty days overdue that nobody opened or touched for thirty days', async () => {
    claim = await buildOpenClaim(room, dueOn(inDays(-30)));
    expect(await ids()).not.toContain(claim.id);
    await aged(claim, 31);
    expect(await ids()).toContain(claim.id);
    const fresh = await buildOpenClaim(room, dueOn(inDays(-29)));
    await aged(fresh, 31);
    expect(await ids()).not.toContain(fresh.id);
  });

  it('is told to every admin once, and again only after thirty more days', async () => {
    await remind(desk.source, NOW);
    await remind(desk.source, NOW);
    const [only, ...more] = await noticesOf(room.admin, claim);
    expect([only?.kind, more]).toEqual(['unattended', []]);
    expect(only!.words).toMatch(/^Nobody looks at “.*”: it has been overdue for 30 days, .*Edith Editor is in charge of it\.$/);
    await remind(desk.source, noon(29));
    expect(await noticesOf(room.admin, claim)).toHaveLength(1);
    await remind(desk.source, noon(30));
    expect(await noticesOf(room.admin, claim)).toHaveLength(2);
  });

  it('stands on the due page until somebody opens it', async () => {
    const { page, context } = await enter(room.admin, '/desk/due', { width: 1280 });
    const section = page.locator('#unattended');
    expect(await section.innerText()).toContain('Nobody has opened it yet');
    await noteLook(desk.source.manager, room.reviewerB.id, claim.id, claim.version);
    expect(await ids()).not.toContain(claim.id);
    await page.reload();
    expect(await section.count()).toBe(0);
    await context.close();
  });
});

describe('The page of what is due', () => {
  it('is the desk’s alone', async () => {
    const answer = await request(desk.url).get('/desk/due');
    expect([answer.status, answer.headers.location]).toEqual([303, '/desk/sign-in?next=%2Fdesk%2Fdue']);
    expect((await request(desk.url).get('/desk/due/lists')).status).toBe(303);
  });

  it('says of each claim what is due when, tells mine from everybody’s, and leads to the claim, without script', async () => {
    const mine = await buildClaimInReview(room, dueOn(inDays(2)));
    await act(room.reviewerB, mine, 'claim_review');
    const { page, context } = await enter(room.reviewerB, '/desk/due', { width: 1280, javaScriptEnabled: false });
    expect(await page.locator('#soon').innerText()).toMatch(/Due \d+ \w+ \d+, tomorrow/);
    expect(await page.locator('#event').innerText()).toContain('Waits for: The next election');
    const everybodys = await page.locator('.desk-item').count();
    await arrive(page, () => page.click('text=Mine'));
    expect(await page.locator('.desk-item').count()).toBeLessThan(everybodys);
    expect(await page.locator('#week').innerText()).toContain('in 2 days');
    expect(await page.locator('#later').innerText()).toContain('Nothing of yours is due later.');
    await page.goto(`${desk.url}/desk/due`);
    await arrive(page, () => page.click('text=More of “Overdue”'));
    expect(await page.locator('h1').innerText()).toBe('Overdue');
    await arrive(page, () => page.click('text=The first of these'));
    await arrive(page, () => page.locator('.desk-item-title').first().click());
    expect(new URL(page.url()).pathname).toMatch(/^\/desk\/claims\/[0-9a-f-]{36}$/);
    const wrong = await page.goto(`${desk.url}/desk/due?list=overdue&after=nonsense`);
    expect(wrong!.status()).toBe(400);
    await context.close();
  });

  it.each([[320, 'light'], [390, 'light'], [390, 'dark'], [1280, 'light'], [1280, 'dark']] as const)('has nothing that axe finds at %i pixels, %s', async (width, colorScheme) => {
    const claim = await buildOpenClaim(room, dueOn(inDays(-45)));
    await aged(claim, 40);
    const { page, context } = await enter(room.editor, '/desk/due', { width, colorScheme });
    expect(await page.locator('#unattended').count()).toBe(1);
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.goto(`${desk.url}/desk/me/notices`);
    expect(await axeFindings(page)).toEqual([]);
    await context.close();
  });
});
