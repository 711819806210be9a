/** A reviewer who does not agree: what they say stands beside the verdict, for the desk at once and for readers with the verdict, and nothing of it is lost. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type { ClaimRecord } from '../src/record/claim-record.dto.js';
import { findStrays, verifyChains } from '../src/ledger/ledger.js';
import { newId } from '../src/shared/ids.js';
import { act, buildClaimInReview, buildProposal, buildRatedClaim, current, made, propose } from './support/build.js';
import { startApp, type TestApp } from './support/app.js';
import { arrive, signInAs, TestBrowser } from './support/browser.js';
import { hire, hireNewsroom, type Newsroom, type Person } from './support/people.js';

let testApp: TestApp;
let room: Newsroom;
let cleo: Person;
let browser: TestBrowser;

beforeAll(async () => {
  testApp = await startApp();
  room = await hireNewsroom(testApp);
  cleo = await hire(testApp, 'Cleo Dissenter', 'reviewer');
  browser = await TestBrowser.launch();
});
afterAll(async () => {
  await browser?.close();
  await testApp?.close();
});

const WORDS = 'The annex is missing, so it was not kept.';
const verdictOf = (claim: ClaimRecord) => (claim.desk!.proposal ?? claim.verdict)!;
const dissent = (by: Person, claim: ClaimRecord, words = WORDS) => by.call('post', `/claims/${claim.id}/verdicts/${verdictOf(claim).id}/dissents`, { version: claim.version, body: { words } });
const withdraw = (by: Person, claim: ClaimRecord, id: string, reason = 'The annex was found.') => by.call('post', `/claims/${claim.id}/verdicts/${verdictOf(claim).id}/dissents/${id}/withdraw`, { version: claim.version, body: { reason } });
const publicly = async (path: string) => (await request(testApp.url).get(path)).text;
const everywhere = (claim: ClaimRecord) => Promise.all(['', '/history'].flatMap((part) => [publicly(`/claims/${claim.slug}${part}`), publicly(`/api/v1/claims/${claim.slug}${part}`)]));

describe('A dissent', () => {
  it('beside a proposal is the desk’s alone, and stands beside the verdict in every language once that is approved', async () => {
    const claim = await buildProposal(room);
    const before = await publicly(`/api/v1/claims/${claim.slug}`);
    const dissented = await made<ClaimRecord>(dissent(cleo, claim));
    expect(dissented.desk!.proposal!.dissents).toMatchObject([{ by: { name: 'Cleo Dissenter' }, words: WORDS, withdrawn: null }]);
    for (const text of await everywhere(claim)) expect(text).not.toContain('annex');
    expect(await publicly(`/api/v1/claims/${claim.slug}`)).toBe(before);
    const seenBefore = new Date();

    await act(room.reviewerB, claim, 'approve');
    const seen = (await request(testApp.url).get(`/api/v1/claims/${claim.slug}`)).body as ClaimRecord;
    expect(seen.verdict!.dissents).toMatchObject([{ by: { name: 'Cleo Dissenter' }, words: WORDS, withdrawn: null }]);
    expect(seen.verdict).toMatchObject({ proposedBy: { name: 'Ada Reviewer' }, approvedBy: { name: 'Bo Reviewer' } });
    for (const [language, words] of [['', 'One reviewer disagreed'], ['/uk', 'Один рецензент не погодився'], ['/es', 'Un revisor no estuvo de acuerdo'], ['/ar', 'مراجع واحد لم يوافق']]) {
      const page = await publicly(`${language}/claims/${claim.slug}`);
      expect([language, page.includes(words!), page.includes(WORDS)]).toEqual([language, true, true]);
    }
    expect((await request(testApp.url).get(`/api/v1/claims/${claim.slug}?as_of=${seenBefore.toISOString()}`)).text).not.toContain('annex');
    expect(await publicly(`/claims/${claim.slug}/history`)).toContain(WORDS);
  });

  it('beside the verdict in force is told to readers at once and to whoever answers for it, and may be withdrawn with a reason, never rewritten', async () => {
    const claim = await current(room.editor, await buildRatedClaim(room));
    const dissented = await made<ClaimRecord>(dissent(cleo, claim));
    const { id } = dissented.verdict!.dissents[0]!;
    const told = await testApp.source.query<{ account_id: string; words: string }[]>(`SELECT account_id, words FROM notice WHERE kind = 'dissent' AND claim_id = $1`, [claim.id]);
    expect(told.map((notice) => notice.account_id).sort()).toEqual([room.editor.id, room.reviewerA.id, room.reviewerB.id].sort());
    expect(told[0]!.words).toBe(`Cleo Dissenter disagrees with the verdict on “${claim.title}”: ${WORDS}`);
    const between = new Date();
    const after = await made<ClaimRecord>(withdraw(cleo, dissented, id), 200);
    expect(after.verdict!.dissents).toMatchObject([{ words: WORDS, withdrawn: { reason: 'The annex was found.' } }]);
    const page = await publicly(`/claims/${claim.slug}`);
    expect(page).toContain('The annex was found.');
    expect(page).toMatch(new RegExp(`<del>${WORDS}</del>`));
    const then = (await request(testApp.url).get(`/api/v1/claims/${claim.slug}?as_of=${between.toISOString()}`)).body as ClaimRecord;
    expect(then.verdict!.dissents).toMatchObject([{ withdrawn: null }]);
    const { items } = (await request(testApp.url).get(`/api/v1/claims/${claim.slug}/history`)).body as { items: { act: string; reason: string | null }[] };
    expect(items.slice(0, 2)).toMatchObject([{ act: 'withdraw_dissent', reason: 'The annex was found.' }, { act: 'dissent' }]);
    expect(await publicly(`/claims/${claim.slug}/history`)).toMatch(/A reviewer took their disagreement back[\s\S]*A reviewer disagreed/);
    // Whoever withdrew one may put it in other words.
    expect((await dissent(cleo, after, 'The annex that was found is a forgery.')).status).toBe(201);
  });

  it('that was withdrawn before the approval stays between the reviewers', async () => {
    const claim = await buildProposal(room);
    const dissented = await made<ClaimRecord>(dissent(cleo, claim));
    await made(withdraw(cleo, dissented, dissented.desk!.proposal!.dissents[0]!.id), 200);
    await act(cleo, claim, 'approve');
    for (const text of await everywhere(claim)) expect(text).not.toContain('annex');
    expect((await current(room.editor, claim)).verdict!.dissents).toHaveLength(1);
  });

  it('is not for the proposer, the approver, whoever is no reviewer, or twice; and whoever dissents does not approve', async () => {
    const claim = await buildProposal(room);
    const refused = async (call: request.Test) => call.then(({ status, body }) => [status, (body as { code: string }).code]);
    expect(await refused(dissent(room.reviewerA, claim))).toEqual([403, 'proposed_by_you']);
    expect(await refused(dissent(room.editor, claim))).toEqual([403, 'role_missing']);
    expect(await refused(dissent(cleo, claim, 'x'.repeat(2001)))).toEqual([400, 'invalid_input']);
    expect(await refused(dissent(cleo, claim, 'a\u0000b'))).toEqual([400, 'invalid_input']);
    expect(await refused(dissent(cleo, { ...claim, version: claim.version - 1 }))).toEqual([412, 'stale_edit']);
    const dissented = await made<ClaimRecord>(dissent(cleo, claim));
    expect(await refused(dissent(cleo, dissented))).toEqual([409, 'dissented_already']);
    const approval = await cleo.call('post', `/claims/${claim.id}/actions/approve`, { version: dissented.version, body: {} });
    expect([approval.status, approval.body.code]).toEqual([403, 'dissented_by_you']);
    expect(await refused(withdraw(room.reviewerB, dissented, dissented.desk!.proposal!.dissents[0]!.id))).toEqual([403, 'dissent_of_other']);
    expect(await refused(withdraw(cleo, dissented, newId()))).toEqual([404, 'not_found']);
    const rated = await act(room.reviewerB, claim, 'approve');
    expect(await refused(dissent(room.reviewerB, rated))).toEqual([403, 'approved_by_you']);
    await act(room.editor, claim, 'reopen', { reason: 'A new register.' });
    await act(room.editor, claim, 'submit');
    const again = await propose(cleo, claim);
    await act(room.reviewerB, claim, 'approve');
    const old = await cleo.call('post', `/claims/${claim.id}/verdicts/${rated.verdict!.id}/dissents`, { version: (await current(cleo, claim)).version, body: { words: 'Too late.' } });
    expect([again.status, old.status, old.body.code]).toEqual(['awaiting_approval', 409, 'verdict_over']);
    expect((await request(testApp.url).post(`/api/v1/claims/${claim.id}/verdicts/${rated.verdict!.id}/dissents`).send({ words: 'x' })).status).toBe(401);
  });

  it('recorded while another approves is either seen by the approver or comes after the approval', async () => {
    const claim = await buildProposal(room);
    const [said, approved] = await Promise.all([dissent(cleo, claim), room.reviewerB.call('post', `/claims/${claim.id}/actions/approve`, { version: claim.version, body: {} })]);
    expect([[201, 412], [412, 200]]).toContainEqual([said.status, approved.status]);
    const two = await Promise.all([1, 2].map(async () => dissent(cleo, await current(cleo, await buildProposal(room)))));
    expect(two.map(({ status }) => status)).toEqual([201, 201]);
    const one = await buildProposal(room);
    expect((await Promise.all([dissent(cleo, one), dissent(cleo, one)])).map(({ status }) => status).sort()).toEqual([201, 412]);
  });

  it('leaves the ledger whole, and nothing on record that it does not tell of', async () => {
    expect((await verifyChains(testApp.source)).broken).toEqual([]);
    expect(await findStrays(testApp.source)).toEqual([]);
  });
});

describe('The database itself refuses', () => {
  async function vandalise(...statements: string[]): Promise<string> {
    try {
      await testApp.source.transaction(async (manager) => {
        for (const statement of statements) await manager.query(statement);
      });
      return 'done';
    } catch (error) {
      return (error as Error).message;
    }
  }

  it('a dissent by the proposer, twice, edited, deleted, beside what is over, or past the ledger; and its author as approver', async () => {
    const claim = await made<ClaimRecord>(dissent(cleo, await buildProposal(room)));
    const { id } = verdictOf(claim);
    const insert = (who: Person, verdict = id, of = claim.id) => `INSERT INTO dissent (id, verdict_id, claim_id, account_id, words, recorded_at) VALUES (gen_random_uuid(), '${verdict}', '${of}', '${who.id}', 'No.', now())`;
    expect(await vandalise(insert(room.reviewerA))).toMatch(/proposed or approved a verdict does not dissent/);
    expect(await vandalise(insert(cleo))).toMatch(/uq_dissent_open/);
    expect(await vandalise(insert(room.reviewerB))).toMatch(/ledger has no entry for this dissent/);
    expect(await vandalise(`UPDATE dissent SET words = 'Yes.' WHERE verdict_id = '${id}'`)).toMatch(/withdrawn once, never edited/);
    expect(await vandalise(`UPDATE dissent SET withdrawn_at = now(), withdraw_reason = 'x' WHERE verdict_id = '${id}'`)).toMatch(/ledger has no entry for this dissent/);
    expect(await vandalise(`UPDATE dissent SET withdrawn_at = now() WHERE verdict_id = '${id}'`)).toMatch(/ck_dissent_withdrawn/);
    expect(await vandalise(`DELETE FROM dissent WHERE verdict_id = '${id}'`)).toMatch(/deleted/);
    expect(await vandalise(`UPDATE verdict SET approved_at = now(), approved_by_id = '${cleo.id}', version = version + 1 WHERE id = '${id}'`)).toMatch(/dissents from a verdict does not approve/);
    const returned = await act(room.reviewerB, await buildProposal(room), 'return', { reason: 'Once more.' });
    expect(await vandalise(insert(cleo, returned.desk!.returned[0]!.id, returned.id))).toMatch(/proposed or in force/);
  });
});

describe('On the review page', () => {
  it.each([[false], [true]])('a third reviewer records a dissent, the second sees it before approving, and the first reads it (script %s)', async (script) => {
    const claim = await buildProposal(room);
    const page = async (person: Person) => signInAs(await browser.context({ width: 1280, javaScriptEnabled: script }), testApp.url, person, `/desk/claims/${claim.id}/review`);
    const [third, second] = [await page(cleo), await page(room.reviewerB)];
    const form = `form[id="dissent-${claim.desk!.proposal!.id}"]`;
    await third.getByText('You do not agree?').click();
    expect((await arrive(third, () => third.locator(`${form} button`).click())).status()).toBe(400);
    expect(await third.locator('.error-summary').innerText()).toContain('“Why you disagree” is missing.');
    await third.locator(`${form} textarea`).fill(WORDS);
    await arrive(third, () => third.locator(`${form} button`).click());
    expect(await third.locator('#dissents').innerText()).toContain(WORDS);
    expect(await third.locator('#approve-why').innerText()).toContain('Your dissent stands beside this verdict.');

    expect((await arrive(second, () => second.locator('#approve button').click())).status()).toBe(412);
    expect(await second.locator('#changed-meanwhile').innerText()).toMatch(/Cleo Dissenter recorded a dissent[\s\S]*The annex is missing/);
    expect(await second.locator('.desk-reading #verdict').innerText()).toMatch(/One reviewer disagreed[\s\S]*The annex is missing/);
    expect((await arrive(second, () => second.locator('#approve button').click())).status()).toBe(200);
    expect((await current(room.editor, claim)).verdict!.dissents).toHaveLength(1);

    await third.goto(`${testApp.url}/desk/claims/${claim.id}/review`);
    await third.getByText('Withdraw your dissent').first().click();
    await third.locator('form[id^="withdraw-"] textarea').fill('The annex was found.');
    await arrive(third, () => third.locator('form[id^="withdraw-"] button').click());
    expect(await third.locator('#dissents').innerText()).toContain('Withdrawn: The annex was found.');
    for (const one of [third, second]) await one.context().close();
  });

  it('an editor reads dissents and is offered none to record', async () => {
    const claim = await buildClaimInReview(room);
    const context = await browser.context({ javaScriptEnabled: false });
    const page = await signInAs(context, testApp.url, room.editor, `/desk/claims/${claim.id}/review`);
    expect(await page.locator('#dissents').count()).toBe(0);
    expect(await page.locator('#propose_verdict-why').innerText()).toBe('Only a reviewer may propose a verdict.');
    await context.close();
  });
});
