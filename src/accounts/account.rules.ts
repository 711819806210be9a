/** What may be done to an account, and with which limits a token is made; on facts that the service read under lock. */
import type { FieldError, RuleAnswer } from '../shared/errors.js';
import { type Role, ROLES } from '../shared/roles.js';

export interface AccountFacts {
  id: string;
  name: string;
  roles: readonly Role[];
  suspended: boolean;
}

export interface AccountChange {
  name?: string;
  roles?: readonly Role[];
  suspended?: boolean;
  password?: string;
}

export interface ActorFacts {
  /** Nobody for the command line, which answers to whoever runs the machine. */
  accountId: string | null;
  /** As the database has it now, not as it was when the request came in. */
  isActiveAdmin: boolean;
}

export type AccountAct = 'change_account' | 'set_password' | 'suspend_account' | 'restore_account';

const sameRoles = (a: readonly Role[], b: readonly Role[]): boolean => ROLES.every((role) => a.includes(role) === b.includes(role));
const isActiveAdmin = (who: { roles: readonly Role[]; suspended: boolean }): boolean => who.roles.includes('admin') && !who.suspended;

/** The acts that a change amounts to; none when it changes nothing. */
export function actsOf(account: AccountFacts, change: AccountChange): AccountAct[] {
  const acts: AccountAct[] = [];
  const renamed = change.name !== undefined && change.name !== account.name;
  if (renamed || (change.roles && !sameRoles(change.roles, account.roles))) acts.push('change_account');
  if (change.password !== undefined) acts.push('set_password');
  if (change.suspended === true && !account.suspended) acts.push('suspend_account');
  if (change.suspended === false && account.suspended) acts.push('restore_account');
  return acts;
}

export function mayManage(actor: ActorFacts): RuleAnswer {
  if (actor.accountId === null || actor.isActiveAdmin) return true;
  return { code: 'no_longer_admin', message: 'You are no longer an admin, so this was not done.' };
}

/** `otherActiveAdmins` counts active admins besides this account. */
export function mayChange(actor: ActorFacts, account: AccountFacts, change: AccountChange, otherActiveAdmins: number): RuleAnswer {
  const managing = mayManage(actor);
  if (managing !== true) return managing;
  const own = actor.accountId === account.id;
  if (own && change.roles && !sameRoles(change.roles, account.roles)) {
    return { code: 'own_roles', message: 'Nobody changes their own roles. Ask another admin.' };
  }
  if (own && change.suspended) return { code: 'own_suspension', message: 'Nobody suspends themselves. Ask another admin.' };
  const after = { roles: change.roles ?? account.roles, suspended: change.suspended ?? account.suspended };
  if (isActiveAdmin(account) && !isActiveAdmin(after) && otherActiveAdmins === 0) {
    return { code: 'last_admin', message: 'This is the last active admin. Make another account an admin first.' };
  }
  return true;
}

const TOKEN_DAYS = 366;

/** Nothing wrong: an empty list. */
export function wrongInToken(ownRoles: readonly Role[], token: { roles: readonly Role[]; expiresAt: Date }, now: Date): FieldError[] {
  const wrong: FieldError[] = [];
  const missing = token.roles.filter((role) => !ownRoles.includes(role));
  if (missing.length > 0) wrong.push({ field: 'roles', message: `must be among your own roles (${ownRoles.join(', ')})` });
  const ahead = token.expiresAt.getTime() - now.getTime();
  if (!(ahead > 0 && ahead <= TOKEN_DAYS * 86_400_000)) {
    wrong.push({ field: 'expiresAt', message: `must lie ahead, by at most ${TOKEN_DAYS} days` });
  }
  return wrong;
}
