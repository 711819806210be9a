/** The desk as people use it: in a browser without script, from a draft to a verdict in force, with everything that can go wrong on the way. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import request from 'supertest';
import { act, buildClaim, buildClaimInReview, buildEvidence, buildOpenClaim, buildProposal, buildRatedClaim, current, propose } from './support/build.js';
import { startApp, type TestApp } from './support/app.js';
import { arrive, axeFindings, TestBrowser } from './support/browser.js';
import { hire, hireNewsroom, type Newsroom, type Person, reader } from './support/people.js';

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

async function signIn(context: BrowserContext, person: Person, next = '/desk'): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${testApp.url}${next}`);
  await page.fill('#sign-in-email', person.email);
  await page.fill('#sign-in-password', person.password);
  await arrive(page, () => page.click('#sign-in button'));
  return page;
}

/** A page of this person's own browser, without script, signed in. */
async function deskOf(person: Person, path = '/desk'): Promise<Page> {
  let context = contexts.get(person.id);
  if (!context) {
    context = await browser.context({ width: 1280, javaScriptEnabled: false });
    contexts.set(person.id, context);
    await (await signIn(context, person)).close();
  }
  const page = await context.newPage();
  await page.goto(`${testApp.url}${path}`);
  return page;
}

const bench = (claim: { id: string }) => `/desk/claims/${claim.id}`;
const review = (claim: { id: string }) => `${bench(claim)}/review`;

/** Fills fields by name in the form with this id, sends it, and answers the status of what came back. */
async function send(page: Page, form: string, fields: Record<string, string | string[]> = {}): Promise<number> {
  const locator = page.locator(`form[id="${form}"]`);
  const details = page.locator('details:not([open])', { has: locator }).first();
  if (await details.count()) await details.locator('> summary').click();
  const folded = locator.locator('details:not([open]) > summary');
  while (await folded.count()) await folded.first().click();
  for (const [name, value] of Object.entries(fields)) {
    const field = locator.locator(`[name="${name}"]`);
    const tag = await field.first().evaluate((element) => `${element.tagName} ${element.getAttribute('type')}`);
    if (/checkbox|radio/.test(tag)) for (const one of [value].flat()) await locator.getByLabel(new RegExp(`^${one}`)).check();
    else if (tag.startsWith('SELECT')) await field.selectOption(value);
    else await field.fill(String(value));
  }
  return (await arrive(page, () => locator.locator('.form-actions button:not([name], [formaction])').first().click())).status();
}

const typedIn = (page: Page, form: string, name: string) => page.locator(`form[id="${form}"] [name="${name}"]`).inputValue();
const besideField = (page: Page, id: string) => page.locator(`[id="${id}-error"]`).innerText();
const readers = (claim: { slug: string }) => request(testApp.url).get(`/api/v1/claims/${claim.slug}`);

describe('Signing in', () => {
  it('sends a stranger from any page of the desk to the door and, signed in, back to it', async () => {
    const claim = await buildClaim(room.editor);
    for (const path of ['/desk', '/desk/claims/new', bench(claim), '/desk?list=mine']) {
      const answer = await request(testApp.url).get(path);
      expect([path, answer.status, answer.headers.location, answer.headers['cache-control']]).toEqual([path, 303, `/desk/sign-in?next=${encodeURIComponent(path)}`, 'no-store']);
    }
    const context = await browser.context({ javaScriptEnabled: false });
    const page = await signIn(context, room.editor, bench(claim));
    expect(new URL(page.url()).pathname).toBe(bench(claim));
    await arrive(page, () => page.click('text=Sign out'));
    await page.getByText('You are signed out.').waitFor();
    await page.goto(`${testApp.url}/desk`);
    expect(page.url()).toContain('/desk/sign-in?next=');
    await context.close();
  });

  it('keeps the e-mail address and not the password when one of them is wrong', async () => {
    const context = await browser.context({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${testApp.url}/desk/sign-in`);
    expect(await send(page, 'sign-in', { email: room.editor.email, password: 'a guess' })).toBe(401);
    expect(await typedIn(page, 'sign-in', 'email')).toBe(room.editor.email);
    expect(await typedIn(page, 'sign-in', 'password')).toBe('');
    expect(await page.locator('.error-summary').innerText()).toContain('The e-mail address or the password is wrong.');
    expect(await page.content()).not.toContain('a guess');
    expect(await send(page, 'sign-in', { email: '', password: '' })).toBe(400);
    expect(await besideField(page, 'sign-in-email')).toContain('“E-mail address” is missing.');
    await context.close();
  });

  it('leads to no other site', async () => {
    for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', '/.//evil.example', '/\t/evil.example']) {
      const answer = await request(testApp.url).post('/desk/sign-in').type('form').send({ email: room.admin.email, password: room.admin.password, next });
      expect([next, answer.status, answer.headers.location]).toEqual([next, 303, '/desk']);
      const shown = await request(testApp.url).get(`/desk/sign-in?next=${encodeURIComponent(next)}`);
      expect(shown.text).not.toContain('evil.example');
    }
  });

  it('is slowed down for whoever guesses, in plain words', async () => {
    const guess = () => request(testApp.url).post('/desk/sign-in').type('form').send({ email: 'nobody@example.org', password: 'x' });
    for (let count = 0; count < 10; count++) expect((await guess()).status).toBe(401);
    const answer = await guess();
    expect(answer.status).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.text).toContain('Too many attempts to sign in. Wait a while, then try again.');
  });

  it('is asked for again when a form comes after its session has ended, and says that nothing was saved', async () => {
    const claim = await buildOpenClaim(room);
    const context = await browser.context({ javaScriptEnabled: false });
    const page = await signIn(context, room.editor, bench(claim));
    await context.clearCookies();
    await send(page, 'submit', { searchedWhere: 'Two archives' });
    expect(page.url()).toContain(`/desk/sign-in?next=${encodeURIComponent(bench(claim))}&ended=1`);
    expect(await page.content()).toContain('You were signed out before this was sent');
    expect((await current(room.editor, claim)).status).toBe('open');
    await context.close();
  });
});

describe('A claim’s whole life by form', () => {
  it('goes from log to a verdict that two reviewers agreed on, and readers see each step only when it is public', async () => {
    const page = await deskOf(room.editor, '/desk');
    await arrive(page, () => page.click('text=Log a claim'));
    await arrive(page, () => page.click('text=Add who relayed it'));
    const asked = await send(page, 'new', {
      quote: 'У России нет намерения нападать на Украину.', statementLanguage: 'ru', wasSaid: 'confirmed', speaker: 'Sergey Lavrov',
      saidDay: '2022-01-21', place: 'Geneva', audience: 'Antony Blinken',
      hop1Who: 'Antony Blinken', hop1Day: '2022-01-21', hop1Occasion: 'News conference', hop2Who: 'Axios', hop2SourceUrl: 'https://www.axios.com/2022/01/21/blinken-lavrov?utm_source=x', hop2SourceTitle: 'Blinken and Lavrov meet', hop2SourceDay: '2022-01-21',
      wording: 'Russia has no intention of attacking Ukraine.', kind: 'assurance', wouldConfirm: 'No attack by the end of 2022.', wouldRefute: 'An attack.', dueKind: 'day', dueDay: '2022-12-31',
    });
    expect(asked).toBe(400);
    const done = await send(page, 'new', { speakerIs: 'A person called Sergey Lavrov', speakerRole: 'Foreign Minister of Russia', hop1WhoIs: 'A person called Antony Blinken', hop2WhoIs: 'An organisation called Axios' });
    expect([done, await page.locator('.notice-success').innerText()]).toEqual([200, expect.stringContaining('logged as a draft')]);
    const id = /claims\/([0-9a-f-]{36})/.exec(page.url())![1]!;
    const claim = await current(room.editor, { id });
    expect(claim.statements[0]).toMatchObject({ speaker: { name: 'Sergey Lavrov', role: 'Foreign Minister of Russia' }, chain: [{ kind: 'said_by' }, { kind: 'relayed_by', speaker: { name: 'Antony Blinken' } }, { kind: 'published_by', speaker: { name: 'Axios' } }] });
    expect((await readers(claim)).status).toBe(404);

    expect(await send(page, 'open')).toBe(200);
    expect(await page.locator('.notice-success').innerText()).toContain('The claim is open');
    expect((await readers(claim)).body.status).toBe('open');
    expect(await send(page, 'evidence', { sourceTitle: 'Address of the President', sourcePublisher: 'Kremlin', sourceKind: 'transcript', stance: 'refutes', weight: 'decisive', eventDay: '2022-02-24', evidenceSummary: 'The attack was announced and began.' })).toBe(200);
    expect(await send(page, 'evidence', { sourceUrl: 'http://axios.com/2022/01/21/blinken-lavrov/', stance: 'context', weight: 'repeats_claim', eventDay: '2022-01-20', evidenceSummary: 'It was said before.' })).toBe(200);
    expect(await page.locator('.notice-success').innerText()).toContain('on record already');
    expect(await page.locator('#board').innerText()).toMatch(/Earlier than the statement[\s\S]*It was said before\.[\s\S]*With it or later[\s\S]*began\./);
    expect(await send(page, 'submit')).toBe(200);

    const ada = await deskOf(room.reviewerA, '/desk');
    await arrive(ada, () => ada.locator('#review').getByText('Russia has no intention').click());
    expect(await send(ada, 'claim_review')).toBe(200);
    await ada.goto(`${testApp.url}${review(claim)}`);
    expect(await send(ada, 'propose_verdict', { ratingId: 'Broken', summary: 'Russia attacked on 24 February.', caveats: 'Not whether he meant it.\nNor who decided.', citedEvidenceIds: ['The attack was announced'], inForceFrom: '2022-02-24' })).toBe(200);
    expect(await ada.locator('.desk-reading #verdict').innerText()).toContain('Russia attacked on 24 February.');
    expect(await ada.locator('#approve button').isDisabled()).toBe(true);
    expect(await ada.locator('#approve-why').innerText()).toBe('You proposed this verdict; another reviewer must approve it.');
    expect(await ada.locator('#approve button').getAttribute('aria-describedby')).toBe('approve-why');
    for (const address of [`/claims/${claim.slug}`, `/api/v1/claims/${claim.slug}`, `/claims/${claim.slug}/history`]) {
      expect((await request(testApp.url).get(address)).text).not.toContain('Russia attacked on 24 February.');
    }

    const bo = await deskOf(room.reviewerB, '/desk');
    await arrive(bo, () => bo.locator('#approve').getByText('Russia has no intention').click());
    expect(await bo.locator('main').innerText()).toMatch(/Broken[\s\S]*Nor who decided\.[\s\S]*The attack was announced and began\./);
    await bo.goto(`${testApp.url}${review(claim)}`);
    expect(await send(bo, 'approve')).toBe(200);
    const seen = await readers(claim);
    expect(seen.body).toMatchObject({ standing: { text: 'Broken, since 24 Feb 2022' }, verdict: { caveats: ['Not whether he meant it.', 'Nor who decided.'], proposedBy: { name: 'Ada Reviewer' }, approvedBy: { name: 'Bo Reviewer' } } });
    expect((await reader(testApp).get(`/claims/${claim.slug}`).set('accept', 'text/html')).text).toContain('Russia attacked on 24 February.');
    const { items } = (await room.editor.call('get', `/claims/${id}/history`)).body;
    expect(items.map((entry: { act: string }) => entry.act)).toEqual(['approve', 'propose_verdict', 'claim_review', 'submit', 'add_evidence', 'add_evidence', 'open', 'log']);
    const ledger = await testApp.source.query<{ via: string }[]>('SELECT DISTINCT via FROM ledger_entry WHERE stream_id = $1', [id]);
    expect(ledger).toEqual([{ via: 'site' }]);
    for (const one of [page, ada, bo]) await one.close();
  });

  it('is returned with a reason, reopened, declined, and withdrawn by an admin as a duplicate', async () => {
    const claim = await buildProposal(room);
    const bo = await deskOf(room.reviewerB, review(claim));
    expect(await send(bo, 'return', { reason: 'Cite the report itself.' })).toBe(200);
    expect(await current(room.editor, claim)).toMatchObject({ status: 'in_review', desk: { proposal: null } });
    await bo.goto(`${testApp.url}${bench(claim)}`);
    expect(await send(bo, 'decline', { declineCode: 'not_checkable', reason: 'Nobody can know.' })).toBe(200);
    expect((await readers(claim)).body).toMatchObject({ standing: { text: 'Not rated: not checkable' }, statusReason: 'Nobody can know.' });
    const edith = await deskOf(room.editor, bench(claim));
    expect(await send(edith, 'reopen', { reason: 'A register was published.' })).toBe(200);
    const kept = await buildRatedClaim(room);
    const ahmed = await deskOf(room.admin, bench(claim));
    expect(await send(ahmed, 'withdraw', { reason: 'The same claim twice.', mergeInto: `${testApp.url}/claims/${kept.slug}` })).toBe(200);
    expect(await current(room.editor, claim)).toMatchObject({ status: 'withdrawn', mergedInto: { id: kept.id } });
    expect(await ahmed.locator('#actions').innerText()).toContain('A withdrawn claim stays as it was.');
    for (const one of [bo, edith, ahmed]) await one.close();
  });

  it('an assigned review goes to the reviewer that was chosen', async () => {
    const claim = await buildClaimInReview(room);
    const page = await deskOf(room.editor, bench(claim));
    expect(await send(page, 'assign', { accountId: room.reviewerB.id })).toBe(200);
    expect((await current(room.editor, claim)).desk?.reviewer?.name).toBe('Bo Reviewer');
    await page.close();
  });

  it('evidence is withdrawn with a reason and stays visible; a public claim is revised with an explanation; a draft is completed', async () => {
    const claim = await buildOpenClaim(room);
    const evidence = await buildEvidence(room.editor, claim);
    const page = await deskOf(room.editor, bench(claim));
    expect(await send(page, `withdraw-${evidence.id}`)).toBe(400);
    expect(await besideField(page, `withdraw-${evidence.id}-reason`)).toContain('is missing');
    expect(await send(page, `withdraw-${evidence.id}`, { reason: 'A hoax.' })).toBe(200);
    expect(await page.locator(`[id="evidence-${evidence.id}"]`).innerText()).toMatch(/Withdrawn on \d+ \w+ \d{4}: A hoax\./);
    expect(await send(page, 'revise', { wording: 'The minister will publish the whole report.' })).toBe(409);
    expect(await besideField(page, 'revise-explanation')).toContain('explain it to readers');
    expect(await typedIn(page, 'revise', 'wording')).toBe('The minister will publish the whole report.');
    expect(await send(page, 'revise', { correctionKind: 'clarification', explanation: 'The whole, not a part.' })).toBe(200);
    expect((await readers(claim)).body).toMatchObject({ wording: 'The minister will publish the whole report.', corrections: [{ explanation: 'The whole, not a part.' }] });

    const bare = await buildClaim(room.editor, { statements: [], resolution: null });
    await page.goto(`${testApp.url}${bench(bare)}`);
    expect(await page.locator('#open button').isDisabled()).toBe(true);
    expect(await page.locator('#open-why').innerText()).toContain('needs one statement with a speaker');
    expect(await send(page, 'statement', { paraphrase: 'He promised it.', speaker: claim.statements[0]!.speaker!.name, saidDay: '2022-01', hop1Who: claim.statements[0]!.chain[1]!.speaker.name, hop1SourceUrl: claim.statements[0]!.chain[1]!.source!.url! })).toBe(200);
    expect(await send(page, 'revise', { wouldConfirm: 'It is published.', wouldRefute: 'It is not.', dueKind: 'event', dueEvent: 'The end of the session' })).toBe(200);
    expect(await send(page, 'open')).toBe(200);
    expect((await current(room.editor, bare)).status).toBe('open');
    await page.close();
  });
});

describe('A form that is refused', () => {
  it('says what is missing beside the field and at the top, and keeps what was typed', async () => {
    const claim = await buildProposal(room);
    const page = await deskOf(room.reviewerB, review(claim));
    expect(await send(page, 'return')).toBe(409);
    expect(await besideField(page, 'return-reason')).toContain('Give a reason.');
    expect(await page.locator('.error-summary a').getAttribute('href')).toBe('#return-reason');
    expect(await page.locator('#return-reason').getAttribute('aria-invalid')).toBe('true');
    await page.goto(`${testApp.url}${review(await buildClaimInReview(room))}`);
    expect(await send(page, 'propose_verdict', { summary: '<b>It was</b> published.', caveats: 'One\nTwo', inForceFrom: '2022-13-01', citedEvidenceIds: ['The report is out.'] })).toBe(400);
    expect(await besideField(page, 'propose_verdict-ratingId')).toContain('“Rating” is missing.');
    expect(await besideField(page, 'propose_verdict-inForceFrom')).toContain('must be a day that exists');
    expect(await typedIn(page, 'propose_verdict', 'summary')).toBe('<b>It was</b> published.');
    expect(await typedIn(page, 'propose_verdict', 'caveats')).toBe('One\nTwo');
    expect(await typedIn(page, 'propose_verdict', 'inForceFrom')).toBe('2022-13-01');
    expect(await page.locator('#propose_verdict [name=citedEvidenceIds]').first().isChecked()).toBe(true);
    expect(await send(page, 'propose_verdict', { ratingId: 'Kept', inForceFrom: '2999-01-01' })).toBe(409);
    expect(await besideField(page, 'propose_verdict-inForceFrom')).toContain('a day that has not come');
    await page.close();
  });

  it('overwrites nothing when somebody was faster, shows the claim as it is now, and may be sent again on purpose', async () => {
    const claim = await buildClaimInReview(room);
    const page = await deskOf(room.reviewerA, review(claim));
    await buildEvidence(room.editor, claim, { summary: 'A second report.' });
    const before = await current(room.editor, claim);
    expect(await send(page, 'return', { reason: 'Find the second report.' })).toBe(412);
    expect(await page.locator('.error-summary').innerText()).toMatch(/changed while you were working on it/);
    expect(await page.locator('#evidence').innerText()).toContain('A second report.');
    expect(await typedIn(page, 'return', 'reason')).toBe('Find the second report.');
    expect(await current(room.editor, claim)).toMatchObject({ version: before.version, status: 'in_review' });
    expect(await send(page, 'return')).toBe(200);
    expect((await current(room.editor, claim)).status).toBe('open');
    await page.close();
  });

  it('keeps what was typed also where the action is no longer possible', async () => {
    const claim = await buildClaimInReview(room);
    const page = await deskOf(room.reviewerA, bench(claim));
    await propose(room.reviewerB, claim);
    expect(await send(page, 'decline', { declineCode: 'opinion', reason: 'A long reason.' })).toBe(412);
    expect(await typedIn(page, 'decline', 'reason')).toBe('A long reason.');
    expect(await page.locator('#decline button').isDisabled()).toBe(true);
    expect(await page.locator('#decline-why').innerText()).toContain('awaiting approval');
    await page.close();
  });

  it('shows what was typed also where the form itself is gone', async () => {
    const claim = await buildOpenClaim(room);
    const evidence = await buildEvidence(room.editor, claim);
    const page = await deskOf(room.reviewerA, bench(claim));
    await room.editor.call('post', `/evidence/${evidence.id}/withdraw`, { version: 1, body: { reason: 'A hoax.' } });
    expect(await send(page, `withdraw-${evidence.id}`, { reason: 'It says\nsomething else.' })).toBe(412);
    expect(await page.locator(`section[id="withdraw-${evidence.id}"]`).innerText()).toMatch(/What you had typed\s*Reason\s*It says\nsomething else\./);
    expect(await page.locator('.error-summary a').getAttribute('href')).toBe(`#withdraw-${evidence.id}`);
    await page.close();
  });

  it('has the focus on what went wrong, without script', async () => {
    const page = await deskOf(room.editor, '/desk/claims/new');
    expect(await send(page, 'new')).toBe(400);
    expect(await page.locator('.error-summary:focus').count()).toBe(1);
    await page.close();
  });

  it('by the case, which changed after the proposal, is known before the button is pressed', async () => {
    const claim = await buildProposal(room);
    const page = await deskOf(room.reviewerB, review(claim));
    expect(await page.locator('#approve button').isEnabled()).toBe(true);
    await buildEvidence(room.editor, claim, { summary: 'A second report.' });
    await page.reload();
    expect(await page.locator('#approve button').isDisabled()).toBe(true);
    expect(await page.locator('#approve-why').innerText()).toContain('changed after this verdict was proposed');
    await page.close();
  });

  it('by the person is a page that says so, and the table’s other actions say why they are not possible', async () => {
    const claim = await buildProposal(room);
    const page = await deskOf(room.editor, bench(claim));
    expect(await page.locator('#approve-why').innerText()).toBe('Only a reviewer may approve a verdict.');
    await page.click('text=Not possible now');
    expect(await page.locator('.desk-elsewhere').innerText()).toMatch(/Open\s*The claim is awaiting approval; only one that is a draft can be opened\./);
    const { cookie, csrf } = await signedIn(room.editor);
    const forced = await post(`${bench(claim)}/actions/approve`, cookie, { _csrf: csrf, version: String((await current(room.editor, claim)).version) });
    expect([forced.status, forced.text.includes('Only a reviewer may approve a verdict.')]).toEqual([403, true]);
    const admin = await signedIn(room.admin);
    const log = await post('/desk/claims/new', admin.cookie, { _csrf: admin.csrf, wording: 'x' });
    expect([log.status, log.text.includes('Only an editor may log a claim.')]).toEqual([403, true]);
    await page.close();
  });

  it('without its token, from another site, or with what no page can hold, does nothing', async () => {
    const claim = await buildOpenClaim(room);
    const { cookie, csrf } = await signedIn(room.editor);
    const address = `${bench(claim)}/actions/submit`;
    const fields = { version: String(claim.version), searchedWhere: 'Two archives' };
    const bare = await post(address, cookie, fields);
    expect([bare.status, bare.text.includes('signed in anew')]).toEqual([403, true]);
    expect((await post(address, cookie, { ...fields, _csrf: 'x'.repeat(43) })).status).toBe(403);
    expect((await post(address, cookie, { ...fields, _csrf: csrf }).set('sec-fetch-site', 'cross-site')).status).toBe(403);
    const unclean = await post(address, cookie, { ...fields, _csrf: csrf, searchedWhere: 'Two\u0000archives' });
    expect([unclean.status, unclean.text.includes('must not contain control characters')]).toEqual([400, true]);
    const long = await post(address, cookie, { ...fields, _csrf: csrf, searchedWhere: 'x'.repeat(2001) });
    expect([long.status, long.text.includes('at most 2000 characters')]).toEqual([400, true]);
    expect((await post(address, cookie, { searchedWhere: 'Two archives', _csrf: csrf })).status).toBe(428);
    expect((await current(room.editor, claim)).version).toBe(claim.version);
    expect((await post('/desk/sign-out', cookie, {})).status).toBe(403);
  });

  it('names every wrong field of a new claim at once, and leaves nothing on record', async () => {
    const page = await deskOf(room.editor, '/desk/claims/new');
    const speakers = async () => (await testApp.source.query<{ count: string }[]>('SELECT count(*) FROM speaker'))[0]!.count;
    const before = await speakers();
    expect(await send(page, 'new', { quote: 'We will.', speaker: 'Nobody Known', saidDay: '21 January', hop1Who: 'A New Paper', hop1SourceUrl: 'javascript:alert(1)', dueKind: 'day', wouldConfirm: 'It.' })).toBe(400);
    const summary = await page.locator('.error-summary').innerText();
    for (const words of ['“Who said it” is not on record', '“Day it was said” must be a day', '“Address” must be a web address', '“The claim in our words” is missing', '“Kind of claim”', '“What would refute it” is missing']) expect(summary).toContain(words);
    expect(await typedIn(page, 'new', 'quote')).toBe('We will.');
    expect(await typedIn(page, 'new', 'hop1Who')).toBe('A New Paper');
    expect(await speakers()).toBe(before);
    await page.close();
  });

  it('does once what is sent twice, and puts no speaker on record twice', async () => {
    const claim = await buildOpenClaim(room);
    const { cookie, csrf } = await signedIn(room.editor);
    const fields = { _csrf: csrf, once: 'one-press', sourceTitle: 'A register', sourcePublisher: 'The Office', stance: 'supports', weight: 'background', eventDay: '2022', evidenceSummary: 'It lists it.' };
    const [first, second] = [await post(`${bench(claim)}/evidence`, cookie, fields), await post(`${bench(claim)}/evidence`, cookie, fields)];
    expect([first.status, second.status]).toEqual([303, 303]);
    expect((await current(room.editor, claim)).evidence).toHaveLength(1);
    const other = await post(`${bench(claim)}/evidence`, cookie, { ...fields, evidenceSummary: 'It lists another.' });
    expect([other.status, other.text.includes('This form was sent already.')]).toEqual([422, true]);
    expect((await testApp.source.query<{ count: string }[]>(`SELECT count(*) FROM source WHERE title = 'A register'`))[0]!.count).toBe('1');
  });
});

describe('What a form names that is new', () => {
  const onRecord = async () => (await testApp.source.query<object[]>('SELECT (SELECT count(*)::int FROM speaker) AS speakers, (SELECT count(*)::int FROM source) AS sources, (SELECT count(*)::int FROM ledger_entry) AS entries'))[0] as Record<string, number>;

  it('is not put on record when the evidence is refused late, and once when the form is mended', async () => {
    const claim = await buildOpenClaim(room);
    const page = await deskOf(room.editor, bench(claim));
    const before = await onRecord();
    const fields = { sourceTitle: 'A ledger of the ministry', sourcePublisher: 'The Ministry', stance: 'supports', weight: 'background', eventDay: '2999', evidenceSummary: 'It lists it.' };
    expect(await send(page, 'evidence', fields)).toBe(400);
    expect(await besideField(page, 'evidence-eventDay')).toContain('this day is in the future');
    expect(await typedIn(page, 'evidence', 'evidenceSummary')).toBe('It lists it.');
    expect(await onRecord()).toEqual(before);
    expect(await send(page, 'evidence', { eventDay: '2022' })).toBe(200);
    expect(await onRecord()).toMatchObject({ speakers: before['speakers'], sources: before['sources']! + 1 });
    await page.close();
  });

  it('is not put on record when the claim is refused late, and once when the form is mended, also where an office publishes its own words', async () => {
    const page = await deskOf(room.editor, '/desk/claims/new');
    const before = await onRecord();
    const fields = {
      quote: 'We will.', speaker: 'The Office of Words', saidDay: '2022-01-21', hop1Who: 'The Office of Words',
      hop1SourceTitle: 'Words of the day', hop1SourcePublisher: 'The Office', wording: 'The office will.', kind: 'promise', wouldConfirm: 'It does.', wouldRefute: 'It does not.', dueKind: 'day',
    };
    expect(await send(page, 'new', fields)).toBe(400);
    expect(await onRecord()).toEqual(before);
    for (const field of ['speakerIs', 'hop1WhoIs']) await page.locator(`[name=${field}][value=organisation]`).check();
    expect(await send(page, 'new', { speakerRole: 'Authority' })).toBe(400);
    expect(await besideField(page, 'new-dueDay')).toContain('is needed when the claim is due on a day');
    expect(await onRecord()).toEqual(before);
    expect(await send(page, 'new', { dueDay: '2022-12-31' })).toBe(200);
    expect(await onRecord()).toMatchObject({ speakers: before['speakers']! + 1, sources: before['sources']! + 1 });
    await page.close();
  });

  it('is not put on record when the statement is refused late', async () => {
    const claim = await buildOpenClaim(room);
    await act(room.admin, claim, 'withdraw', { reason: 'Out of our field.' });
    const { cookie, csrf } = await signedIn(room.editor);
    const before = await onRecord();
    const answer = await post(`${bench(claim)}/statements`, cookie, { _csrf: csrf, once: 'too-late', quote: 'We will.', speaker: 'Newcomer', speakerIs: 'person' });
    expect([answer.status, answer.text.includes('A withdrawn claim stays as it was.')]).toEqual([409, true]);
    expect(await onRecord()).toEqual(before);
  });
});

describe('The lists', () => {
  it('hold what waits for each person by role, and what falls due', async () => {
    const both = await hire(testApp, 'Both Hats', 'editor', 'reviewer');
    const draft = await buildClaim(both, { wording: 'Draft of Both Hats.' });
    const due = await buildOpenClaim({ ...room, editor: both }, { wording: 'Due long ago.' });
    const later = await buildOpenClaim(room, { wording: 'Due in a far year.', resolution: { wouldConfirm: 'a', wouldRefute: 'b', due: { kind: 'day', day: '2999' } } });
    const proposed = await buildProposal({ ...room, reviewerA: both }, { wording: 'Proposed by Both Hats.' });
    const page = await deskOf(both);
    const list = (id: string) => page.locator(`section[id="${id}"]`).innerText();
    expect(await list('drafts')).toContain(draft.title);
    expect(await list('submit')).toContain(due.title);
    expect(await list('due')).toMatch(/Due long ago\.[\s\S]*Was due 31 Jan 2022/);
    expect(await list('due')).not.toContain(later.title);
    expect(await list('approve')).not.toContain(proposed.title);
    expect(await list('mine')).toContain(proposed.title);
    const ada = await deskOf(room.reviewerA);
    expect(await ada.locator('#approve').innerText()).toContain(proposed.title);
    expect(await ada.locator('#drafts').count()).toBe(0);
    for (const one of [page, ada]) await one.close();
  });

  it('are bounded, and go on by a link without gaps', async () => {
    const busy = await hire(testApp, 'Busy Editor', 'editor');
    for (let count = 0; count < 53; count++) await buildClaim(busy, { wording: `Draft ${count} of many.`, statements: [] });
    const page = await deskOf(busy);
    expect(await page.locator('#drafts li.desk-item').count()).toBe(50);
    await arrive(page, () => page.click('text=More of “Drafts to open”'));
    expect(await page.locator('.desk-item-title').allInnerTexts()).toEqual(['Draft 50 of many.', 'Draft 51 of many.', 'Draft 52 of many.']);
    expect((await page.goto(`${testApp.url}/desk?list=drafts&after=nonsense`))!.status()).toBe(400);
    await page.close();
  });
});

describe('Every page of the desk', () => {
  it('escapes what people wrote, and is kept by nobody', async () => {
    const claim = await buildOpenClaim(room, { wording: '<script>alert(1)</script> & "so"', title: '<img src=x onerror=alert(1)>' });
    const { cookie } = await signedIn(room.editor);
    for (const path of ['/desk', '/desk/claims/new', bench(claim), `${bench(claim)}?done=%3Cb%3E`]) {
      const answer = await request(testApp.url).get(path).set('cookie', cookie);
      expect([answer.status, answer.headers['cache-control'], answer.type]).toEqual([200, 'no-store', 'text/html']);
      expect(answer.text).not.toMatch(/<script(?! src="\/assets\/)|<img src=x|\sstyle="|\son[a-z]+="/);
      expect(answer.text.replace(/<[^>]*>/g, ' ').match(/\b[a-z]+_[a-z]+\b/)).toBeNull();
    }
    expect((await request(testApp.url).get('/desk/claims/no-such-claim').set('cookie', cookie).set('accept', 'text/html')).status).toBe(404);
  });

  it.each([
    [390, 'light'], [390, 'dark'], [1280, 'light'], [1280, 'dark'],
  ] as const)('at %i pixels in %s satisfies axe, fits, and breaks no content policy', async (width, colorScheme) => {
    const claim = await buildProposal(room);
    const context = await browser.context({ width, colorScheme });
    const page = await signIn(context, room.reviewerB);
    const complaints: string[] = [];
    page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
    const look = async (what: string) => {
      const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect([what, overflow, await axeFindings(page)]).toEqual([what, 0, []]);
    };
    await look('desk');
    await page.goto(`${testApp.url}${bench(claim)}`);
    await page.evaluate(`document.querySelectorAll('details').forEach((details) => { details.open = true; })`);
    await look('workbench');
    await act(room.reviewerB, claim, 'return', { reason: 'Once more.' });
    await page.goto(`${testApp.url}${review(claim)}`);
    await send(page, 'propose_verdict', { summary: 'x' });
    await look('refused');
    complaints.length = 0;
    await arrive(page, () => page.click('text=Sign out'));
    await look('sign-in');
    const editor = await signIn(context, room.editor, '/desk/claims/new');
    expect(await axeFindings(editor)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

async function signedIn(person: Person): Promise<{ cookie: string; csrf: string }> {
  const answer = await request(testApp.url).post('/desk/sign-in').type('form').send({ email: person.email, password: person.password });
  const cookie = answer.headers['set-cookie']![0]!.split(';')[0]!;
  const page = await request(testApp.url).get('/desk').set('cookie', cookie);
  return { cookie, csrf: /name="_csrf" value="([^"]+)"/.exec(page.text)![1]! };
}

function post(path: string, cookie: string, fields: Record<string, string>) {
  return request(testApp.url).post(path).set('cookie', cookie).set('accept', 'text/html').type('form').send(fields);
}
