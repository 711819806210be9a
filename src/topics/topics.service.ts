/** Lists topics and makes new ones. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isDesk, type Viewer } from '../accounts/viewer.js';
import { append } from '../ledger/ledger.js';
import type { Act } from '../shared/act.js';
import { inTransaction } from '../shared/database.js';
import { NotFound } from '../shared/errors.js';
import { likeLiteral } from '../shared/sql.js';
import { codeIn, isId, newCode, newId, slugOf } from '../shared/ids.js';
import { decodeCursor, type Page, PAGE_SIZE, pageOf, SORTED_BY } from '../shared/paging.js';
import type { NewTopic, TopicQuery, TopicView } from './topic.dto.js';
import { Topic } from './topic.entity.js';
import { TOPIC_SHOWN } from './topic-shown.js';

@Injectable()
export class TopicsService {
  constructor(private readonly source: DataSource) {}

  async list(query: TopicQuery, viewer: Viewer): Promise<Page<TopicView>> {
    const limit = query.limit ?? PAGE_SIZE;
    const [after] = query.cursor ? decodeCursor(query.cursor, [SORTED_BY.name]) : [null];
    const rows: Topic[] = await this.source.query(
      `SELECT t.* FROM topic t WHERE ${isDesk(viewer) ? 'true' : TOPIC_SHOWN} AND ($1::text IS NULL OR name > $1) AND ($2::text IS NULL OR fold_accents(lower(name)) LIKE '%' || fold_accents(lower($2)) || '%') ORDER BY name LIMIT $3`,
      [after, query.q ? likeLiteral(query.q) : null, limit + 1],
    );
    return pageOf(rows.map(view), limit, (topic) => [topic.name]);
  }

  /** @throws NotFound also for a topic of drafts alone, when the viewer is a reader */
  async show(ref: string, viewer: Viewer): Promise<TopicView> {
    const code = codeIn(ref);
    const found = isId(ref) ? await this.source.manager.findOneBy(Topic, { id: ref }) : code ? await this.source.manager.findOneBy(Topic, { code }) : null;
    const shown = found && (isDesk(viewer) || (await this.source.query<unknown[]>(`SELECT FROM topic t WHERE t.id = $1 AND ${TOPIC_SHOWN}`, [found.id])).length > 0);
    if (!shown) throw new NotFound('topic');
    return view(found);
  }

  async create(act: Act, input: NewTopic): Promise<TopicView> {
    return inTransaction(this.source, act, async (tx) => {
      const id = newId();
      await tx.manager.insert(Topic, { id, code: newCode(), name: input.name, description: input.description ?? null, createdAt: tx.at, version: 1 });
      await append(tx, { act: 'create_topic', stream: { kind: 'topic', id, version: 1 }, subjects: [{ kind: 'topic', id }] });
      return view(await tx.manager.findOneByOrFail(Topic, { id }));
    });
  }
}

function view(topic: Topic): TopicView {
  return { id: topic.id, slug: slugOf(topic.name, topic.code), version: topic.version, name: topic.name, description: topic.description };
}
