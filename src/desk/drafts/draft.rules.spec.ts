import { describe, expect, it } from '@jest/globals';
import { asSent, DRAFT_KEY, isTyped, keptFields, keptIn, keyOfForm, pageOfDraft } from './draft.rules.js';

const [CLAIM, OTHER] = ['01a20fcb-1a64-7702-898c-4e1fec5db633', '01a20fcb-1a64-7702-898c-4e1fec5db634'];

describe('What is kept of a form', () => {
  it('is what was typed, and no proof of who one is, no button, no odd name', () => {
    const secret = { password: ['x'], newPassword: ['x'], _csrf: ['x'], once: ['x'], code: ['1'], clientSecret: ['x'], apiToken: ['x'], add_hop: ['x'], look: [''], constructor: ['x'], 'a b': ['x'] };
    expect(keptFields({ ...secret, quote: ['We will.'], topicIds: ['a', 'b'], wording: ['nul\0 and half \ud800'], empty: [] })).toEqual({ quote: ['We will.'], topicIds: ['a', 'b'], wording: ['nul and half \ufffd'] });
    expect(keptFields(secret)).toBeUndefined();
  });

  it('is no more than a form holds', () => {
    expect(keptFields({ quote: ['x'.repeat(200_001)] })).toBeUndefined();
    expect(keptFields(Object.fromEntries(Array.from({ length: 401 }, (_, index) => [`f${index}`, ['x']])))).toBeUndefined();
  });

  it('is nothing where nobody typed', () => {
    expect([isTyped({ quote: [''], version: ['3'] }), isTyped({ quote: [' x '] })]).toEqual([false, true]);
  });

  it('says of which draft it is', () => {
    const at = new Date('2022-01-21T14:05:00Z');
    expect(keptIn(asSent('new-claim', { quote: ['x'] }, at))).toEqual({ key: 'new-claim', savedAt: at });
    expect([keptIn(undefined), keptIn({ quote: ['x'] })]).toEqual([undefined, undefined]);
  });
});

describe('A form that came too late', () => {
  it.each([
    ['/desk/claims/new', 'new-claim'], [`/desk/claims/${CLAIM}/evidence`, `claim:${CLAIM}:evidence`], [`/desk/claims/${CLAIM}/statements`, `claim:${CLAIM}:statement`], [`/desk/claims/${CLAIM}/notes`, `claim:${CLAIM}:note`],
    [`/desk/claims/${CLAIM}/review/propose`, `claim:${CLAIM}:propose_verdict`], [`/desk/claims/${CLAIM}/review/verdicts/${OTHER}/dissents`, `claim:${CLAIM}:dissent`], [`/desk/claims/${CLAIM}/actions/return`, `claim:${CLAIM}:return`], [`/desk/claims/${CLAIM}/evidence/${OTHER}/withdraw`, `claim:${CLAIM}:withdraw-${OTHER}`],
    [`/desk/claims/${CLAIM}/statements/${OTHER}/revise`, `claim:${CLAIM}:restate-${OTHER}`],
  ])('%s is known by its address', (path, key) => {
    expect(keyOfForm(path)).toBe(key);
    expect(key).toMatch(DRAFT_KEY);
  });

  it.each(['/desk/sign-in', '/desk/me/password', `/desk/claims/${CLAIM}`, '/desk/claims/a-slug/evidence', `/desk/claims/${CLAIM}/evidence/x`, '/api/v1/claims'])('%s is none that is kept', (path) => expect(keyOfForm(path)).toBeUndefined());

  it('stands on its page again', () => {
    expect(['new-claim', `claim:${CLAIM}:evidence`, `claim:${CLAIM}:propose_verdict`, 'claim:x:y', 'else'].map(pageOfDraft)).toEqual(['/desk/claims/new', `/desk/claims/${CLAIM}`, `/desk/claims/${CLAIM}/review`, '/desk', '/desk']);
  });
});
