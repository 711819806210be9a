/** Which role a speaker held on a day. */
import { bounds } from '../shared/day.js';

export interface RoleSpan {
  title: string;
  /** Day, month or year; nothing when not known. */
  from: string | null;
  until: string | null;
}

/**
 * The title held on a day, or nothing. Of several the one that began last wins, because a speaker takes on a
 * more particular office while keeping an older one; a role without dates yields to any dated one.
 */
export function roleOn(roles: readonly RoleSpan[], day: string): string | null {
  const { first, last } = bounds(day);
  const held = roles.filter((role) => (role.from === null || bounds(role.from).first <= last) && (role.until === null || bounds(role.until).last >= first));
  const begun = (role: RoleSpan) => (role.from === null ? '' : bounds(role.from).first);
  return held.reduce<RoleSpan | null>((best, role) => (best === null || begun(role) > begun(best) ? role : best), null)?.title ?? null;
}
