/** Where to go after signing in. */

const HERE = 'http://here.invalid';

/**
 * A path of our own site, or else the desk. Only what a browser reads exactly as it is written counts: whatever it
 * would first straighten out (backslashes, tabs, dots, a second slash) may lead to another site. Nor to the door itself.
 */
export function localPath(next: unknown): string {
  if (typeof next !== 'string' || next.length > 2000 || !/^\/(?![/\\])/.test(next) || !URL.canParse(next, HERE)) return '/desk';
  const { origin, pathname, search, hash } = new URL(next, HERE);
  const isDoor = /^\/desk\/sign-(?:in|out)(?:\/|$)/.test(pathname);
  return origin === HERE && pathname + search + hash === next && !isDoor ? next : '/desk';
}
