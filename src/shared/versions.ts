/** ETag and If-Match: whoever changes a thing names the version they saw. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { InvalidInput, StaleEdit, VersionRequired } from './errors.js';

export const etagOf = (version: number): string => `"v${version}"`;

/**
 * The version in an If-Match header.
 * @throws VersionRequired when there is none
 * @throws InvalidInput when it is not an ETag of ours
 */
function seenVersion(header: string | undefined): number {
  if (header === undefined || header.trim() === '') throw new VersionRequired();
  const found = /^\s*(?:W\/)?"v(\d{1,9})"\s*$/.exec(header);
  if (!found) throw new InvalidInput([{ field: 'If-Match', message: 'must be the ETag of the thing as you last saw it, such as "v3" (with the quotes)' }]);
  return Number(found[1]);
}

/** The version from If-Match where it may be left out, because something is only added; one that is sent is held to. */
export const MaybeSeenVersion = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  return header === undefined ? undefined : seenVersion(header);
});

/** The version from If-Match, for a controller's parameter. */
export const SeenVersion = createParamDecorator((_: unknown, context: ExecutionContext) =>
  seenVersion(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
);

/** @throws StaleEdit when somebody was faster */
export function requireVersion(thing: { version: number }, seen: number): void {
  if (thing.version !== seen) throw new StaleEdit(seen, thing.version);
}
