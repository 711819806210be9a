/** Who of the provider's people is who here, and which roles their groups give; on facts that the service read. */
import type { RuleAnswer } from '../../shared/errors.js';
import { type Role, ROLES } from '../../shared/roles.js';

/** What the provider says of somebody, as far as we ask. */
export interface Claims {
  issuer: string;
  subject: string;
  email: string | undefined;
  emailVerified: boolean;
  name: string | undefined;
  groups: readonly string[];
}

/** Why nobody was signed in; each has its words on the sign-in page. */
export type Refused = 'down' | 'expired' | 'denied' | 'broken' | 'unverified' | 'unknown' | 'other_identity' | 'suspended' | 'no_role' | 'too_many';

const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

/** "desk-editors=editor,desk-admins=admin" */
export function rolesMapOf(text: string | undefined): Map<string, Role[]> {
  const map = new Map<string, Role[]>();
  for (const pair of text?.split(',') ?? []) {
    const [group = '', role = ''] = pair.split('=').map((part) => part.trim());
    if (group !== '' && isRole(role)) map.set(group, [...(map.get(group) ?? []), role]);
  }
  return map;
}

/** In the order of `ROLES`, each once. */
export function rolesFrom(groups: readonly string[], map: ReadonlyMap<string, readonly Role[]>): Role[] {
  const held = new Set(groups.flatMap((group) => map.get(group) ?? []));
  return ROLES.filter((role) => held.has(role));
}

/** A claim may be one group, a list of them, or (as some providers send it) an object with the groups as its keys. */
export function groupsIn(claim: unknown): string[] {
  if (typeof claim === 'string') return [claim];
  if (Array.isArray(claim)) return claim.filter((group): group is string => typeof group === 'string').slice(0, 1000);
  return typeof claim === 'object' && claim !== null ? Object.keys(claim).slice(0, 1000) : [];
}

export interface KnownAccount {
  suspended: boolean;
  /** Somebody of a provider is this account already. */
  hasIdentity: boolean;
}

/** What becomes of somebody who comes for the first time: the account with their address is theirs, or a new one is made, or neither. */
export function firstTime(claims: Pick<Claims, 'email' | 'emailVerified'>, account: KnownAccount | undefined, may: { create: boolean }): 'link' | 'create' | Refused {
  if (claims.email === undefined || !claims.emailVerified) return 'unverified';
  if (!account) return may.create ? 'create' : 'unknown';
  if (account.hasIdentity) return 'other_identity';
  return account.suspended ? 'suspended' : 'link';
}

/** What the account's roles become; nothing when they stay. The last active admin stays one, or nobody could mend a wrong group. */
export function rolesToSet(now: readonly Role[], mapped: readonly Role[], isLastAdmin: boolean): Role[] | undefined {
  const next = ROLES.filter((role) => mapped.includes(role) || (role === 'admin' && isLastAdmin));
  return ROLES.every((role) => next.includes(role) === now.includes(role)) ? undefined : next;
}

/** A person without a password who is unlinked has no way in left but an invitation; that is the admin's to know, not a reason to refuse. */
export function mayUnlink(actor: { accountId: string | null; isActiveAdmin: boolean }, account: { id: string; hasPassword: boolean }): RuleAnswer {
  if (actor.accountId === null || (actor.isActiveAdmin && actor.accountId !== account.id)) return true;
  if (actor.accountId !== account.id) return { who: true, code: 'not_permitted', message: 'Only an admin may undo somebody’s link to single sign-on.' };
  return account.hasPassword || { code: 'no_password', message: 'This account has no password, so single sign-on is its only way in. Set a password first, or ask an admin.' };
}
