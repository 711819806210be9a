/** `/desk`: my work, its lists one by one, and marking as seen what was told. */
import { Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Viewer, Viewing } from '../../accounts/viewer.js';
import { DeskController } from '../desk.answers.js';
import { sendOn } from '../forms/refusal.js';
import { MyWork } from './my-work.service.js';

type Asked = Readonly<Record<string, unknown>>;

@DeskController('desk')
export class QueueController {
  constructor(private readonly work: MyWork) {}

  @Get()
  show(@Viewing() viewer: Viewer, @Query() query: Asked): Promise<string> {
    return this.work.draw(viewer, query);
  }

  /** The inside of the page, for whoever has it open. */
  @Get('work')
  inside(@Viewing() viewer: Viewer): Promise<string> {
    return this.work.drawInside(viewer);
  }

  @Post('notices/seen')
  async seeAll(@Viewing() viewer: Viewer, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    await this.work.see(viewer);
    return sendOn(reply, '/desk?done=notices_seen');
  }

  @Post('notices/:id/seen')
  async see(@Viewing() viewer: Viewer, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    await this.work.see(viewer, id);
    return sendOn(reply, '/desk#notices');
  }

  @Post('changed/seen')
  async lookAtAll(@Viewing() viewer: Viewer, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    await this.work.lookAtAll(viewer);
    return sendOn(reply, '/desk?done=changes_seen');
  }
}
