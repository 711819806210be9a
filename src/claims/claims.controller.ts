/** `/api/v1/claims`: log, read, list and revise claims. */
import { Body, Controller, Get, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Open, Permit } from '../accounts/permissions.js';
import { Acting, type Viewer, Viewing } from '../accounts/viewer.js';
import type { Act } from '../shared/act.js';
import { MakesAt } from '../shared/answers.js';
import { linked, PageQuery } from '../shared/paging.js';
import { SeenVersion } from '../shared/versions.js';
import { parseAsOf } from '../record/as-of.js';
import { AsOfQuery, ClaimPage, ClaimQuery, LogClaim, ReviseClaim } from './claim.dto.js';
import { HistoryPage } from '../record/claim-history.dto.js';
import { ClaimRecord } from '../record/claim-record.dto.js';
import { ClaimRecords } from '../record/claim-records.service.js';
import { ClaimsService } from './claims.service.js';

@ApiTags('claims')
@Controller('api/v1/claims')
export class ClaimsController {
  constructor(
    private readonly claims: ClaimsService,
    private readonly records: ClaimRecords,
  ) {}

  @Get() @Open()
  @ApiOkResponse({ type: ClaimPage })
  async list(@Viewing() viewer: Viewer, @Query() query: ClaimQuery, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<ClaimPage> {
    return linked(await this.records.list(query, viewer), request, reply);
  }

  @Get(':id') @Open()
  @ApiOkResponse({ type: ClaimRecord })
  show(@Viewing() viewer: Viewer, @Param('id') ref: string, @Query() query: AsOfQuery): Promise<ClaimRecord> {
    return this.records.show(ref, viewer, parseAsOf(query.as_of));
  }

  @Get(':id/history') @Open()
  @ApiOkResponse({ type: HistoryPage })
  async history(@Viewing() viewer: Viewer, @Param('id') ref: string, @Query() query: PageQuery, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<HistoryPage> {
    return linked(await this.records.history(ref, viewer, query.cursor), request, reply);
  }

  @Post() @Permit('claim.log') @MakesAt('/api/v1/claims')
  @ApiCreatedResponse({ type: ClaimRecord })
  log(@Acting() act: Act, @Body() input: LogClaim): Promise<ClaimRecord> {
    return this.claims.log(act, input);
  }

  @Patch(':id') @Permit('claim.edit')
  @ApiOkResponse({ type: ClaimRecord })
  revise(@Acting() act: Act, @Param('id') ref: string, @SeenVersion() seen: number, @Body() input: ReviseClaim): Promise<ClaimRecord> {
    return this.claims.revise(act, ref, seen, input);
  }
}
