/** Lists topics, makes new ones, renames them. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isDesk, type Viewer } from '../accounts/viewer.js';
import { append } from '../ledger/ledger.js';
import type { Act } from '../shared/act.js';
import { inTransaction, type Tx } from '../shared/database.js';
import { NotFound, RuleBroken } from '../shared/errors.js';
import { likeLiteral } from '../shared/sql.js';
import { codeIn, isId, newCode, newId, slugOf } from '../shared/ids.js';
import { decodeCursor, type Page, PAGE_SIZE, pageOf, SORTED_BY } from '../shared/paging.js';
import { requireVersion } from '../shared/versions.js';
import type { NewTopic, ReviseTopic, TopicQuery, TopicView } from './topic.dto.js';
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
      await requireOwnName(tx, id, input.name);
      await tx.manager.insert(Topic, { id, code: newCode(), name: input.name, description: input.description ?? null, createdAt: tx.at, version: 1 });
      await append(tx, { act: 'create_topic', stream: { kind: 'topic', id, version: 1 }, subjects: [{ kind: 'topic', id }] });
      return view(await tx.manager.findOneByOrFail(Topic, { id }));
    });
  }

  /**
   * Readers see the name on claims, and their addresses keep the topic's code: nothing that links to it breaks.
   * @throws NotFound
   * @throws StaleEdit
   * @throws RuleBroken when another topic has the name
   */
  async revise(act: Act, ref: string, viewer: Viewer, seen: number, input: ReviseTopic): Promise<TopicView> {
    const { id } = await this.show(ref, viewer);
    return inTransaction(this.source, act, async (tx) => {
      const topic = await tx.manager.findOneOrFail(Topic, { where: { id }, lock: { mode: 'pessimistic_write' } });
      await tx.tick();
      requireVersion(topic, seen);
      const becomes = { name: input.name ?? topic.name, description: input.description === undefined ? topic.description : input.description };
      if (becomes.name === topic.name && becomes.description === topic.description) return view(topic);
      await requireOwnName(tx, id, becomes.name);
      await tx.manager.update(Topic, { id }, { ...becomes, version: topic.version + 1 });
      await append(tx, { act: 'revise_topic', stream: { kind: 'topic', id, version: topic.version + 1 }, subjects: [{ kind: 'topic', id }] });
      return view(await tx.manager.findOneByOrFail(Topic, { id }));
    });
  }
}

/**
 * Capitals and accents make no other topic: there is no taking one of two back. One after the other, because two at once would not see each other.
 * @throws RuleBroken
 */
async function requireOwnName(tx: Tx, id: string, name: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('name of a topic'))`);
  const [taken] = await tx.query<{ name: string }>(`SELECT name FROM topic WHERE id <> $1 AND fold_accents(lower(name)) = fold_accents(lower($2)) LIMIT 1`, [id, name]);
  if (taken) throw new RuleBroken('already_exists', `There is a topic “${taken.name}” already.`, [{ field: 'name', message: `is the name of a topic on record already, “${taken.name}”` }]);
}

function view(topic: Topic): TopicView {
  return { id: topic.id, slug: slugOf(topic.name, topic.code), version: topic.version, name: topic.name, description: topic.description };
}
