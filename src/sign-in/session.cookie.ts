/** The session's cookie: how it is named, set and cleared. */
import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.js';

/** With the `__Host-` prefix a browser itself refuses one that is not Secure or that another host of the domain set. */
const cookieName = (config: Config): string => (config.secureCookies ? '__Host-claimline' : 'claimline');

const attributes = (config: Config) => ({ path: '/', httpOnly: true, sameSite: 'lax', secure: config.secureCookies }) as const;

/** How long after its end a session still proves whose a form was. */
export const LATE_HOURS = 7 * 24;

export function sessionCookieOf(request: FastifyRequest, config: Config): string | undefined {
  return request.cookies[cookieName(config)];
}

/** The cookie outlives its session by a week: a form that comes too late is kept for whom it proves, and for nobody else. */
export function setSessionCookie(reply: FastifyReply, config: Config, secret: string): void {
  reply.setCookie(cookieName(config), secret, { ...attributes(config), maxAge: (config.SESSION_HOURS + LATE_HOURS) * 3600 });
}

export function clearSessionCookie(reply: FastifyReply, config: Config): void {
  reply.clearCookie(cookieName(config), attributes(config));
}
