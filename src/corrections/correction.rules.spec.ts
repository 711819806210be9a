import { describe, expect, it } from '@jest/globals';
import { changesBetween, mayRevise } from './correction.rules.js';

describe('A change', () => {
  it('of a draft needs no explanation; of what is public it does', () => {
    expect(mayRevise('draft', undefined)).toBe(true);
    expect(mayRevise('draft', { kind: 'typo' })).toMatchObject({ code: 'not_public' });
    for (const status of ['open', 'in_review', 'awaiting_approval', 'rated', 'declined'] as const) {
      expect(mayRevise(status, undefined)).toMatchObject({ code: 'correction_missing' });
      expect(mayRevise(status, { kind: 'typo' })).toBe(true);
    }
  });
  it('of facts under a verdict waits for two reviewers', () => {
    expect(mayRevise('rated', { kind: 'factual' })).toMatchObject({ code: 'reopen_first' });
    expect(mayRevise('open', { kind: 'factual' })).toBe(true);
  });
  it('of a withdrawn claim is refused', () => expect(mayRevise('withdrawn', { kind: 'typo' })).toMatchObject({ code: 'withdrawn' }));
  it('is told field by field, and what stayed is left out', () => {
    expect(changesBetween({ a: 1, b: { c: [1] }, d: null }, { a: 2, b: { c: [1] }, d: undefined })).toEqual({ a: { before: 1, after: 2 } });
  });
});
