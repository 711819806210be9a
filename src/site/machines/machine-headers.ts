/** Headers of what other people's pages and programs read across the net. */
import type { FastifyReply } from 'fastify';
import type { Config } from '../../config.js';

/** The same for everybody and without anybody's account in it, so any page's script may read it. */
export const FOR_ANYBODY: Readonly<Record<string, string>> = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };

/**
 * The one page that others may frame. A sandboxed frame is of no origin, and not every browser takes 'self' for the address it came from,
 * so the policy names the site as well; and a frame among others cannot have the process that other pages ask for. On redirects too,
 * because the card's script follows them.
 */
export function openToFrames(reply: FastifyReply, { publicUrl, secureCookies }: Pick<Config, 'publicUrl' | 'secureCookies'>): void {
  const here = `'self' ${new URL(publicUrl).origin}`;
  const policy = [`default-src 'none'`, `style-src ${here}`, `script-src ${here}`, `connect-src ${here}`, `form-action 'none'`, `base-uri 'none'`, 'frame-ancestors *', ...(secureCookies ? ['upgrade-insecure-requests'] : [])];
  void reply.removeHeader('x-frame-options').removeHeader('origin-agent-cluster').removeHeader('cross-origin-opener-policy').headers({ ...FOR_ANYBODY, 'content-security-policy': policy.join(';') });
}
