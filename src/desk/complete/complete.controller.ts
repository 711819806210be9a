/** `/desk/complete/…`: what the desk's forms ask for while somebody types. */
import { Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DeskController } from '../desk.answers.js';
import { Completing } from './complete.service.js';

const Answer = () => Res({ passthrough: true });

@DeskController('desk/complete')
export class CompleteController {
  constructor(private readonly completing: Completing) {}

  @Get('speakers')
  speakers(@Query('q') typed: unknown, @Answer() reply: FastifyReply): Promise<string> {
    return json(reply, this.completing.speakers(typed));
  }

  @Get('sources')
  sources(@Query('url') url: unknown, @Answer() reply: FastifyReply): Promise<string> {
    return json(reply, this.completing.source(url));
  }

  @Get('claims')
  claims(@Query('words') words: unknown): Promise<string> {
    return this.completing.claims(words);
  }
}

async function json(reply: FastifyReply, answer: Promise<object>): Promise<string> {
  void reply.type('application/json; charset=utf-8');
  return JSON.stringify(await answer);
}
