/** `/desk/review` and the buttons on it */
import { Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Acting, type Viewer, Viewing } from '../../accounts/viewer.js';
import type { Act } from '../../shared/act.js';
import { DeskController } from '../desk.answers.js';
import { submit } from '../forms/refusal.js';
import { type Sent, SentFields } from '../forms/sent.js';
import { ReviewQueues } from './review-queue.service.js';

const Answer = () => Res({ passthrough: true });

@DeskController('desk/review')
export class ReviewQueueController {
  constructor(private readonly queues: ReviewQueues) {}

  @Get()
  show(@Viewing() viewer: Viewer, @Query() query: Readonly<Record<string, unknown>>): Promise<string> {
    return this.queues.draw(viewer, query);
  }

  @Get('list')
  list(@Viewing() viewer: Viewer, @Query() query: Readonly<Record<string, unknown>>): Promise<string> {
    return this.queues.rows(viewer, query);
  }

  @Post('next')
  next(@Viewing() viewer: Viewer, @Acting() act: Act, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'next', sent }, () => this.queues.takeNext(act, sent), (refused) => this.queues.draw(viewer, {}, refused));
  }

  @Post(':id/take')
  take(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') id: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: `take-${id}`, sent }, () => this.queues.take(act, id, sent), (refused) => this.queues.drawRefused(viewer, id, refused));
  }

  @Post(':id/give')
  give(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') id: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: `give-${id}`, sent }, () => this.queues.give(act, id, sent), (refused) => this.queues.drawRefused(viewer, id, refused));
  }
}
