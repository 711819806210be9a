import { describe, expect, it } from '@jest/globals';
import { firstTime, groupsIn, mayUnlink, rolesFrom, rolesMapOf, rolesToSet } from './single-sign-on.rules.js';

describe('Groups of the provider', () => {
  const map = rolesMapOf('desk-editors=editor, desk-reviewers=reviewer,chiefs=reviewer,chiefs=admin');

  it.each([
    [['desk-editors'], ['editor']],
    [['chiefs', 'desk-editors', 'everybody'], ['editor', 'reviewer', 'admin']],
    [['everybody'], []],
    [[], []],
    [['constructor', '__proto__'], []],
  ] as const)('%j give the roles %j', (groups, roles) => expect(rolesFrom(groups, map)).toEqual(roles));

  it.each([
    [['a', 7, null, 'b'], ['a', 'b']],
    ['a b', ['a b']],
    [{ a: {}, b: {} }, ['a', 'b']],
    [undefined, []],
    [7, []],
  ])('are read from %j', (claim, groups) => expect(groupsIn(claim)).toEqual(groups));
});

describe('Somebody who comes from the provider for the first time', () => {
  const verified = { email: 'e@example.org', emailVerified: true };
  it.each([
    ['is linked to the account with their address', verified, { suspended: false, hasIdentity: false }, false, 'link'],
    ['is nobody without a verified address', { ...verified, emailVerified: false }, { suspended: false, hasIdentity: false }, true, 'unverified'],
    ['is nobody without an address', { email: undefined, emailVerified: true }, undefined, true, 'unverified'],
    ['never takes the account of another identity', verified, { suspended: false, hasIdentity: true }, true, 'other_identity'],
    ['does not come in by a suspended account', verified, { suspended: true, hasIdentity: false }, true, 'suspended'],
    ['is unknown without an account', verified, undefined, false, 'unknown'],
    ['gets one where that is wanted', verified, undefined, true, 'create'],
  ] as const)('%s', (_, claims, account, create, outcome) => expect(firstTime(claims, account, { create })).toBe(outcome));
});

describe('Roles by groups', () => {
  it.each([
    [['editor'], ['editor'], false, undefined],
    [['editor'], ['reviewer'], false, ['reviewer']],
    [['editor', 'admin'], ['editor'], false, ['editor']],
    [['editor', 'admin'], ['editor'], true, undefined],
    [['admin'], ['editor'], true, ['editor', 'admin']],
    [['reviewer', 'editor'], ['editor', 'reviewer'], false, undefined],
  ] as const)('%j become %j; last admin: %s', (now, mapped, last, next) => expect(rolesToSet(now, mapped, last)).toEqual(next));

  it('a link is undone by its person who has a password, or by an admin', () => {
    const me = { accountId: 'a', isActiveAdmin: false };
    expect(mayUnlink(me, { id: 'a', hasPassword: true })).toBe(true);
    expect(mayUnlink(me, { id: 'a', hasPassword: false })).toMatchObject({ code: 'no_password' });
    expect(mayUnlink(me, { id: 'b', hasPassword: true })).toMatchObject({ who: true });
    expect(mayUnlink({ accountId: 'c', isActiveAdmin: true }, { id: 'b', hasPassword: false })).toBe(true);
    expect(mayUnlink({ accountId: 'a', isActiveAdmin: true }, { id: 'a', hasPassword: false })).toMatchObject({ code: 'no_password' });
    expect(mayUnlink({ accountId: null, isActiveAdmin: false }, { id: 'b', hasPassword: false })).toBe(true);
  });
});
