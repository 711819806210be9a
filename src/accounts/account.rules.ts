/** What may be done to an account, who may be invited, and with which limits a token or a password is made; on facts that the service read under lock. */
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
  // An unwatched screen must not be enough to take an account over: one's own page asks for the present password first.
  if (own && change.password !== undefined) return { code: 'own_password', message: 'Change your own password on your own page, which asks for the present one.' };
  const after = { roles: change.roles ?? account.roles, suspended: change.suspended ?? account.suspended };
  if (isActiveAdmin(account) && !isActiveAdmin(after) && otherActiveAdmins === 0) {
    return { code: 'last_admin', message: 'This is the last active admin. Make another account an admin first.' };
  }
  return true;
}

/** How long a link to set a password is good for. */
export const LINK_DAYS = 7;

export type LinkKind = 'invitation' | 'new_password';
export type LinkOutcome = 'used' | 'revoked' | 'replaced';

interface LinkFacts {
  kind: LinkKind;
  outcome: LinkOutcome | null;
  expiresAt: Date;
  /** Of the account whose password a link would set; false for an invitation. */
  suspended: boolean;
}

/** @param has what the desk has of this e-mail address already */
export function mayInvite(actor: ActorFacts, has: { account: boolean; openInvitation: boolean }): RuleAnswer {
  const managing = mayManage(actor);
  if (managing !== true) return managing;
  if (has.account) return { field: 'email', code: 'already_exists', message: 'Somebody with this e-mail address already has an account.' };
  if (has.openInvitation) {
    return { field: 'email', code: 'already_invited', message: 'Somebody with this e-mail address is invited already. Send that invitation again, or revoke it first.' };
  }
  return true;
}

/** An admin gives the link to somebody else; for themselves it would go round the present password. */
export function mayGivePasswordLink(actor: ActorFacts, account: AccountFacts): RuleAnswer {
  const managing = mayManage(actor);
  if (managing !== true) return managing;
  if (actor.accountId === account.id) return { code: 'own_password', message: 'Change your own password on your own page, which asks for the present one.' };
  if (account.suspended) return { code: 'suspended', message: 'This account is suspended. Restore it first.' };
  return true;
}

/** Sending again also renews a link whose days are over. */
export function mayEndInvitation(actor: ActorFacts, invitation: { outcome: LinkOutcome | null }): RuleAnswer {
  const managing = mayManage(actor);
  if (managing !== true) return managing;
  if (invitation.outcome === 'used') return { code: 'link_used', message: 'This invitation was accepted already.' };
  if (invitation.outcome !== null) return { code: 'link_ended', message: 'This invitation is no longer open: a newer one was sent, or it was revoked.' };
  return true;
}

const GONE: Record<LinkKind, Record<LinkOutcome | 'expired', string>> = {
  invitation: {
    used: 'This invitation was accepted already. Sign in with the password that was set; if it was not you who set it, tell an admin at once.',
    revoked: 'This invitation was taken back. If you still expect to join, ask an admin of the desk.',
    replaced: 'A newer invitation was sent to you, and this one ended with it. Use the link of the newest message.',
    expired: `This invitation has expired: a link is good for ${LINK_DAYS} days. Ask an admin of the desk to send it again.`,
  },
  new_password: {
    used: 'This link was used already. Sign in with the password that was set; if it was not you who set it, tell an admin at once.',
    revoked: 'This link is no longer good. Ask an admin of the desk for another.',
    replaced: 'A newer link was made for you, and this one ended with it. Use the newest.',
    expired: `This link has expired: it is good for ${LINK_DAYS} days. Ask an admin of the desk for another.`,
  },
};

export function mayUseLink(link: LinkFacts, now: Date): RuleAnswer {
  if (link.outcome !== null) return { code: `link_${link.outcome}`, message: GONE[link.kind][link.outcome] };
  if (link.suspended) return { code: 'link_revoked', message: GONE[link.kind].revoked };
  if (link.expiresAt.getTime() <= now.getTime()) return { code: 'link_expired', message: GONE[link.kind].expired };
  return true;
}

/** What somebody who knows the person would try first; length is the field's own matter. */
export function wrongInPassword(password: string, who: { email: string; name: string }): FieldError[] {
  const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[\s.]+/g, '');
  const typed = plain(password);
  if ([who.email, who.email.split('@')[0]!, who.name].some((known) => plain(known) === typed)) {
    return [{ field: 'password', message: 'must not be your name or your e-mail address' }];
  }
  if (new Set(typed).size < 5) return [{ field: 'password', message: 'must not be a few characters over and over' }];
  return [];
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
