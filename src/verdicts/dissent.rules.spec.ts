import { describe, expect, it } from '@jest/globals';
import type { Role } from '../shared/roles.js';
import { type DissentFacts, mayDissent, mayWithdrawDissent } from './dissent.rules.js';

const facts = (overrides: Partial<DissentFacts> = {}): DissentFacts => ({ claimStatus: 'awaiting_approval', proposedById: 'proposer', approvedById: null, over: false, dissentedByIds: [], ...overrides });
const person = (accountId: string, ...roles: Role[]) => ({ accountId, roles });
const codeOf = (answer: ReturnType<typeof mayDissent>) => (answer === true ? true : answer.code);

describe('A dissent', () => {
  it.each<[string, ReturnType<typeof person>, Partial<DissentFacts>, string | true]>([
    ['another reviewer, beside a proposal', person('other', 'reviewer'), {}, true],
    ['another reviewer, beside the verdict in force', person('other', 'reviewer'), { claimStatus: 'rated', approvedById: 'approver' }, true],
    ['another reviewer, while it is reassessed', person('other', 'reviewer'), { claimStatus: 'open', approvedById: 'approver' }, true],
    ['an editor who is also a reviewer', person('other', 'editor', 'reviewer'), {}, true],
    ['somebody who is no reviewer', person('other', 'editor', 'admin'), {}, 'role_missing'],
    ['the proposer, whatever else they are', person('proposer', 'reviewer', 'admin'), {}, 'proposed_by_you'],
    ['the approver', person('approver', 'reviewer'), { claimStatus: 'rated', approvedById: 'approver' }, 'approved_by_you'],
    ['a second one while the first stands', person('other', 'reviewer'), { dissentedByIds: ['other'] }, 'dissented_already'],
    ['one beside somebody else’s', person('other', 'reviewer'), { dissentedByIds: ['another'] }, true],
    ['beside a verdict that was returned or replaced', person('other', 'reviewer'), { over: true }, 'verdict_over'],
    ['on a withdrawn claim', person('other', 'reviewer'), { claimStatus: 'withdrawn' }, 'wrong_status'],
  ])('by %s', (_who, who, given, answer) => expect(codeOf(mayDissent(who, facts(given)))).toBe(answer));

  it.each<[string, ReturnType<typeof person>, Partial<DissentFacts>, { byId: string; withdrawn: boolean }, string | true]>([
    ['its own person', person('other', 'reviewer'), {}, { byId: 'other', withdrawn: false }, true],
    ['its own person who is no reviewer any more', person('other', 'editor'), {}, { byId: 'other', withdrawn: false }, true],
    ['an admin', person('admin', 'admin'), {}, { byId: 'other', withdrawn: false }, 'dissent_of_other'],
    ['its own person, twice', person('other', 'reviewer'), {}, { byId: 'other', withdrawn: true }, 'dissent_withdrawn'],
    ['its own person, when the verdict is replaced', person('other', 'reviewer'), { over: true }, { byId: 'other', withdrawn: false }, 'verdict_over'],
  ])('is withdrawn by %s', (_who, who, given, dissent, answer) => expect(codeOf(mayWithdrawDissent(who, facts(given), dissent))).toBe(answer));
});
