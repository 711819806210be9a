/** A claim's whole life over the API, and every line of the table refused where it must be. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ClaimRecord } from '../src/record/claim-record.dto.js';
import { act, buildClaim, buildClaimInReview, buildEvidence, buildOpenClaim, buildProposal, buildRatedClaim, current, made, propose, ratingOf } from './support/build.js';
import { startApp, type TestApp } from './support/app.js';
import { hire, hireNewsroom, type Newsroom, type Person, reader } from './support/people.js';

let testApp: TestApp;
let room: Newsroom;

beforeAll(async () => {
  testApp = await startApp();
  room = await hireNewsroom(testApp);
});
afterAll(() => testApp.close());

async function refusedCode(by: Person, claim: { id: string }, action: string): Promise<string> {
  const { version } = await current(by, claim);
  return (await by.call('post', `/claims/${claim.id}/actions/${action}`, { version, body: {} })).body.code as string;
}

const read = (claim: { slug: string }, query = '') => reader(testApp).get(`/api/v1/claims/${claim.slug}${query}`);

describe('A claim', () => {
  it('goes from draft to a verdict that two people agreed on, and readers see each step only when it is public', async () => {
    const draft = await buildClaim(room.editor);
    expect((await read(draft)).status).toBe(404);

    const open = await act(room.editor, draft, 'open');
    const seen = await read(open);
    expect(seen.body).toMatchObject({ status: 'open', standing: { code: 'not_yet_rated' }, verdict: null });
    expect(seen.body.desk).toBeUndefined();
    expect(seen.body.statements[0].speaker.role).toBe('Minister');

    const evidence = await buildEvidence(room.editor, open);
    await act(room.editor, open, 'submit');
    await act(room.reviewerA, open, 'claim_review');
    const proposed = await propose(room.reviewerA, open, { citedEvidenceIds: [evidence.id] });
    expect(proposed.desk?.proposal?.rating.key).toBe('kept');
    const meanwhile = await read(open);
    expect(meanwhile.body).toMatchObject({ status: 'in_review', standing: { text: 'In review' }, verdict: null, earlierVerdicts: [] });
    expect(meanwhile.text).not.toContain('It was published on the day.');

    await act(room.reviewerB, open, 'approve');
    const rated = (await read(open)).body as ClaimRecord;
    expect(rated.standing.text).toBe('Kept, since 30 Jan 2022');
    expect(rated.verdict).toMatchObject({ summary: 'It was published on the day.', cited: [evidence.id], proposedBy: { name: 'Ada Reviewer' }, approvedBy: { name: 'Bo Reviewer' }, singleReviewer: false });
  });

  it('keeps its verdict in force and shown while it is judged again, and the old one afterwards', async () => {
    const claim = await buildRatedClaim(room);
    const reopened = await act(room.editor, claim, 'reopen', { reason: 'A second report appeared.' });
    expect(reopened.standing).toMatchObject({ code: 'being_reassessed', text: 'Kept, since 30 Jan 2022, being reassessed' });
    await act(room.editor, claim, 'submit');
    await propose(room.reviewerB, claim, { ratingId: ratingOf(claim, 'mostly_kept'), summary: 'Only the first half was published.', inForceFrom: '2022-02-02' });
    expect((await read(claim)).body.standing.text).toBe('Kept, since 30 Jan 2022, being reassessed');
    await act(room.reviewerA, claim, 'approve', { correction: 'We had taken the first half for the whole report.' });
    const now = (await read(claim)).body as ClaimRecord;
    expect(now.standing.text).toBe('Mostly kept, since 2 Feb 2022');
    expect(now.earlierVerdicts.map((verdict) => verdict.rating.key)).toEqual(['kept']);
    expect(now.corrections).toMatchObject([{ kind: 'rating', changes: [{ field: 'rating', before: 'Kept', after: 'Mostly kept' }] }]);
  });

  it('is declined with a code and words, also from draft, and readers see why', async () => {
    const claim = await act(room.reviewerA, await buildClaim(room.editor, { kind: 'opinion' }), 'decline', { declineCode: 'opinion', reason: 'A judgement, not a fact.' });
    expect((await read(claim)).body).toMatchObject({ standing: { text: 'Not rated: opinion' }, statusReason: 'A judgement, not a fact.' });
    expect((await act(room.editor, claim, 'reopen', { reason: 'It names a fact after all.' })).status).toBe('open');
  });

  it('is withdrawn by an admin with a reason, and a duplicate names the claim that it is merged into', async () => {
    const kept = await buildOpenClaim(room);
    const twin = await buildRatedClaim(room);
    const withdrawn = await act(room.admin, twin, 'withdraw', { reason: 'The same claim twice.', mergeInto: kept.slug });
    expect((await read(twin)).body).toMatchObject({ standing: { text: 'Withdrawn: The same claim twice.' }, mergedInto: { id: kept.id, slug: kept.slug } });
    const refused = await room.editor.call('patch', `/claims/${twin.id}`, { version: withdrawn.version, body: { wording: 'Another thing.', correction: { kind: 'typo', explanation: 'x' } } });
    expect(refused).toMatchObject({ status: 409, body: { code: 'withdrawn' } });
  });

  it('a proposal that is pending falls with its claim', async () => {
    const claim = await buildProposal(room);
    await act(room.admin, claim, 'withdraw', { reason: 'Out of our field.' });
    const { version } = await current(room.reviewerB, claim);
    expect(await room.reviewerB.call('post', `/claims/${claim.id}/actions/approve`, { version })).toMatchObject({ status: 409, body: { code: 'wrong_status' } });
  });
});

describe('The table refuses', () => {
  const refused = async (by: { call: Newsroom['editor']['call'] }, claim: { id: string; version: number }, action: string, body: object = {}) => {
    const response = await by.call('post', `/claims/${claim.id}/actions/${action}`, { version: claim.version, body });
    return { status: response.status, code: response.body.code as string, detail: response.body.detail as string };
  };

  it('to open without a statement, without a whole chain, or without a resolution', async () => {
    const bare = await buildClaim(room.editor, { statements: [] });
    expect(await refused(room.editor, bare, 'open')).toMatchObject({ status: 409, code: 'statement_incomplete' });
    const noSource = await buildClaim(room.editor, { statements: [{ quote: 'We will.', day: '2022-01-21' }] });
    expect(await refused(room.editor, noSource, 'open')).toMatchObject({ status: 409, code: 'statement_incomplete' });
    const unresolved = await buildClaim(room.editor, { resolution: null });
    expect(await refused(room.editor, unresolved, 'open')).toMatchObject({ status: 409, code: 'resolution_missing' });
    expect((await act(room.editor, await buildClaim(room.editor, { kind: 'factual', resolution: null }), 'open')).status).toBe('open');
  });

  it('to submit without evidence, unless it says where was searched', async () => {
    const claim = await buildOpenClaim(room);
    expect(await refused(room.editor, claim, 'submit')).toMatchObject({ status: 409, code: 'evidence_missing' });
    expect((await act(room.editor, claim, 'submit', { searchedWhere: 'The ministry’s archive and two agencies' })).searchedWhere).toContain('archive');
  });

  it('the wrong role, in words', async () => {
    const claim = await buildProposal(room);
    expect(await refused(room.editor, claim, 'approve')).toEqual({ status: 403, code: 'role_missing', detail: 'Only a reviewer may approve a verdict.' });
    expect(await refused(room.reviewerB, claim, 'withdraw', { reason: 'x' })).toMatchObject({ status: 403, code: 'role_missing' });
    expect(await refused(room.admin, claim, 'approve')).toMatchObject({ status: 403 });
  });

  it('the proposer to approve, and the one who logged the claim to propose or approve, whatever roles they hold', async () => {
    const claim = await buildProposal(room);
    expect(await refused(room.reviewerA, claim, 'approve')).toEqual({ status: 403, code: 'proposed_by_you', detail: 'You proposed this verdict; another reviewer must approve it.' });
    const both = await hire(testApp, 'Both Hats', 'editor', 'reviewer', 'admin');
    const own = await buildProposal({ ...room, editor: both });
    expect(await refused(both, own, 'approve')).toMatchObject({ status: 403, code: 'logged_by_you' });
    await act(room.reviewerB, own, 'return', { reason: 'Once more.' });
    const { version } = await current(both, own);
    const response = await both.call('post', `/claims/${own.id}/verdicts`, { version, body: { ratingId: ratingOf(own, 'in_progress'), summary: 'x', inForceFrom: '2022-02-01' } });
    expect(response).toMatchObject({ status: 403, body: { code: 'logged_by_you' } });
  });

  it('a conclusive rating without evidence, withdrawn evidence, evidence or a rating of elsewhere, and a day to come', async () => {
    const claim = await buildClaimInReview(room);
    const other = await buildClaimInReview(room, { kind: 'factual' });
    const attempt = async (overrides: object) => {
      const now = await current(room.reviewerA, claim);
      const body = { ratingId: ratingOf(claim, 'kept'), summary: 'It was.', inForceFrom: '2022-01-30', citedEvidenceIds: [claim.evidence[0]!.id], ...overrides };
      return (await room.reviewerA.call('post', `/claims/${claim.id}/verdicts`, { version: now.version, body })).body.code as string;
    };
    expect(await attempt({ citedEvidenceIds: [] })).toBe('citation_missing');
    expect(await attempt({ citedEvidenceIds: [other.evidence[0]!.id] })).toBe('cited_evidence_withdrawn');
    expect(await attempt({ ratingId: ratingOf(other, 'true') })).toBe('rating_of_other_scale');
    expect(await attempt({ ratingId: claim.id })).toBe('rating_unknown');
    expect(await attempt({ inForceFrom: '2999-01-01' })).toBe('in_force_in_future');
    await made(room.editor.call('post', `/evidence/${claim.evidence[0]!.id}/withdraw`, { version: 1, body: { reason: 'A hoax.' } }), 200);
    expect(await attempt({})).toBe('cited_evidence_withdrawn');
    expect((await propose(room.reviewerA, claim, { ratingId: ratingOf(claim, 'in_progress'), citedEvidenceIds: [] })).status).toBe('awaiting_approval');
  });

  it('a verdict before the due day without a reason for judging early', async () => {
    const claim = await buildClaimInReview(room, { resolution: { wouldConfirm: 'a', wouldRefute: 'b', due: { kind: 'day', day: '2999' } } });
    const now = await current(room.reviewerA, claim);
    const body = { ratingId: ratingOf(claim, 'kept'), summary: 'It was.', inForceFrom: '2022-01-30', citedEvidenceIds: [claim.evidence[0]!.id] };
    expect(await room.reviewerA.call('post', `/claims/${claim.id}/verdicts`, { version: now.version, body })).toMatchObject({ status: 409, body: { code: 'early_reason_missing' } });
    expect((await propose(room.reviewerA, claim, { earlyReason: 'It is done already.' })).status).toBe('awaiting_approval');
  });

  it('to approve a case that changed after the proposal, until it is proposed again', async () => {
    const claim = await buildProposal(room);
    await buildEvidence(room.editor, claim, { stance: 'refutes' });
    const changed = await current(room.reviewerB, claim);
    expect(changed.desk?.proposal?.caseUnchanged).toBe(false);
    expect(await refused(room.reviewerB, changed, 'approve')).toMatchObject({ status: 409, code: 'case_changed' });
    await act(room.reviewerB, claim, 'return', { reason: 'Look at the new report.' });
    await propose(room.reviewerA, claim);
    expect((await act(room.reviewerB, claim, 'approve')).status).toBe('rated');
  });

  it('to return, reopen, decline or withdraw without a reason', async () => {
    expect(await refused(room.reviewerB, await buildProposal(room), 'return')).toMatchObject({ status: 409, code: 'reason_missing' });
    expect(await refused(room.editor, await buildRatedClaim(room), 'reopen')).toMatchObject({ status: 409, code: 'reason_missing' });
    const open = await buildOpenClaim(room);
    expect(await refused(room.reviewerA, open, 'decline', { reason: 'x' })).toMatchObject({ status: 409, code: 'decline_code_missing' });
    expect(await refused(room.reviewerA, open, 'decline', { declineCode: 'opinion' })).toMatchObject({ status: 409, code: 'reason_missing' });
    expect(await refused(room.admin, open, 'withdraw')).toMatchObject({ status: 409, code: 'reason_missing' });
  });

  it('to decline a claim whose verdict is in force, for that would hide it', async () => {
    const claim = await act(room.editor, await buildRatedClaim(room), 'reopen', { reason: 'New facts.' });
    expect(await refused(room.reviewerA, claim, 'decline', { declineCode: 'opinion', reason: 'x' })).toMatchObject({ status: 409, code: 'verdict_in_force' });
  });

  it('to give a claim to anybody but a reviewer, and by anybody but its editor in charge or an admin', async () => {
    const claim = await buildClaimInReview(room);
    expect(await refused(room.editor, claim, 'assign', { accountId: room.editor.id })).toMatchObject({ status: 409, code: 'assignee_not_reviewer' });
    const stranger = await hire(testApp, 'Other Editor', 'editor');
    expect(await refused(stranger, claim, 'assign', { accountId: room.reviewerB.id })).toMatchObject({ status: 403 });
    expect((await act(room.editor, claim, 'assign', { accountId: room.reviewerB.id })).desk?.reviewer?.name).toBe('Bo Reviewer');
    expect((await act(room.admin, claim, 'assign', { accountId: room.reviewerA.id })).desk?.reviewer?.name).toBe('Ada Reviewer');
  });
});

describe('What is public', () => {
  it('changes only with a correction that explains it, and the correction is shown', async () => {
    const claim = await buildOpenClaim(room);
    const bare = await room.editor.call('patch', `/claims/${claim.id}`, { version: claim.version, body: { wording: 'The minister will publish the long report.' } });
    expect(bare).toMatchObject({ status: 409, body: { code: 'correction_missing' } });
    await made(room.editor.call('patch', `/claims/${claim.id}`, { version: claim.version, body: { wording: 'The minister will publish the long report.', correction: { kind: 'clarification', explanation: 'We said which report.' } } }), 200);
    const now = (await read(claim)).body as ClaimRecord;
    expect(now.corrections).toMatchObject([{ kind: 'clarification', changes: [{ field: 'wording', before: claim.wording, after: 'The minister will publish the long report.' }] }]);
  });

  it('stays in the history: withdrawn evidence with its reason, each revision with before and after', async () => {
    const claim = await buildRatedClaim(room);
    const extra = await buildEvidence(room.editor, claim, { summary: 'A rumour.' });
    await made(room.editor.call('patch', `/evidence/${extra.id}`, { version: 1, body: { summary: 'A rumour in one paper.', correction: { kind: 'clarification', explanation: 'Said where.' } } }), 200);
    await made(room.editor.call('post', `/evidence/${extra.id}/withdraw`, { version: 2, body: { reason: 'The paper took it back.' } }), 200);
    const record = (await read(claim)).body as ClaimRecord;
    expect(record.evidence.find((e) => e.id === extra.id)?.withdrawn).toMatchObject({ reason: 'The paper took it back.' });
    const history = (await read(claim, '/history')).body.items as { act: string; reason: string | null; subjects: { changes: { field: string; before: unknown; after: unknown }[] }[] }[];
    expect(history.map((entry) => entry.act)).toEqual(['withdraw_evidence', 'revise_evidence', 'add_evidence', 'approve', 'submit', 'add_evidence', 'open']);
    expect(history[1]!.subjects.flatMap((subject) => subject.changes)).toContainEqual({ field: 'summary', before: 'A rumour.', after: 'A rumour in one paper.' });
  });

  it('can be seen as it was on an earlier instant', async () => {
    const claim = await buildOpenClaim(room);
    const before = new Date().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await buildEvidence(room.editor, claim);
    const then = (await read(claim, `?as_of=${before}`)).body as ClaimRecord;
    expect(then.evidence).toEqual([]);
    expect(then.asOf).toBe(before);
    expect((await read(claim, '?as_of=2001-01-01')).status).toBe(404);
    expect(await read(claim, '?as_of=2999-01-01')).toMatchObject({ status: 400, body: { errors: [{ field: 'as_of' }] } });
    expect((await read(claim, '?as_of=yesterday')).status).toBe(400);
  });
});

describe('A source that a claim shows', () => {
  it('cannot be swapped under a proposal: the case has changed, and readers are told on every claim that shows it', async () => {
    const claim = await buildProposal(room);
    const source = claim.evidence[0]!.source;
    const swap = { title: 'Another document', url: 'https://elsewhere.example/other' };
    expect(await room.editor.call('patch', `/sources/${source.id}`, { version: 1, body: swap })).toMatchObject({ status: 409, body: { code: 'correction_missing' } });
    await made(room.editor.call('patch', `/sources/${source.id}`, { version: 1, body: { ...swap, correction: { kind: 'clarification', explanation: 'The report has moved.' } } }), 200);
    expect(await room.reviewerB.call('post', `/claims/${claim.id}/actions/approve`, { version: claim.version })).toMatchObject({ status: 412 });
    expect(await refusedCode(room.reviewerB, claim, 'approve')).toBe('case_changed');
    const now = (await read(claim)).body as ClaimRecord;
    expect(now.corrections).toMatchObject([{ kind: 'clarification', subject: 'source', explanation: 'The report has moved.', changes: expect.arrayContaining([{ field: 'title', before: source.title, after: 'Another document' }]) }]);
    const history = (await read(claim, '/history')).body.items as { act: string }[];
    expect(history[0]!.act).toBe('revise_source');
  });

  it('keeps its facts, which are corrected on the claims that show it', async () => {
    const claim = await buildRatedClaim(room);
    const body = { publisher: 'Somebody else', correction: { kind: 'factual', explanation: 'We had the wrong paper.' } };
    expect(await room.editor.call('patch', `/sources/${claim.evidence[0]!.source.id}`, { version: 1, body })).toMatchObject({ status: 409, body: { code: 'factual_on_claims' } });
  });
});

describe('A speaker whom a claim names', () => {
  it('gets a later role or an alias without more, but another name or role on the claim’s day only with a correction there', async () => {
    const claim = await buildRatedClaim(room);
    const speaker = claim.statements[0]!.speaker!;
    const roles = [{ title: 'Minister', from: '2020', until: '2024' }, { title: 'Ambassador', from: '2024' }];
    await made(room.editor.call('patch', `/speakers/${speaker.id}`, { version: 1, body: { roles, aliases: ['The Minister'] } }), 200);
    expect((await read(claim)).body.version).toBe(claim.version);
    expect(await room.editor.call('patch', `/speakers/${speaker.id}`, { version: 2, body: { roles: [{ title: 'Deputy', from: '2020' }] } })).toMatchObject({ status: 409, body: { code: 'correction_missing' } });
    await made(room.editor.call('patch', `/speakers/${speaker.id}`, { version: 2, body: { roles: [{ title: 'Deputy', from: '2020' }], correction: { kind: 'clarification', explanation: 'Deputy minister then.' } } }), 200);
    const now = (await read(claim)).body as ClaimRecord;
    expect(now.statements[0]!.speaker!.role).toBe('Deputy');
    expect(now.corrections).toMatchObject([{ subject: 'speaker', changes: [{ field: 'role', before: 'Minister', after: 'Deputy' }] }]);
  });
});

describe('What the desk does among itself', () => {
  it('moves neither the version nor the day of change that readers see', async () => {
    const claim = await buildClaimInReview(room);
    const seen = async () => {
      const { version, changedAt } = (await read(claim)).body as ClaimRecord;
      const listed = (await reader(testApp).get(`/api/v1/claims?speaker=${claim.statements[0]!.speaker!.slug}`)).body.items[0] as { version: number };
      return { version, changedAt, listed: listed.version };
    };
    const before = await seen();
    await act(room.reviewerA, claim, 'claim_review');
    await propose(room.reviewerA, claim);
    await act(room.reviewerB, claim, 'return', { reason: 'Once more.' });
    expect(await seen()).toEqual(before);
    await act(room.reviewerB, claim, 'return', { reason: 'More evidence is needed.' });
    const after = await seen();
    expect(after.version).toBeGreaterThan(before.version);
    expect((await read(claim, '/history')).text).not.toContain('More evidence is needed.');
  });

  it('keeps to the desk whom and what only a draft names', async () => {
    const draft = await buildClaim(room.editor);
    const paths = [`/speakers/${draft.statements[0]!.speaker!.slug}`, `/sources/${draft.statements[0]!.chain[1]!.source!.slug}`];
    for (const path of paths) {
      expect((await reader(testApp).get(`/api/v1${path}`)).status).toBe(404);
      expect((await room.reviewerA.call('get', path)).status).toBe(200);
    }
    expect((await reader(testApp).get(paths[0]!)).status).toBe(404);
    expect((await reader(testApp).get('/api/v1/speakers').query({ q: draft.statements[0]!.speaker!.name })).body.items).toEqual([]);
    await act(room.editor, draft, 'open');
    for (const path of paths) expect((await reader(testApp).get(`/api/v1${path}`)).status).toBe(200);
  });
});

describe('A desk of one person', () => {
  it('says so with every verdict', async () => {
    const single = await startApp({ REVIEW_POLICY: 'single' });
    try {
      const only = await hire(single, 'Only One', 'editor', 'reviewer', 'admin');
      const claim = await buildRatedClaim({ editor: only, reviewerA: only, reviewerB: only, admin: only });
      expect((await reader(single).get(`/api/v1/claims/${claim.slug}`)).body.verdict).toMatchObject({ singleReviewer: true });
    } finally {
      await single.close();
    }
  });
});
