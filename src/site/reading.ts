/** A reader's request as the pages need it, and how a page's answer goes out: status, caching, redirect. */
import { type CallHandler, createParamDecorator, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { type Viewer, viewerOf } from '../accounts/viewer.js';

export interface Reading {
  viewer: Viewer;
  /** As sent, unchecked: links with tracking parameters of others must still open. */
  query: Readonly<Record<string, unknown>>;
  /** "?as_of=2022-02-01", or empty. */
  search: string;
}

export type PageAnswer = { status: number; html: string } | { status: 301; location: string };

/** → Reading */
export const ReadingOf = createParamDecorator((_: unknown, context: ExecutionContext): Reading => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const mark = request.url.indexOf('?');
  return { viewer: viewerOf(request), query: request.query as Record<string, unknown>, search: mark < 0 ? '' : request.url.slice(mark) };
});

@Injectable()
export class PageAnswers implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<PageAnswer>): Observable<string> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return next.handle().pipe(
      map((answer) => {
        // The header of a page says who is signed in, so only anonymous pages may be shared.
        void reply.status(answer.status).header('cache-control', viewerOf(request).accountId === null ? 'no-cache' : 'private, no-cache').type('text/html; charset=utf-8');
        if ('html' in answer) return answer.html;
        void reply.header('location', answer.location);
        return '';
      }),
    );
  }
}
