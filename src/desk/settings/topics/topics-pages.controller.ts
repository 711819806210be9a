/** `/desk/settings/topics` */
import { Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { may, Permit } from '../../../accounts/permissions.js';
import { Acting, type Viewer, Viewing } from '../../../accounts/viewer.js';
import { Config } from '../../../config.js';
import { NewTopic, ReviseTopic, TopicQuery } from '../../../topics/topic.dto.js';
import { claimsOnTopics } from '../../../topics/topics.query.js';
import { TopicsService } from '../../../topics/topics.service.js';
import type { Act } from '../../../shared/act.js';
import { DeskController, frameOf } from '../../desk.answers.js';
import { doneWords } from '../../desk.words.js';
import { onceBy } from '../../forms/records.service.js';
import { type RefusedForm, submit } from '../../forms/refusal.js';
import { checked, seenVersion, type Sent, SentFields, text } from '../../forms/sent.js';
import { topicsPage } from './topics.view.js';

const PATH = '/desk/settings/topics';
const Answer = () => Res({ passthrough: true });
const FIELDS: Readonly<Record<string, string>> = { name: 'topicName', description: 'topicDescription' };
const fieldOf = (path: string): string | undefined => FIELDS[path];
type Asking = Readonly<Record<string, unknown>>;
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 500) : '');

@DeskController('desk/settings/topics')
export class TopicsPagesController {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
    private readonly topics: TopicsService,
  ) {}

  @Get()
  show(@Viewing() viewer: Viewer, @Query() query: Asking): Promise<string> {
    return this.draw(viewer, query);
  }

  @Post() @Permit('topic.write')
  make(@Viewing() viewer: Viewer, @Acting() act: Act, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'new-topic', sent, fieldOf }, () => this.made(act, sent), (refused) => this.draw(viewer, {}, refused));
  }

  @Post(':id') @Permit('topic.write')
  revise(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') id: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: `topic-${id}`, sent, fieldOf }, () => this.revised(act, viewer, id, sent), (refused) => this.draw(viewer, {}, refused));
  }

  private async made(act: Act, sent: Sent): Promise<string> {
    const { name } = await this.topics.create(onceBy(act, sent), await checked(NewTopic, { name: text(sent, 'topicName'), description: text(sent, 'topicDescription') }));
    return `${PATH}?done=topic_made&q=${encodeURIComponent(name)}`;
  }

  private async revised(act: Act, viewer: Viewer, id: string, sent: Sent): Promise<string> {
    // An emptied name is missing, and does not quietly stay what it was.
    const { name, description } = await checked(NewTopic, { name: text(sent, 'topicName'), description: text(sent, 'topicDescription') ?? null });
    const topic = await this.topics.revise(act, id, viewer, seenVersion(sent), Object.assign(new ReviseTopic(), { name, description }));
    return `${PATH}?done=topic_changed&q=${encodeURIComponent(topic.name)}`;
  }

  private async draw(viewer: Viewer, query: Asking, refused?: RefusedForm): Promise<string> {
    const [wanted, after] = [textOf(query['q']), textOf(query['after'])];
    const asked = await checked(TopicQuery, { q: wanted || undefined, cursor: after || undefined, limit: '50' });
    const page = await this.topics.list(asked, viewer);
    const claims = await claimsOnTopics(this.source.manager, page.items.map((topic) => topic.id));
    return topicsPage({
      frame: frameOf(this.config, viewer, PATH), topics: page.items.map((topic) => ({ ...topic, claims: claims.get(topic.id) ?? 0 })), more: page.nextCursor, wanted,
      mayWrite: may(viewer, 'topic.write') === true, once: refused?.once ?? randomUUID(), done: doneWords(query['done']), refused,
    });
  }
}
