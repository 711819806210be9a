/** Proof that a change carried by a cookie was meant: it comes from our own pages and brings the session's token. */
import type { FastifyRequest } from 'fastify';
import { Forbidden } from '../shared/errors.js';
import { sameSecret } from './secrets.js';
import type { Viewer } from '../accounts/viewer.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

export const isChange = (request: FastifyRequest): boolean => !SAFE.has(request.method);

/**
 * Browsers tell where a request comes from; other programs say nothing and carry no cookie by accident.
 * @throws Forbidden when a browser says that another site sent this
 */
export function refuseForeign(request: FastifyRequest, publicUrl: string): void {
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  const ours =
    site !== undefined ? site === 'same-origin' || site === 'none' : origin === undefined || origin === new URL(publicUrl).origin || hostOf(origin) === request.headers.host;
  if (!ours) throw new Forbidden('This was sent by another site, so it was not done.', 'foreign_origin');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/** @throws Forbidden when the session's token is missing or wrong */
export function requireToken(request: FastifyRequest, session: NonNullable<Viewer['session']>): void {
  const brought = request.headers['x-csrf-token'] ?? tokenInBody(request);
  if (typeof brought === 'string' && sameSecret(brought, session.csrfToken)) return;
  throw new Forbidden('The form is out of date. Load the page again and repeat.', 'csrf');
}

/** What was taken out of bodies, for whoever has to prove of a form that came too late whose it was. */
const dropped = new WeakMap<FastifyRequest, string>();

/** Takes `_csrf` out, because what is left must be the form's own fields and nothing else. */
export function dropToken(request: FastifyRequest): void {
  if (!isFields(request.body)) return;
  const token = request.body['_csrf'];
  if (typeof token === 'string') dropped.set(request, token);
  delete request.body['_csrf'];
}

/** The token that a form brought, whether it was asked for or not. */
export function tokenOf(request: FastifyRequest): string | undefined {
  const token = dropped.get(request) ?? tokenInBody(request);
  return typeof token === 'string' ? token : undefined;
}

function tokenInBody(request: FastifyRequest): unknown {
  return isFields(request.body) ? request.body['_csrf'] : undefined;
}

function isFields(body: unknown): body is Record<string, unknown> {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}
