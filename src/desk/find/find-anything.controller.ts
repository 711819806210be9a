/** `/desk/find`: anything by one box; what is named outright is opened, the rest is listed. */
import { Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { type Viewer, Viewing } from '../../accounts/viewer.js';
import { Config } from '../../config.js';
import { codeInReference } from '../../reports/report.rules.js';
import { DeskController, frameOf } from '../desk.answers.js';
import { sendOn } from '../forms/refusal.js';
import { asked } from './asked.rules.js';
import { findThings, oneNamed } from './find-anything.query.js';
import { foundPage, quickFragment } from './find-anything.view.js';

const PATH = '/desk/find';
const WHOLE_PAGE = { claims: 30, others: 10 };
/** What has room under the box. */
const QUICK = { claims: 6, others: 3 };

@DeskController('desk/find')
export class FindAnythingController {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
  ) {}

  @Get()
  async show(@Viewing() viewer: Viewer, @Query('q') q: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { typed, what } = this.askedIn(q);
    const one = await oneNamed(this.source.manager, what);
    if (one !== undefined) return sendOn(reply, one);
    const found = await findThings(this.source.manager, what, typed, new Date(), WHOLE_PAGE);
    return foundPage({ frame: { ...frameOf(this.config, viewer, PATH), asked: typed }, typed, isAddress: what.urlKey !== undefined, found, room: WHOLE_PAGE });
  }

  /** The inside of the list under the box. */
  @Get('quick')
  async quick(@Query('q') q: unknown): Promise<string> {
    const { typed, what } = this.askedIn(q);
    const [one, found] = await Promise.all([oneNamed(this.source.manager, what), findThings(this.source.manager, what, typed, new Date(), QUICK)]);
    return quickFragment({ typed, one, isAddress: what.urlKey !== undefined, found });
  }

  private askedIn(q: unknown) {
    const typed = (typeof q === 'string' ? q : '').replace(/\p{Cc}/gu, ' ').trim().slice(0, 300);
    return { typed, what: asked(typed, new URL(this.config.publicUrl).host, codeInReference(typed)) };
  }
}
