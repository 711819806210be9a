/** `/desk/settings/accounts`: people, their roles, invitations; for admins alone. */
import { Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Permit } from '../../../accounts/permissions.js';
import { Acting, type Viewer, Viewing } from '../../../accounts/viewer.js';
import type { Act } from '../../../shared/act.js';
import { DeskController } from '../../desk.answers.js';
import { sendOn, submit } from '../../forms/refusal.js';
import { showOnce } from '../../forms/show-once.js';
import { type Sent, SentFields } from '../../forms/sent.js';
import { PATH, PeopleByForm } from './people.service.js';

type ListQuery = Readonly<Record<string, unknown>>;

@DeskController('desk/settings/accounts')
export class AccountPagesController {
  constructor(private readonly people: PeopleByForm) {}

  @Get() @Permit('account.manage')
  list(@Viewing() viewer: Viewer, @Query() query: ListQuery): Promise<string> {
    return this.people.listPage(viewer, query);
  }

  /** The page after an invitation stands at this address, and is read again as the list. */
  @Get('invitations') @Permit('account.manage')
  invitations(@Res({ passthrough: true }) reply: FastifyReply): string {
    return sendOn(reply, PATH);
  }

  @Post('invitations') @Permit('account.manage')
  invite(@Viewing() viewer: Viewer, @Acting() act: Act, @SentFields() sent: Sent, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return showOnce(reply, { id: 'invite', sent }, async () => this.people.listPage(viewer, {}, { made: await this.people.invite(act, sent) }), (refused) => this.people.listPage(viewer, {}, { refused }));
  }

  @Post('invitations/:id/send-again') @Permit('account.manage')
  sendAgain(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') id: string, @SentFields() sent: Sent, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const form = { id: `invitation-${id}`, sent };
    return showOnce(reply, form, async () => this.people.listPage(viewer, {}, { made: await this.people.sendAgain(act, id, sent) }), (refused) => this.people.listPage(viewer, {}, { refused }));
  }

  @Post('invitations/:id/revoke') @Permit('account.manage')
  revoke(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') id: string, @SentFields() sent: Sent, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return submit(reply, { id: `invitation-${id}`, sent }, () => this.people.revoke(act, id), (refused) => this.people.listPage(viewer, {}, { refused }));
  }

  @Get(':id') @Permit('account.manage')
  show(@Viewing() viewer: Viewer, @Param('id') id: string, @Query() query: ListQuery): Promise<string> {
    return this.people.personPage(viewer, id, query);
  }

  @Post(':id/change') @Permit('account.manage')
  change(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') id: string, @SentFields() sent: Sent, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'change', sent }, () => this.people.change(act, id, sent), (refused) => this.people.personPage(viewer, id, {}, { refused }));
  }

  @Post(':id/suspend') @Permit('account.manage')
  suspend(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') id: string, @SentFields() sent: Sent, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'suspend', sent }, () => this.people.suspend(act, id, sent, true), (refused) => this.people.personPage(viewer, id, {}, { refused }));
  }

  @Post(':id/restore') @Permit('account.manage')
  restore(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') id: string, @SentFields() sent: Sent, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'restore', sent }, () => this.people.suspend(act, id, sent, false), (refused) => this.people.personPage(viewer, id, {}, { refused }));
  }

  @Get(':id/password-link') @Permit('account.manage')
  afterLink(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): string {
    return sendOn(reply, `${PATH}/${encodeURIComponent(id)}`);
  }

  @Post(':id/password-link') @Permit('account.manage')
  passwordLink(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') id: string, @SentFields() sent: Sent, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return showOnce(reply, { id: 'password-link', sent }, async () => this.people.personPage(viewer, id, {}, { made: await this.people.passwordLink(act, id, sent) }), (refused) => this.people.personPage(viewer, id, {}, { refused }));
  }

  @Post(':id/reset-second-factor') @Permit('account.manage')
  resetSecondFactor(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('id') id: string, @SentFields() sent: Sent, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return submit(reply, { id: 'second-factor', sent }, () => this.people.resetSecondFactor(act, id), (refused) => this.people.personPage(viewer, id, {}, { refused }));
  }
}
