/** A reader's request as the pages need it, and how a page's answer goes out: status, caching, redirect. */
import { type CallHandler, createParamDecorator, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { type Viewer, viewerOf } from '../accounts/viewer.js';
import { addressedIn, type LanguageCode, wantedLanguage } from '../shared/language/language.js';

export interface Reading {
  viewer: Viewer;
  /** As sent, unchecked: links with tracking parameters of others must still open. */
  query: Readonly<Record<string, unknown>>;
  /** "?as_of=2022-02-01", or empty. */
  search: string;
  language: LanguageCode;
  /** The address names the language. */
  prefixed: boolean;
}

export type PageAnswer = { status: number; html: string; tags?: readonly string[] } | { status: number; body: string | Buffer; type: string; tags?: readonly string[]; headers?: Readonly<Record<string, string>>; lastModified?: Date } | { status: 301; location: string };

/** → Reading */
export const ReadingOf = createParamDecorator((_: unknown, context: ExecutionContext): Reading => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const mark = request.url.indexOf('?');
  const named = addressedIn(request.originalUrl).language;
  return {
    viewer: viewerOf(request), query: request.query as Record<string, unknown>, search: mark < 0 ? '' : request.url.slice(mark),
    language: named ?? wantedLanguage(request.headers['accept-language']), prefixed: named !== undefined,
  };
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
        if ('body' in answer) { void reply.type(answer.type); return answer.body as string; }
        void reply.header('location', answer.location);
        return '';
      }),
    );
  }
}
