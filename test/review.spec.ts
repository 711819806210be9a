/** Reviewing as reviewers do it: the queue, the case as readers will see it, a verdict proposed, approved or returned, and what two people at once come to. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import request from 'supertest';
import { reviewQueue } from '../src/desk/review/review-queue.query.js';
import { FILTERS, ORDERS, waitedWords } from '../src/desk/review/review-queue.rules.js';
import { WorkflowService } from '../src/workflow/workflow.service.js';
import { act, buildClaimInReview, buildEvidence, buildOpenClaim, buildProposal, current, made, propose } from './support/build.js';
import { startApp, type TestApp } from './support/app.js';
import { arrive, axeFindings, signInAs, TestBrowser } from './support/browser.js';
import { hire, hireNewsroom, type Newsroom, type Person } from './support/people.js';

let testApp: TestApp;
let room: Newsroom;
let browser: TestBrowser;
const contexts = new Map<string, BrowserContext>();

beforeAll(async () => {
  testApp = await startApp();
  room = await hireNewsroom(testApp);
  browser = await TestBrowser.launch();
});
afterAll(async () => {
  await browser?.close();
  await testApp?.close();
});

const reviewOf = (claim: { id: string }) => `/desk/claims/${claim.id}/review`;

/** A page of this person's own browser, signed in, without script unless told. */
async function deskOf(person: Person, path: string, javaScriptEnabled = false): Promise<Page> {
  const key = `${person.id} ${javaScriptEnabled}`;
  let context = contexts.get(key);
  if (!context) {
    context = await browser.context({ width: 1280, javaScriptEnabled });
    contexts.set(key, context);
    await (await signInAs(context, testApp.url, person)).close();
  }
  const page = await context.newPage();
  await page.goto(`${testApp.url}${path}`);
  return page;
}

const form = (page: Page, id: string) => page.locator(`form[id="${id}"]`);

/** Fills fields by name in the form with this id, presses the button with these words (or its last), and answers the status of what came back. */
async function send(page: Page, id: string, fields: Record<string, string | string[]> = {}, button?: string): Promise<number> {
  const locator = form(page, id);
  const details = page.locator('details:not([open])', { has: locator }).first();
  if (await details.count()) await details.locator('> summary').click();
  for (const [name, value] of Object.entries(fields)) {
    const field = locator.locator(`[name="${name}"]`);
    const kind = await field.first().evaluate((element) => `${element.tagName} ${element.getAttribute('type')}`);
    if (/checkbox|radio/.test(kind)) for (const one of [value].flat()) await locator.getByLabel(new RegExp(`^${one}`)).check();
    else if (kind.startsWith('SELECT')) await field.selectOption(value);
    else await field.fill(String(value));
  }
  return (await arrive(page, () => (button ? locator.getByRole('button', { name: button }) : locator.locator('button:not([name])').last()).click())).status();
}

const typedIn = (page: Page, id: string, name: string) => form(page, id).locator(`[name="${name}"]`).inputValue();
const verdict = { ratingId: 'Kept', summary: 'The report came out on the day.', citedEvidenceIds: ['The report is out.'], inForceFrom: '2022-01-30' };
const noticesOf = (person: Person) => testApp.source.query<{ kind: string; words: string; path: string }[]>('SELECT kind, words, path FROM notice WHERE account_id = $1 ORDER BY made_at DESC, id DESC', [person.id]);

describe('From the queue to an approved verdict', () => {
  it.each([[false], [true]])('a reviewer takes the next one, previews, proposes; another reads just that and approves (script %s)', async (script) => {
    const [ada, bo] = [await hire(testApp, 'Ann First', 'reviewer'), await hire(testApp, 'Ben Second', 'reviewer')];
    const claim = await buildClaimInReview(room, { wording: `The minister will publish the yellow book ${script}.` });
    const page = await deskOf(ada, '/desk/review?who=nobody', script);
    const row = page.locator('.desk-queue-item', { hasText: claim.title });
    expect(await row.innerText()).toMatch(/In review for less than an hour[\s\S]*Speaker \d+[\s\S]*Overdue: was due 31 Jan 2022[\s\S]*Nobody has it[\s\S]*1 piece of evidence/);
    await arrive(page, () => row.getByRole('button', { name: /^Take it/ }).click());
    expect(await page.locator('.notice-success').innerText()).toContain('The review is yours.');
    expect(await page.locator('.desk-reading').innerText()).toContain('The report is out.');

    expect(await send(page, 'propose_verdict', verdict, 'Preview as readers will see it')).toBe(200);
    expect(await page.locator('.desk-reading .standing').innerText()).toMatch(/Kept\s*since 30 Jan 2022\s*The report came out on the day\./);
    expect(await page.locator('.desk-reading #verdict').innerText()).toMatch(/What it rests on[\s\S]*The report is out\.[\s\S]*Ann First/);
    expect((await current(ada, claim)).desk!.proposal).toBeNull();
    expect(await typedIn(page, 'propose_verdict', 'summary')).toBe(verdict.summary);
    expect(await send(page, 'propose_verdict', {}, 'Propose this verdict')).toBe(200);
    expect(await page.locator('#approve-why').innerText()).toBe('You proposed this verdict; another reviewer must approve it.');
    expect(await page.locator('#approve button').isDisabled()).toBe(true);

    const second = await deskOf(bo, '/desk/review?who=approve', script);
    await arrive(second, () => second.getByRole('link', { name: new RegExp(claim.title) }).first().click());
    expect(await second.locator('#proposal').innerText()).toMatch(/Ann First proposed\s*Kept[\s\S]*Nothing was done since\./);
    expect(await second.locator('.desk-will-read').innerText()).toMatch(/Readers will read\s*Kept\s*since 30 Jan 2022\s*The report came out on the day\./);
    const promised = await second.locator('.desk-reading #verdict .reading').innerText();
    expect(await send(second, 'approve')).toBe(200);
    expect(await second.locator('.notice-success').innerText()).toContain('readers can see it');
    await second.goto(`${testApp.url}/claims/${claim.slug}`);
    expect(await second.locator('#verdict .reading').innerText()).toBe(promised);
    expect(await noticesOf(ada)).toEqual([{ kind: 'approved', words: `Ben Second approved the verdict on “${claim.title}”. Readers can see it.`, path: reviewOf(claim) }]);
    for (const one of [page, second]) await one.close();
  });

  it('a returned verdict comes back to its proposer with the reason, and the form is filled in with it', async () => {
    const claim = await buildProposal(room);
    const bo = await deskOf(room.reviewerB, reviewOf(claim));
    expect(await send(bo, 'return')).toBe(409);
    expect(await bo.locator('#return-reason-error').innerText()).toContain('Give a reason.');
    expect(await send(bo, 'return', { reason: 'Cite the report itself.' })).toBe(200);
    expect((await noticesOf(room.reviewerA))[0]).toEqual({ kind: 'returned', words: `Bo Reviewer returned your verdict on “${claim.title}”: Cite the report itself.`, path: reviewOf(claim) });
    const ada = await deskOf(room.reviewerA, '/desk/review?who=returned');
    await arrive(ada, () => ada.getByRole('link', { name: new RegExp(claim.title) }).first().click());
    expect(await ada.locator('#judging').innerText()).toMatch(/Bo Reviewer returned “Kept”\s*Cite the report itself\./);
    expect(await typedIn(ada, 'propose_verdict', 'summary')).toBe('It was published on the day.');
    expect(await ada.locator('#propose_verdict [name=citedEvidenceIds]').first().isChecked()).toBe(true);
    expect(await send(ada, 'propose_verdict', { summary: 'The report itself came out.' })).toBe(200);
    expect((await current(room.reviewerA, claim)).desk).toMatchObject({ proposal: { summary: 'The report itself came out.' }, returned: [{ returnReason: 'Cite the report itself.', returnedBy: { name: 'Bo Reviewer' } }] });
    for (const one of [bo, ada]) await one.close();
  });

  it('a claim returned from review tells its editor in charge, and one given tells the reviewer', async () => {
    const claim = await buildClaimInReview(room);
    const edith = await deskOf(room.editor, '/desk/review');
    const row = edith.locator('.desk-queue-item', { hasText: claim.title });
    await row.getByText('Give it to somebody').click();
    expect(await row.locator('option').allInnerTexts()).toContain('Bo Reviewer');
    await row.locator('select').selectOption(room.reviewerB.id);
    await arrive(edith, () => row.getByRole('button', { name: 'Give the review' }).click());
    expect((await noticesOf(room.reviewerB))[0]).toEqual({ kind: 'given', words: `Edith Editor gave you the review of “${claim.title}”.`, path: reviewOf(claim) });
    const bo = await deskOf(room.reviewerB, '/desk/review?who=mine');
    await arrive(bo, () => bo.getByRole('link', { name: new RegExp(claim.title) }).first().click());
    expect(await bo.locator('#judging').innerText()).toContain('You have this review.');
    expect(await send(bo, 'return', { reason: 'Find the second report.' })).toBe(200);
    expect((await noticesOf(room.editor))[0]).toMatchObject({ kind: 'returned', words: `Bo Reviewer returned “${claim.title}” from review: Find the second report.`, path: `/desk/claims/${claim.id}` });
    for (const one of [edith, bo]) await one.close();
  });

  it('the reason for judging early is asked for before the due day, and not after it', async () => {
    const due = { wouldConfirm: 'a', wouldRefute: 'b', due: { kind: 'day' as const, day: '2999-01-31' } };
    const early = await buildClaimInReview(room, { resolution: due });
    const page = await deskOf(room.reviewerA, reviewOf(early));
    expect(await page.locator('[name=earlyReason]').count()).toBe(1);
    expect(await send(page, 'propose_verdict', verdict, 'Preview as readers will see it')).toBe(409);
    expect(await page.locator('#propose_verdict-earlyReason-error').innerText()).toContain('The claim is due on 31 Jan 2999; say why it is judged before that day.');
    await page.goto(`${testApp.url}${reviewOf(await buildClaimInReview(room))}`);
    expect(await page.locator('[name=earlyReason]').count()).toBe(0);
    await page.close();
  });

  it('withdrawn evidence is not offered to be cited, and what is offered says what it is', async () => {
    const claim = await buildClaimInReview(room);
    const hoax = await buildEvidence(room.editor, claim, { summary: 'A hoax.' });
    await made(room.editor.call('post', `/evidence/${hoax.id}/withdraw`, { version: 1, body: { reason: 'It was a hoax.' } }), 200);
    const page = await deskOf(room.reviewerA, reviewOf(claim));
    const offered = await page.locator('#propose_verdict fieldset', { hasText: 'Cited evidence' }).innerText();
    expect(offered).toMatch(/The report is out\.\s*30 Jan 2022\. Supports the claim, decisive\. Report \d+, The Daily/);
    expect(offered).not.toContain('A hoax.');
    expect(await page.locator('#propose_verdict fieldset', { hasText: 'Rating' }).first().innerText()).toMatch(/Kept[\s\S]*5 of 1 to 5 in ClaimReview[\s\S]*In progress[\s\S]*No number in ClaimReview; not conclusive\./);
    await page.close();
  });

  it('says how much of the summary is left, and the limit in words without script', async () => {
    const claim = await buildClaimInReview(room);
    const bare = await deskOf(room.reviewerA, reviewOf(claim));
    expect(await bare.locator('[data-count-of]').innerText()).toBe('At most 2,000 characters.');
    const page = await deskOf(room.reviewerA, reviewOf(claim), true);
    await page.fill('#propose_verdict-summary', 'x'.repeat(1900));
    await page.getByText('100 characters left.').waitFor();
    await page.fill('#propose_verdict-summary', '🙂'.repeat(2001));
    await page.getByText('1 characters too many.').first().waitFor();
    for (const one of [bare, page]) await one.close();
  });
});

describe('What changed under a reviewer', () => {
  it('is listed, keeps what was typed, and is approved only by whoever has read it', async () => {
    const claim = await buildProposal(room);
    const bo = await deskOf(room.reviewerB, reviewOf(claim));
    await made(room.editor.call('patch', `/claims/${claim.id}`, { version: claim.version, body: { title: 'Another title', correction: { kind: 'typo', explanation: 'Shorter.' } } }), 200);
    expect(await send(bo, 'approve')).toBe(412);
    expect(await bo.locator('#changed-meanwhile').innerText()).toMatch(/Edith Editor revised the claim[\s\S]*Another title/);
    expect((await current(room.editor, claim)).status).toBe('awaiting_approval');
    // The title is part of the case, so what was proposed on the old one has to be proposed again.
    expect(await bo.locator('#proposal').innerText()).toMatch(/The case changed after this was proposed[\s\S]*One thing was done since[\s\S]*Edith Editor revised the claim/);
    expect(await bo.locator('#approve button').isDisabled()).toBe(true);
    expect(await bo.locator('#approve-why').innerText()).toContain('changed after this verdict was proposed');
    await bo.close();
  });

  it('approving a case that changed is impossible also past the page, and evidence added since is shown before and after', async () => {
    const claim = await buildProposal(room);
    await buildEvidence(room.editor, claim, { summary: 'A second report says otherwise.' });
    const now = await current(room.reviewerB, claim);
    const forced = await room.reviewerB.call('post', `/claims/${claim.id}/actions/approve`, { version: now.version, body: {} });
    expect([forced.status, forced.body.code]).toEqual([409, 'case_changed']);
    const bo = await deskOf(room.reviewerB, reviewOf(claim));
    await bo.locator('#since .audit-subject summary').first().click();
    expect(await bo.locator('#since').innerText()).toMatch(/Edith Editor added evidence[\s\S]*A second report says otherwise\./);
    await bo.close();
  });

  it('is told on the open page at once, with script, before anything is sent', async () => {
    const claim = await buildProposal(room);
    const bo = await deskOf(room.reviewerB, reviewOf(claim), true);
    await buildEvidence(room.editor, claim, { summary: 'A second report.' });
    await bo.locator('#review-changes').getByText('This claim changed since you opened it').waitFor();
    expect(await bo.locator('#review-changes').innerText()).toContain('Edith Editor added evidence');
    await bo.close();
  });

  it('a verdict typed while a colleague proposed one is not lost', async () => {
    const claim = await buildClaimInReview(room);
    const bo = await deskOf(room.reviewerB, reviewOf(claim));
    await propose(room.reviewerA, claim);
    expect(await send(bo, 'propose_verdict', { ...verdict, summary: 'My long reasons.' })).toBe(412);
    expect(await typedIn(bo, 'propose_verdict', 'summary')).toBe('My long reasons.');
    expect(await bo.locator('#propose_verdict-why').innerText()).toContain('awaiting approval');
    await bo.close();
  });

  it('two approvals at once make one verdict, and the other is told', async () => {
    const third = await hire(testApp, 'Cleo Third', 'reviewer');
    const claim = await buildProposal(room);
    const pages = [await deskOf(room.reviewerB, reviewOf(claim)), await deskOf(third, reviewOf(claim))];
    const answers = await Promise.all(pages.map((page) => send(page, 'approve')));
    expect(answers.sort()).toEqual([200, 412]);
    const texts = await Promise.all(pages.map((page) => page.locator('main').innerText()));
    expect(texts.filter((text) => /approved the verdict/.test(text) && /changed while you were working on it/.test(text))).toHaveLength(1);
    expect((await testApp.source.query<object[]>('SELECT id FROM verdict WHERE claim_id = $1 AND approved_at IS NOT NULL', [claim.id]))).toHaveLength(1);
    for (const page of pages) await page.close();
  });
});

describe('The queue', () => {
  it('gives two reviewers who take the next one at once two different claims, the longest waiting first, and never one’s own', async () => {
    const [ann, ben] = [await hire(testApp, 'Ann Quick', 'reviewer'), await hire(testApp, 'Ben Quick', 'reviewer', 'editor')];
    for (const { id } of await testApp.source.query<{ id: string }[]>(`SELECT id FROM claim WHERE status = 'in_review' AND reviewer_id IS NULL`)) await act(room.reviewerB, { id }, 'claim_review');
    const own = await buildClaimInReview({ ...room, editor: ben });
    const claims = [await buildClaimInReview(room), await buildClaimInReview(room)];
    const workflow = testApp.app.get(WorkflowService);
    const take = (person: Person) => workflow.takeNext({ accountId: person.id, roles: person.roles, via: 'site' });
    const taken = await Promise.all([take(ben), take(ben)]);
    expect(taken.map(({ id }) => id).sort()).toEqual(claims.map(({ id }) => id).sort());
    expect(await take(ben)).toEqual({ id: null });
    expect(await take(ann)).toEqual({ id: own.id });
    const page = await deskOf(ann, '/desk/review');
    expect(await send(page, 'next')).toBe(200);
    expect(await page.locator('.notice-success').innerText()).toContain('Nothing waits for a review that you may give');
    await page.close();
  });

  it('takes once what is pressed twice', async () => {
    const ann = await hire(testApp, 'Ann Twice', 'reviewer');
    const claims = [await buildClaimInReview(room), await buildClaimInReview(room)];
    const { cookie, csrf } = await signedIn(ann);
    const press = () => post('/desk/review/next', cookie, { _csrf: csrf, once: 'one-press' });
    const [first, again] = [await press(), await press()];
    expect([first.status, again.headers.location]).toEqual([303, first.headers.location]);
    const mine = await testApp.source.query<{ id: string }[]>('SELECT id FROM claim WHERE reviewer_id = $1', [ann.id]);
    expect(mine).toHaveLength(1);
    for (const claim of claims) if (claim.id !== mine[0]!.id) await act(room.reviewerB, claim, 'claim_review');
  });

  it('says who was faster when two take the same claim', async () => {
    const claim = await buildClaimInReview(room);
    const pages = [await deskOf(room.reviewerA, '/desk/review'), await deskOf(room.reviewerB, '/desk/review')];
    const answers = await Promise.all(pages.map((page) => send(page, `take-${claim.id}`)));
    expect(answers.sort()).toEqual([200, 412]);
    const texts = await Promise.all(pages.map((page) => page.locator('main').innerText()));
    expect(texts.filter((text) => /A colleague was faster[\s\S]*(Ada|Bo) Reviewer took the review .*before you/.test(text))).toHaveLength(1);
    for (const page of pages) await page.close();
  });

  it('goes by age or by due day, shows each filter its own, and goes on by a link without gaps', async () => {
    const by = await hire(testApp, 'Busy Chief', 'editor');
    const due = (day: string) => ({ wouldConfirm: 'a', wouldRefute: 'b', due: { kind: 'day' as const, day } });
    const later = await buildClaimInReview({ ...room, editor: by }, { wording: 'Due in a far year.', resolution: due('9000-05') });
    const sooner = await buildClaimInReview({ ...room, editor: by }, { wording: 'Due long before.', resolution: due('1999') });
    const page = await deskOf(room.reviewerA, '/desk/review?order=due');
    const titles = async () => page.locator('.desk-item-title').allInnerTexts();
    let seen = await titles();
    while (await page.getByRole('link', { name: 'More' }).count()) {
      await arrive(page, () => page.getByRole('link', { name: 'More' }).click());
      seen = [...seen, ...(await titles())];
    }
    expect(seen.indexOf(sooner.title)).toBe(0);
    expect(seen.indexOf(later.title)).toBe(seen.length - 1);
    expect(new Set(seen).size).toBe(seen.length);
    const inReview = await testApp.source.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM claim WHERE status IN ('in_review', 'awaiting_approval')`);
    expect(seen).toHaveLength(inReview[0]!.n);
    await page.goto(`${testApp.url}/desk/review?who=approve`);
    expect(await titles()).not.toContain(later.title);
    expect((await page.goto(`${testApp.url}/desk/review?after=nonsense`))!.status()).toBe(400);
    await page.close();
  });

  it('starts from an index in every order and filter', async () => {
    const plans = await testApp.source.transaction(async (manager) => {
      await manager.query('SET LOCAL enable_seqscan = off');
      const told: [string, string][] = [];
      for (const order of ORDERS) {
        for (const filter of FILTERS) {
          const explain = async (sql: string, parameters?: unknown[]) => {
            const rows: { 'QUERY PLAN': string }[] = await manager.query(`EXPLAIN ${sql}`, parameters);
            told.push([`${order} ${filter}`, rows.map((row) => row['QUERY PLAN']).join('\n')]);
            return [];
          };
          await reviewQueue({ query: explain as never }, { order, filter }, { accountId: room.reviewerA.id, policy: 'two_person', now: new Date() });
        }
      }
      return told;
    });
    expect(plans).toHaveLength(10);
    for (const [which, plan] of plans) {
      expect([which, /ix_claim_(?:in_review|reviewer|status)|uq_verdict_proposed/.test(plan), /Seq Scan on (?:claim|verdict|resolution|evidence|statement|dissent)\b/.test(plan)]).toEqual([which, true, false]);
    }
  });

  it('refuses whoever is no reviewer, or has no token of the form, in words', async () => {
    const claim = await buildClaimInReview(room);
    const { cookie, csrf } = await signedIn(room.editor);
    const take = await post(`/desk/review/${claim.id}/take`, cookie, { _csrf: csrf, version: String(claim.version) });
    expect([take.status, take.text.includes('Only a reviewer may take a claim for review.')]).toEqual([403, true]);
    const next = await post('/desk/review/next', cookie, { _csrf: csrf, once: 'x' });
    expect([next.status, next.text.includes('Only a reviewer may take a claim for review.')]).toEqual([403, true]);
    expect((await post('/desk/review/next', cookie, { once: 'x' })).status).toBe(403);
    const odd = await post(`${reviewOf(claim)}/actions/return`, cookie, { _csrf: csrf, version: String(claim.version), reason: 'a\u0000b' });
    expect([odd.status, odd.text.includes('control characters')]).toEqual([400, true]);
    expect((await request(testApp.url).get('/desk/review')).status).toBe(303);
    expect((await request(testApp.url).get(`/desk/claims/no-such-claim/review`).set('cookie', cookie).set('accept', 'text/html')).status).toBe(404);
  });

  it('says how long something waited as people do', () => expect(waitedWords('2022-02-21T00:00:00Z', new Date('2022-02-24T01:00:00Z'))).toBe('3 days'));
});

describe('The review pages', () => {
  const SIGHTS = [[320, 'light'], [390, 'dark'], [1280, 'light'], [1280, 'dark']] as const;

  /** Somebody's page that is looked at: what axe finds on it, whether it is wider than the window, and what the browser complained of. */
  async function looking(width: number, colorScheme: 'light' | 'dark', path: string) {
    const context = await browser.context({ width, colorScheme });
    const page = await signInAs(context, testApp.url, room.reviewerB, path);
    const complaints: string[] = [];
    page.on('console', (message) => void (message.type() === 'error' && !/status of 4\d\d/.test(message.text()) && complaints.push(message.text())));
    const look = async (what: string) => {
      await page.evaluate(`document.querySelectorAll('main details').forEach((details) => { details.open = true; })`);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect([what, overflow, await axeFindings(page), complaints]).toEqual([what, 0, [], []]);
    };
    return { page, look, close: () => context.close() };
  }

  it.each(SIGHTS)('at %i pixels in %s satisfy axe, fit, and break no content policy: the queue, and a verdict to approve with a dissent', async (width, colorScheme) => {
    const proposed = await buildProposal(room, { wording: 'Russia has no intention of attacking Ukraine.', background: 'Said in Geneva.' });
    await made((await hire(testApp, 'Dee Dissent', 'reviewer')).call('post', `/claims/${proposed.id}/verdicts/${proposed.desk!.proposal!.id}/dissents`, { version: proposed.version, body: { words: 'It is too early to say so.' } }));
    const { page, look, close } = await looking(width, colorScheme, '/desk/review');
    await look('queue');
    await page.goto(`${testApp.url}${reviewOf(proposed)}`);
    await look('approve');
    await close();
  });

  it.each(SIGHTS)('at %i pixels in %s satisfy axe, fit, and break no content policy: a verdict to propose, previewed and refused', async (width, colorScheme) => {
    const { page, look, close } = await looking(width, colorScheme, reviewOf(await buildClaimInReview(room)));
    await send(page, 'propose_verdict', verdict, 'Preview as readers will see it');
    await look('preview');
    await send(page, 'propose_verdict', { summary: '' }, 'Propose this verdict');
    await look('refused');
    await close();
  });

  it('escape what people wrote, and speak no program’s words', async () => {
    const claim = await buildOpenClaim(room, { wording: '<script>alert(1)</script> & "so"', title: '<img src=x onerror=alert(1)>' });
    await buildEvidence(room.editor, claim, { summary: '<b>It</b> is out.' });
    await act(room.editor, claim, 'submit');
    await propose(room.reviewerA, claim, { summary: '<script>alert(2)</script>' });
    const { cookie } = await signedIn(room.reviewerB);
    for (const path of ['/desk/review', '/desk/review/list', reviewOf(claim), `${reviewOf(claim)}/changes?since=1`]) {
      const answer = await request(testApp.url).get(path).set('cookie', cookie);
      expect([path, answer.status, answer.headers['cache-control'], answer.type]).toEqual([path, 200, 'no-store', 'text/html']);
      expect(answer.text).not.toMatch(/<script>|<img src=x|<b>It|\sstyle="|\son[a-z]+="/);
      expect(answer.text.replace(/<[^>]*>/g, ' ').match(/\b[a-z]+_[a-z]+\b/)).toBeNull();
    }
  });
});

async function signedIn(person: Person): Promise<{ cookie: string; csrf: string }> {
  const answer = await request(testApp.url).post('/desk/sign-in').type('form').send({ email: person.email, password: person.password });
  const cookie = answer.headers['set-cookie']![0]!.split(';')[0]!;
  const page = await request(testApp.url).get('/desk/review').set('cookie', cookie);
  return { cookie, csrf: /name="_csrf" value="([^"]+)"/.exec(page.text)![1]! };
}

function post(path: string, cookie: string, fields: Record<string, string>) {
  return request(testApp.url).post(path).set('cookie', cookie).set('accept', 'text/html').type('form').send(fields);
}
