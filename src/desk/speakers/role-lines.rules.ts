/** The roles of a speaker as they stand in the form, line by line. Pure. */
import type { Sent } from '../forms/sent.js';

export interface RoleLine {
  title: string;
  from: string;
  until: string;
}

/** Typed lines; what is empty throughout is no role. */
export function roleLines(sent: Sent): RoleLine[] {
  const count = Math.min(60, sent['role_title']?.length ?? 0);
  const at = (name: string, index: number) => sent[name]?.[index]?.trim() ?? '';
  return Array.from({ length: count }, (_, index) => ({ title: at('role_title', index), from: at('role_from', index), until: at('role_until', index) }));
}

export const isTyped = ({ title, from, until }: RoleLine): boolean => title !== '' || from !== '' || until !== '';
