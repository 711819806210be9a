import { describe, expect, it } from '@jest/globals';
import { standing, type StandingFacts } from './standing.rules.js';

const facts = (overrides: Partial<StandingFacts>): StandingFacts => ({ status: 'open', statusReason: null, declineCode: null, verdict: null, due: '2022-01-31', today: '2022-01-30', ...overrides });
const broken = { label: 'Broken', since: '2022-02-24' };

describe('The standing', () => {
  it.each<[string, Partial<StandingFacts>]>([
    ['Too early to rate, due 31 Jan 2022', {}],
    ['Not yet rated', { today: '2022-01-31' }],
    ['Not yet rated', { today: '2022-02-01' }],
    ['Not yet rated', { due: null }],
    ['Too early to rate, due January 2022', { due: '2022-01', today: '2022-01-30' }],
    ['Not yet rated', { due: '2022-01', today: '2022-01-31' }],
    ['Too early to rate, due 2022', { due: '2022', today: '2022-12-30' }],
    ['In review', { status: 'in_review' }],
    ['In review', { status: 'awaiting_approval' }],
    ['Not rated: opinion', { status: 'declined', declineCode: 'opinion' }],
    ['Not rated: out of scope', { status: 'declined', declineCode: 'out_of_scope' }],
    ['Withdrawn: the same claim twice', { status: 'withdrawn', statusReason: 'the same claim twice' }],
    ['Withdrawn: void', { status: 'withdrawn', statusReason: 'void', verdict: broken }],
    ['Broken, since 24 Feb 2022', { status: 'rated', verdict: broken }],
    ['Broken, since 24 Feb 2022, being reassessed', { status: 'open', verdict: broken }],
    ['Broken, since 24 Feb 2022, being reassessed', { status: 'in_review', verdict: broken }],
    ['Broken, since 24 Feb 2022, being reassessed', { status: 'awaiting_approval', verdict: broken }],
    ['Draft', { status: 'draft' }],
  ])('says “%s”', (text, given) => {
    expect(standing(facts(given)).text).toBe(text);
  });
});
