/** `/desk/due`: claims by the day that they are due. */
import { Get, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Viewer, Viewing } from '../../accounts/viewer.js';
import { Config } from '../../config.js';
import { dueClaims, unattended } from '../../due/due.query.js';
import { DUE_LISTS, type DueList } from '../../due/due.rules.js';
import { dayOf } from '../../shared/day.js';
import { DeskController, frameOf } from '../desk.answers.js';
import { type DueProps, duePage, dueLists } from './due.view.js';

/** Shown of those that nobody looks at; all of them are among the overdue. */
const UNATTENDED_SHOWN = 20;

type Asked = Readonly<Record<string, unknown>>;

@DeskController('desk/due')
export class DueController {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
  ) {}

  @Get()
  async show(@Viewing() viewer: Viewer, @Query() asked: Asked): Promise<string> {
    return duePage(await this.found(viewer, asked));
  }

  /** What is replaced in the page when a claim changes. */
  @Get('lists')
  async lists(@Viewing() viewer: Viewer, @Query() asked: Asked): Promise<string> {
    return dueLists(await this.found(viewer, asked));
  }

  private async found(viewer: Viewer, asked: Asked): Promise<DueProps> {
    const now = new Date();
    const mine = asked['who'] === 'mine';
    const alone = DUE_LISTS.find((list) => list === asked['list']);
    const after = alone && typeof asked['after'] === 'string' && asked['after'] !== '' ? asked['after'] : undefined;
    const reader = this.source.manager;
    const asking = (list: DueList) => ({ list, now, ...(mine ? { accountId: viewer.accountId! } : {}) });
    const lists = await Promise.all((alone ? [alone] : DUE_LISTS).map(async (list) => ({ list, ...(await dueClaims(reader, asking(list), after)) })));
    const nobodys = alone || mine ? [] : await unattended(reader, UNATTENDED_SHOWN + 1, now);
    return { frame: frameOf(this.config, viewer, '/desk/due'), today: dayOf(now), mine, alone, further: after !== undefined, lists, unattended: nobodys.slice(0, UNATTENDED_SHOWN), moreUnattended: nobodys.length > UNATTENDED_SHOWN };
  }
}
