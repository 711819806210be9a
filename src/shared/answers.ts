/** What every answer carries: `ETag` where the body has a version, `Location` where something was made. */
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { etagOf } from './versions.js';

const LOCATION = 'claimline:location';
/** On a POST that makes something: where it can be read afterwards, without its id. */
export const MakesAt = (base: string): MethodDecorator => SetMetadata(LOCATION, base);

@Injectable()
export class AnswerHeaders implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const base = this.reflector.get<string | undefined>(LOCATION, context.getHandler());
    return next.handle().pipe(
      map((body: unknown) => {
        if (typeof body === 'object' && body !== null) {
          const { version, id } = body as { version?: unknown; id?: unknown };
          if (typeof version === 'number') void reply.header('etag', etagOf(version));
          if (base && typeof id === 'string' && request.method === 'POST') void reply.header('location', `${base}/${id}`);
        }
        return body;
      }),
    );
  }
}
