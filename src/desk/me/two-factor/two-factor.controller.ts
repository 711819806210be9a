/** `/desk/me/two-factor`: one's own passkeys, authenticator app, recovery codes and link to single sign-on. */
import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Own } from '../../../accounts/permissions.js';
import { Acting, type Viewer, Viewing } from '../../../accounts/viewer.js';
import type { Act } from '../../../shared/act.js';
import { DeskController } from '../../desk.answers.js';
import { sendOn, submit } from '../../forms/refusal.js';
import { type Sent, SentFields } from '../../forms/sent.js';
import { showOnce } from '../../forms/show-once.js';
import { OwnFactors, PATH } from './two-factor.service.js';

@Own()
@DeskController('desk/me/two-factor')
export class TwoFactorController {
  constructor(private readonly own: OwnFactors) {}

  @Get()
  show(@Viewing() viewer: Viewer, @Query('done') done: unknown): Promise<string> {
    return this.own.page(viewer, { done });
  }

  @Post('passkeys')
  addPasskey(@Viewing() viewer: Viewer, @Acting() act: Act, @SentFields() sent: Sent, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.codesOrPage(viewer, 'passkey', sent, reply, 'passkey_added', () => this.own.addPasskey({ viewer, act, sent, request, reply }));
  }

  @Post('passkeys/:id/remove')
  removePasskey(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') id: string, @SentFields() sent: Sent, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return submit(reply, { id: `passkey-${id}`, sent }, () => this.own.removePasskey({ viewer, act, sent, request, reply }, id), (refused) => this.own.page(viewer, { refused }));
  }

  @Post('app')
  beginApp(@Viewing() viewer: Viewer, @Acting() act: Act, @SentFields() sent: Sent, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'app', sent }, () => this.own.beginApp({ viewer, act, sent, request, reply }), (refused) => this.own.page(viewer, { refused }));
  }

  @Get('app')
  async showApp(@Viewing() viewer: Viewer, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return (await this.own.appPage(viewer, { request })) ?? sendOn(reply, PATH);
  }

  @Post('app/confirm')
  confirmApp(@Viewing() viewer: Viewer, @Acting() act: Act, @SentFields() sent: Sent, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.codesOrPage(viewer, 'app', sent, reply, 'app_added', () => this.own.confirmApp({ viewer, act, sent, request, reply }), request);
  }

  @Post('app/remove')
  removeApp(@Viewing() viewer: Viewer, @Acting() act: Act, @SentFields() sent: Sent, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'app-remove', sent }, () => this.own.removeApp({ viewer, act, sent, request, reply }), (refused) => this.own.page(viewer, { refused }));
  }

  @Post('recovery-codes')
  newCodes(@Viewing() viewer: Viewer, @Acting() act: Act, @SentFields() sent: Sent, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.codesOrPage(viewer, 'codes', sent, reply, undefined, () => this.own.newCodes({ viewer, act, sent, request, reply }));
  }

  /** The pages with codes stand at the addresses of their forms; asked for again, they show none. */
  @Get(['recovery-codes', 'passkeys', 'app/confirm'])
  again(@Res({ passthrough: true }) reply: FastifyReply): string {
    return sendOn(reply, PATH);
  }

  @Post('identity/unlink')
  unlink(@Viewing() viewer: Viewer, @Acting() act: Act, @SentFields() sent: Sent, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'identity', sent }, () => this.own.unlink({ viewer, act, sent, request, reply }), (refused) => this.own.page(viewer, { refused }));
  }

  /** Recovery codes are shown once, in the answer itself; without any, the page goes on as after every form. */
  private async codesOrPage(viewer: Viewer, id: string, sent: Sent, reply: FastifyReply, done: 'passkey_added' | 'app_added' | undefined, work: () => Promise<string[] | undefined>, app?: FastifyRequest): Promise<string> {
    let more = false;
    const page = await showOnce(
      reply, { id, sent },
      async () => {
        const codes = await work();
        more = codes === undefined;
        return codes ? this.own.codesPage(viewer, codes, done) : '';
      },
      async (refused) => (app && (await this.own.appPage(viewer, { request: app }, refused))) ?? this.own.page(viewer, { refused }),
    );
    return more ? sendOn(reply, `${PATH}?done=${done}`) : page;
  }
}
