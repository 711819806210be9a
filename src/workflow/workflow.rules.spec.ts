import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { STATUSES, type Status } from '../claims/claim.words.js';
import { ROLES, type Role } from '../shared/roles.js';
import { type Action, ACTIONS, decide, destination, type Facts, isEarly, mayAttempt, type Request, WORKFLOW } from './workflow.rules.js';

const facts = (overrides: Partial<Facts> = {}): Facts => ({
  status: 'in_review', factual: false, loggedById: 'logger', editorInChargeId: 'logger', hasCompleteStatement: true, hasResolution: true, standingEvidence: 1, dueDay: '2022-01-31',
  caseVersion: 5, hasVerdictInForce: false, proposal: null, policy: 'two_person', today: '2022-02-01', ...overrides,
});
const person = (accountId: string, ...roles: Role[]) => ({ accountId, roles });
const codeOf = (answer: ReturnType<typeof decide>) => (answer === true ? true : answer.code);
const whole: Request = {
  reason: 'r', searchedWhere: 's', declineCode: 'opinion', assignee: { roles: ['reviewer'], suspended: false }, rating: { ofScale: true, conclusive: true }, cited: { known: 1, standing: 1 }, earlyReason: 'e', inForceFrom: '2022-01-31',
};

/** DESIGN section 2, written out once more by hand. */
const MOVES: Record<Action, [Status, Status][]> = {
  open: [['draft', 'open']],
  submit: [['open', 'in_review']],
  claim_review: [['in_review', 'in_review']],
  assign: [['in_review', 'in_review']],
  propose_verdict: [['in_review', 'awaiting_approval']],
  approve: [['awaiting_approval', 'rated']],
  return: [['awaiting_approval', 'in_review'], ['in_review', 'open']],
  reopen: [['rated', 'open'], ['declined', 'open']],
  decline: [['draft', 'declined'], ['open', 'declined'], ['in_review', 'declined']],
  withdraw: [['open', 'withdrawn'], ['in_review', 'withdrawn'], ['awaiting_approval', 'withdrawn'], ['rated', 'withdrawn'], ['declined', 'withdrawn']],
};
const WHO: Record<Action, Role[]> = {
  open: ['editor'], submit: ['editor'], claim_review: ['reviewer'], assign: ['admin'], propose_verdict: ['reviewer'], approve: ['reviewer'], return: ['reviewer'], reopen: ['editor', 'reviewer'], decline: ['reviewer'], withdraw: ['admin'],
};

describe('The table of the workflow', () => {
  it.each(ACTIONS.flatMap((action) => STATUSES.map((status) => [action, status] as const)))('%s of a claim that is %s leads where DESIGN says, or nowhere', (action, status) => {
    expect(destination(action, status)).toBe(MOVES[action].find(([from]) => from === status)?.[1]);
  });

  it.each(ACTIONS.flatMap((action) => ROLES.map((role) => [action, role] as const)))('%s by somebody who is only %s is open to them just when DESIGN says', (action, role) => {
    const status = MOVES[action][0]![0];
    const answer = mayAttempt(action, person('stranger', role), facts({ status, proposal: { proposedById: 'proposer', caseVersion: 5, dissentedByIds: [] } }));
    expect(answer === true).toBe(WHO[action].includes(role));
    if (answer !== true) expect(answer).toMatchObject({ code: 'role_missing', who: true });
  });

  it('never lets anybody without a role do anything', () => {
    for (const action of ACTIONS) for (const status of STATUSES) expect(decide(action, person('nobody'), facts({ status }), whole)).not.toBe(true);
  });

  it('reaches every status from draft, and has no way out of withdrawn nor back to draft', () => {
    const reached = new Set<Status>(['draft']);
    for (let size = 0; size !== reached.size; ) {
      size = reached.size;
      for (const action of ACTIONS) for (const [from, to] of WORKFLOW[action].moves) if (reached.has(from)) reached.add(to);
    }
    expect([...reached].sort()).toEqual([...STATUSES].sort());
    expect(ACTIONS.filter((action) => destination(action, 'withdrawn'))).toEqual([]);
    expect(ACTIONS.flatMap((action) => WORKFLOW[action].moves).filter(([, to]) => to === 'draft')).toEqual([]);
  });

  it('has only one door to a verdict, and whoever goes through it is neither the proposer nor the logger', () => {
    expect(ACTIONS.filter((action) => WORKFLOW[action].moves.some(([, to]) => to === 'rated'))).toEqual(['approve']);
    const awaiting = facts({ status: 'awaiting_approval', proposal: { proposedById: 'proposer', caseVersion: 5, dissentedByIds: [] } });
    const all = ['editor', 'reviewer', 'admin'] as const;
    expect(codeOf(decide('approve', person('proposer', ...all), awaiting, whole))).toBe('proposed_by_you');
    expect(codeOf(decide('approve', person('logger', ...all), awaiting, whole))).toBe('logged_by_you');
    expect(codeOf(decide('propose_verdict', person('logger', ...all), facts(), whole))).toBe('logged_by_you');
    expect(decide('approve', person('other', 'reviewer'), awaiting, whole)).toBe(true);
    const dissented = { ...awaiting, proposal: { ...awaiting.proposal!, dissentedByIds: ['other'] } };
    expect(codeOf(decide('approve', person('other', 'reviewer'), dissented, whole))).toBe('dissented_by_you');
    expect(decide('approve', person('another', 'reviewer'), dissented, whole)).toBe(true);
  });

  it('lets one person do all of it where the desk says that it is one person’s', () => {
    const awaiting = facts({ status: 'awaiting_approval', policy: 'single', proposal: { proposedById: 'logger', caseVersion: 5, dissentedByIds: [] } });
    expect(decide('approve', person('logger', 'reviewer'), awaiting, whole)).toBe(true);
    expect(decide('propose_verdict', person('logger', 'reviewer'), facts({ policy: 'single' }), whole)).toBe(true);
  });
});

describe('What an action needs', () => {
  const cases: [string, Action, Partial<Facts>, Partial<Request>, string | true][] = [
    ['open: a whole statement', 'open', { status: 'draft', hasCompleteStatement: false }, {}, 'statement_incomplete'],
    ['open: a resolution', 'open', { status: 'draft', hasResolution: false }, {}, 'resolution_missing'],
    ['open: no resolution for a fact', 'open', { status: 'draft', hasResolution: false, factual: true }, {}, true],
    ['submit: evidence', 'submit', { status: 'open', standingEvidence: 0 }, {}, 'evidence_missing'],
    ['submit: or where was searched', 'submit', { status: 'open', standingEvidence: 0 }, { searchedWhere: 'x' }, true],
    ['assign: somebody', 'assign', {}, {}, 'assignee_unknown'],
    ['assign: not somebody suspended', 'assign', {}, { assignee: { roles: ['reviewer'], suspended: true } }, 'assignee_unknown'],
    ['assign: a reviewer', 'assign', {}, { assignee: { roles: ['editor'], suspended: false } }, 'assignee_not_reviewer'],
    ['propose: a rating', 'propose_verdict', {}, {}, 'rating_unknown'],
    ['propose: of the scale', 'propose_verdict', {}, { rating: { ofScale: false, conclusive: false } }, 'rating_of_other_scale'],
    ['propose: evidence for what is conclusive', 'propose_verdict', {}, { rating: { ofScale: true, conclusive: true } }, 'citation_missing'],
    ['propose: none for what is not', 'propose_verdict', {}, { rating: { ofScale: true, conclusive: false } }, true],
    ['propose: evidence that stands', 'propose_verdict', {}, { rating: { ofScale: true, conclusive: false }, cited: { known: 2, standing: 1 } }, 'cited_evidence_withdrawn'],
    ['propose: a reason when early', 'propose_verdict', { today: '2022-01-30' }, { rating: { ofScale: true, conclusive: false } }, 'early_reason_missing'],
    ['propose: none on the due day', 'propose_verdict', { today: '2022-01-31' }, { rating: { ofScale: true, conclusive: false } }, true],
    ['propose: none without a due day', 'propose_verdict', { today: '2022-01-01', dueDay: null }, { rating: { ofScale: true, conclusive: false } }, true],
    ['propose: no day to come', 'propose_verdict', {}, { rating: { ofScale: true, conclusive: false }, inForceFrom: '2022-02-02' }, 'in_force_in_future'],
    ['approve: the case as proposed', 'approve', { status: 'awaiting_approval', proposal: { proposedById: 'p', caseVersion: 4, dissentedByIds: [] } }, {}, 'case_changed'],
    ['return: a reason', 'return', {}, {}, 'reason_missing'],
    ['reopen: a reason', 'reopen', { status: 'rated' }, {}, 'reason_missing'],
    ['reopen: what open needs', 'reopen', { status: 'declined', hasCompleteStatement: false }, { reason: 'r' }, 'statement_incomplete'],
    ['decline: a code', 'decline', { status: 'open' }, { reason: 'r' }, 'decline_code_missing'],
    ['decline: words', 'decline', { status: 'open' }, { declineCode: 'opinion' }, 'reason_missing'],
    ['decline: no verdict to hide', 'decline', { status: 'open', hasVerdictInForce: true }, { declineCode: 'opinion', reason: 'r' }, 'verdict_in_force'],
    ['withdraw: a reason', 'withdraw', { status: 'open' }, {}, 'reason_missing'],
    ['withdraw: not into itself', 'withdraw', { status: 'open' }, { reason: 'r', mergesInto: { itself: true, public: true } }, 'merged_into_itself'],
    ['withdraw: into what readers can see', 'withdraw', { status: 'open' }, { reason: 'r', mergesInto: { itself: false, public: false } }, 'merged_into_hidden'],
  ];
  it.each(cases)('%s', (_name, action, given, request, expected) => {
    const able: Record<string, Role[]> = { open: ['editor'], submit: ['editor'], assign: ['admin'], withdraw: ['admin'] };
    expect(codeOf(decide(action, person('other', ...(able[action] ?? ['reviewer'])), facts(given), request))).toBe(expected);
  });

  it.each([
    ['open', { status: 'draft', hasCompleteStatement: false }, 'statement_incomplete'],
    ['open', { status: 'draft', hasResolution: false }, 'resolution_missing'],
    ['approve', { status: 'awaiting_approval', proposal: { proposedById: 'p', caseVersion: 4, dissentedByIds: [] } }, 'case_changed'],
    ['reopen', { status: 'declined', hasResolution: false }, 'resolution_missing'],
    ['decline', { hasVerdictInForce: true }, 'verdict_in_force'],
  ] as const)('%s is off before anything is sent where the claim itself stands in the way: %o', (action, given, expected) => {
    expect(codeOf(mayAttempt(action, person('other', 'editor', 'reviewer'), facts(given)))).toBe(expected);
  });

  it('a claim is early until its due day has come', () => {
    expect([isEarly({ dueDay: '2022-02-01', today: '2022-01-31' }), isEarly({ dueDay: '2022-02-01', today: '2022-02-01' }), isEarly({ dueDay: null, today: '2022-02-01' })]).toEqual([true, false, false]);
  });
});

describe('Five thousand random lives of a claim, by random people', () => {
  interface Step {
    /** Any action; else one of the claim's status, or most lives would never leave the draft. */
    wild: boolean;
    action: number;
    who: number;
    changesCase: boolean;
    whole: boolean;
  }
  const people = [person('logger', 'editor', 'reviewer', 'admin'), person('a', 'reviewer'), person('b', 'reviewer', 'editor'), person('c', 'editor'), person('d', 'admin'), person('e', 'reviewer', 'admin')];
  const step: fc.Arbitrary<Step> = fc.record({ wild: fc.integer({ min: 0, max: 5 }).map((n) => n === 0), action: fc.nat(100), who: fc.nat(people.length - 1), changesCase: fc.integer({ min: 0, max: 9 }).map((n) => n === 0), whole: fc.integer({ min: 0, max: 4 }).map((n) => n > 0) });

  it('come to a verdict only through two reviewers, neither of whom logged the claim, on the case as it was proposed; and never lose one', () => {
    let verdicts = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 40, maxLength: 160 }), (steps) => {
        let now = facts({ status: 'draft', caseVersion: 1 });
        for (const { wild, action: pick, who, changesCase, whole: given } of steps) {
          const here = ACTIONS.filter((each) => each !== 'withdraw' && each !== 'decline' && destination(each, now.status));
          const among = wild || here.length === 0 ? ACTIONS : here;
          const action = among[pick % among.length]!;
          if (changesCase) now = { ...now, caseVersion: now.caseVersion + 1 };
          const by = people[who]!;
          if (decide(action, by, now, given ? whole : {}) !== true) continue;
          const status = destination(action, now.status)!;
          const before = now;
          if (action === 'propose_verdict') {
            expect(by.roles).toContain('reviewer');
            expect(by.accountId).not.toBe('logger');
            now = { ...now, status, proposal: { proposedById: by.accountId, caseVersion: now.caseVersion, dissentedByIds: [] } };
          } else if (action === 'approve') {
            verdicts++;
            expect(by.roles).toContain('reviewer');
            expect(new Set([by.accountId, before.proposal!.proposedById, 'logger']).size).toBe(3);
            expect(before.proposal!.caseVersion).toBe(before.caseVersion);
            now = { ...now, status, proposal: null, hasVerdictInForce: true };
          } else {
            now = { ...now, status, proposal: null };
          }
          // A verdict in force is never hidden by anything but an admin's withdrawal, and rated is reached by approval alone.
          if (now.hasVerdictInForce) expect(['open', 'in_review', 'awaiting_approval', 'rated', 'withdrawn']).toContain(now.status);
          if (now.status === 'rated') expect(now.hasVerdictInForce).toBe(true);
          if (now.status === 'awaiting_approval') expect(now.proposal).not.toBeNull();
          if (before.status === 'withdrawn') throw new Error('Something came out of withdrawn.');
        }
      }),
      { numRuns: 5000 },
    );
    expect(verdicts).toBeGreaterThan(500);
  });
});
