/** People of the desk and what they may do. */
import { Module } from '@nestjs/common';
import { AccountsController } from './accounts.controller.js';
import { AccountsService } from './accounts.service.js';
import { InvitationsController } from './invitations/invitations.controller.js';
import { InvitationsService } from './invitations/invitations.service.js';
import { InvitationsThrottle } from './invitations/invitations.throttle.js';
import { LinkPost } from './invitations/link-post.js';

@Module({
  controllers: [InvitationsController, AccountsController],
  providers: [AccountsService, InvitationsService, InvitationsThrottle, LinkPost],
  exports: [AccountsService, InvitationsService],
})
export class AccountsModule {}
