import { describe, expect, it } from '@jest/globals';
import { ACTIONS, decide, type Facts, mayAttempt, WORKFLOW } from '../workflow/workflow.rules.js';
import { aboutField, doneWords, plainly } from './desk.words.js';

const facts: Facts = {
  status: 'draft', factual: false, loggedById: 'a', editorInChargeId: 'a', hasCompleteStatement: false, hasResolution: false, standingEvidence: 0, dueDay: '2999-12-31',
  caseVersion: 2, hasVerdictInForce: false, proposal: { proposedById: 'b', caseVersion: 1, dissentedByIds: [] }, policy: 'two_person', today: '2022-01-21',
};

describe('A refusal on a page of the desk', () => {
  const everybody = { accountId: 'c', roles: ['editor', 'reviewer', 'admin'] as const };
  const refusals = ACTIONS.flatMap((action) => [
    mayAttempt(action, { accountId: 'd', roles: [] }, facts),
    mayAttempt(action, everybody, { ...facts, status: action === 'withdraw' ? 'draft' : 'withdrawn' }),
    ...WORKFLOW[action].persons.map((rule) => rule({ accountId: 'a', roles: [] }, { ...facts, proposal: { proposedById: 'a', caseVersion: 1, dissentedByIds: [] } })),
    ...WORKFLOW[action].facts.map((rule) => rule({ ...facts, hasVerdictInForce: true })),
    ...WORKFLOW[action].needs.map((rule) => rule(facts, { inForceFrom: '2999-01-01' })),
    ...WORKFLOW[action].moves.map(([from]) => decide(action, everybody, { ...facts, status: from }, {})),
  ]).flatMap((answer) => (answer === true ? [] : [answer.message]));

  it.each([...new Set(refusals)])('is plain English: %s', (message) => {
    expect(plainly(message)).not.toMatch(/_|\([a-z]+[A-Z]?\w*\)|\d{4}-\d{2}|\b[a-z]+[A-Z]/);
  });

  it('keeps its words otherwise', () => {
    expect(plainly('You proposed this verdict; another reviewer must approve it.')).toBe('You proposed this verdict; another reviewer must approve it.');
    expect(plainly('must be one of opinion, not_checkable')).toBe('must be one of opinion, not checkable');
  });
});

describe('A message beside a field', () => {
  it('names the field', () => {
    expect(aboutField('summary', 'is missing')).toBe('“Summary” is missing.');
    expect(aboutField('reason', 'Give a reason.')).toBe('Give a reason.');
    expect(aboutField('quote', 'give the words as a quote, as a paraphrase, or both')).toBe('“Quote”: give the words as a quote, as a paraphrase, or both.');
  });
});

describe('A notice after an act', () => {
  it('is one of ours, whatever the address says', () => {
    expect(doneWords('open')).toContain('open');
    expect(doneWords('constructor')).toBeUndefined();
    expect(doneWords(['open'])).toBeUndefined();
  });
});
