/** What the workbench shows of a claim's notes, and what its forms write. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Viewer } from '../../accounts/viewer.js';
import { claimIdOf } from '../../claims/claim.act.js';
import { NoteInput } from '../../notes/note.dto.js';
import { NotesService } from '../../notes/notes.service.js';
import { colleagues, notesOn } from '../../notes/notes.query.js';
import type { Act } from '../../shared/act.js';
import { Drafts } from '../drafts/drafts.service.js';
import { onceBy } from '../forms/records.service.js';
import { checked, type Sent, seenVersion, text } from '../forms/sent.js';
import { notesFragment, type NotesShown } from './notes.view.js';

export const noteField = (path: string): string => (path === 'words' ? 'noteWords' : path);

/** From the page's address; anything may stand there. */
export interface NotesAsked {
  before?: string | undefined;
  reply?: string | undefined;
  edit?: string | undefined;
}

@Injectable()
export class ClaimNotes {
  constructor(
    private readonly source: DataSource,
    private readonly notes: NotesService,
    private readonly drafts: Drafts,
  ) {}

  /** @throws InvalidInput for a cursor that is not of this list */
  async shown(claimId: string, { before, reply, edit }: NotesAsked): Promise<NotesShown> {
    const [page, people] = await Promise.all([notesOn(this.source.manager, claimId, before), colleagues(this.source.manager)]);
    const all = page.items.flatMap(({ replies, ...thread }) => [thread, ...replies]);
    return { page, before, colleagues: people, reply: all.find(({ id }) => id === reply), edit: all.find(({ id }) => id === edit) };
  }

  /** @throws NotFound */
  async list(viewer: Viewer, ref: string, before: unknown): Promise<string> {
    const claimId = await claimIdOf(this.source.manager, ref);
    const cursor = typeof before === 'string' && before !== '' ? before : undefined;
    return notesFragment({ claimId, me: viewer.accountId!, page: await notesOn(this.source.manager, claimId, cursor), before: cursor });
  }

  async write(act: Act, ref: string, sent: Sent): Promise<string> {
    const input = await checked(NoteInput, { words: text(sent, 'noteWords') });
    const written = await this.notes.write(onceBy(act, sent), ref, input, text(sent, 'replyTo'));
    await this.drafts.forgetNow(act.accountId!, `claim:${ref}:note`);
    return addressOf(ref, written);
  }

  async edit(act: Act, ref: string, note: string, sent: Sent): Promise<string> {
    const input = await checked(NoteInput, { words: text(sent, 'noteWords') });
    return addressOf(ref, await this.notes.edit(act, ref, note, seenVersion(sent), input));
  }
}

const addressOf = (ref: string, { id, told }: { id: string; told: number }): string => `/desk/claims/${encodeURIComponent(ref)}?done=${told > 0 ? 'note_told' : 'note'}#note-${id}`;
