/** `/desk/sign-in` and `/desk/sign-out` */
import { Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Open } from '../../accounts/permissions.js';
import { type Viewer, Viewing } from '../../accounts/viewer.js';
import { Config } from '../../config.js';
import { clearSessionCookie } from '../../sign-in/session.cookie.js';
import { SessionsService } from '../../sign-in/sessions.service.js';
import { SingleSignOn } from '../../sign-in/single-sign-on/single-sign-on.service.js';
import { DeskController, frameOf } from '../desk.answers.js';
import { doneWords } from '../desk.words.js';
import { type RefusedForm, sendOn, submit } from '../forms/refusal.js';
import { type Sent, SentFields, text } from '../forms/sent.js';
import { localPath } from './next.rules.js';
import { secondFactorPage, signInPage } from './sign-in.view.js';
import { SECOND_STEP, WayIn } from './way-in.service.js';

type SignInQuery = Readonly<Record<string, unknown>>;

@DeskController('desk')
export class SignInController {
  constructor(
    private readonly wayIn: WayIn,
    private readonly sessions: SessionsService,
    private readonly singleSignOn: SingleSignOn,
    private readonly config: Config,
  ) {}

  @Get('sign-in') @Open()
  show(@Viewing() viewer: Viewer, @Query() query: SignInQuery, @Res({ passthrough: true }) reply: FastifyReply): string {
    return viewer.accountId === null ? this.page(viewer, query) : sendOn(reply, localPath(query['next']));
  }

  @Post('sign-in') @Open({ csrfToken: false })
  signIn(@SentFields() sent: Sent, @Viewing() viewer: Viewer, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'sign-in', sent }, () => this.wayIn.byPassword(sent, { request, reply }), async (refused) => this.page(viewer, { next: text(sent, 'next') }, refused));
  }

  @Post('sign-in/passkey') @Open({ csrfToken: false })
  byPasskey(@SentFields() sent: Sent, @Viewing() viewer: Viewer, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'passkey', sent }, () => this.wayIn.byPasskey(sent, { request, reply }), async (refused) => this.page(viewer, { next: text(sent, 'next') }, refused));
  }

  @Get('sign-in/second-factor') @Open()
  showSecond(@Viewing() viewer: Viewer, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.secondPage(viewer, request, reply);
  }

  @Post('sign-in/second-factor') @Open({ csrfToken: false })
  byCode(@SentFields() sent: Sent, @Viewing() viewer: Viewer, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'second-factor', sent }, () => this.wayIn.byCode(sent, { request, reply }), (refused) => this.secondPage(viewer, request, reply, refused));
  }

  @Post('sign-in/second-factor/passkey') @Open({ csrfToken: false })
  bySecondPasskey(@SentFields() sent: Sent, @Viewing() viewer: Viewer, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'second-passkey', sent }, () => this.wayIn.bySecondPasskey(sent, { request, reply }), (refused) => this.secondPage(viewer, request, reply, refused));
  }

  @Get('sign-in/single-sign-on') @Open()
  async toProvider(@Query() query: SignInQuery, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return sendOn(reply, await this.wayIn.toProvider(query['next'], query['again'] === '1', { request, reply }));
  }

  @Get('sign-in/callback') @Open()
  async fromProvider(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return sendOn(reply, await this.wayIn.fromProvider({ request, reply }));
  }

  @Post('sign-out') @Open()
  async signOut(@Viewing() viewer: Viewer, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    if (viewer.session) await this.sessions.signOut(viewer.session.id);
    clearSessionCookie(reply, this.config);
    return sendOn(reply, '/desk/sign-in?done=signed_out');
  }

  private page(viewer: Viewer, query: SignInQuery, refused?: RefusedForm): string {
    const frame = frameOf(this.config, viewer, '/desk/sign-in');
    const next = localPath(query['next']);
    const { name: provider } = this.singleSignOn;
    return signInPage({ frame, next, origin: this.config.publicUrl, provider, notice: doneWords(query['done']), ended: query['ended'] === '1', why: query['refused'], ...(refused ? { refused } : {}) });
  }

  /** Who owes no second proof (any more) begins at the beginning, or is in already. */
  private async secondPage(viewer: Viewer, request: FastifyRequest, reply: FastifyReply, refused?: RefusedForm): Promise<string> {
    const waiting = await this.wayIn.waiting({ request });
    if (!waiting) return sendOn(reply, viewer.accountId === null ? '/desk/sign-in?refused=expired' : '/desk');
    return secondFactorPage({ frame: frameOf(this.config, viewer, SECOND_STEP), origin: this.config.publicUrl, ...waiting, ...(refused ? { refused } : {}) });
  }
}
