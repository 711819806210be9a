/** `/desk/speakers` */
import { Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { may, Permit } from '../../accounts/permissions.js';
import { Acting, type Viewer, Viewing } from '../../accounts/viewer.js';
import { Config } from '../../config.js';
import { madeMerges } from '../../merges/merges.query.js';
import type { Act } from '../../shared/act.js';
import { SpeakerQuery } from '../../speakers/speaker.dto.js';
import { isSpeakerShown, SpeakersService } from '../../speakers/speakers.service.js';
import { DeskController, frameOf } from '../desk.answers.js';
import { doneWords } from '../desk.words.js';
import { type RefusedForm, submit } from '../forms/refusal.js';
import { checked, seenVersion, type Sent, SentFields, text } from '../forms/sent.js';
import { MergingPages } from '../merges/merging-pages.service.js';
import { speakerField, speakerIn } from './speaker.form.js';
import { speakerPage, speakersPage } from './speakers.view.js';

const PATH = '/desk/speakers';
const Answer = () => Res({ passthrough: true });
type Asking = Readonly<Record<string, unknown>>;
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 500) : '');

@DeskController('desk/speakers')
export class SpeakersPagesController {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
    private readonly speakers: SpeakersService,
    private readonly merging: MergingPages,
  ) {}

  @Get()
  async list(@Viewing() viewer: Viewer, @Query() query: Asking): Promise<string> {
    const [wanted, after] = [textOf(query['q']).slice(0, 200), textOf(query['after'])];
    const { items, nextCursor } = await this.speakers.list(await checked(SpeakerQuery, { q: wanted || undefined, cursor: after || undefined, limit: '50' }), true);
    return speakersPage({ frame: frameOf(this.config, viewer, PATH), speakers: items, more: nextCursor, wanted, done: doneWords(query['done']) });
  }

  @Get(':id')
  show(@Viewing() viewer: Viewer, @Param('id') ref: string, @Query('done') done: unknown): Promise<string> {
    return this.draw(viewer, ref, { done });
  }

  @Post(':id') @Permit('speaker.write')
  revise(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') ref: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'speaker', sent, fieldOf: (path) => speakerField(sent, path) }, () => this.revised(act, ref, sent), (refused) => this.draw(viewer, ref, { refused }));
  }

  @Get(':id/merge') @Permit('speaker.write')
  choose(@Viewing() viewer: Viewer, @Param('id') id: string, @Query() query: Asking): Promise<string> {
    return this.merging.draw(viewer, 'speaker', id, { typed: textOf(query['q']), other: textOf(query['with']) });
  }

  @Post(':id/merge') @Permit('speaker.write')
  merge(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') id: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'merge', sent }, () => this.merging.merge(act, 'speaker', id, sent), (refused) => this.merging.draw(viewer, 'speaker', id, { typed: '', other: text(sent, 'into') ?? '' }, refused));
  }

  @Post('merges/:merge/undo') @Permit('speaker.write')
  undo(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('merge') merge: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: `undo-${merge}`, sent }, () => this.merging.undo(act, 'speaker', merge, sent), async (refused) => this.draw(viewer, await this.merging.keptOf(merge), { refused }));
  }

  private async revised(act: Act, ref: string, sent: Sent): Promise<string> {
    const { id } = await this.speakers.revise(act, ref, seenVersion(sent), await speakerIn(sent));
    return `${PATH}/${id}?done=speaker_revised`;
  }

  private async draw(viewer: Viewer, ref: string, shown: { done?: unknown; refused?: RefusedForm }): Promise<string> {
    const speaker = await this.speakers.show(ref, true);
    const [isPublic, merges] = await Promise.all([isSpeakerShown(this.source, speaker.id), madeMerges(this.source.manager, 'speaker', speaker.id)]);
    return speakerPage({ frame: frameOf(this.config, viewer, PATH), speaker, isPublic, merges, now: new Date(), mayWrite: may(viewer, 'speaker.write') === true, done: doneWords(shown.done), refused: shown.refused });
  }
}
