/** What all pages of the desk share on the wire: who may come in, where strangers are sent, and that nobody keeps a copy. */
import {
  applyDecorators, type ArgumentsHost, type CallHandler, Catch, Controller, type ExceptionFilter, type ExecutionContext, Injectable, type NestInterceptor, UseFilters, UseInterceptors,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { Permit } from '../accounts/permissions.js';
import { type Viewer, viewerOf } from '../accounts/viewer.js';
import { Config } from '../config.js';
import { Forbidden, NotSignedIn } from '../shared/errors.js';
import { plainly } from './desk.words.js';
import { type Frame, refusedPage } from './frame.view.js';

const HTML = 'text/html; charset=utf-8';

export function frameOf(config: Config, viewer: Viewer, path: string): Frame {
  return { viewer, csrfToken: viewer.session?.csrfToken ?? '', path, siteName: config.SITE_NAME, reviewPolicy: config.REVIEW_POLICY };
}

@Injectable()
class AnswersPages implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    void context.switchToHttp().getResponse<FastifyReply>().header('cache-control', 'no-store').type(HTML);
    return next.handle();
  }
}

/** Strangers go to sign in and come back to where they wanted; what is not a person's to do is a page of the desk. */
@Catch(NotSignedIn, Forbidden)
class TurnsAway implements ExceptionFilter {
  constructor(private readonly config: Config) {}

  catch(error: NotSignedIn | Forbidden, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    void reply.header('cache-control', 'no-store');
    if (error instanceof NotSignedIn) {
      void reply.status(303).header('location', signInFor(request)).send();
      return;
    }
    const words = error.code === 'csrf' ? 'You signed in anew after this form was opened, so it was not sent on. Go back, copy what you typed, load the page again and repeat.' : plainly(error.message);
    void reply.status(403).type(HTML).send(refusedPage({ frame: frameOf(this.config, viewerOf(request), '/desk'), words }));
  }
}

/** After a form that came too late the page it stood on is where to go on. */
function signInFor(request: FastifyRequest): string {
  if (request.method === 'GET') return `/desk/sign-in?next=${encodeURIComponent(request.url)}`;
  const page = /^\/desk\/claims\/[\w-]+/.exec(request.url)?.[0] ?? '/desk';
  return `/desk/sign-in?next=${encodeURIComponent(page)}&ended=1`;
}

/** A controller of the desk's pages; a route may ask for more with `@Permit`, or for less with `@Open`. */
export const DeskController = (path: string): ClassDecorator =>
  applyDecorators(Controller(path), Permit('desk.see'), UseFilters(TurnsAway), UseInterceptors(AnswersPages), ApiExcludeController());
