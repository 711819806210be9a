/** `/desk/claims/:id` and the forms on it */
import { Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Permit } from '../../accounts/permissions.js';
import { Acting, type Viewer, Viewing } from '../../accounts/viewer.js';
import type { Act } from '../../shared/act.js';
import { PlainActionPipe } from '../../workflow/plain-action.pipe.js';
import type { PlainAction } from '../../workflow/workflow.service.js';
import { DeskController } from '../desk.answers.js';
import { submit } from '../forms/refusal.js';
import { type Sent, SentFields } from '../forms/sent.js';
import { statementField } from '../forms/statement.form.js';
import { evidenceField, revisionField } from './workbench.form.js';
import { Workbench } from './workbench.service.js';

const Answer = () => Res({ passthrough: true });

@DeskController('desk/claims/:id')
export class WorkbenchController {
  constructor(private readonly bench: Workbench) {}

  @Get()
  show(@Viewing() viewer: Viewer, @Param('id') ref: string, @Query('done') done: unknown): Promise<string> {
    return this.bench.draw(viewer, ref, { done });
  }

  @Post('actions/:action')
  act(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') ref: string, @Param('action', PlainActionPipe) action: PlainAction, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: action, sent }, () => this.bench.act(act, ref, action, sent), (refused) => this.bench.draw(viewer, ref, { refused }));
  }

  @Post('verdicts')
  propose(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') ref: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'propose_verdict', sent }, () => this.bench.propose(act, ref, sent), (refused) => this.bench.draw(viewer, ref, { refused }));
  }

  @Post('revise') @Permit('claim.edit')
  revise(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') ref: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'revise', sent, fieldOf: revisionField }, () => this.bench.revise(act, ref, sent), (refused) => this.bench.draw(viewer, ref, { refused }));
  }

  @Post('statements') @Permit('statement.edit')
  addStatement(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') ref: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    const form = { id: 'statement', sent, fieldOf: (path: string) => statementField(sent, path) };
    return submit(reply, form, () => this.bench.addStatement(act, ref, sent), (refused) => this.bench.draw(viewer, ref, { refused }));
  }

  @Post('evidence') @Permit('evidence.add')
  addEvidence(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') ref: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'evidence', sent, fieldOf: evidenceField }, () => this.bench.addEvidence(act, ref, sent), (refused) => this.bench.draw(viewer, ref, { refused }));
  }

  @Post('evidence/:evidence/withdraw') @Permit('evidence.withdraw')
  withdrawEvidence(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') ref: string, @Param('evidence') evidence: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: `withdraw-${evidence}`, sent }, () => this.bench.withdrawEvidence(act, ref, evidence, sent), (refused) => this.bench.draw(viewer, ref, { refused }));
  }
}
