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
import { ClaimStatements, restatedField } from './statements.service.js';
import { arrangementField, revisionField } from './workbench.form.js';
import { Workbench } from './workbench.service.js';

const Answer = () => Res({ passthrough: true });
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

@DeskController('desk/claims/:id')
export class WorkbenchController {
  constructor(
    private readonly bench: Workbench,
    private readonly statements: ClaimStatements,
  ) {}

  @Get()
  show(@Viewing() viewer: Viewer, @Param('id') ref: string, @Query() { done, revise, notes, reply, edit }: Readonly<Record<string, unknown>>): Promise<string> {
    return this.bench.draw(viewer, ref, { done, open: textOf(revise), before: textOf(notes), reply: textOf(reply), edit: textOf(edit) });
  }

  @Get('changes')
  changes(@Param('id') ref: string, @Query('since') since: unknown): Promise<string> {
    return this.bench.changes(ref, since);
  }

  @Post('actions/:action')
  act(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') ref: string, @Param('action', PlainActionPipe) action: PlainAction, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: action, sent }, () => this.bench.act(act, ref, action, sent), (refused) => this.bench.draw(viewer, ref, { refused }));
  }

  @Post('revise') @Permit('claim.edit')
  revise(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') ref: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'revise', sent, fieldOf: revisionField }, () => this.bench.revise(act, ref, sent), (refused) => this.bench.draw(viewer, ref, { refused }));
  }

  @Post('arrange') @Permit('claim.edit')
  arrange(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') ref: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'arrange', sent, fieldOf: arrangementField }, () => this.bench.arrange(act, ref, sent), (refused) => this.bench.draw(viewer, ref, { refused }));
  }

  @Post('statements') @Permit('statement.edit')
  addStatement(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') ref: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'statement', sent, fieldOf: (path) => restatedField(sent, path) }, () => this.statements.add(act, ref, sent), (refused) => this.bench.draw(viewer, ref, { refused }));
  }

  @Post('statements/:statement/revise') @Permit('statement.edit')
  restate(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') ref: string, @Param('statement') id: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: `restate-${id}`, sent, fieldOf: (path) => restatedField(sent, path) }, () => this.statements.revise(act, ref, id, sent), (refused) => this.bench.draw(viewer, ref, { refused }));
  }
}
