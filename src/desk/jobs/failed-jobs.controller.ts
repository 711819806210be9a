/** `/desk/settings/jobs`: what the service could not do for good, for admins, and trying it again. */
import { Get, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { Permit } from '../../accounts/permissions.js';
import { type Viewer, Viewing } from '../../accounts/viewer.js';
import { Config } from '../../config.js';
import { failedJobs } from '../../jobs/failed.query.js';
import { Workers } from '../../jobs/workers.js';
import { Mail } from '../../mail/mail.js';
import { DeskController, frameOf } from '../desk.answers.js';
import { type RefusedForm, submit } from '../forms/refusal.js';
import { type Sent, SentFields } from '../forms/sent.js';
import { AGAIN_FORM, failedJobsPage } from './failed-jobs.view.js';

const PATH = '/desk/settings/jobs';
const SHOWN = 100;

@DeskController('desk/settings/jobs')
export class FailedJobsController {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
    private readonly mail: Mail,
    private readonly workers: Workers,
  ) {}

  @Get() @Permit('account.manage')
  show(@Viewing() viewer: Viewer, @Query('done') done: unknown): Promise<string> {
    return this.draw(viewer, done === 'again');
  }

  @Post('again') @Permit('account.manage')
  again(@Viewing() viewer: Viewer, @SentFields() sent: Sent, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return submit(reply, { id: AGAIN_FORM, sent }, () => this.redriven(), (refused) => this.draw(viewer, false, refused));
  }

  private async redriven(): Promise<string> {
    await this.workers.redrive();
    return `${PATH}?done=again`;
  }

  private async draw(viewer: Viewer, done: boolean, refused?: RefusedForm): Promise<string> {
    const jobs = await failedJobs(this.source.manager, SHOWN + 1);
    return failedJobsPage({ frame: frameOf(this.config, viewer, PATH), jobs: jobs.slice(0, SHOWN), more: jobs.length > SHOWN, mailing: this.mail.enabled, done, refused });
  }
}
