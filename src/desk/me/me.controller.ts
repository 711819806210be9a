/** `/desk/me`: one's own name and password, sessions and tokens. */
import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Permit } from '../../accounts/permissions.js';
import { Acting, type Viewer, Viewing } from '../../accounts/viewer.js';
import type { Act } from '../../shared/act.js';
import { DeskController } from '../desk.answers.js';
import { sendOn, submit } from '../forms/refusal.js';
import { showOnce } from '../forms/show-once.js';
import { type Sent, SentFields } from '../forms/sent.js';
import { OwnPages, PATH, TOKEN_FIELDS } from './own-pages.service.js';

@DeskController('desk/me')
export class MeController {
  constructor(private readonly own: OwnPages) {}

  @Get()
  show(@Viewing() viewer: Viewer, @Query('done') done: unknown): Promise<string> {
    return this.own.page(viewer, { done });
  }

  @Post('name') @Permit('desk.see')
  rename(@Viewing() viewer: Viewer, @Acting() act: Act, @SentFields() sent: Sent, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'name', sent }, () => this.own.rename(act, sent), (refused) => this.own.page(viewer, { refused }));
  }

  @Post('password') @Permit('desk.see')
  changePassword(@Viewing() viewer: Viewer, @Acting() act: Act, @SentFields() sent: Sent, @Req() { ip }: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const form = { id: 'password', sent, fieldOf: (path: string) => (path === 'password' ? 'newPassword' : path) };
    return submit(reply, form, () => this.own.changePassword(viewer, act, sent, ip), (refused) => this.own.page(viewer, { refused }));
  }

  @Post('sessions/:id/end') @Permit('desk.see')
  endSession(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') id: string, @SentFields() sent: Sent, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'sessions', sent }, () => this.own.endSession(act, id), (refused) => this.own.page(viewer, { refused }));
  }

  @Post('sessions/end-others') @Permit('desk.see')
  endOthers(@Viewing() viewer: Viewer, @Acting() act: Act, @SentFields() sent: Sent, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'sessions', sent }, () => this.own.endOthers(viewer, act), (refused) => this.own.page(viewer, { refused }));
  }

  /** The page after a token was made stands at this address, and is read again as one's own page. */
  @Get('tokens')
  tokens(@Res({ passthrough: true }) reply: FastifyReply): string {
    return sendOn(reply, `${PATH}#tokens`);
  }

  @Post('tokens') @Permit('token.own')
  makeToken(@Viewing() viewer: Viewer, @Acting() act: Act, @SentFields() sent: Sent, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const form = { id: 'token', sent, fieldOf: (path: string) => TOKEN_FIELDS[path] };
    return showOnce(reply, form, async () => this.own.page(viewer, { made: await this.own.makeToken(act, sent) }), (refused) => this.own.page(viewer, { refused }));
  }

  @Post('tokens/:id/revoke') @Permit('token.own')
  revokeToken(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') id: string, @SentFields() sent: Sent, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'tokens', sent }, () => this.own.revokeToken(act, id), (refused) => this.own.page(viewer, { refused }));
  }
}
