/** `/desk/invitations/:secret`: where a link leads whoever was invited, or sets a new password. */
import { Get, Header, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { InvitationsService } from '../../accounts/invitations/invitations.service.js';
import { UseLinkBody } from '../../accounts/invitations/invitations.dto.js';
import { Open } from '../../accounts/permissions.js';
import { type Viewer, Viewing } from '../../accounts/viewer.js';
import { Config } from '../../config.js';
import { ClaimlineError, NotFound, RuleBroken, TooMany } from '../../shared/errors.js';
import { setSessionCookie } from '../../sign-in/session.cookie.js';
import { SessionsService } from '../../sign-in/sessions.service.js';
import { DeskController, frameOf } from '../desk.answers.js';
import { type RefusedForm, submit } from '../forms/refusal.js';
import { checked, type Sent, SentFields, text } from '../forms/sent.js';
import { linkGonePage, linkPage } from './invitation.view.js';

const UNKNOWN = 'This is no link of ours, or a part of it is missing. Copy it whole from the message, or ask an admin of the desk for another.';

@DeskController('desk/invitations')
export class InvitationPagesController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly sessions: SessionsService,
    private readonly config: Config,
  ) {}

  @Get(':secret') @Open() @Header('referrer-policy', 'no-referrer')
  show(@Viewing() viewer: Viewer, @Param('secret') secret: string, @Req() { ip }: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.page(viewer, secret, ip, reply);
  }

  @Post(':secret') @Open() @Header('referrer-policy', 'no-referrer')
  use(@Viewing() viewer: Viewer, @Param('secret') secret: string, @SentFields() sent: Sent, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.orGone(viewer, reply, () => submit(reply, { id: 'link', sent }, () => this.begin(viewer, secret, sent, request, reply), (refused) => this.page(viewer, secret, request.ip, reply, refused)));
  }

  private async begin(viewer: Viewer, secret: string, sent: Sent, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    // Never trimmed: spaces count.
    const body = await checked(UseLinkBody, { name: sent['name'] === undefined ? undefined : (text(sent, 'name') ?? ''), password: sent['password']?.[0] ?? '' });
    const { kind, email } = await this.invitations.use(secret, body, request.ip);
    // Whoever has a second factor proves it at the door; a new account has none yet.
    if (kind === 'new_password') return '/desk/sign-in?done=password_set';
    try {
      const { cookie } = await this.sessions.signIn(email, body.password, request.ip, request.headers['user-agent'], viewer.session?.id);
      setSessionCookie(reply, this.config, cookie);
      return '/desk?done=welcome';
    } catch (error) {
      // Somebody has been guessing at this address; the account is made all the same.
      if (error instanceof ClaimlineError) return '/desk/sign-in?done=joined';
      throw error;
    }
  }

  private page(viewer: Viewer, secret: string, address: string, reply: FastifyReply, refused?: RefusedForm): Promise<string> {
    return this.orGone(viewer, reply, async () => linkPage({ frame: this.frame(viewer), link: await this.invitations.open(secret, address), secret, refused, signedInAs: viewer.name }));
  }

  /** A link that no longer opens says why, as a page of its own. */
  private async orGone(viewer: Viewer, reply: FastifyReply, draw: () => Promise<string>): Promise<string> {
    try {
      return await draw();
    } catch (error) {
      const [status, words] =
        error instanceof NotFound ? [404, UNKNOWN]
        : error instanceof RuleBroken ? [410, error.message]
        : error instanceof TooMany ? [429, error.message]
        : [];
      if (status === undefined) throw error;
      if (error instanceof TooMany) void reply.header('retry-after', String(error.retryAfterSeconds));
      void reply.status(status);
      return linkGonePage({ frame: this.frame(viewer), words: words!, signedIn: viewer.accountId !== null });
    }
  }

  /** The secret is in the address, and stands nowhere else in the page's frame. */
  private frame(viewer: Viewer) {
    return frameOf(this.config, viewer, '/desk/invitations');
  }
}
