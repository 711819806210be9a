/** `/api/v1/accounts/invitations`; for admins alone. */
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Act } from '../../shared/act.js';
import { linked, PageQuery } from '../../shared/paging.js';
import { Permit } from '../permissions.js';
import { Acting } from '../viewer.js';
import { InvitationAnswer, InvitationPage, InviteBody, MadeInvitationAnswer } from './invitations.dto.js';
import { InvitationsService } from './invitations.service.js';

@ApiTags('accounts')
@Controller('api/v1/accounts/invitations')
@Permit('account.manage')
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  @Get()
  @ApiOkResponse({ type: InvitationPage })
  async list(@Query() query: PageQuery, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<InvitationPage> {
    return linked(await this.invitations.list(query), request, reply);
  }

  @Post()
  @ApiCreatedResponse({ type: MadeInvitationAnswer })
  invite(@Acting() act: Act, @Body() body: InviteBody): Promise<MadeInvitationAnswer> {
    return this.invitations.invite(act, body);
  }

  @Post(':id/send-again')
  @ApiCreatedResponse({ type: MadeInvitationAnswer })
  sendAgain(@Acting() act: Act, @Param('id') id: string): Promise<MadeInvitationAnswer> {
    return this.invitations.sendAgain(act, id);
  }

  @Post(':id/revoke') @HttpCode(200)
  @ApiOkResponse({ type: InvitationAnswer })
  revoke(@Acting() act: Act, @Param('id') id: string): Promise<InvitationAnswer> {
    return this.invitations.revoke(act, id);
  }
}
