/** `/desk/reports`: what readers report, and closing it. */
import { Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { may, Permit } from '../../accounts/permissions.js';
import { Acting, type Viewer, Viewing } from '../../accounts/viewer.js';
import { Config } from '../../config.js';
import { CloseReport } from '../../reports/reports.dto.js';
import { ReportsService } from '../../reports/reports.service.js';
import type { Act } from '../../shared/act.js';
import { NotFound } from '../../shared/errors.js';
import { DeskController, frameOf } from '../desk.answers.js';
import { doneWords } from '../desk.words.js';
import { type RefusedForm, sendOn, submit } from '../forms/refusal.js';
import { checked, type Sent, SentFields, text } from '../forms/sent.js';
import { reportPage, reportsPage } from './reports.view.js';

const PATH = '/desk/reports';
type ListQuery = Readonly<Record<string, unknown>>;
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined);

@DeskController('desk/reports')
export class ReportsController {
  constructor(
    private readonly reports: ReportsService,
    private readonly config: Config,
  ) {}

  @Get() @Permit('report.see')
  async list(@Viewing() viewer: Viewer, @Query() query: ListQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const asked = textOf(query['ref']);
    const found = asked === undefined ? undefined : await this.found(asked);
    if (found !== undefined) return sendOn(reply, `${PATH}/${found}`);
    if (asked !== undefined) void reply.status(404);
    const list = query['list'] === 'closed' ? 'closed' : 'open';
    const isMine = query['list'] === 'mine';
    const [page, count] = await Promise.all([this.reports.list(list, textOf(query['after']), isMine ? viewer.accountId! : undefined), this.reports.countOpen()]);
    return reportsPage({ frame: frameOf(this.config, viewer, PATH), list, isMine, count, ...page, done: doneWords(query['done']), notFound: asked?.slice(0, 60) });
  }

  @Get(':code') @Permit('report.see')
  show(@Viewing() viewer: Viewer, @Param('code') code: string, @Query('done') done: unknown): Promise<string> {
    return this.draw(viewer, code, { done });
  }

  @Post(':code/close') @Permit('report.close')
  close(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('code') code: string, @SentFields() sent: Sent, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'close', sent }, () => this.closed(act, code, sent), (refused) => this.draw(viewer, code, { refused }));
  }

  @Post(':code/take') @Permit('report.close')
  take(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('code') code: string, @SentFields() sent: Sent, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'take', sent }, () => this.taken(act, code, sent), (refused) => this.draw(viewer, code, { refused }));
  }

  private async closed(act: Act, code: string, sent: Sent): Promise<string> {
    const names = ['outcome', 'answer', 'closingNote', 'correctionId'] as const;
    const input = await checked(CloseReport, Object.fromEntries(names.map((name) => [name, text(sent, name)])));
    const { mailed } = await this.reports.close(act, code, input);
    return `${PATH}?done=${mailed ? 'report_mailed' : `report_${input.outcome}`}`;
  }

  private async taken(act: Act, code: string, sent: Sent): Promise<string> {
    const leave = text(sent, 'leave') !== undefined;
    await this.reports.take(act, code, text(sent, 'seen') ?? null, leave);
    return `${PATH}/${encodeURIComponent(code)}?done=${leave ? 'report_left' : 'report_taken'}`;
  }

  private async draw(viewer: Viewer, code: string, { refused, done }: { refused?: RefusedForm; done?: unknown } = {}): Promise<string> {
    const report = await this.reports.show(code);
    return reportPage({ frame: frameOf(this.config, viewer, `${PATH}/${report.code}`), report, mayClose: may(viewer, 'report.close'), mails: this.reports.mails, done: doneWords(done), refused });
  }

  /** The code of the report with this reference. */
  private async found(reference: string): Promise<string | undefined> {
    try {
      return (await this.reports.show(reference)).code;
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }
}
