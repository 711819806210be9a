import { describe, expect, it } from '@jest/globals';
import { isFinal, unfolded } from './letter.rules.js';

describe('A letter’s head', () => {
  it('is one line, however many were typed', () => {
    expect(unfolded('Hello\r\nBcc: eve@example.org')).toBe('Hello Bcc: eve@example.org');
    expect(unfolded(' a\u0000b\u2028c\td ')).toBe('a b c d');
    expect([...unfolded('🌍'.repeat(300))]).toHaveLength(200);
  });
});

describe('A mail server’s refusal', () => {
  it.each([
    [{ code: 'EENVELOPE', responseCode: 550 }, true],
    [{ code: 'EENVELOPE', responseCode: 451 }, false],
    [{ code: 'EENVELOPE' }, true],
    [{ code: 'EMESSAGE', responseCode: 554 }, true],
    [{ code: 'EAUTH', responseCode: 535 }, false],
    [{ code: 'ECONNECTION' }, false],
    [{ code: 'ETIMEDOUT' }, false],
    [{ code: 'ETLS' }, false],
    [{}, false],
  ])('%j is final: %s', (refusal, final) => expect(isFinal(refusal)).toBe(final));
});
