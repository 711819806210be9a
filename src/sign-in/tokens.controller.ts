/** The API of one’s own tokens. */
import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Act } from '../shared/act.js';
import { Permit } from '../accounts/permissions.js';
import { CreatedTokenAnswer, CreateTokenBody, TokenAnswer, TokenListAnswer } from './tokens.dto.js';
import { TokensService } from './tokens.service.js';
import { Acting, type Viewer, Viewing } from '../accounts/viewer.js';

@ApiTags('tokens')
@Controller('api/v1/tokens')
@Permit('token.own')
export class TokensController {
  constructor(private readonly tokens: TokensService) {}

  @Get()
  @ApiOkResponse({ type: TokenListAnswer })
  async list(@Viewing() viewer: Viewer): Promise<TokenListAnswer> {
    return { items: await this.tokens.list(viewer.accountId!) };
  }

  @Post()
  @ApiCreatedResponse({ type: CreatedTokenAnswer })
  create(@Acting() act: Act, @Body() body: CreateTokenBody): Promise<CreatedTokenAnswer> {
    return this.tokens.create(act, body);
  }

  @Post(':id/revoke')
  @HttpCode(200)
  @ApiOkResponse({ type: TokenAnswer })
  revoke(@Acting() act: Act, @Param('id') id: string): Promise<TokenAnswer> {
    return this.tokens.revoke(act, id);
  }

  @Delete(':id')
  @ApiOkResponse({ type: TokenAnswer })
  revokeByDelete(@Acting() act: Act, @Param('id') id: string): Promise<TokenAnswer> {
    return this.tokens.revoke(act, id);
  }
}
