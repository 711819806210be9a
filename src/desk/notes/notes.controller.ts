/** `/desk/claims/:id/notes`: the talk beside a claim, as a part of its page that stays true, and writing in it. */
import { Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Permit } from '../../accounts/permissions.js';
import { Acting, type Viewer, Viewing } from '../../accounts/viewer.js';
import type { Act } from '../../shared/act.js';
import { DeskController } from '../desk.answers.js';
import { submit } from '../forms/refusal.js';
import { type Sent, SentFields } from '../forms/sent.js';
import { Workbench } from '../workbench/workbench.service.js';
import { ClaimNotes, noteField } from './claim-notes.service.js';

const Answer = () => Res({ passthrough: true });

@DeskController('desk/claims/:id/notes')
export class NotesController {
  constructor(
    private readonly notes: ClaimNotes,
    private readonly bench: Workbench,
  ) {}

  @Get() @Permit('note.write')
  list(@Viewing() viewer: Viewer, @Param('id') ref: string, @Query('before') before: unknown): Promise<string> {
    return this.notes.list(viewer, ref, before);
  }

  @Post() @Permit('note.write')
  write(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') ref: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'note', sent, fieldOf: noteField }, () => this.notes.write(act, ref, sent), (refused) => this.bench.draw(viewer, ref, { refused }));
  }

  @Post(':note') @Permit('note.write')
  edit(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') ref: string, @Param('note') note: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'note-edit', sent, fieldOf: noteField }, () => this.notes.edit(act, ref, note, sent), (refused) => this.bench.draw(viewer, ref, { refused, edit: note }));
  }
}
