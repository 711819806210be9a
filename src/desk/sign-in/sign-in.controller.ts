/** `/desk/sign-in` and `/desk/sign-out` */
import { Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Open } from '../../accounts/permissions.js';
import { clearSessionCookie, setSessionCookie } from '../../sign-in/session.cookie.js';
import { SignInBody } from '../../sign-in/sessions.dto.js';
import { SessionsService } from '../../sign-in/sessions.service.js';
import { type Viewer, Viewing } from '../../accounts/viewer.js';
import { Config } from '../../config.js';
import { DeskController, frameOf } from '../desk.answers.js';
import { doneWords } from '../desk.words.js';
import { type RefusedForm, sendOn, submit } from '../forms/refusal.js';
import { checked, type Sent, SentFields, text } from '../forms/sent.js';
import { localPath } from './next.rules.js';
import { signInPage } from './sign-in.view.js';

type SignInQuery = Readonly<Record<string, unknown>>;

@DeskController('desk')
export class SignInController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly config: Config,
  ) {}

  @Get('sign-in') @Open()
  show(@Viewing() viewer: Viewer, @Query() query: SignInQuery, @Res({ passthrough: true }) reply: FastifyReply): string {
    return viewer.accountId === null ? this.page(viewer, query) : sendOn(reply, localPath(query['next']));
  }

  @Post('sign-in') @Open({ csrfToken: false })
  signIn(@SentFields() sent: Sent, @Viewing() viewer: Viewer, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'sign-in', sent }, () => this.begin(sent, viewer, request, reply), async (refused) => this.page(viewer, { next: text(sent, 'next') }, refused));
  }

  @Post('sign-out') @Open()
  async signOut(@Viewing() viewer: Viewer, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    if (viewer.session) await this.sessions.signOut(viewer.session.id);
    clearSessionCookie(reply, this.config);
    return sendOn(reply, '/desk/sign-in?done=signed_out');
  }

  private async begin(sent: Sent, viewer: Viewer, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const { email, password } = await checked(SignInBody, { email: text(sent, 'email'), password: sent['password']?.[0] || undefined });
    const { cookie } = await this.sessions.signIn(email, password, request.ip, request.headers['user-agent'], viewer.session?.id);
    setSessionCookie(reply, this.config, cookie);
    return localPath(text(sent, 'next'));
  }

  private page(viewer: Viewer, query: SignInQuery, refused?: RefusedForm): string {
    const frame = frameOf(this.config, viewer, '/desk/sign-in');
    return signInPage({ frame, next: localPath(query['next']), notice: doneWords(query['done']), ended: query['ended'] === '1', ...(refused ? { refused } : {}) });
  }
}
