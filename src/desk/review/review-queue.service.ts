/** Draws the review queue, and takes or gives what stands in it through the workflow that the API uses. */
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { Viewer } from '../../accounts/viewer.js';
import { Config } from '../../config.js';
import type { Act } from '../../shared/act.js';
import { sayInstant } from '../../shared/day.js';
import { WorkflowService } from '../../workflow/workflow.service.js';
import { actsSince } from '../audit/audit.query.js';
import { frameOf } from '../desk.answers.js';
import { doneWords } from '../desk.words.js';
import { onceBy } from '../forms/records.service.js';
import type { RefusedForm } from '../forms/refusal.js';
import { type Sent, seenVersion } from '../forms/sent.js';
import { actionIn } from '../workbench/workbench.form.js';
import { reviewers } from '../workbench/workbench.query.js';
import { actWords } from '../audit/audit.words.js';
import { reviewQueue } from './review-queue.query.js';
import { queueAsked } from './review-queue.rules.js';
import { reviewQueuePage, type ReviewQueueProps, reviewQueueRows } from './review-queue.view.js';

@Injectable()
export class ReviewQueues {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
    private readonly workflow: WorkflowService,
  ) {}

  /** @throws InvalidInput for a cursor that is not of this list */
  async draw(viewer: Viewer, query: Readonly<Record<string, unknown>>, refused?: RefusedForm): Promise<string> {
    return reviewQueuePage(await this.propsOf(viewer, query, refused));
  }

  async rows(viewer: Viewer, query: Readonly<Record<string, unknown>>): Promise<string> {
    return reviewQueueRows(await this.propsOf(viewer, query));
  }

  /** The whole queue once more, with what a colleague did to this claim in the meantime. */
  async drawRefused(viewer: Viewer, id: string, refused: RefusedForm): Promise<string> {
    if (!refused.stale) return this.draw(viewer, {}, refused);
    const last = (await actsSince(this.source.manager, id, seenVersion(refused.sent))).at(-1);
    const words = last ? `${last.by?.name ?? 'Somebody'} ${actWords(last.act)} (${last.about}) before you, ${sayInstant(new Date(last.at))}. Nothing was changed by you.` : undefined;
    return this.draw(viewer, {}, words === undefined ? refused : { ...refused, errors: [{ field: 'review-list', text: words }] });
  }

  async takeNext(act: Act, sent: Sent): Promise<string> {
    const { id } = await this.workflow.takeNext(onceBy(act, sent));
    return id ? `/desk/claims/${id}/review?done=claim_review` : '/desk/review?done=nothing_to_take';
  }

  async take(act: Act, ref: string, sent: Sent): Promise<string> {
    const { id } = await this.workflow.perform(act, ref, 'claim_review', seenVersion(sent), {});
    return `/desk/claims/${id}/review?done=claim_review`;
  }

  async give(act: Act, ref: string, sent: Sent): Promise<string> {
    await this.workflow.perform(act, ref, 'assign', seenVersion(sent), await actionIn(sent));
    return '/desk/review?done=assign';
  }

  private async propsOf(viewer: Viewer, query: Readonly<Record<string, unknown>>, refused?: RefusedForm): Promise<ReviewQueueProps> {
    const now = new Date();
    const policy = this.config.REVIEW_POLICY;
    const asked = queueAsked(query);
    const [page, colleagues] = await Promise.all([reviewQueue(this.source.manager, asked, { accountId: viewer.accountId!, policy, now }), reviewers(this.source.manager)]);
    return {
      frame: frameOf(this.config, viewer, '/desk/review'), asked, rows: page.items, nextCursor: page.nextCursor, reviewers: colleagues, policy, now,
      once: refused?.once ?? randomUUID(), done: doneWords(query['done']), refused,
    };
  }
}
