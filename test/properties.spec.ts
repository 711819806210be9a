/** Thousands of random acts by random people, and after them: no verdict without two reviewers, nothing public lost or rewritten. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ClaimRecords } from '../src/record/claim-records.service.js';
import type { ClaimRecord } from '../src/record/claim-record.dto.js';
import { ANONYMOUS } from '../src/accounts/viewer.js';
import { EvidenceService } from '../src/evidence/evidence.service.js';
import { verifyChains } from '../src/ledger/ledger.js';
import { Claim } from '../src/claims/claim.entity.js';
import { ClaimsService } from '../src/claims/claims.service.js';
import { ClaimlineError } from '../src/shared/errors.js';
import type { Role } from '../src/shared/roles.js';
import { Verdict } from '../src/verdicts/verdict.entity.js';
import { ACTIONS, type Action, destination, type Facts, WORKFLOW } from '../src/workflow/workflow.rules.js';
import { WorkflowService } from '../src/workflow/workflow.service.js';
import { buildClaim, buildSource, ratingOf } from './support/build.js';
import { startApp, type TestApp } from './support/app.js';
import { hire, type Person } from './support/people.js';

let testApp: TestApp;
let people: Person[];
let sourceId: string;

beforeAll(async () => {
  testApp = await startApp();
  people = [
    await hire(testApp, 'Eve', 'editor'),
    await hire(testApp, 'Rae', 'reviewer'),
    await hire(testApp, 'Roy', 'reviewer'),
    await hire(testApp, 'Bea Both', 'editor', 'reviewer'),
    await hire(testApp, 'Al All', 'editor', 'reviewer', 'admin'),
    await hire(testApp, 'Ada', 'admin'),
  ];
  sourceId = (await buildSource(people[0]!)).id;
});
afterAll(() => testApp.close());

const EDITS = ['add_evidence', 'withdraw_evidence', 'revise_wording'] as const;

/** `wild` picks any act by anybody; else an act of this status by somebody of its role, or most walks would end at the first door. */
interface Step {
  wild: boolean;
  who: number;
  what: number;
  pick: number;
  given: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({ wild: fc.integer({ min: 0, max: 2 }).map((n) => n === 0), who: fc.nat(100), what: fc.nat(100), pick: fc.nat(100), given: fc.boolean() });

function chosen(claim: Claim, { wild, who, what }: Step): { person: Person; deed: Action | (typeof EDITS)[number] } {
  const any = [...ACTIONS, ...EDITS];
  if (wild) return { person: people[who % people.length]!, deed: any[what % any.length]! };
  // An admin's withdrawal ends a walk for good, so it is left to the wild ones.
  const onwards: Action[] = ['open', 'submit', 'propose_verdict', 'approve', 'reopen'];
  const possible = ACTIONS.filter((action) => action !== 'withdraw' && destination(action, claim.status));
  const here = [...possible.flatMap((action) => (onwards.includes(action) ? [action, action, action, action, action] : [action])), 'add_evidence' as const];
  const deed = here[what % here.length]!;
  const able = people.filter((person) => (deed === 'add_evidence' ? person.roles.includes('editor') : WORKFLOW[deed].role({ accountId: person.id, roles: person.roles }, { editorInChargeId: claim.editorInChargeId } as Facts)));
  return { person: (able.length > 0 ? able : people)[who % (able.length || people.length)]!, deed };
}

const actOf = (person: Person) => ({ accountId: person.id, roles: person.roles as Role[], via: 'api' as const });

/** @returns whether the act was done; a refusal is one of ours, in words, never a broken query */
async function attempt(claim: ClaimRecord, step: Step): Promise<boolean> {
  const { app, source } = testApp;
  const now = await source.manager.findOneByOrFail(Claim, { id: claim.id });
  const { version } = now;
  const { person, deed: what } = chosen(now, step);
  const { pick, given } = step;
  const act = actOf(person);
  const evidence = await source.query<{ id: string; version: number }[]>('SELECT id, version FROM evidence WHERE claim_id = $1 ORDER BY id', [claim.id]);
  const some = evidence[pick % Math.max(1, evidence.length)];
  try {
    if (what === 'add_evidence') {
      if (!person.roles.some((role) => role !== 'admin')) return false;
      await app.get(EvidenceService).add(act, claim.id, { sourceId, stance: 'context', weight: 'background', day: '2022-02-01', summary: `Found ${pick}` });
    } else if (what === 'withdraw_evidence') {
      if (!some) return false;
      await app.get(EvidenceService).withdraw(act, some.id, some.version, { reason: 'It was a hoax.' });
    } else if (what === 'revise_wording') {
      await app.get(ClaimsService).revise(act, claim.id, version, { wording: `The minister will publish report ${pick}.`, ...(given ? { correction: { kind: 'clarification' as const, explanation: 'Said which.' } } : {}) });
    } else if (what === 'propose_verdict') {
      const ratings = ['kept', 'broken', 'in_progress'];
      await app.get(WorkflowService).propose(act, claim.id, version, {
        ratingId: ratingOf(claim, ratings[pick % 3]!), summary: `Judged ${pick}.`, inForceFrom: '2022-02-01', citedEvidenceIds: (given || pick % 5 > 0) && some ? [some.id] : [],
      });
    } else {
      await app.get(WorkflowService).perform(act, claim.id, what, version, {
        ...(given || pick % 4 > 0 ? { reason: `Because ${pick}.`, declineCode: 'not_checkable' as const, searchedWhere: 'The archive' } : {}),
        accountId: people[pick % people.length]!.id,
      });
    }
    return true;
  } catch (error) {
    if (error instanceof ClaimlineError) return false;
    throw error;
  }
}

/** What readers see, without what follows from the day of looking. */
function lasting({ asOf: _asOf, ...record }: ClaimRecord): unknown {
  return record;
}

/** Walks through the whole service; `src/workflow/workflow.rules.spec.ts` sends thousands through the rules alone. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 200);

describe('Whatever people do, in whatever order', () => {
  it('no verdict comes into force without two reviewers who did not log the claim, and nothing public is lost or rewritten', async () => {
    let [done, tried, approved] = [0, 0, 0];
    const reached = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 32 }), fc.nat(4), async (steps, logger) => {
        const by = people.filter((person) => person.roles.includes('editor'))[logger % 3]!;
        const claim = await buildClaim(by);
        const moments: { at: Date; record: unknown }[] = [];
        for (const next of steps) {
          tried++;
          if (!(await attempt(claim, next))) continue;
          done++;
          const [last] = await testApp.source.query<{ at: Date }[]>('SELECT max(recorded_at) AS at FROM ledger_entry WHERE stream_id = $1', [claim.id]);
          const shown = await testApp.app.get(ClaimRecords).show(claim.id, ANONYMOUS).catch(() => undefined);
          if (shown) {
            reached.add(shown.status);
            // Two acts within a millisecond share an instant; as of it, the later one counts.
            if (moments.at(-1)?.at.getTime() === last!.at.getTime()) moments.pop();
            moments.push({ at: last!.at, record: lasting(shown) });
          }
        }

        const verdicts = await testApp.source.manager.findBy(Verdict, { claimId: claim.id });
        for (const verdict of verdicts.filter((each) => each.approvedAt !== null)) {
          approved++;
          const told = await testApp.source.query<{ act: string; actor: string }[]>(`SELECT act, actor_id AS actor FROM ledger_entry WHERE stream_id = $1 AND subject_id = $2 AND act IN ('propose_verdict', 'approve') ORDER BY position`, [claim.id, verdict.id]);
          const [proposer, approver] = [told.find((t) => t.act === 'propose_verdict')!.actor, told.find((t) => t.act === 'approve')!.actor];
          expect(new Set([proposer, approver, by.id]).size).toBe(3);
          for (const id of [proposer, approver]) expect(people.find((person) => person.id === id)!.roles).toContain('reviewer');
        }
        expect(verdicts.filter((each) => each.approvedAt && !each.supersededAt).length).toBeLessThanOrEqual(1);
        // Some moments of each walk, never the same ones: all of them would take longer than the walk.
        for (const { at, record } of moments.filter((_, index) => (index + steps.length) % 3 === 0)) {
          const then = await testApp.app.get(ClaimRecords).show(claim.id, ANONYMOUS, at);
          expect(lasting(then)).toEqual(record);
        }
        expect((await verifyChains(testApp.source, claim.id)).broken).toEqual([]);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    // The walk is worth something only when it gets about.
    // Half of what it does on average, so that chance alone never fails it.
    expect(tried).toBeGreaterThan(RUNS * 10);
    expect(done).toBeGreaterThan(RUNS * 4);
    expect(approved).toBeGreaterThan(RUNS / 20);
    expect([...reached].sort()).toEqual(['declined', 'in_review', 'open', 'rated', 'withdrawn']);
  }, 60_000 + RUNS * 1500);

  it('the database knows the same moves as the table', async () => {
    const statuses = ['draft', 'open', 'in_review', 'awaiting_approval', 'rated', 'declined', 'withdrawn'];
    const table = new Set(ACTIONS.flatMap((action) => WORKFLOW[action].moves.map(([from, to]) => `${from} ${to}`)));
    for (const from of statuses) {
      for (const to of statuses) {
        const [row] = await testApp.source.query<{ may: boolean }[]>('SELECT claim_may_go($1, $2) AS may', [from, to]);
        expect({ from, to, may: row!.may }).toEqual({ from, to, may: from === to || table.has(`${from} ${to}`) });
      }
    }
  });
});
