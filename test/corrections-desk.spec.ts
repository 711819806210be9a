/** Corrections by a second person: proposed, previewed, approved or returned, at the desk and by the API; readers see nothing before. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { act, buildClaim, buildEvidence, buildOpenClaim, buildProposal, buildRatedClaim, correctFacts, current, made } from './support/build.js';
import { startApp, startInstance, type TestApp } from './support/app.js';
import { arrive, axeFindings, TestBrowser } from './support/browser.js';
import { hire, hireNewsroom, type Newsroom, type Person, reader } from './support/people.js';
import type { ClaimRecord } from '../src/record/claim-record.dto.js';
import type { CorrectionProposalDetail } from '../src/corrections/proposal.dto.js';
import { findStrays, verifyChains } from '../src/ledger/ledger.js';

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
  await testApp?.close();
});

const EXPLANATION = 'We had the wrong year.';
const proposing = (by: Person, claim: { id: string }, body: object, version?: number) =>
  by.call('post', `/claims/${claim.id}/corrections`, { body: { explanation: EXPLANATION, ...body }, ...(version === undefined ? {} : { version }) });
const propose = (claim: { id: string }, body: object, by = room.editor) => made<CorrectionProposalDetail>(proposing(by, claim, body));
const decide = (by: Person, proposal: { id: string }, decision: string, body: object = {}, version = 1) => by.call('post', `/corrections/${proposal.id}/${decision}`, { version, body });
const read = async (path: string) => (await reader(testApp).get(path).set('accept', 'text/html').redirects(1)).text;
const asReader = (claim: { id: string }, rest = '') => made<ClaimRecord>(reader(testApp).get(`/api/v1/claims/${claim.id}${rest}`), 200);

describe('A factual correction', () => {
  it('by one person alone is refused, and is told where to go', async () => {
    const claim = await buildOpenClaim(room);
    const correction = { kind: 'factual', explanation: EXPLANATION };
    const refused = await room.editor.call('patch', `/claims/${claim.id}`, { version: claim.version, body: { wording: 'Another thing.', correction } });
    expect(refused).toMatchObject({ status: 409, body: { code: 'second_person_needed', detail: expect.stringContaining('POST /api/v1/claims/{id}/corrections') } });
    const statement = claim.statements[0]!;
    expect(await room.editor.call('patch', `/statements/${statement.id}`, { version: 1, body: { place: 'Bern', correction } })).toMatchObject({ status: 409, body: { code: 'second_person_needed' } });
    const evidence = await buildEvidence(room.editor, claim);
    expect(await room.editor.call('patch', `/evidence/${evidence.id}`, { version: 1, body: { summary: 'Another.', correction } })).toMatchObject({ status: 409, body: { code: 'second_person_needed' } });
    expect((await current(room.editor, claim)).wording).toBe(claim.wording);
  });

  it('is proposed by one, approved by another, and then told to readers with both values', async () => {
    const claim = await buildOpenClaim(room, { title: 'Report of the year' });
    const proposal = await propose(claim, { claim: { title: 'Report of another year' } });
    expect(proposal).toMatchObject({
      state: 'waiting', version: 1, subject: 'claim', changes: [{ field: 'title', before: 'Report of the year', after: 'Report of another year' }], proposedBy: { name: 'Edith Editor' },
      subjectUnchanged: true, reopens: false, decidedAt: null,
    });
    expect(await decide(room.editor, proposal, 'approve')).toMatchObject({ status: 403, body: { code: 'role_missing' } });
    expect(await decide(room.admin, proposal, 'approve')).toMatchObject({ status: 403 });
    expect(await decide(room.reviewerA, proposal, 'approve')).toMatchObject({ status: 200, body: { state: 'approved', version: 2, decidedBy: { name: 'Ada Reviewer' } } });
    const now = await asReader(claim);
    expect(now).toMatchObject({ title: 'Report of another year', status: 'open', corrections: [{ kind: 'factual', explanation: EXPLANATION, changes: [{ field: 'title', before: 'Report of the year', after: 'Report of another year' }] }] });
    const [row] = await testApp.source.query<object[]>('SELECT published_by_id, approver_id, review_policy, proposal_id FROM correction WHERE claim_id = $1', [claim.id]);
    expect(row).toEqual({ published_by_id: room.editor.id, approver_id: room.reviewerA.id, review_policy: 'two_person', proposal_id: proposal.id });
    expect(await read('/corrections')).toContain('Report of another year');
    expect(await read(`/claims/${now.slug}/history`)).toContain(EXPLANATION);
  });

  it('of a statement or of evidence is the same, and chains stay whole', async () => {
    const claim = await buildOpenClaim(room);
    const evidence = await buildEvidence(room.editor, claim);
    const statement = claim.statements[0]!;
    expect(await proposing(room.editor, claim, { statementId: statement.id, statement: { chain: [] } })).toMatchObject({ status: 409, body: { code: 'statement_incomplete' } });
    expect(await proposing(room.editor, claim, { statementId: statement.id, statement: { day: '2999-01-01' } })).toMatchObject({ status: 400 });
    await correctFacts(room, claim, { statementId: statement.id, statement: { day: '2022-01-20', place: 'Bern', chain: statement.chain.map((hop) => ({ kind: hop.kind, speakerId: hop.speaker.id, form: hop.form, day: '2022-01-20', sourceId: hop.source?.id ?? null })) } });
    await correctFacts(room, claim, { evidenceId: evidence.id, evidence: { day: '2022-01-29', stance: 'refutes' } });
    const now = await asReader(claim);
    expect(now.statements[0]).toMatchObject({ day: '2022-01-20', place: 'Bern', version: 2 });
    expect(now.evidence[0]).toMatchObject({ day: '2022-01-29', stance: 'refutes', version: 2 });
    expect(now.corrections.map(({ subject }) => subject)).toEqual(['evidence', 'statement']);
  });

  it('is not shown to readers anywhere while it waits, nor afterwards when it was returned', async () => {
    const claim = await buildRatedClaim(room, { title: 'Kept from readers' });
    const before = await asReader(claim);
    const proposal = await propose(claim, { claim: { title: 'Secretly another title' } });
    const nowhere = async () => {
      expect(await asReader(claim)).toEqual(before);
      const at = encodeURIComponent(new Date().toISOString());
      for (const path of [`/claims/${claim.slug}`, `/claims/${claim.slug}/history`, `/claims/${claim.slug}?as_of=${at}`, '/corrections', '/feeds/corrections.atom', '/feeds/verdicts.atom', `/api/v1/claims/${claim.id}?as_of=${at}`, `/api/v1/claims/${claim.id}/history`, `/api/v1/claims/${claim.id}/corrections`]) {
        const text = await read(path);
        expect({ path, told: text.includes('Secretly') || text.includes('propose_correction') || text.includes(proposal.id) }).toEqual({ path, told: false });
      }
      for (const path of ['/corrections', `/corrections/${proposal.id}`]) expect((await reader(testApp).get(`/api/v1${path}`)).status).toBe(401);
    };
    await nowhere();
    await made(decide(room.reviewerA, proposal, 'return', { reason: 'The title was right.' }), 200);
    await nowhere();
    const desk = await made<{ proposals: object[] }>(room.editor.call('get', `/claims/${claim.id}/corrections`), 200);
    expect(desk.proposals).toMatchObject([{ state: 'returned', returnReason: 'The title was right.' }]);
    const history = await made<{ items: { act: string }[] }>(room.editor.call('get', `/claims/${claim.id}/history`), 200);
    expect(history.items.slice(0, 2).map((entry) => entry.act)).toEqual(['return_correction', 'propose_correction']);
  });

  it('of a rated claim reopens it in the same act, the verdict stays shown, and two reviewers judge again', async () => {
    const claim = await buildRatedClaim(room);
    const proposal = await propose(claim, { claim: { background: 'It was in another year.' } });
    expect(proposal.reopens).toBe(true);
    expect(await decide(room.reviewerA, proposal, 'approve')).toMatchObject({ status: 409, body: { code: 'reopening_unsaid' } });
    const before = await current(room.editor, claim);
    await made(decide(room.reviewerA, proposal, 'approve', { reopens: true }), 200);
    const now = await current(room.editor, claim);
    expect(now).toMatchObject({ version: before.version + 1, status: 'open', verdict: { id: claim.verdict!.id }, standing: { code: 'being_reassessed' } });
    expect(await read(`/claims/${now.slug}`)).toMatch(/being reassessed/i);
    const history = await made<{ items: { act: string; reason: string }[] }>(reader(testApp).get(`/api/v1/claims/${claim.id}/history`), 200);
    expect(history.items[0]).toMatchObject({ act: 'approve_correction', reason: EXPLANATION });
    await act(room.editor, claim, 'submit');
  });

  it('while a verdict awaits approval makes that be proposed again', async () => {
    const claim = await buildProposal(room);
    await correctFacts(room, claim, { claim: { background: 'Of another year.' } });
    const now = await current(room.editor, claim);
    expect(now.desk!.proposal!.caseUnchanged).toBe(false);
    expect(await room.reviewerB.call('post', `/claims/${claim.id}/actions/approve`, { version: now.version, body: {} })).toMatchObject({ status: 409, body: { code: 'case_changed' } });
  });

  it('is not approved by whoever proposed it, though a reviewer too; but taken back by them alone', async () => {
    const claim = await buildOpenClaim(room);
    const both = await hire(testApp, 'Zoe Both', 'editor', 'reviewer');
    const proposal = await propose(claim, { claim: { background: 'So.' } }, both);
    expect(await decide(both, proposal, 'approve')).toMatchObject({ status: 403, body: { code: 'proposed_by_you', detail: 'You proposed this correction; another reviewer must approve it.' } });
    expect(await decide(both, proposal, 'return', { reason: 'x' })).toMatchObject({ status: 403, body: { code: 'proposed_by_you' } });
    expect(await decide(room.reviewerA, proposal, 'take-back')).toMatchObject({ status: 403, body: { code: 'not_proposed_by_you' } });
    await made(decide(both, proposal, 'take-back'), 200);
    expect(await decide(room.reviewerA, proposal, 'approve', {}, 2)).toMatchObject({ status: 409, body: { code: 'already_decided', detail: 'This correction was taken back by Zoe Both already.' } });
    await propose(claim, { claim: { background: 'Otherwise.' } }, both);
  });

  it('may be approved by the one reviewer of a desk that works with one', async () => {
    const alone = await startInstance(testApp.databaseUrl, { REVIEW_POLICY: 'single' });
    try {
      const both = await hire(alone, 'Solo Both', 'editor', 'reviewer');
      const claim = await buildOpenClaim(room);
      const proposal = await propose(claim, { claim: { background: 'Alone.' } }, both);
      await made(decide(both, proposal, 'approve'), 200);
      expect(await testApp.source.query('SELECT review_policy FROM correction WHERE claim_id = $1', [claim.id])).toEqual([{ review_policy: 'single' }]);
    } finally {
      await alone.close();
    }
  });

  it('whose subject changed since cannot be approved, and shows what changed', async () => {
    const claim = await buildOpenClaim(room, { background: 'One.' });
    const proposal = await propose(claim, { claim: { background: 'Two.' } });
    const now = await current(room.editor, claim);
    await buildEvidence(room.editor, claim);
    expect((await made<CorrectionProposalDetail>(room.reviewerA.call('get', `/corrections/${proposal.id}`), 200)).subjectUnchanged).toBe(true);
    await made(room.editor.call('patch', `/claims/${claim.id}`, { version: now.version + 1, body: { background: 'One!', correction: { kind: 'typo', explanation: 'A mark.' } } }), 200);
    expect(await decide(room.reviewerA, proposal, 'approve')).toMatchObject({ status: 409, body: { code: 'subject_changed' } });
    expect(await made<CorrectionProposalDetail>(room.reviewerA.call('get', `/corrections/${proposal.id}`), 200)).toMatchObject({ subjectUnchanged: false, since: [{ field: 'background', before: 'One.', after: 'One!' }] });
    await made(decide(room.reviewerA, proposal, 'return', { reason: 'It reads otherwise now.' }), 200);
  });

  it('of evidence that was withdrawn meanwhile, or on a claim that was, is only returned or taken back', async () => {
    const claim = await buildOpenClaim(room);
    const evidence = await buildEvidence(room.editor, claim);
    const [one, two] = [await propose(claim, { evidenceId: evidence.id, evidence: { summary: 'Another.' } }), await propose(claim, { claim: { background: 'x' } })];
    await made(room.editor.call('post', `/evidence/${evidence.id}/withdraw`, { version: 1, body: { reason: 'Wrong.' } }), 200);
    expect(await decide(room.reviewerA, one, 'approve')).toMatchObject({ status: 409, body: { code: 'subject_changed' } });
    await act(room.admin, claim, 'withdraw', { reason: 'Twice.' });
    expect(await decide(room.reviewerA, two, 'approve')).toMatchObject({ status: 409, body: { code: 'withdrawn' } });
    await made(decide(room.reviewerA, one, 'return', { reason: 'It is withdrawn.' }), 200);
    await made(decide(room.editor, two, 'take-back'), 200);
  });

  it('is one at a time for each thing, of what is public, and changes something', async () => {
    const claim = await buildOpenClaim(room);
    const other = await buildOpenClaim(room);
    await propose(claim, { claim: { background: 'x' } });
    expect(await proposing(room.reviewerA, claim, { claim: { background: 'y' } })).toMatchObject({ status: 409, body: { code: 'correction_waits' } });
    expect(await proposing(room.editor, await buildClaim(room.editor), { claim: { background: 'y' } })).toMatchObject({ status: 409, body: { code: 'not_public' } });
    expect(await proposing(room.editor, other, { claim: { title: other.title } })).toMatchObject({ status: 400, body: { errors: [{ field: 'claim', message: 'Nothing would change by this. Change what is wrong.' }] } });
    expect(await proposing(room.editor, other, {})).toMatchObject({ status: 400 });
    expect(await proposing(room.editor, other, { claim: {}, statement: {} })).toMatchObject({ status: 400 });
    expect(await proposing(room.editor, other, { statement: { place: 'Bern' } })).toMatchObject({ status: 400, body: { errors: [{ field: 'statementId' }] } });
    expect(await proposing(room.editor, other, { statementId: claim.statements[0]!.id, statement: { place: 'Bern' } })).toMatchObject({ status: 404 });
    expect(await proposing(room.editor, other, { claim: { topicIds: [] } })).toMatchObject({ status: 400 });
    expect(await proposing(room.editor, other, { claim: { background: 'a\u0000b' } })).toMatchObject({ status: 400 });
    expect(await proposing(room.editor, other, { claim: { background: 'x' }, report: 'R-2222-2222' })).toMatchObject({ status: 400, body: { errors: [{ field: 'report' }] } });
    expect(await proposing(room.editor, other, { claim: { background: 'x' } }, 1)).toMatchObject({ status: 412 });
    expect(await proposing(room.admin, other, { claim: { background: 'x' } })).toMatchObject({ status: 403 });
    for (const id of ['nothing', '01900000-0000-7000-8000-000000000999']) expect((await decide(room.reviewerA, { id }, 'approve')).status).toBe(404);
    expect((await room.reviewerA.call('post', '/corrections/x/approve', { body: {} })).status).toBe(428);
  });

  it('that two decide at once is decided once, and the other is told by whom', async () => {
    const claim = await buildOpenClaim(room);
    const proposal = await propose(claim, { claim: { background: 'Raced.' } });
    const answers = await Promise.all([decide(room.reviewerA, proposal, 'approve'), decide(room.reviewerB, proposal, 'return', { reason: 'No.' }), decide(room.editor, proposal, 'take-back')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    for (const { status, body } of answers) if (status === 409) expect(body).toMatchObject({ code: 'already_decided', detail: expect.stringMatching(/^This correction was (approved|returned|taken back) by \w+ \w+ already\.$/) });
    const [proposed, again] = await Promise.all([proposing(room.editor, claim, { claim: { title: 'T1' } }), proposing(room.reviewerA, claim, { claim: { title: 'T2' } })]);
    expect([proposed.status, again.status].sort()).toEqual([201, 409]);
  });

  it('is told to whoever proposed it, once it is decided', async () => {
    const claim = await buildOpenClaim(room, { title: 'Told of' });
    const proposal = await propose(claim, { claim: { background: 'x' } });
    await made(decide(room.reviewerB, proposal, 'return', { reason: 'Name the year.' }), 200);
    expect(await testApp.source.query('SELECT account_id, kind, words, path FROM notice WHERE claim_id = $1', [claim.id])).toEqual([
      { account_id: room.editor.id, kind: 'correction', words: 'Bo Reviewer returned your correction of “Told of”: Name the year.', path: `/desk/corrections/${proposal.id}` },
    ]);
  });

  it('of a source or a speaker is sent to the claims that show it, where somebody else approves it', async () => {
    const claim = await buildOpenClaim(room);
    const { id } = claim.statements[0]!.speaker!;
    const body = { name: 'Somebody else', correction: { kind: 'factual', explanation: 'x' } };
    expect(await room.editor.call('patch', `/speakers/${id}`, { version: 1, body })).toMatchObject({ status: 409, body: { code: 'factual_on_claims', detail: expect.stringContaining('where a second person approves it') } });
  });
});

describe('The database', () => {
  const insert = (claim: ClaimRecord, columns: Record<string, unknown>) => {
    const row = { id: '01900000-0000-7000-8000-00000000aaaa', claim_id: claim.id, kind: 'factual', explanation: 'x', subject_kind: 'claim', subject_id: claim.id, changes: '{}', published_at: new Date(), published_by_id: room.editor.id, ...columns };
    const names = Object.keys(row);
    return testApp.source.query(`INSERT INTO correction (${names.join()}) VALUES (${names.map((_, index) => `$${index + 1}`).join()})`, Object.values(row));
  };

  it('keeps no factual correction without a second person', async () => {
    const claim = await buildOpenClaim(room);
    const proposal = await propose(claim, { claim: { background: 'x' } });
    await expect(insert(claim, {})).rejects.toThrow('ck_correction_four_eyes');
    await expect(insert(claim, { review_policy: 'single' })).rejects.toThrow('ck_correction_four_eyes');
    await expect(insert(claim, { proposal_id: proposal.id, approver_id: room.editor.id, review_policy: 'two_person' })).rejects.toThrow(/as it was proposed and approved/);
    await expect(insert(claim, { proposal_id: proposal.id, approver_id: room.reviewerA.id, review_policy: 'two_person' })).rejects.toThrow(/as it was proposed and approved/);
  });

  it('keeps what was proposed as it was, and decides it once', async () => {
    const claim = await buildOpenClaim(room);
    const proposal = await propose(claim, { claim: { background: 'x' } });
    const update = (set: string) => testApp.source.query(`UPDATE correction_proposal SET ${set} WHERE id = '${proposal.id}'`);
    await expect(update(`explanation = 'y', version = 2`)).rejects.toThrow('never edited');
    await expect(update(`approved_at = now(), approved_by_id = '${room.editor.id}', version = 2`)).rejects.toThrow('ck_correction_proposal_four_eyes');
    await expect(update(`taken_back_at = now(), version = 2`)).rejects.toThrow(/ledger has no entry/);
    await made(decide(room.editor, proposal, 'take-back'), 200);
    await expect(update(`taken_back_at = NULL, version = 3`)).rejects.toThrow('decided once');
    await expect(testApp.source.query(`DELETE FROM correction_proposal WHERE id = '${proposal.id}'`)).rejects.toThrow(/Nothing on record is deleted/);
  });

  it('has the ledger tell of every proposal and what became of it', async () => {
    expect((await verifyChains(testApp.source)).broken).toEqual([]);
    expect((await findStrays(testApp.source)).filter(({ subjectKind }) => subjectKind !== 'account')).toEqual([]);
  });
});

/** Signs in as a person does, on the way to `path`. */
async function signedIn(page: Page, person: Person, path: string): Promise<void> {
  await page.goto(`${testApp.url}${path}`);
  await page.fill('#sign-in-email', person.email);
  await page.fill('#sign-in-password', person.password);
  await arrive(page, () => page.click('#sign-in button'));
}

describe.each([true, false])('At the desk, with script %p', (javaScriptEnabled) => {
  // axe is a script itself.
  const looked = async (page: Page) => {
    if (javaScriptEnabled) expect(await axeFindings(page)).toEqual([]);
  };

  it('an editor proposes, sees it as readers will, and a reviewer who is told of the reopening approves it', async () => {
    const claim = await buildRatedClaim(room, { title: `Found wrong ${javaScriptEnabled}`, background: 'It was in 2021.' });
    const contexts = [await browser.context({ width: 1280, javaScriptEnabled }), await browser.context({ width: 390, javaScriptEnabled })] as const;
    try {
      const editor = await contexts[0].newPage();
      await signedIn(editor, room.editor, `/desk/claims/${claim.id}/corrections/new?of=claim`);
      await arrive(editor, () => editor.getByRole('button', { name: 'Preview it' }).click());
      expect(await editor.locator('.error-summary').innerText()).toMatch(/kind of (?:error|correction)/i);
      await editor.getByLabel('Background').fill('It was in 2022.');
      await editor.getByRole('radio', { name: 'A factual error' }).check();
      await editor.getByLabel('Explanation for readers').fill(EXPLANATION);
      await arrive(editor, () => editor.getByRole('button', { name: 'Preview it' }).click());
      expect(await editor.locator('main').innerText()).toMatch(/It was in 2021\.[^]*It was in 2022\.[^]*In the list of corrections[^]*Found wrong[^]*The claim will be open again/);
      await looked(editor);
      expect(await testApp.source.query('SELECT 1 FROM correction_proposal WHERE claim_id = $1', [claim.id])).toEqual([]);
      await arrive(editor, () => editor.getByRole('button', { name: 'Change it' }).click());
      expect(await editor.getByLabel('Background').inputValue()).toBe('It was in 2022.');
      await arrive(editor, () => editor.getByRole('button', { name: 'Preview it' }).click());
      await arrive(editor, () => editor.getByRole('button', { name: 'Propose the correction' }).click());
      expect(await editor.locator('main').innerText()).toContain('The correction is proposed.');
      expect(await editor.getByRole('button', { name: /Approve/ }).isDisabled()).toBe(true);

      const reviewer = await contexts[1].newPage();
      await signedIn(reviewer, room.reviewerA, '/desk/corrections');
      await looked(reviewer);
      await arrive(reviewer, () => reviewer.getByRole('link', { name: claim.title }).click());
      expect(await reviewer.locator('main').innerText()).toContain('The claim is rated. Approving this opens it again');
      await looked(reviewer);
      await arrive(reviewer, () => reviewer.getByRole('button', { name: 'Return with this reason' }).click());
      expect(await reviewer.locator('.error-summary').innerText()).toMatch(/reason/i);
      await arrive(reviewer, () => reviewer.getByRole('button', { name: 'Approve, publish and reopen' }).click());
      expect(await reviewer.locator('main').innerText()).toContain('approved and published');
      expect(await asReader(claim)).toMatchObject({ background: 'It was in 2022.', standing: { code: 'being_reassessed' } });
    } finally {
      for (const context of contexts) await context.close();
    }
  });

  it('what one may publish alone is published after the preview, also of a statement, whose chain nobody touched stays', async () => {
    const claim = await buildOpenClaim(room);
    const context = await browser.context({ width: 390, colorScheme: 'dark', javaScriptEnabled });
    try {
      const page = await context.newPage();
      await signedIn(page, room.editor, `/desk/claims/${claim.id}/corrections/new?of=statement:${claim.statements[0]!.id}`);
      await looked(page);
      await page.getByLabel('Place').fill('Geneva, Switzerland');
      await page.getByRole('radio', { name: 'A clarification' }).check();
      await page.getByLabel('Explanation for readers').fill('Which Geneva.');
      await arrive(page, () => page.getByRole('button', { name: 'Preview it' }).click());
      expect(await page.locator('main').innerText()).not.toContain('In full, for the desk');
      await arrive(page, () => page.getByRole('button', { name: 'Publish the correction' }).click());
      expect(await page.locator('main').innerText()).toContain('The correction is published');
      const now = await asReader(claim);
      expect(now.corrections).toMatchObject([{ kind: 'clarification', subject: 'statement', changes: [{ field: 'place', before: 'Geneva', after: 'Geneva, Switzerland' }] }]);
      expect(now.statements[0]!.chain).toEqual(claim.statements[0]!.chain);
    } finally {
      await context.close();
    }
  });
});

describe('A correction in the making', () => {
  it('survives a reload, is sent once, and is then no draft any more', async () => {
    const claim = await buildOpenClaim(room);
    const context = await browser.context({ width: 1280 });
    const page = await context.newPage();
    await signedIn(page, room.editor, `/desk/claims/${claim.id}/corrections/new?of=claim`);
    await page.getByLabel('Background').fill('It was said twice.');
    await page.getByLabel('Explanation for readers').fill('The background was missing.');
    await page.getByText(/^Saved \d\d:\d\d$/).waitFor();
    await page.reload();
    expect(await page.getByLabel('Background').inputValue()).toBe('It was said twice.');
    await page.getByRole('radio', { name: 'A clarification' }).check();
    await arrive(page, () => page.getByRole('button', { name: 'Preview it' }).click());
    await arrive(page, () => page.getByRole('button', { name: /^Publish/ }).click());
    expect(await asReader(claim)).toMatchObject({ background: 'It was said twice.' });
    await page.goto(`${testApp.url}/desk/claims/${claim.id}/corrections/new?of=claim`);
    expect(await page.getByLabel('Explanation for readers').inputValue()).toBe('');
    await context.close();
  });
});
