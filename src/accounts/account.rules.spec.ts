import { describe, expect, it } from '@jest/globals';
import {
  type AccountChange, type AccountFacts, actsOf, type LinkKind, type LinkOutcome, mayChange, mayEndInvitation, mayGivePasswordLink, mayInvite, mayUseLink, wrongInPassword, wrongInToken,
} from './account.rules.js';

const ada: AccountFacts = { id: 'ada', name: 'Ada', roles: ['admin'], suspended: false };
const eve: AccountFacts = { id: 'eve', name: 'Eve', roles: ['editor'], suspended: false };
const theAdmin = { accountId: 'boss', isActiveAdmin: true };
const adaHerself = { accountId: 'ada', isActiveAdmin: true };
const commandLine = { accountId: null, isActiveAdmin: false };

describe('what may be done to an account', () => {
  const cases: [string, typeof theAdmin | typeof commandLine, AccountFacts, AccountChange, number, true | string][] = [
    ['an admin makes an editor a reviewer too', theAdmin, eve, { roles: ['editor', 'reviewer'] }, 1, true],
    ['an admin suspends an editor', theAdmin, eve, { suspended: true }, 1, true],
    ['an admin demotes one admin of two', theAdmin, ada, { roles: ['editor'] }, 1, true],
    ['the command line demotes one admin of two', commandLine, ada, { roles: ['editor'] }, 1, true],
    ['an admin renames herself', adaHerself, ada, { name: 'Ada L.' }, 0, true],
    ['an admin sends her own roles unchanged', adaHerself, ada, { roles: ['admin'], name: 'Ada L.' }, 0, true],
    ['an admin gives herself another role', adaHerself, ada, { roles: ['admin', 'reviewer'] }, 3, 'own_roles'],
    ['an admin gives up her role', adaHerself, ada, { roles: ['editor'] }, 3, 'own_roles'],
    ['an admin suspends herself', adaHerself, ada, { suspended: true }, 3, 'own_suspension'],
    ['an admin sets her own password past the present one', adaHerself, ada, { password: 'a long enough one' }, 3, 'own_password'],
    ['an admin sets the password of somebody else', theAdmin, ada, { password: 'a long enough one' }, 3, true],
    ['the command line demotes the last admin', commandLine, ada, { roles: ['editor'] }, 0, 'last_admin'],
    ['the command line suspends the last admin', commandLine, ada, { suspended: true }, 0, 'last_admin'],
    ['the command line demotes an admin who is suspended anyway', commandLine, { ...ada, suspended: true }, { roles: ['editor'] }, 0, true],
    ['somebody who was an admin a moment ago', { accountId: 'boss', isActiveAdmin: false }, eve, { suspended: true }, 1, 'no_longer_admin'],
  ];
  it.each(cases)('%s', (_, actor, account, change, others, expected) => {
    const answer = mayChange(actor, account, change, others);
    expect(answer === true ? true : answer.code).toBe(expected);
  });
});

describe('what a change amounts to', () => {
  it.each<[string, AccountFacts, AccountChange, string[]]>([
    ['nothing at all', eve, {}, []],
    ['the same name and roles again', eve, { name: 'Eve', roles: ['editor'], suspended: false }, []],
    ['a new name', eve, { name: 'Eva' }, ['change_account']],
    ['other roles and a suspension', eve, { roles: ['reviewer'], suspended: true }, ['change_account', 'suspend_account']],
    ['a return', { ...eve, suspended: true }, { suspended: false }, ['restore_account']],
    ['a new password', eve, { password: 'a long enough one' }, ['set_password']],
  ])('%s', (_, account, change, acts) => {
    expect(actsOf(account, change)).toEqual(acts);
  });
});

describe('the limits of a token', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
  it.each<[string, Parameters<typeof wrongInToken>[1], string[]]>([
    ['some of one’s own roles, for a year', { roles: ['editor'], expiresAt: inDays(366) }, []],
    ['a role that one does not hold', { roles: ['editor', 'admin'], expiresAt: inDays(1) }, ['roles']],
    ['longer than a year', { roles: ['editor'], expiresAt: inDays(366.01) }, ['expiresAt']],
    ['over already', { roles: ['editor'], expiresAt: now }, ['expiresAt']],
    ['a day that does not exist', { roles: ['editor'], expiresAt: new Date('nonsense') }, ['expiresAt']],
  ])('%s', (_, token, fields) => {
    expect(wrongInToken(['editor', 'reviewer'], token, now).map((wrong) => wrong.field)).toEqual(fields);
  });
});

describe('who is invited', () => {
  it.each<[string, Parameters<typeof mayInvite>, true | string]>([
    ['somebody new', [theAdmin, { account: false, openInvitation: false }], true],
    ['somebody new, from the command line', [commandLine, { account: false, openInvitation: false }], true],
    ['somebody who has an account', [theAdmin, { account: true, openInvitation: false }], 'already_exists'],
    ['somebody who is invited already', [theAdmin, { account: false, openInvitation: true }], 'already_invited'],
    ['anybody, by whom was an admin a moment ago', [{ accountId: 'boss', isActiveAdmin: false }, { account: false, openInvitation: false }], 'no_longer_admin'],
  ])('%s', (_, asked, expected) => {
    const answer = mayInvite(...asked);
    expect(answer === true ? true : answer.code).toBe(expected);
  });

  it.each<[string, LinkOutcome | null, true | string]>([
    ['open', null, true], ['used', 'used', 'link_used'], ['revoked', 'revoked', 'link_ended'], ['replaced', 'replaced', 'link_ended'],
  ])('is sent again, or taken back, while it is open: %s', (_, outcome, expected) => {
    const answer = mayEndInvitation(theAdmin, { outcome });
    expect(answer === true ? true : answer.code).toBe(expected);
  });
});

describe('a link for a new password', () => {
  it.each<[string, Parameters<typeof mayGivePasswordLink>, true | string]>([
    ['for somebody else', [theAdmin, eve], true],
    ['for another admin', [theAdmin, ada], true],
    ['for oneself', [adaHerself, ada], 'own_password'],
    ['for somebody suspended', [theAdmin, { ...eve, suspended: true }], 'suspended'],
    ['by whom was an admin a moment ago', [{ accountId: 'boss', isActiveAdmin: false }, eve], 'no_longer_admin'],
  ])('%s', (_, asked, expected) => {
    const answer = mayGivePasswordLink(...asked);
    expect(answer === true ? true : answer.code).toBe(expected);
  });

  const now = new Date('2026-01-08T12:00:00Z');
  const open = { kind: 'invitation' as LinkKind, outcome: null, expiresAt: new Date('2026-01-08T12:00:01Z'), suspended: false };
  it.each<[string, Parameters<typeof mayUseLink>[0], true | string]>([
    ['in its last second', open, true],
    ['when its time is over', { ...open, expiresAt: now }, 'link_expired'],
    ['used', { ...open, outcome: 'used' }, 'link_used'],
    ['revoked', { ...open, outcome: 'revoked' }, 'link_revoked'],
    ['replaced, and expired since', { ...open, outcome: 'replaced', expiresAt: now }, 'link_replaced'],
    ['of an account that is suspended', { ...open, kind: 'new_password', suspended: true }, 'link_revoked'],
  ])('opens, or says why not: %s', (_, link, expected) => {
    const answer = mayUseLink(link, now);
    expect(answer === true ? true : answer.code).toBe(expected);
  });
});

describe('a password', () => {
  const who = { email: 'eve.editor@example.org', name: 'Eve Editor-Longname' };
  it.each([
    ['four horses on a bridge', []], ['Ölbaum und Brücke', []],
    ['Eve.Editor@Example.org', ['password']], ['eve editor', ['password']], ['EVE EDITOR-LONGNAME', ['password']], ['aaaaaaaaaaaaaa', ['password']], ['abababababab', ['password']],
  ])('%s', (password, fields) => expect(wrongInPassword(password, who).map(({ field }) => field)).toEqual(fields));
});
