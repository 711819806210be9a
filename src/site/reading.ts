/** A reader's request as the pages need it, and how a page's answer goes out: packed, tagged, kept, or not sent again. */
import { type CallHandler, createParamDecorator, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { type Viewer, viewerOf } from '../accounts/viewer.js';
import { type Address, addressOf } from './cache/address.js';
import { encodingFor } from './cache/encoding.js';
import { KeptPage, type Variant } from './cache/kept-page.js';
import { isAnonymous, PageMemory } from './cache/page-memory.js';

/** All that a page may depend on: an anonymous answer is kept for everybody whose request reads the same. */
export interface Reading extends Address {
  viewer: Viewer;
}

/** `tags` name what the answer depends on (cache/tags.ts); one without them is never kept in memory. */
export type PageAnswer =
  | { status: number; html: string; tags?: readonly string[] }
  | { status: number; body: string | Buffer; type: string; tags?: readonly string[]; headers?: Readonly<Record<string, string>>; lastModified?: Date }
  | { status: 301 | 302 | 303 | 307 | 308; location: string };

/** → Reading */
export const ReadingOf = createParamDecorator((_: unknown, context: ExecutionContext): Reading => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return { viewer: viewerOf(request), ...addressOf(request.originalUrl, request.headers['accept-language']) };
});

/** A withdrawn claim is asked for as often as any other. */
const KEPT = [200, 410];

@Injectable()
export class PageAnswers implements NestInterceptor {
  constructor(private readonly memory: PageMemory) {}

  intercept(context: ExecutionContext, next: CallHandler<PageAnswer>): Observable<Buffer | string | undefined> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return next.handle().pipe(mergeMap((answer) => this.send(request, reply, answer)));
  }

  private async send(request: FastifyRequest, reply: FastifyReply, answer: PageAnswer): Promise<Buffer | string | undefined> {
    const { language, prefixed, translated } = addressOf(request.originalUrl, request.headers['accept-language']);
    void reply.status(answer.status).headers({
      // Shared caches may keep it, and have to ask every time whether it is still so: none ever shows a verdict that has been superseded.
      // The header of a page says who is signed in, so only anonymous pages may be shared.
      'cache-control': isAnonymous(request.headers) ? 'public, no-cache' : 'private, no-cache',
      vary: `Accept-Encoding, Cookie${translated && !prefixed ? ', Accept-Language' : ''}`,
    });
    if ('location' in answer) {
      void reply.header('location', answer.location);
      return '';
    }
    const { bytes, headers } = contentOf(answer);
    void reply.headers({ ...(translated ? { 'content-language': language } : {}), ...headers });
    const page = new KeptPage(answer.status, headersSoFar(reply), bytes);
    const variant = await page.variant(encodingFor(request.headers['accept-encoding']));
    if (answer.tags && KEPT.includes(answer.status) && !reply.hasHeader('set-cookie')) this.memory.keep(request.raw, page, answer.tags);
    return page.isHeldBy(request.headers, variant) ? unchanged(reply, variant) : whole(reply, variant);
  }
}

function contentOf(answer: Exclude<PageAnswer, { location: string }>): { bytes: Buffer; headers: Record<string, string> } {
  if ('html' in answer) return { bytes: Buffer.from(answer.html), headers: { 'content-type': 'text/html; charset=utf-8' } };
  const { body, type, headers, lastModified } = answer;
  return { bytes: typeof body === 'string' ? Buffer.from(body) : body, headers: { 'content-type': type, ...(lastModified ? { 'last-modified': lastModified.toUTCString() } : {}), ...headers } };
}

/** Those of the whole site (security) among them, so that from memory they are the same. */
function headersSoFar(reply: FastifyReply): Record<string, string> {
  return Object.fromEntries(Object.entries(reply.getHeaders()).filter(([name]) => name !== 'set-cookie').map(([name, value]) => [name, String(value)]));
}

function whole(reply: FastifyReply, { headers, body }: Variant): Buffer {
  for (let i = 0; i < headers.length; i += 2) void reply.header(headers[i]!, headers[i + 1]);
  return body;
}

/** Past the framework, which would tell a HEAD of a body of no length. */
function unchanged(reply: FastifyReply, variant: Variant): undefined {
  reply.hijack();
  reply.raw.writeHead(304, variant.unchanged).end();
}
