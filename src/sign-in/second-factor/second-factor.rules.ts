/** When a second proof is asked for, what counts as one, and what may be done to one's factors; on facts that the service read. */
import type { RuleAnswer } from '../../shared/errors.js';

/** How somebody proved who they are when a session began; as `session.signed_in_by` has it. */
export type Proof = 'password' | 'code' | 'recovery_code' | 'second_passkey' | 'passkey' | 'single_sign_on';

export interface Factors {
  passkeys: number;
  totp: boolean;
  /** Recovery codes that are not used yet. */
  recoveryLeft: number;
}

export const hasFactor = (factors: Pick<Factors, 'passkeys' | 'totp'>): boolean => factors.passkeys > 0 || factors.totp;

/**
 * After the first proof. A passkey is two factors in itself: the device, and its owner's finger or PIN. Whoever comes from the
 * provider and has no password here proves the second factor there; with a password, the door beside it must be as well shut.
 */
export function asksSecondFactor(first: 'password' | 'passkey' | 'single_sign_on', account: { hasPassword: boolean; hasFactor: boolean }): boolean {
  if (first === 'passkey' || !account.hasFactor) return false;
  return first === 'password' || account.hasPassword;
}

/** With `REQUIRE_SECOND_FACTOR`: led to enrol one before anything else of the desk opens. */
export function mustEnrol(signedInBy: Proof, account: { hasPassword: boolean; hasFactor: boolean }): boolean {
  return !account.hasFactor && (signedInBy !== 'single_sign_on' || account.hasPassword);
}

export type FactorAct = 'enrol' | 'remove' | 'new_recovery_codes';

/** A session this young is proof enough to enrol. */
export const FRESH_MINUTES = 10;

/** What an act on one's own factors needs besides the session, which somebody else may be sitting at. */
export function proofFor(act: FactorAct, me: { hasPassword: boolean; hasFactor: boolean; sessionMinutes: number }): 'none' | 'proof' | 'sign_in_again' {
  if (act === 'enrol' && me.sessionMinutes < FRESH_MINUTES) return 'none';
  return me.hasPassword || me.hasFactor ? 'proof' : 'sign_in_again';
}

const MOST_PASSKEYS = 20;

export function mayAddPasskey(passkeys: number): RuleAnswer {
  return passkeys < MOST_PASSKEYS || { code: 'too_many_passkeys', message: `You have ${MOST_PASSKEYS} passkeys, which is as many as one account may have. Remove one first.` };
}

export function mayAddTotp(factors: Pick<Factors, 'totp'>): RuleAnswer {
  return !factors.totp || { code: 'totp_exists', message: 'An authenticator app is enrolled already. Remove it first.' };
}

export function mayMakeRecoveryCodes(factors: Pick<Factors, 'passkeys' | 'totp'>): RuleAnswer {
  return hasFactor(factors) || { code: 'no_factor', message: 'Recovery codes stand in for a second factor. Add a passkey or an authenticator app first.' };
}

/** `actor` is nobody for the command line, which answers to whoever runs the machine. */
export function mayReset(actor: { accountId: string | null; isActiveAdmin: boolean }, accountId: string): RuleAnswer {
  if (actor.accountId === null) return true;
  if (!actor.isActiveAdmin) return { who: true, code: 'not_permitted', message: 'Only an admin may reset somebody’s second factor.' };
  return actor.accountId !== accountId || { code: 'own_second_factor', message: 'Nobody resets their own second factor: that would pass by the proof it is. Remove it on your own page, or ask another admin.' };
}

/** No vowels and no look-alikes, so that it can be read out and typed; 27^16, 76 bits: a fast hash of it is enough. */
export const RECOVERY_LETTERS = '23456789bcdfghjkmnpqrstvwxz';
export const RECOVERY = { codes: 10, letters: 16, group: 4 } as const;

export type TypedCode = { kind: 'totp' | 'recovery'; code: string };

/** What somebody typed as a code, without the spaces and hyphens that it is shown with; nothing for what is none. */
export function codeIn(typed: string): TypedCode | undefined {
  const plain = typed.replace(/[\s\u2010-\u2015-]/g, '').toLowerCase();
  if (/^\d{6}$/.test(plain)) return { kind: 'totp', code: plain };
  return plain.length === RECOVERY.letters && [...plain].every((letter) => RECOVERY_LETTERS.includes(letter)) ? { kind: 'recovery', code: plain } : undefined;
}

/** "bcdf-2345-…", as it is shown. */
export const inGroups = (code: string): string => code.match(/.{1,4}/g)!.join('-');

export const TOTP = { digits: 6, seconds: 30, drift: 1 } as const;

/** The thirty seconds that an instant falls in, counted from 1970. */
export const stepAt = (at: Date): number => Math.floor(at.getTime() / 1000 / TOTP.seconds);
