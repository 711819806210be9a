import { describe, expect, it } from '@jest/globals';
import { asksSecondFactor, codeIn, inGroups, mayAddPasskey, mayAddTotp, mayMakeRecoveryCodes, mayReset, mustEnrol, proofFor, stepAt } from './second-factor.rules.js';

describe('A second factor', () => {
  it.each([
    ['password', true, true, true],
    ['password', true, false, false],
    ['passkey', true, true, false],
    ['single_sign_on', true, true, true],
    ['single_sign_on', true, false, false],
    ['single_sign_on', false, true, false],
    ['single_sign_on', false, false, false],
  ] as const)('after %s, with a password: %s, enrolled: %s, is asked for: %s', (first, hasPassword, hasFactor, asked) => {
    expect(asksSecondFactor(first, { hasPassword, hasFactor })).toBe(asked);
  });

  it.each([
    ['password', true, false, true],
    ['password', true, true, false],
    ['code', true, true, false],
    ['single_sign_on', false, false, false],
    ['single_sign_on', true, false, true],
  ] as const)('where everybody has to have one: signed in by %s, with a password: %s, enrolled: %s, is led to enrol: %s', (by, hasPassword, hasFactor, led) => {
    expect(mustEnrol(by, { hasPassword, hasFactor })).toBe(led);
  });

  it.each([
    ['enrol', 0, true, false, 'none'],
    ['enrol', 9.9, true, true, 'none'],
    ['enrol', 10, true, false, 'proof'],
    ['enrol', 10, false, true, 'proof'],
    ['enrol', 10, false, false, 'sign_in_again'],
    ['remove', 0, true, true, 'proof'],
    ['remove', 0, false, true, 'proof'],
    ['new_recovery_codes', 0, true, true, 'proof'],
  ] as const)('to %s after %s minutes, with a password: %s, enrolled: %s, needs %s', (act, sessionMinutes, hasPassword, hasFactor, needs) => {
    expect(proofFor(act, { sessionMinutes, hasPassword, hasFactor })).toBe(needs);
  });

  it('is bounded: twenty passkeys, one app, and recovery codes for something', () => {
    expect([mayAddPasskey(19), mayAddTotp({ totp: false }), mayMakeRecoveryCodes({ passkeys: 1, totp: false }), mayMakeRecoveryCodes({ passkeys: 0, totp: true })]).toEqual([true, true, true, true]);
    expect([mayAddPasskey(20), mayAddTotp({ totp: true }), mayMakeRecoveryCodes({ passkeys: 0, totp: false })]).toMatchObject([{ code: 'too_many_passkeys' }, { code: 'totp_exists' }, { code: 'no_factor' }]);
  });

  it('is reset by an admin for somebody else, and by nobody for themselves', () => {
    expect(mayReset({ accountId: null, isActiveAdmin: false }, 'a')).toBe(true);
    expect(mayReset({ accountId: 'b', isActiveAdmin: true }, 'a')).toBe(true);
    expect(mayReset({ accountId: 'a', isActiveAdmin: true }, 'a')).toMatchObject({ code: 'own_second_factor' });
    expect(mayReset({ accountId: 'b', isActiveAdmin: false }, 'a')).toMatchObject({ who: true, code: 'not_permitted' });
  });
});

describe('A typed code', () => {
  it.each([
    ['123456', 'totp', '123456'],
    [' 123 456 ', 'totp', '123456'],
    ['bcdf-2345-ghjk-6789', 'recovery', 'bcdf2345ghjk6789'],
    ['BCDF 2345 GHJK 6789', 'recovery', 'bcdf2345ghjk6789'],
    ['bcdf–2345‑ghjk—6789', 'recovery', 'bcdf2345ghjk6789'],
  ])('%j is a code: %s', (typed, kind, code) => expect(codeIn(typed)).toEqual({ kind, code }));

  it.each(['', '12345', '1234567', '12345a', 'bcdf-2345-ghjk-678', 'bcda-2345-ghjk-6789', '١٢٣٤٥٦', 'a long password of mine'])('%j is none', (typed) => expect(codeIn(typed)).toBeUndefined());

  it('is shown in groups of four', () => expect(inGroups('bcdf2345ghjk6789')).toBe('bcdf-2345-ghjk-6789'));
  it('belongs to thirty seconds', () => expect([stepAt(new Date(0)), stepAt(new Date(29_999)), stepAt(new Date(30_000))]).toEqual([0, 0, 1]));
});
