/** `/desk/drafts`: what was typed is saved, asked for and thrown away. */
import { Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Viewer, Viewing } from '../../accounts/viewer.js';
import { DeskController } from '../desk.answers.js';
import { type Sent, SentFields } from '../forms/sent.js';
import { DraftsByForm } from './drafts-by-form.service.js';

const Answer = () => Res({ passthrough: true });

@DeskController('desk/drafts')
export class DraftsController {
  constructor(private readonly drafts: DraftsByForm) {}

  @Get()
  show(@Viewing() viewer: Viewer, @Query('keys') keys: unknown, @Query('once') once: unknown, @Answer() reply: FastifyReply): Promise<string> {
    return this.drafts.show(viewer, keys, once, reply);
  }

  @Post()
  save(@Viewing() viewer: Viewer, @SentFields() sent: Sent, @Req() request: FastifyRequest, @Answer() reply: FastifyReply): Promise<string> {
    return this.drafts.save(viewer.accountId!, sent, request, reply);
  }

  @Post('forget')
  forget(@Viewing() viewer: Viewer, @SentFields() sent: Sent, @Req() request: FastifyRequest, @Answer() reply: FastifyReply): Promise<string> {
    return this.drafts.forget(viewer.accountId!, sent, request, reply);
  }
}
