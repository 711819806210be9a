/** Two at once: one wins, the other is told why, and the record holds one of them. Each pair is let loose many times. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type request from 'supertest';
import type { ClaimRecord } from '../src/record/claim-record.dto.js';
import { buildClaim, buildClaimInReview, buildOpenClaim, buildProposal, buildSource, current, ratingOf } from './support/build.js';
import { startApp, startInstance, type TestApp } from './support/app.js';
import { hire, hireNewsroom, type Newsroom, Person, reader } from './support/people.js';

let testApp: TestApp;
/** A second instance over the same database, so that nothing is decided in one process's memory. */
let second: TestApp;
let room: Newsroom;

beforeAll(async () => {
  testApp = await startApp();
  second = await startInstance(testApp.databaseUrl);
  room = await hireNewsroom(testApp);
});
afterAll(async () => {
  await second.close();
  await testApp.close();
});

const ROUNDS = 12;
const elsewhere = (person: Person) => new Person(second.url, person.id, person.name, person.email, person.roles, person.password, person.token);

/** Sends both before either has answered. */
async function both(a: request.Test, b: request.Test): Promise<{ status: number; code: string | undefined; detail: string | undefined }[]> {
  const answers = await Promise.all([a, b]);
  return answers.map(({ status, body }) => ({ status, code: (body as { code?: string }).code, detail: (body as { detail?: string }).detail }));
}

const won = (answers: { status: number }[]) => answers.filter((answer) => answer.status < 300);
const lost = (answers: { status: number; code: string | undefined; detail: string | undefined }[]) => answers.filter((answer) => answer.status >= 300);

describe('Of two at once', () => {
  it('who approve one proposal, one does', async () => {
    const third = await hire(testApp, 'Cy Reviewer', 'reviewer');
    for (let round = 0; round < ROUNDS; round++) {
      const claim = await buildProposal(room);
      const approve = (person: Person) => person.call('post', `/claims/${claim.id}/actions/approve`, { version: claim.version });
      const answers = await both(approve(room.reviewerB), approve(elsewhere(third)));
      expect(won(answers)).toHaveLength(1);
      expect([409, 412]).toContain(lost(answers)[0]!.status);
      expect(lost(answers)[0]!.detail).toMatch(/changed while you|is rated/);
      const [row] = await testApp.source.query<{ n: number }[]>('SELECT count(*)::int AS n FROM ledger_entry WHERE stream_id = $1 AND act = $2 AND subject_kind = $3', [claim.id, 'approve', 'verdict']);
      expect(row!.n).toBe(1);
    }
  });

  it('of which one approves and the other adds evidence, no verdict is in force on a case that its reviewers did not see', async () => {
    const source = await buildSource(room.editor);
    for (let round = 0; round < ROUNDS; round++) {
      const claim = await buildProposal(room);
      const answers = await both(
        room.reviewerB.call('post', `/claims/${claim.id}/actions/approve`, { version: claim.version }),
        elsewhere(room.editor).call('post', `/claims/${claim.id}/evidence`, { version: claim.version, body: { sourceId: source.id, stance: 'refutes', weight: 'decisive', day: '2022-02-01', summary: 'It was not.' } }),
      );
      expect(won(answers)).toHaveLength(1);
      expect(lost(answers)[0]).toMatchObject({ status: 412, code: 'stale_edit' });
      const now = await current(room.reviewerB, claim);
      if (answers[0]!.status === 200) {
        expect(now.evidence).toHaveLength(1);
      } else {
        expect(now.verdict).toBeNull();
        expect(await room.reviewerB.call('post', `/claims/${claim.id}/actions/approve`, { version: now.version })).toMatchObject({ status: 409, body: { code: 'case_changed' } });
      }
    }
  });

  it('who edit from the same version, one is told that somebody was faster, and nothing of theirs is kept', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const claim = await buildClaim(room.editor);
      const edit = (person: Person, wording: string) => person.call('patch', `/claims/${claim.id}`, { version: claim.version, body: { wording } });
      const answers = await both(edit(room.editor, 'One wording.'), edit(elsewhere(room.editor), 'Another wording.'));
      expect(won(answers)).toHaveLength(1);
      expect(lost(answers)[0]).toMatchObject({ status: 412, code: 'stale_edit' });
      const kept = answers[0]!.status === 200 ? 'One wording.' : 'Another wording.';
      expect(await current(room.editor, claim)).toMatchObject({ wording: kept, version: claim.version + 1 });
    }
  });

  it('of which one proposes and the other withdraws the claim, the withdrawal never leaves a proposal behind', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const claim = await buildClaimInReview(room);
      const answers = await both(
        room.reviewerA.call('post', `/claims/${claim.id}/verdicts`, {
          version: claim.version,
          body: { ratingId: ratingOf(claim, 'kept'), summary: 'It was.', inForceFrom: '2022-01-30', citedEvidenceIds: [claim.evidence[0]!.id] },
        }),
        elsewhere(room.admin).call('post', `/claims/${claim.id}/actions/withdraw`, { version: claim.version, body: { reason: 'Not ours.' } }),
      );
      expect(won(answers)).toHaveLength(1);
      expect([409, 412]).toContain(lost(answers)[0]!.status);
      expect(['awaiting_approval', 'withdrawn']).toContain((await current(room.admin, claim)).status);
    }
  });

  it('who propose for one claim, one does', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const claim = await buildClaimInReview(room);
      const propose = (person: Person) =>
        person.call('post', `/claims/${claim.id}/verdicts`, { version: claim.version, body: { ratingId: ratingOf(claim, 'in_progress'), summary: `By ${person.name}.`, inForceFrom: '2022-01-30' } });
      const answers = await both(propose(room.reviewerA), propose(elsewhere(room.reviewerB)));
      expect(won(answers)).toHaveLength(1);
      expect([409, 412]).toContain(lost(answers)[0]!.status);
    }
  });

  it('that carry the same Idempotency-Key, both get the one answer, and it was done once', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const claim = await buildOpenClaim(room);
      const source = await buildSource(room.editor);
      const add = (person: Person) =>
        person.call('post', `/claims/${claim.id}/evidence`, { key: `round-${round}`, body: { sourceId: source.id, stance: 'context', weight: 'background', day: '2022-02-01', summary: 'Once.' } });
      const [a, b] = await Promise.all([add(room.editor), add(elsewhere(room.editor))]);
      expect([a.status, b.status]).toEqual([201, 201]);
      expect(a.body).toEqual(b.body);
      expect((await current(room.editor, claim)).evidence).toHaveLength(1);
    }
  });

  it('of which one lists while the other logs, no claim is skipped or shown twice', async () => {
    const logged: ClaimRecord[] = [];
    for (let index = 0; index < 25; index++) logged.push(await buildOpenClaim(room, { kind: 'policy' }));
    let writing = true;
    const writer = (async () => {
      while (writing) await buildOpenClaim(room, { kind: 'policy' });
    })();
    const seen: string[] = [];
    let next: string | null = '/api/v1/claims?kind=policy&limit=4';
    while (next) {
      const response = await reader(testApp).get(next);
      seen.push(...(response.body as { items: { id: string }[] }).items.map((item) => item.id));
      next = /<([^>]+)>; rel="next"/.exec(response.headers.link ?? '')?.[1] ?? null;
    }
    writing = false;
    await writer;
    expect(new Set(seen).size).toBe(seen.length);
    expect(logged.filter((claim) => !seen.includes(claim.id))).toEqual([]);
  });
});
