/** `/desk/corrections` and `/desk/claims/:id/corrections/new` */
import { Get, Param, ParseEnumPipe, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Permit } from '../../accounts/permissions.js';
import { Acting, type Viewer, Viewing } from '../../accounts/viewer.js';
import { type Decision, DECISIONS } from '../../corrections/correction.rules.js';
import type { Act } from '../../shared/act.js';
import { DeskController } from '../desk.answers.js';
import { redrawn } from '../forms/hops.rules.js';
import { shown, submit } from '../forms/refusal.js';
import { type Sent, SentFields, text } from '../forms/sent.js';
import { CORRECT } from './correct.view.js';
import { correctionField } from './corrections.form.js';
import { type Asked, Corrections } from './corrections.service.js';

const Answer = () => Res({ passthrough: true });
const DECISION = new ParseEnumPipe(Object.fromEntries(DECISIONS.map((decision) => [decision, decision])) as Record<Decision, Decision>, { errorHttpStatusCode: 404 });
type Asks = Readonly<Record<string, unknown>>;
const kindOf = (of: unknown) => (typeof of === 'string' && of.startsWith('statement') ? 'statement' : typeof of === 'string' && of.startsWith('evidence') ? 'evidence' : 'claim');

@DeskController('desk')
export class CorrectionPagesController {
  constructor(private readonly corrections: Corrections) {}

  @Get('corrections')
  queue(@Viewing() viewer: Viewer, @Query() query: Asks): Promise<string> {
    return this.corrections.queue(viewer, { done: query['done'], after: typeof query['after'] === 'string' && query['after'] !== '' ? query['after'] : undefined });
  }

  @Get('corrections/queue')
  queueLive(@Viewing() viewer: Viewer): Promise<string> {
    return this.corrections.queueLive(viewer);
  }

  @Get('corrections/:id')
  show(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') id: string, @Query('done') done: unknown): Promise<string> {
    return this.corrections.show(viewer, act, id, { done });
  }

  @Post('corrections/:id/:decision')
  decide(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') id: string, @Param('decision', DECISION) decision: Decision, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    return submit(reply, { id: decision, sent }, () => this.corrections.decide(act, id, decision, sent), (refused) => this.corrections.show(viewer, act, id, { refused }));
  }

  @Get('claims/:id/corrections/new') @Permit('correction.propose')
  form(@Viewing() viewer: Viewer, @Param('id') claim: string, @Query() { of, report }: Asks): Promise<string> {
    return this.corrections.draw(viewer, { claim, of, report });
  }

  @Post('claims/:id/corrections/new') @Permit('correction.propose')
  correct(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') claim: string, @Query() { of, report }: Asks, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    const asked: Asked = { claim, of, report };
    // A page drawn again or a preview makes nothing.
    void reply.status(200);
    const form = { id: CORRECT, sent, fieldOf: correctionField(kindOf(of), sent) };
    const again = (refused: Parameters<Parameters<typeof submit>[3]>[0]) => this.corrections.draw(viewer, asked, refused);
    const step = text(sent, 'step');
    const redraw = step === 'change' ? { sent, focus: undefined } : redrawn(sent);
    if (redraw) return again({ id: CORRECT, sent: redraw.sent, errors: [], stale: false, once: sent['once']?.[0], ...(redraw.focus === undefined ? {} : { focus: redraw.focus }) });
    if (step === 'send') return submit(reply, form, () => this.corrections.send(viewer, act, asked, sent), again);
    return shown(reply, form, () => this.corrections.preview(viewer, act, asked, sent), again);
  }
}
