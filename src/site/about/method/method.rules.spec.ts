import { describe, expect, it } from '@jest/globals';
import { STATUSES } from '../../../claims/claim.words.js';
import { LANGUAGES } from '../../../shared/language/language.js';
import { CATALOGUE } from '../../../shared/words/catalogue.js';
import { ACTIONS, WORKFLOW } from '../../../workflow/workflow.rules.js';
import { waysOf, whoMay } from './method.rules.js';

describe('What /method says of the workflow', () => {
  it.each([
    ['open', ['editor']],
    ['submit', ['editor']],
    ['claim_review', ['reviewer']],
    ['assign', ['editor_in_charge', 'admin']],
    ['propose_verdict', ['reviewer']],
    ['approve', ['reviewer']],
    ['return', ['reviewer']],
    ['reopen', ['editor', 'reviewer']],
    ['decline', ['reviewer']],
    ['withdraw', ['admin']],
  ] as const)('%s is for %j, as the rule itself answers', (action, who) => expect(whoMay(action)).toEqual(who));

  it('names the same people as the table does for refusals', () => {
    const { people } = CATALOGUE.en.method;
    for (const action of ACTIONS) for (const who of whoMay(action)) expect({ action, who: WORKFLOW[action].who }).toEqual({ action, who: expect.stringContaining(people[who]) });
  });

  it('shows every move once, those to one status together', () => {
    for (const action of ACTIONS) {
      const moves = waysOf(action).flatMap(({ from, to }) => from.map((each) => [each, to]));
      expect(moves.sort()).toEqual([...WORKFLOW[action].moves].map((move) => [...move]).sort());
    }
    expect(waysOf('return')).toEqual([{ from: ['awaiting_approval'], to: 'in_review', stays: false }, { from: ['in_review'], to: 'open', stays: false }]);
    expect(waysOf('assign')).toEqual([{ from: ['in_review'], to: 'in_review', stays: true }]);
  });

  it.each(LANGUAGES)('has its words for every step and status in %s, and for none besides', (code) => {
    const { actions, status, needsSingle } = CATALOGUE[code].method;
    expect(Object.keys(actions).sort()).toEqual([...ACTIONS].sort());
    expect(Object.keys(status).sort()).toEqual([...STATUSES].sort());
    expect(Object.keys(needsSingle).filter((action) => !(action in actions))).toEqual([]);
    for (const action of ACTIONS) expect({ action, silent: actions[action]!.needs === '' }).toEqual({ action, silent: WORKFLOW[action].needsInWords === '' });
  });

  it('says in English what the table says', () => {
    for (const action of ACTIONS) expect({ action, needs: CATALOGUE.en.method.actions[action]!.needs }).toEqual({ action, needs: WORKFLOW[action].needsInWords });
  });
});
