/** `/desk` */
import { Get, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Viewer, Viewing } from '../../accounts/viewer.js';
import { Config } from '../../config.js';
import { countOpenReports } from '../../reports/reports.query.js';
import { DeskController, frameOf } from '../desk.answers.js';
import { doneWords } from '../desk.words.js';
import { listsFor, queue } from './queue.query.js';
import { queuePage } from './queue.view.js';

@DeskController('desk')
export class QueueController {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
  ) {}

  @Get()
  async show(@Viewing() viewer: Viewer, @Query() query: Readonly<Record<string, unknown>>): Promise<string> {
    const asking = { accountId: viewer.accountId!, roles: viewer.roles, policy: this.config.REVIEW_POLICY, now: new Date() };
    const keys = listsFor(viewer.roles);
    const alone = keys.find((key) => key === query['list']);
    const after = alone && typeof query['after'] === 'string' ? query['after'] : undefined;
    const lists = await Promise.all((alone ? [alone] : keys).map(async (key) => ({ key, ...(await queue(this.source.manager, key, asking, after)) })));
    const openReports = alone ? 0 : await countOpenReports(this.source.manager);
    return queuePage({ frame: frameOf(this.config, viewer, '/desk'), lists, alone, openReports, notice: doneWords(query['done']) });
  }
}
