/** Who may disagree with a verdict beside it, and until when (pure). It changes nothing of who approves: two reviewers still agree, and one may say why not. */
import type { Status } from '../claims/claim.words.js';
import type { RuleAnswer } from '../shared/errors.js';
import type { Role } from '../shared/roles.js';

export interface DissentFacts {
  claimStatus: Status;
  proposedById: string;
  approvedById: string | null;
  /** Returned, or replaced by a later verdict. */
  over: boolean;
  /** Whoever has a dissent to it that stands. */
  dissentedByIds: readonly string[];
}

interface Person {
  accountId: string;
  roles: readonly Role[];
}

const notYou = (code: string, message: string): RuleAnswer => ({ code, message, who: true });

const open = (facts: DissentFacts): RuleAnswer => {
  if (facts.claimStatus === 'withdrawn') return { code: 'wrong_status', message: 'The claim is withdrawn, so nothing is added to its verdict any more.' };
  return !facts.over || { code: 'verdict_over', message: 'A dissent stands beside a verdict that is proposed or in force; this one was returned or replaced.' };
};

export function mayDissent({ accountId, roles }: Person, facts: DissentFacts): RuleAnswer {
  if (!roles.includes('reviewer')) return notYou('role_missing', 'Only a reviewer may record a dissent.');
  if (accountId === facts.proposedById) return notYou('proposed_by_you', 'You proposed this verdict, so you do not dissent from it.');
  if (accountId === facts.approvedById) return notYou('approved_by_you', 'You approved this verdict, so you do not dissent from it.');
  const still = open(facts);
  if (still !== true) return still;
  return !facts.dissentedByIds.includes(accountId) || { code: 'dissented_already', message: 'Your dissent stands beside this verdict already. Withdraw it first if you want to put it in other words.' };
}

/** @param dissent theirs or somebody else's, and whether it still stands */
export function mayWithdrawDissent({ accountId }: Person, facts: DissentFacts, dissent: { byId: string; withdrawn: boolean }): RuleAnswer {
  if (accountId !== dissent.byId) return notYou('dissent_of_other', 'Only whoever recorded a dissent may withdraw it.');
  if (dissent.withdrawn) return { code: 'dissent_withdrawn', message: 'This dissent is withdrawn already.' };
  return open(facts);
}
