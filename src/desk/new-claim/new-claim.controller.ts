/** `/desk/claims/new` */
import { Get, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Permit } from '../../accounts/permissions.js';
import { Acting, type Viewer, Viewing } from '../../accounts/viewer.js';
import type { Act } from '../../shared/act.js';
import { DeskController } from '../desk.answers.js';
import { submit } from '../forms/refusal.js';
import { type Sent, SentFields } from '../forms/sent.js';
import { newClaimField, NewClaims } from './new-claim.service.js';

@DeskController('desk/claims/new')
export class NewClaimController {
  constructor(private readonly claims: NewClaims) {}

  @Get() @Permit('claim.log')
  show(@Viewing() viewer: Viewer, @Query('done') done: unknown): Promise<string> {
    return this.claims.draw(viewer, { done });
  }

  @Post() @Permit('claim.log')
  log(@Viewing() viewer: Viewer, @Acting() act: Act, @SentFields() sent: Sent, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'new', sent, fieldOf: (path) => newClaimField(sent, path) }, () => this.claims.log(act, sent), (refused) => this.claims.draw(viewer, { refused }));
  }
}
