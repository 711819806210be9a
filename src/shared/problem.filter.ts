/** Every error's way out: problem+json for programs, a page for people, by what the request accepts. */
import { type ArgumentsHost, Catch, type ExceptionFilter, Inject, Optional } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { TooMany } from './errors.js';
import { type Problem, problemOf } from './problem.js';

/** Draws the error page; the site provides it, so that this folder needs to know no page. */
export const PROBLEM_PAGE = Symbol('PROBLEM_PAGE');
export type ProblemPage = (problem: Problem, request: FastifyRequest) => string;
export const LOGGER = Symbol('LOGGER');

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(LOGGER) private readonly log: Logger,
    @Optional() @Inject(PROBLEM_PAGE) private readonly page?: ProblemPage,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error);
    if (problem.status >= 500) this.log.error({ err: error, method: request.method, url: request.url }, 'request failed');
    if (reply.sent) return;
    if (error instanceof TooMany) void reply.header('retry-after', String(error.retryAfterSeconds));
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer realm="claimline"');
    void reply.header('cache-control', 'no-store').header('vary', 'Accept').status(problem.status);
    if (this.page && wantsPage(request)) void reply.type('text/html; charset=utf-8').send(this.page(problem, request));
    else void reply.type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
  }
}

function wantsPage(request: FastifyRequest): boolean {
  if (request.url.startsWith('/api/')) return false;
  return (request.headers.accept ?? '').includes('text/html');
}
