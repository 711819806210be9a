/** What all pages of the desk share on the wire: who may come in, where strangers are sent, and that nobody keeps a copy. */
import {
  applyDecorators, type ArgumentsHost, type CallHandler, Catch, Controller, type ExceptionFilter, type ExecutionContext, Injectable, type NestInterceptor, UseFilters, UseInterceptors,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { DataSource } from 'typeorm';
import { Permit } from '../accounts/permissions.js';
import { type Viewer, viewerOf } from '../accounts/viewer.js';
import { Config } from '../config.js';
import { Forbidden, NotSignedIn } from '../shared/errors.js';
import { placesFor } from './bar.js';
import { barCounts } from './bar.query.js';
import { plainly } from './desk.words.js';
import { keepLateForm } from './drafts/late-forms.js';
import { type BarCounts, type Frame, refusedPage } from './frame.view.js';

declare module '../accounts/viewer.js' {
  interface Viewer {
    /** How much waits for them, for the bar of the desk's pages. */
    waiting?: BarCounts;
  }
}

const HTML = 'text/html; charset=utf-8';

export function frameOf(config: Config, viewer: Viewer, path: string): Frame {
  return { viewer, places: placesFor(viewer), csrfToken: viewer.session?.csrfToken ?? '', path, siteName: config.SITE_NAME, reviewPolicy: config.REVIEW_POLICY };
}

@Injectable()
class AnswersPages implements NestInterceptor {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const viewer = viewerOf(context.switchToHttp().getRequest<FastifyRequest>());
    void context.switchToHttp().getResponse<FastifyReply>().header('cache-control', 'no-store').type(HTML);
    if (viewer.accountId !== null) viewer.waiting = await barCounts(this.source.manager, viewer.accountId, viewer.roles.includes('reviewer'), this.config.REVIEW_POLICY);
    return next.handle();
  }
}

/** Strangers go to sign in and come back to where they wanted; what is not a person's to do is a page of the desk. */
@Catch(NotSignedIn, Forbidden)
class TurnsAway implements ExceptionFilter {
  constructor(
    private readonly config: Config,
    private readonly source: DataSource,
  ) {}

  catch(error: NotSignedIn | Forbidden, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    void reply.header('cache-control', 'no-store');
    const isLate = error instanceof NotSignedIn || error.code === 'csrf';
    // What cannot be kept is turned away all the same.
    const kept = isLate ? keepLateForm(this.source, this.config, request).catch(() => undefined) : Promise.resolve(undefined);
    void kept.then((page) => this.answer(error, request, reply, page));
  }

  /** @param kept the page on which a form stands again that came too late */
  private answer(error: NotSignedIn | Forbidden, request: FastifyRequest, reply: FastifyReply, kept: string | undefined): void {
    if (error instanceof NotSignedIn) {
      void reply.status(303).header('location', kept === undefined ? signInFor(request) : `/desk/sign-in?next=${encodeURIComponent(kept)}&done=late_kept`).send();
      return;
    }
    if (kept !== undefined) {
      void reply.status(303).header('location', `${kept}?done=draft_kept`).send();
      return;
    }
    if (error.code === 'second_factor_required') {
      void reply.status(303).header('location', '/desk/me/two-factor').send();
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
