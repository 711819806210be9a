/** `/desk/claims/:id/review` and the forms on it */
import { Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Acting, type Viewer, Viewing } from '../../accounts/viewer.js';
import type { Act } from '../../shared/act.js';
import { PlainActionPipe } from '../../workflow/plain-action.pipe.js';
import type { PlainAction } from '../../workflow/workflow.service.js';
import { DeskController } from '../desk.answers.js';
import { shown, submit } from '../forms/refusal.js';
import { type Sent, SentFields } from '../forms/sent.js';
import { dissentField } from './review.form.js';
import { Reviews } from './review.service.js';

const Answer = () => Res({ passthrough: true });

@DeskController('desk/claims/:id/review')
export class ReviewController {
  constructor(private readonly reviews: Reviews) {}

  @Get()
  show(@Viewing() viewer: Viewer, @Param('id') ref: string, @Query('done') done: unknown): Promise<string> {
    return this.reviews.draw(viewer, ref, { done });
  }

  @Get('changes')
  changes(@Param('id') ref: string, @Query('since') since: unknown): Promise<string> {
    return this.reviews.changes(ref, since);
  }

  @Post('propose')
  propose(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') ref: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'propose_verdict', sent }, () => this.reviews.propose(act, ref, sent), (refused) => this.reviews.draw(viewer, ref, { refused }));
  }

  /** Asks what proposing asks, and shows what readers would see. */
  @Post('preview') @HttpCode(200)
  preview(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') ref: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return shown(reply, { id: 'propose_verdict', sent }, () => this.reviews.preview(viewer, act, ref, sent), (refused) => this.reviews.draw(viewer, ref, { refused }));
  }

  @Post('actions/:action')
  act(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') ref: string, @Param('action', PlainActionPipe) action: PlainAction, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: action, sent }, () => this.reviews.act(act, ref, action, sent), (refused) => this.reviews.draw(viewer, ref, { refused }));
  }

  @Post('verdicts/:verdict/dissents')
  dissent(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') ref: string, @Param('verdict') verdict: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: `dissent-${verdict}`, sent, fieldOf: dissentField }, () => this.reviews.dissent(act, ref, verdict, sent), (refused) => this.reviews.draw(viewer, ref, { refused }));
  }

  @Post('verdicts/:verdict/dissents/:dissent/withdraw')
  withdrawDissent(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') ref: string, @Param('verdict') verdict: string, @Param('dissent') dissent: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: `withdraw-${dissent}`, sent }, () => this.reviews.withdrawDissent(act, ref, verdict, dissent, sent), (refused) => this.reviews.draw(viewer, ref, { refused }));
  }
}
