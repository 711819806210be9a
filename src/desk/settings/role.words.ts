/** What the roles may do, as people choose or read them. */
import type { Role } from '../../shared/roles.js';
import { ROLE_WORDS } from '../desk.words.js';

const DETAIL: Record<Role, string> = {
  editor: 'Logs claims, revises their wording, adds statements and evidence.',
  reviewer: 'Adds evidence, proposes and approves verdicts, never both on one claim.',
  admin: 'Manages people, scales and settings, withdraws claims.',
};

export const ROLE_CHOICES = (['editor', 'reviewer', 'admin'] as const).map((role) => ({ value: role, label: capital(ROLE_WORDS[role]), detail: DETAIL[role] }));

/** "editor, reviewer and admin" */
export const rolesInWords = (roles: readonly Role[]): string => new Intl.ListFormat('en', { type: 'conjunction' }).format(roles.map((role) => ROLE_WORDS[role]));

function capital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
