/** `/desk/claims/:id/evidence`: adds evidence to a claim, revises it, withdraws it, and reads what somebody pasted. */
import { Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Permit } from '../../accounts/permissions.js';
import { Acting, type Viewer, Viewing } from '../../accounts/viewer.js';
import type { Act } from '../../shared/act.js';
import { DeskController } from '../desk.answers.js';
import { submit } from '../forms/refusal.js';
import { type Sent, SentFields } from '../forms/sent.js';
import { Workbench } from '../workbench/workbench.service.js';
import { evidenceField } from './evidence.form.js';
import { ClaimEvidence } from './evidence.service.js';

const Answer = () => Res({ passthrough: true });

@DeskController('desk/claims/:id/evidence')
export class DeskEvidenceController {
  constructor(
    private readonly evidence: ClaimEvidence,
    private readonly bench: Workbench,
  ) {}

  @Get('source') @Permit('evidence.add')
  source(@Viewing() viewer: Viewer, @Param('id') ref: string, @Query('cite') cite: unknown): Promise<string> {
    return this.evidence.read(viewer, ref, cite);
  }

  @Post() @Permit('evidence.add')
  add(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') ref: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'evidence', sent, fieldOf: evidenceField }, () => this.evidence.add(act, ref, sent), (refused) => this.bench.draw(viewer, ref, { refused }));
  }

  /** Draws the form again with what was pasted read into its fields. */
  @Post('look') @HttpCode(200) @Permit('evidence.add')
  look(@Viewing() viewer: Viewer, @Param('id') ref: string, @SentFields() sent: Sent): Promise<string> {
    return this.bench.draw(viewer, ref, { looking: sent });
  }

  @Post(':evidence/revise') @Permit('evidence.edit')
  revise(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') ref: string, @Param('evidence') evidence: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: `revise-${evidence}`, sent, fieldOf: evidenceField }, () => this.evidence.revise(act, ref, evidence, sent), (refused) => this.bench.draw(viewer, ref, { refused }));
  }

  @Post(':evidence/withdraw') @Permit('evidence.withdraw')
  withdraw(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') ref: string, @Param('evidence') evidence: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: `withdraw-${evidence}`, sent }, () => this.evidence.withdraw(act, ref, evidence, sent), (refused) => this.bench.draw(viewer, ref, { refused }));
  }
}
