/** The API of accounts; for admins alone. */
import { Body, Controller, Get, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Act } from '../shared/act.js';
import { MakesAt } from '../shared/answers.js';
import { linked } from '../shared/paging.js';
import { SeenVersion } from '../shared/versions.js';
import { AccountAnswer, AccountListAnswer, AccountQuery, ChangeAccountBody, CreateAccountBody, CreatedAccountAnswer, toCreatedAnswer } from './accounts.dto.js';
import { AccountsService } from './accounts.service.js';
import { Permit } from './permissions.js';
import { Acting } from './viewer.js';

@ApiTags('accounts')
@Controller('api/v1/accounts')
@Permit('account.manage')
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  @Get()
  @ApiOkResponse({ type: AccountListAnswer })
  async list(@Query() query: AccountQuery, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<AccountListAnswer> {
    return linked(await this.accounts.list(query), request, reply);
  }

  @Post()
  @MakesAt('/api/v1/accounts')
  @ApiCreatedResponse({ type: CreatedAccountAnswer })
  async create(@Acting() act: Act, @Body() body: CreateAccountBody): Promise<CreatedAccountAnswer> {
    return toCreatedAnswer(await this.accounts.create(act, body));
  }

  @Get(':id')
  @ApiOkResponse({ type: AccountAnswer })
  get(@Param('id') id: string): Promise<AccountAnswer> {
    return this.accounts.get(id);
  }

  @Patch(':id')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The ETag last seen, such as "v3".' })
  @ApiOkResponse({ type: AccountAnswer })
  change(@Acting() act: Act, @Param('id') id: string, @SeenVersion() seen: number, @Body() body: ChangeAccountBody): Promise<AccountAnswer> {
    return this.accounts.change(act, id, seen, body);
  }
}
