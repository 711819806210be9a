import { describe, expect, it } from '@jest/globals';
import { type AccountChange, type AccountFacts, actsOf, mayChange, wrongInToken } from './account.rules.js';

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
