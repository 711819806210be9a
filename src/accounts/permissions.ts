/** Who may do what: one table from permission to roles. What is not in it is denied; rules on persons come on top, in `*.rules.ts`. */
import { SetMetadata } from '@nestjs/common';
import type { RuleAnswer } from '../shared/errors.js';
import type { Role } from '../shared/roles.js';

type Roled = { readonly roles: readonly Role[] };
type Predicate = (who: Roled) => boolean;

const holds = (role: Role): Predicate => (who) => who.roles.includes(role);
const either = (...predicates: Predicate[]): Predicate => (who) => predicates.some((predicate) => predicate(who));

const editor = holds('editor');
const reviewer = holds('reviewer');
const admin = holds('admin');
const anyRole = either(editor, reviewer, admin);

interface Grant {
  to: Predicate;
  /** The refusal: a sentence that names what is needed. */
  needs: string;
}

export const PERMISSIONS = {
  'desk.see': { to: anyRole, needs: 'Only the desk may see this.' },
  'claim.log': { to: editor, needs: 'Only an editor may log a claim.' },
  'claim.edit': { to: editor, needs: 'Only an editor may edit a claim.' },
  'statement.edit': { to: editor, needs: 'Only an editor may edit a statement.' },
  'evidence.add': { to: either(editor, reviewer), needs: 'Only an editor or a reviewer may add evidence.' },
  'evidence.edit': { to: either(editor, reviewer), needs: 'Only an editor or a reviewer may edit evidence.' },
  'evidence.withdraw': { to: either(editor, reviewer), needs: 'Only an editor or a reviewer may withdraw evidence.' },
  'correction.propose': { to: either(editor, reviewer), needs: 'Only an editor or a reviewer may propose a correction.' },
  'speaker.write': { to: either(editor, reviewer), needs: 'Only an editor or a reviewer may change speakers.' },
  'source.write': { to: either(editor, reviewer), needs: 'Only an editor or a reviewer may change sources.' },
  'topic.write': { to: either(editor, reviewer), needs: 'Only an editor or a reviewer may change topics.' },
  'scale.write': { to: admin, needs: 'Only an admin may change scales.' },
  'account.manage': { to: admin, needs: 'Only an admin may manage accounts.' },
  'token.own': { to: anyRole, needs: 'Only the desk may have tokens.' },
  'note.write': { to: anyRole, needs: 'Only the desk may write notes.' },
  'report.see': { to: anyRole, needs: 'Only the desk may see what readers report.' },
  'report.close': { to: either(editor, reviewer), needs: 'Only an editor or a reviewer may close a report.' },
  'ledger.see': { to: anyRole, needs: 'Only the desk may read the ledger.' },
} as const satisfies Record<string, Grant>;

export type Permission = keyof typeof PERMISSIONS;

/** The same answer guards the route, and decides whether a button shows and why it is off. */
export function may(viewer: Roled, permission: Permission): RuleAnswer {
  const grant: Grant | undefined = Object.hasOwn(PERMISSIONS, permission) ? PERMISSIONS[permission] : undefined;
  if (!grant) return { code: 'not_permitted', message: 'Nobody may do this.' };
  return grant.to(viewer) || { code: 'not_permitted', message: grant.needs };
}

export const PERMIT = 'claimline:permit';
export const OPEN = 'claimline:open';

export interface Opening {
  /**
   * False only for what does not act on the cookie's authority: signing in (whose form a stranger sees before any session exists), and
   * what any reader may send. A foreign origin is still refused.
   */
  csrfToken: boolean;
}

/** On a route or controller: the permission that calling it needs. */
export const Permit = (permission: Permission): MethodDecorator & ClassDecorator => SetMetadata(PERMIT, permission);

/** On a route or controller: anybody may call it. */
export const Open = (opening: Opening = { csrfToken: true }): MethodDecorator & ClassDecorator => SetMetadata(OPEN, opening);

export const OWN = 'claimline:own';

/** On a route or controller: what everybody who is signed in does with their own account, whatever their roles. */
export const Own = (): MethodDecorator & ClassDecorator => SetMetadata(OWN, true);
