/** What the database itself refuses, whoever asks: the rules that guard the truth, tried by plain SQL past all our code. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ClaimRecord } from '../src/record/claim-record.dto.js';
import { ClaimsService } from '../src/claims/claims.service.js';
import { EvidenceService } from '../src/evidence/evidence.service.js';
import { LedgerEntry } from '../src/ledger/ledger-entry.entity.js';
import { findStrays, verifyChains } from '../src/ledger/ledger.js';
import { standing } from '../src/record/standing.rules.js';
import { type Status, STATUSES } from '../src/claims/claim.words.js';
import { WorkflowService } from '../src/workflow/workflow.service.js';
import { act, buildClaim, buildClaimInReview, buildEvidence, buildProposal, buildRatedClaim, buildSource, current, made, ratingOf } from './support/build.js';
import { startApp, type TestApp } from './support/app.js';
import { hireNewsroom, type Newsroom } from './support/people.js';

let testApp: TestApp;
let room: Newsroom;
let rated: ClaimRecord;
let proposed: ClaimRecord;

beforeAll(async () => {
  testApp = await startApp();
  room = await hireNewsroom(testApp);
  rated = await buildRatedClaim(room);
  rated = await made(room.editor.call('patch', `/claims/${rated.id}`, { version: rated.version, body: { title: 'The report', correction: { kind: 'typo', explanation: 'A shorter title.' } } }), 200);
  proposed = await buildProposal(room);
});
afterAll(() => testApp.close());

/** The sentence or constraint by which the database refused; "done" when it did not. */
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

describe('The database refuses', () => {
  it('to change, remove or empty the ledger', async () => {
    expect(await vandalise(`UPDATE ledger_entry SET reason = 'never'`)).toMatch(/append-only/);
    expect(await vandalise(`DELETE FROM ledger_entry WHERE stream_id = '${rated.id}'`)).toMatch(/append-only/);
    expect(await vandalise('TRUNCATE ledger_entry')).toMatch(/append-only/);
    expect(await vandalise(`UPDATE correction SET explanation = 'x'`, `DELETE FROM cited_evidence`)).toMatch(/append-only/);
  });

  it('to edit or delete a verdict, or to end it twice', async () => {
    const id = rated.verdict!.id;
    expect(await vandalise(`UPDATE verdict SET summary = 'Something else' WHERE id = '${id}'`)).toMatch(/superseded, never edited/);
    expect(await vandalise(`UPDATE verdict SET rating_id = '${ratingOf(rated, 'broken')}' WHERE id = '${id}'`)).toMatch(/superseded, never edited/);
    expect(await vandalise(`UPDATE verdict SET approved_by_id = '${room.admin.id}' WHERE id = '${id}'`)).toMatch(/is set once/);
    expect(await vandalise(`UPDATE verdict SET approved_at = NULL, approved_by_id = NULL WHERE id = '${id}'`)).toMatch(/is set once/);
    expect(await vandalise(`DELETE FROM cited_evidence`, `DELETE FROM verdict WHERE id = '${id}'`)).toMatch(/append-only|deleted/);
  });

  it('one pair of eyes: the proposer or the logger as approver, the logger as proposer', async () => {
    const id = proposed.desk!.proposal!.id;
    const approveAs = (who: string) => vandalise(`UPDATE verdict SET approved_at = now(), approved_by_id = '${who}', version = version + 1 WHERE id = '${id}'`);
    expect(await approveAs(room.reviewerA.id)).toMatch(/ck_verdict_four_eyes/);
    expect(await approveAs(room.editor.id)).toMatch(/ck_verdict_four_eyes/);
    const inReview = await buildClaimInReview(room);
    const proposeAs = (who: string, logger: string) =>
      vandalise(`INSERT INTO verdict (id, claim_id, claim_logged_by_id, rating_id, summary, in_force_from, case_version, review_policy, proposed_at, proposed_by_id, version)
        VALUES (gen_random_uuid(), '${inReview.id}', '${logger}', '${ratingOf(inReview, 'in_progress')}', 'x', '2022-01-30', 1, 'two_person', now(), '${who}', 1)`);
    expect(await proposeAs(room.editor.id, room.editor.id)).toMatch(/ck_verdict_proposer_not_logger/);
    expect(await proposeAs(room.editor.id, room.admin.id)).toMatch(/fk_verdict_claim/);
  });

  it('a second verdict in force, a verdict without the workflow, and a status without its verdict', async () => {
    const approve = `UPDATE verdict SET approved_at = now(), approved_by_id = '${room.reviewerB.id}', version = version + 1 WHERE id = '${proposed.desk!.proposal!.id}'`;
    expect(await vandalise(approve)).toMatch(/awaits approval exactly while|no entry/);
    expect(await vandalise(`UPDATE claim SET status = 'rated', version = version + 1 WHERE id = '${(await buildClaimInReview(room)).id}'`)).toMatch(/cannot go from in_review to rated/);
    expect(await vandalise(`UPDATE claim SET status = 'awaiting_approval', version = version + 1 WHERE id = '${(await buildClaimInReview(room)).id}'`)).toMatch(/awaits approval exactly while|no entry/);
  });

  it('any change that the ledger does not tell of', async () => {
    expect(await vandalise(`UPDATE claim SET wording = 'Another wording.', version = version + 1 WHERE id = '${rated.id}'`)).toMatch(/ledger has no entry/);
    expect(await vandalise(`UPDATE claim SET wording = 'Another wording.' WHERE id = '${rated.id}'`)).toMatch(/one version further/);
    expect(await vandalise(`UPDATE evidence SET summary = 'Another', version = version + 1 WHERE claim_id = '${rated.id}'`)).toMatch(/ledger has no entry/);
    expect(await vandalise(`UPDATE account SET roles = ARRAY['admin'], version = version + 1 WHERE id = '${room.editor.id}'`)).toMatch(/ledger has no entry/);
  });

  it('to change silently, keeping the version, what a reader sees', async () => {
    expect(await vandalise(`UPDATE evidence SET summary = 'Another' WHERE claim_id = '${rated.id}'`)).toMatch(/one version further/);
    expect(await vandalise(`UPDATE statement SET quote = 'Another' WHERE claim_id = '${rated.id}'`)).toMatch(/one version further/);
    expect(await vandalise(`UPDATE speaker SET name = 'Another' WHERE id = '${rated.statements[0]!.speaker!.id}'`)).toMatch(/one version further/);
    expect(await vandalise(`UPDATE source SET title = 'Another' WHERE id = '${rated.evidence[0]!.source.id}'`)).toMatch(/one version further/);
  });

  it('a source that changes under a proposal, even with its ledger entry, while the case stays as it was', async () => {
    const { id } = (await buildProposal(room)).evidence[0]!.source;
    const told = `INSERT INTO ledger_entry (id, stream_kind, stream_id, position, stream_version, act, actor_id, via, subject_kind, subject_id, after, recorded_at, imported, hash)
      SELECT gen_random_uuid(), 'source', s.subject_id, 0, (s.data ->> 'version')::int, 'revise_source', NULL, 'cli', 'source', s.subject_id, s.data, now(), false, '' FROM snapshot s WHERE s.subject_kind = 'source' AND s.subject_id = '${id}'`;
    expect(await vandalise(`UPDATE source SET title = 'Swapped', version = version + 1 WHERE id = '${id}'`, told)).toMatch(/proposed on this source/);
    const alone = (await buildSource(room.editor)).id;
    expect(await vandalise(`UPDATE source SET title = 'Swapped', version = version + 1 WHERE id = '${alone}'`, told.replaceAll(id, alone))).toBe('done');
  });

  it('to delete what is on record, or to change who logged a claim and when', async () => {
    for (const table of ['claim', 'statement', 'evidence', 'speaker', 'source', 'account', 'verdict', 'correction', 'scale', 'rating']) {
      expect(await vandalise(`DELETE FROM ${table}`)).not.toBe('done');
    }
    expect(await vandalise(`UPDATE claim SET logged_by_id = '${room.reviewerA.id}', version = version + 1 WHERE id = '${proposed.id}'`)).toMatch(/stay as they were|fk_verdict_claim/);
    expect(await vandalise(`UPDATE claim SET public_at = now(), version = version + 1 WHERE id = '${rated.id}'`)).toMatch(/stay as they were/);
  });

  it('to change a scale in place', async () => {
    expect(await vandalise(`UPDATE rating SET label = 'Sort of' WHERE key = 'kept'`)).toMatch(/append-only/);
  });

  it('a ledger entry that claims another time, or runs backwards', async () => {
    const insert = (at: string, via = 'api') =>
      vandalise(`INSERT INTO ledger_entry (id, stream_kind, stream_id, position, stream_version, act, actor_id, via, subject_kind, subject_id, after, recorded_at, imported, hash)
        VALUES (gen_random_uuid(), 'claim', '${rated.id}', 0, 99, 'approve', NULL, '${via}', 'claim', '${rated.id}', '{}', ${at}, ${String(via === 'import')}, '')`);
    expect(await insert(`now() + interval '1 hour'`)).toMatch(/Only an import/);
    expect(await insert(`now() - interval '1 year'`, 'import')).toMatch(/does not run backwards/);
  });
});

describe('The chain of hashes', () => {
  it('shows an entry that somebody with the keys of the database changed or took out', async () => {
    expect((await verifyChains(testApp.source)).broken).toEqual([]);
    const [entry] = await testApp.source.manager.find(LedgerEntry, { where: { streamId: rated.id, act: 'submit' } });
    await testApp.source.query('ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_stays');
    await testApp.source.query(`UPDATE ledger_entry SET after = after || '{"wording": "Forged"}' WHERE id = $1`, [entry!.id]);
    expect((await verifyChains(testApp.source)).broken).toContainEqual({ streamKind: 'claim', streamId: rated.id, position: entry!.position });
    await testApp.source.query(`DELETE FROM ledger_entry WHERE id = $1`, [entry!.id]);
    expect((await verifyChains(testApp.source)).broken.length).toBeGreaterThan(0);
    await testApp.source.query('ALTER TABLE ledger_entry ENABLE TRIGGER ledger_entry_stays');
  });
});

describe('The record held against the ledger', () => {
  it('shows what somebody with the keys of the database changed past the service, and what has lost its last entry', async () => {
    expect(await findStrays(testApp.source)).toEqual([]);
    const [evidence] = proposed.evidence;
    await testApp.source.query('ALTER TABLE evidence DISABLE TRIGGER USER');
    await testApp.source.query(`UPDATE evidence SET summary = 'Forged' WHERE id = $1`, [evidence!.id]);
    expect(await findStrays(testApp.source)).toEqual([{ subjectKind: 'evidence', subjectId: evidence!.id }]);
    await testApp.source.query(`UPDATE evidence SET summary = $2 WHERE id = $1`, [evidence!.id, evidence!.summary]);
    await testApp.source.query('ALTER TABLE evidence ENABLE TRIGGER USER');
    expect(await findStrays(testApp.source)).toEqual([]);
    await testApp.source.query('ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_stays');
    await testApp.source.query('DELETE FROM ledger_entry WHERE id = (SELECT id FROM ledger_entry WHERE stream_id = $1 ORDER BY position DESC LIMIT 1)', [proposed.id]);
    expect((await verifyChains(testApp.source, proposed.id)).broken).toEqual([]);
    expect(await findStrays(testApp.source)).not.toEqual([]);
    await testApp.source.query('ALTER TABLE ledger_entry ENABLE TRIGGER ledger_entry_stays');
  });
});

describe('The standing in SQL', () => {
  it('has the same code as the pure function, for every status, verdict and due date', async () => {
    const today = '2022-02-10';
    for (const status of STATUSES as readonly Status[]) {
      for (const verdict of [null, { label: 'Kept', since: '2022-01-01' }]) {
        for (const due of [null, '2022-02-09', '2022-02-10', '2022-02-11', '2022-01', '2022-02', '2022-03', '2021', '2022', '2023']) {
          const day = due && `${due}-01-01`.slice(0, 10);
          const precision = due && (due.length === 4 ? 'year' : due.length === 7 ? 'month' : 'day');
          const [row] = await testApp.source.query<{ code: string }[]>('SELECT standing_code($1, $2, $3::date, $4, $5::date) AS code', [status, verdict !== null, day, precision, today]);
          expect({ status, verdict, due, code: row!.code }).toEqual({ status, verdict, due, code: standing({ status, statusReason: 'r', declineCode: 'opinion', verdict, due, today }).code });
        }
      }
    }
  });
});

describe('A write that fails half way', () => {
  /** Breaks the ledger's insert for a moment: the last of the five steps of every write. */
  async function withoutLedger(work: () => Promise<unknown>): Promise<void> {
    await testApp.source.query(`CREATE FUNCTION fail_now() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'disk on fire'; END $$`);
    await testApp.source.query('CREATE TRIGGER a_fault BEFORE INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION fail_now()');
    try {
      await expect(work()).rejects.toThrow(/disk on fire/);
    } finally {
      await testApp.source.query('DROP FUNCTION fail_now() CASCADE');
    }
  }

  async function everything(): Promise<unknown> {
    const tables = ['claim', 'resolution', 'statement', 'attribution_hop', 'evidence', 'verdict', 'cited_evidence', 'correction', 'ledger_entry', 'idempotency_key', 'claim_topic'];
    return Promise.all(tables.map((table) => testApp.source.query(`SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM ${table} t`)));
  }

  it('keeps nothing, whichever write it is', async () => {
    const draft = await buildClaim(room.editor);
    const inReview = await buildClaimInReview(room);
    const awaiting = await buildProposal(room);
    const evidence = await buildEvidence(room.editor, draft);
    const source = await buildSource(room.editor);
    const fresh = await current(room.editor, draft);
    const as = (person: { id: string }, ...roles: ('editor' | 'reviewer' | 'admin')[]) => ({ accountId: person.id, roles, via: 'api' as const, idempotency: { key: `k${Math.random()}`, fingerprint: 'f' } });
    const editor = () => as(room.editor, 'editor');
    const { app } = testApp;
    const writes: (() => Promise<unknown>)[] = [
      () => app.get(ClaimsService).log(editor(), { wording: 'A new claim.', kind: 'factual', statements: [{ quote: 'Yes.' }] }),
      () => app.get(ClaimsService).revise(editor(), draft.id, fresh.version, { wording: 'Other words.', resolution: null }),
      () => app.get(EvidenceService).add(editor(), draft.id, { sourceId: source.id, stance: 'context', weight: 'background', day: '2022-01-22', summary: 's' }),
      () => app.get(EvidenceService).revise(editor(), evidence.id, 1, { summary: 'Other.' }),
      () => app.get(EvidenceService).withdraw(editor(), evidence.id, 1, { reason: 'r' }),
      () => app.get(WorkflowService).perform(editor(), draft.id, 'open', fresh.version, {}),
      () => app.get(WorkflowService).propose(as(room.reviewerA, 'reviewer'), inReview.id, inReview.version, { ratingId: ratingOf(inReview, 'kept'), summary: 's', inForceFrom: '2022-01-30', citedEvidenceIds: [inReview.evidence[0]!.id] }),
      () => app.get(WorkflowService).perform(as(room.reviewerB, 'reviewer'), awaiting.id, 'approve', awaiting.version, {}),
      () => app.get(WorkflowService).perform(as(room.reviewerB, 'reviewer'), awaiting.id, 'return', awaiting.version, { reason: 'r' }),
      () => app.get(WorkflowService).perform(as(room.admin, 'admin'), awaiting.id, 'withdraw', awaiting.version, { reason: 'r' }),
    ];
    const before = await everything();
    for (const write of writes) {
      await withoutLedger(write);
      expect(await everything()).toEqual(before);
    }
    await act(room.reviewerB, awaiting, 'approve');
  });

  it('answers 500 in plain words and tells nothing of the inside', async () => {
    const draft = await buildClaim(room.editor);
    await testApp.source.query('ALTER TABLE claim RENAME COLUMN background TO backdrop');
    try {
      const answer = await room.editor.call('post', `/claims/${draft.id}/actions/open`, { version: draft.version, body: {} });
      expect(answer.status).toBe(500);
      expect(answer.body).toEqual({ type: 'about:blank', title: 'Something broke on our side', status: 500, detail: expect.any(String), code: 'internal' });
      expect(answer.text).not.toMatch(/background|backdrop|column|select|at /i);
    } finally {
      await testApp.source.query('ALTER TABLE claim RENAME COLUMN backdrop TO background');
    }
    await made(room.editor.call('get', `/claims/${draft.id}`), 200);
  });
});
