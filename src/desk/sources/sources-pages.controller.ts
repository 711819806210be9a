/** `/desk/sources` */
import { Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { may, Permit } from '../../accounts/permissions.js';
import { Acting, type Viewer, Viewing } from '../../accounts/viewer.js';
import { Config } from '../../config.js';
import { madeMerges } from '../../merges/merges.query.js';
import type { Act } from '../../shared/act.js';
import { SourceQuery } from '../../sources/source.dto.js';
import { isSourceShown, SourcesService } from '../../sources/sources.service.js';
import { DeskController, frameOf } from '../desk.answers.js';
import { doneWords } from '../desk.words.js';
import { type RefusedForm, submit } from '../forms/refusal.js';
import { checked, seenVersion, type Sent, SentFields, text } from '../forms/sent.js';
import { MergingPages } from '../merges/merging-pages.service.js';
import { sourceField, sourceIn } from './source.form.js';
import { sourcePage, sourcesPage } from './sources.view.js';

const PATH = '/desk/sources';
const Answer = () => Res({ passthrough: true });
type Asking = Readonly<Record<string, unknown>>;
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 2000) : '');

@DeskController('desk/sources')
export class SourcesPagesController {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
    private readonly sources: SourcesService,
    private readonly merging: MergingPages,
  ) {}

  @Get()
  async list(@Viewing() viewer: Viewer, @Query() query: Asking): Promise<string> {
    const [wanted, after] = [textOf(query['q']), textOf(query['after'])];
    const by = /^https?:\/\//i.test(wanted) ? { url: wanted } : { q: wanted.slice(0, 200) || undefined };
    const { items, nextCursor } = await this.sources.list(await checked(SourceQuery, { ...by, cursor: after || undefined, limit: '50' }), true);
    return sourcesPage({ frame: frameOf(this.config, viewer, PATH), sources: items, more: nextCursor, wanted, done: doneWords(query['done']) });
  }

  @Get(':id')
  show(@Viewing() viewer: Viewer, @Param('id') ref: string, @Query('done') done: unknown): Promise<string> {
    return this.draw(viewer, ref, { done });
  }

  @Post(':id') @Permit('source.write')
  revise(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') ref: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'source', sent, fieldOf: (path) => sourceField(path) }, () => this.revised(act, ref, sent), (refused) => this.draw(viewer, ref, { refused }));
  }

  @Get(':id/merge') @Permit('source.write')
  choose(@Viewing() viewer: Viewer, @Param('id') id: string, @Query() query: Asking): Promise<string> {
    return this.merging.draw(viewer, 'source', id, { typed: textOf(query['q']), other: textOf(query['with']) });
  }

  @Post(':id/merge') @Permit('source.write')
  merge(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') id: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'merge', sent }, () => this.merging.merge(act, 'source', id, sent), (refused) => this.merging.draw(viewer, 'source', id, { typed: '', other: text(sent, 'into') ?? '' }, refused));
  }

  @Post('merges/:merge/undo') @Permit('source.write')
  undo(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('merge') merge: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: `undo-${merge}`, sent }, () => this.merging.undo(act, 'source', merge, sent), async (refused) => this.draw(viewer, await this.merging.keptOf(merge), { refused }));
  }

  private async revised(act: Act, ref: string, sent: Sent): Promise<string> {
    const { id } = await this.sources.revise(act, ref, seenVersion(sent), await sourceIn(sent));
    return `${PATH}/${id}?done=source_revised`;
  }

  private async draw(viewer: Viewer, ref: string, shown: { done?: unknown; refused?: RefusedForm }): Promise<string> {
    const cited = await this.sources.show(ref, true);
    const [isPublic, merges] = await Promise.all([isSourceShown(this.source, cited.id), madeMerges(this.source.manager, 'source', cited.id)]);
    return sourcePage({ frame: frameOf(this.config, viewer, PATH), source: cited, isPublic, merges, now: new Date(), mayWrite: may(viewer, 'source.write') === true, done: doneWords(shown.done), refused: shown.refused });
  }
}
