/** Gathers "My work": everything that waits for one person, each list with its first page, or one list further on. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Viewer } from '../../accounts/viewer.js';
import { Config } from '../../config.js';
import { unattended } from '../../due/due.query.js';
import { dayOf } from '../../shared/day.js';
import { NotFound } from '../../shared/errors.js';
import { isId } from '../../shared/ids.js';
import { frameOf } from '../desk.answers.js';
import { doneWords } from '../desk.words.js';
import { changed, lookAtAll, notices, returned, seeNotices, unsent } from './my-work.query.js';
import { type MyWorkShown, workFragment, workPage } from './my-work.view.js';
import { type ListKey, listsFor, queue } from './queue.query.js';

type Asked = Readonly<Record<string, unknown>>;

/** Lists beside those of claims by their status. */
const OWN_LISTS = ['notices', 'returned', 'changed'] as const;
export type OwnList = (typeof OWN_LISTS)[number];

/** On the front page; all of them are on the page of what falls due. */
const UNATTENDED_SHOWN = 5;

@Injectable()
export class MyWork {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
  ) {}

  /** @throws InvalidInput for a cursor that is not of the list */
  async draw(viewer: Viewer, query: Asked): Promise<string> {
    const alone = [...listsFor(viewer.roles), ...OWN_LISTS].find((key) => key === query['list']);
    const after = alone && typeof query['after'] === 'string' ? query['after'] : undefined;
    const shown = alone ? await this.one(viewer, alone, after) : await this.all(viewer);
    return workPage({ frame: frameOf(this.config, viewer, '/desk'), shown, alone, notice: doneWords(query['done']) });
  }

  async drawInside(viewer: Viewer): Promise<string> {
    return workFragment({ frame: frameOf(this.config, viewer, '/desk'), shown: await this.all(viewer) });
  }

  /** @throws NotFound for what can be no notice; of somebody else's nothing happens */
  async see(viewer: Viewer, id?: string): Promise<void> {
    if (id !== undefined && !isId(id)) throw new NotFound('notice');
    await seeNotices(this.source.manager, viewer.accountId!, id);
  }

  async lookAtAll(viewer: Viewer): Promise<void> {
    await lookAtAll(this.source.manager, viewer.accountId!);
  }

  private async all(viewer: Viewer): Promise<MyWorkShown> {
    const reader = this.source.manager;
    const { accountId } = viewer as { accountId: string };
    const [lists, told, back, news, begun, alone] = await Promise.all([
      Promise.all(listsFor(viewer.roles).map((key) => this.list(viewer, key))),
      notices(reader, accountId, false), returned(reader, accountId), changed(reader, accountId), unsent(reader, accountId), unattended(reader, UNATTENDED_SHOWN + 1),
    ]);
    const waiting = { corrections: viewer.waiting?.corrections ?? 0, reports: viewer.waiting?.reports ?? 0 };
    return { lists, notices: told, returned: back, changed: news, unsent: begun, unattended: { items: alone.slice(0, UNATTENDED_SHOWN), more: alone.length > UNATTENDED_SHOWN, today: dayOf(new Date()) }, waiting };
  }

  private async one(viewer: Viewer, key: ListKey | OwnList, after: string | undefined): Promise<MyWorkShown> {
    const reader = this.source.manager;
    const { accountId } = viewer as { accountId: string };
    // Further on, also what was seen before is told again: this is where it is looked up.
    if (key === 'notices') return { lists: [], notices: await notices(reader, accountId, true, after) };
    if (key === 'returned') return { lists: [], returned: await returned(reader, accountId, after) };
    if (key === 'changed') return { lists: [], changed: await changed(reader, accountId, after) };
    return { lists: [await this.list(viewer, key, after)] };
  }

  private async list(viewer: Viewer, key: ListKey, after?: string): Promise<MyWorkShown['lists'][number]> {
    const asking = { accountId: viewer.accountId!, roles: viewer.roles, policy: this.config.REVIEW_POLICY, now: new Date() };
    return { key, ...(await queue(this.source.manager, key, asking, after)) };
  }
}
