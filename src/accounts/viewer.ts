/** Who is looking, as the guard found out, and how a controller asks for it. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Act } from '../shared/act.js';
import { fingerprint } from '../shared/database.js';
import { InvalidInput, NotSignedIn } from '../shared/errors.js';
import { uncleanFields } from '../shared/input.js';
import type { Role } from '../shared/roles.js';

export interface Viewer {
  accountId: string | null;
  name: string | null;
  email: string | null;
  roles: readonly Role[];
  via: 'site' | 'api';
  session?: { id: string; csrfToken: string };
  tokenId?: string;
  /** Has to enrol a second factor before anything of the desk opens; holds no roles until then. */
  mustEnrol?: boolean;
}

export const ANONYMOUS: Viewer = Object.freeze({ accountId: null, name: null, email: null, roles: Object.freeze([]), via: 'site' });

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the sign-in guard, before any handler. */
    viewer?: Viewer;
  }
}

export function viewerOf(request: FastifyRequest): Viewer {
  return request.viewer ?? ANONYMOUS;
}

/** Holds any role, so the desk is theirs to see. */
export function isDesk(viewer: Viewer): boolean {
  return viewer.roles.length > 0;
}

/**
 * What somebody does by this request.
 * @throws NotSignedIn for anonymous
 * @throws InvalidInput when the Idempotency-Key is not 1 to 255 visible characters, or the body beside it is not clean
 */
function actOf(request: FastifyRequest): Act {
  const viewer = viewerOf(request);
  if (viewer.accountId === null) throw new NotSignedIn();
  const act: Act = { accountId: viewer.accountId, roles: viewer.roles, via: viewer.via };
  const key = request.headers['idempotency-key'];
  if (key === undefined || request.method !== 'POST') return act;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new InvalidInput([{ field: 'Idempotency-Key', message: 'must be 1 to 255 visible ASCII characters without spaces' }]);
  }
  // Before the input pipe runs, and a fingerprint of a body nested without end would overflow the stack.
  const unclean = uncleanFields(request.body);
  if (unclean.length > 0) throw new InvalidInput(unclean);
  return { ...act, idempotency: { key, fingerprint: fingerprint([request.method, request.url.split('?')[0], withoutPassword(request.body)]) } };
}

/** Fingerprints are stored, and a fast hash of a password would be a gift to whoever steals the table. */
function withoutPassword(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body ?? null, (field, value: unknown) => (field === 'password' ? undefined : value)));
}

const requestOf = (context: ExecutionContext): FastifyRequest => context.switchToHttp().getRequest<FastifyRequest>();

/** → Viewer */
export const Viewing = createParamDecorator((_: unknown, context: ExecutionContext) => viewerOf(requestOf(context)));

/** → Act */
export const Acting = createParamDecorator((_: unknown, context: ExecutionContext) => actOf(requestOf(context)));
