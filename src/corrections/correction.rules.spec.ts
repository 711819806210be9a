import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { STATUSES } from '../claims/claim.words.js';
import { changesBetween, type Decision, decideProposal, mayDecide, mayPropose, mayRevise, type ProposalFacts, reopens } from './correction.rules.js';

const PUBLIC = ['open', 'in_review', 'awaiting_approval', 'rated', 'declined'] as const;

describe('A change', () => {
  it('of a draft needs no explanation; of what is public it does', () => {
    expect(mayRevise('draft', undefined)).toBe(true);
    expect(mayRevise('draft', { kind: 'typo' })).toMatchObject({ code: 'not_public' });
    for (const status of PUBLIC) {
      expect(mayRevise(status, undefined)).toMatchObject({ code: 'correction_missing' });
      for (const kind of ['typo', 'clarification'] as const) expect(mayRevise(status, { kind })).toBe(true);
    }
  });

  it('of facts needs a second person, whatever the status', () => {
    for (const status of PUBLIC) {
      expect(mayRevise(status, { kind: 'factual' })).toMatchObject({ code: 'second_person_needed', message: expect.stringContaining('/api/v1/claims/{id}/corrections') });
      expect(mayRevise(status, { kind: 'factual' }, { approved: true })).toBe(true);
    }
  });

  it('of facts comes in as it was published elsewhere, but never under a verdict', () => {
    for (const status of PUBLIC) expect(mayRevise(status, { kind: 'factual' }, { imported: true })).toEqual(status === 'rated' ? expect.objectContaining({ code: 'reopen_first' }) : true);
  });

  it('of a withdrawn claim is refused', () => {
    expect(mayRevise('withdrawn', { kind: 'typo' })).toMatchObject({ code: 'withdrawn' });
    expect(mayRevise('withdrawn', { kind: 'factual' }, { approved: true })).toMatchObject({ code: 'withdrawn' });
  });

  it('is told field by field, and what stayed is left out, in whatever order it is kept', () => {
    expect(changesBetween({ a: 1, b: { c: [1], e: 2 }, d: null }, { a: 2, b: { e: 2, c: [1] }, d: undefined })).toEqual({ a: { before: 1, after: 2 } });
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => expect(changesBetween(value, JSON.parse(JSON.stringify(value)) as typeof value)).toEqual({})));
  });
});

describe('A factual correction', () => {
  it('may be proposed of what readers see', () => {
    for (const status of STATUSES) expect(mayPropose(status) === true).toBe((PUBLIC as readonly string[]).includes(status));
  });

  it('reopens a rated claim, and no other', () => {
    expect(STATUSES.filter(reopens)).toEqual(['rated']);
  });

  const FACTS: ProposalFacts = { proposedById: 'edith', policy: 'two_person', ended: null, status: 'open', subjectUnchanged: true, reopens: false };
  const EDITH = { accountId: 'edith', roles: ['editor', 'reviewer'] as const };
  const ADA = { accountId: 'ada', roles: ['reviewer'] as const };
  const EVA = { accountId: 'eva', roles: ['editor'] as const };
  const AHMED = { accountId: 'ahmed', roles: ['admin'] as const };

  it.each<[string, Decision, { accountId: string; roles: readonly ('editor' | 'reviewer' | 'admin')[] }, Partial<ProposalFacts>, string | true]>([
    ['another reviewer approves', 'approve', ADA, {}, true],
    ['who proposed it does not approve', 'approve', EDITH, {}, 'proposed_by_you'],
    ['who proposed it approves where one reviewer judges alone', 'approve', EDITH, { policy: 'single' }, true],
    ['an editor does not approve', 'approve', EVA, {}, 'role_missing'],
    ['an editor does not approve where one judges alone either', 'approve', EVA, { policy: 'single' }, 'role_missing'],
    ['an admin does not approve', 'approve', AHMED, {}, 'role_missing'],
    ['nobody approves what changed since', 'approve', ADA, { subjectUnchanged: false }, 'subject_changed'],
    ['nobody approves on a withdrawn claim', 'approve', ADA, { status: 'withdrawn' }, 'withdrawn'],
    ['nobody approves twice', 'approve', ADA, { ended: 'approved by Bo Reviewer' }, 'already_decided'],
    ['another reviewer returns', 'return', ADA, {}, true],
    ['what changed since is returned', 'return', ADA, { subjectUnchanged: false }, true],
    ['on a withdrawn claim it is returned', 'return', ADA, { status: 'withdrawn' }, true],
    ['who proposed it does not return', 'return', EDITH, {}, 'proposed_by_you'],
    ['an editor does not return', 'return', EVA, {}, 'role_missing'],
    ['nobody returns what was decided', 'return', ADA, { ended: 'taken back by Edith Editor' }, 'already_decided'],
    ['who proposed it takes it back', 'take_back', EDITH, {}, true],
    ['who proposed it takes it back on a withdrawn claim', 'take_back', EDITH, { status: 'withdrawn' }, true],
    ['nobody else takes it back', 'take_back', ADA, {}, 'not_proposed_by_you'],
    ['nobody takes back what was decided', 'take_back', EDITH, { ended: 'approved by Bo Reviewer' }, 'already_decided'],
  ])('%s', (_, decision, person, facts, answer) => {
    const given = mayDecide(decision, person, { ...FACTS, ...facts });
    expect(given === true ? true : given.code).toBe(answer);
  });

  it('is returned with a reason, and reopens a claim only when whoever approves says that they know', () => {
    expect(decideProposal('return', ADA, FACTS, {})).toMatchObject({ code: 'reason_missing', field: 'reason' });
    expect(decideProposal('return', ADA, FACTS, { reason: 'No.' })).toBe(true);
    expect(decideProposal('approve', ADA, { ...FACTS, reopens: true }, {})).toMatchObject({ code: 'reopening_unsaid' });
    expect(decideProposal('approve', ADA, { ...FACTS, reopens: true }, { reopens: false })).toMatchObject({ code: 'reopening_unsaid' });
    expect(decideProposal('approve', ADA, { ...FACTS, reopens: true }, { reopens: true })).toBe(true);
    expect(decideProposal('approve', ADA, FACTS, { reopens: true })).toBe(true);
  });
});
