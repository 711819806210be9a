import { describe, expect, it } from '@jest/globals';
import type { Role } from '../../shared/roles.js';
import { offerOf, queueAsked, queuePath, type RowFacts, waitedWords } from './review-queue.rules.js';

const NOW = new Date('2022-02-24T12:00:00Z');
const row = (overrides: Partial<RowFacts> = {}): RowFacts => ({ status: 'in_review', loggedById: 'logger', editorInChargeId: 'chief', reviewerId: null, caseVersion: 3, proposal: null, ...overrides });
const person = (accountId: string, ...roles: Role[]) => ({ accountId, roles });

describe('The review queue', () => {
  it.each([
    ['2022-02-24T11:30:00Z', 'less than an hour'], ['2022-02-24T11:00:00Z', '1 hour'], ['2022-02-23T12:00:00Z', '24 hours'], ['2022-02-22T12:00:00Z', '2 days'], ['2022-01-24T12:00:00Z', '31 days'],
    ['2022-02-24T12:00:01Z', 'less than an hour'],
  ])('says of %s that it has waited %s', (since, words) => expect(waitedWords(since, NOW)).toBe(words));

  it('reads an address, and writes one that it reads back', () => {
    expect(queueAsked({})).toEqual({ order: 'age', filter: 'all', after: undefined });
    expect(queueAsked({ order: 'sideways', who: ['mine'], after: '' })).toEqual({ order: 'age', filter: 'all', after: undefined });
    for (const queue of [{ order: 'due', filter: 'mine', after: 'x&y' }, { order: 'age', filter: 'all', after: undefined }] as const) {
      expect(queueAsked(Object.fromEntries(new URL(queuePath(queue), 'http://here').searchParams))).toEqual(queue);
    }
  });

  it.each<[string, Partial<RowFacts>, ReturnType<typeof person>, unknown, boolean, string]>([
    ['a reviewer a free claim', {}, person('r', 'reviewer'), true, false, 'Read and judge'],
    ['nobody what a colleague has', { reviewerId: 'other' }, person('r', 'reviewer'), undefined, false, 'Read and judge'],
    ['no reviewer what they logged', {}, person('logger', 'reviewer'), expect.objectContaining({ code: 'logged_by_you' }), false, 'Read'],
    ['the editor in charge to give it', {}, person('chief', 'editor'), undefined, true, 'Read'],
    ['another editor nothing', {}, person('e', 'editor'), undefined, false, 'Read'],
    ['an admin to give it, also from somebody', { reviewerId: 'other' }, person('a', 'admin'), undefined, true, 'Read'],
    ['the second reviewer the approval', { status: 'awaiting_approval', proposal: { proposedById: 'p', caseVersion: 3, dissentedByIds: [] } }, person('r', 'reviewer'), undefined, false, 'Read and approve'],
    ['the proposer only to read', { status: 'awaiting_approval', proposal: { proposedById: 'p', caseVersion: 3, dissentedByIds: [] } }, person('p', 'reviewer'), undefined, false, 'Read'],
  ])('offers %s', (_words, facts, who, take, give, way) => expect(offerOf(row(facts), who, 'two_person')).toEqual({ take, give, way }));
});
