/** `/api/v1/sources` */
import { Body, Controller, Get, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Open, Permit } from '../accounts/permissions.js';
import { Acting, isDesk, type Viewer, Viewing } from '../accounts/viewer.js';
import type { Act } from '../shared/act.js';
import { MakesAt } from '../shared/answers.js';
import { linked } from '../shared/paging.js';
import { SeenVersion } from '../shared/versions.js';
import { NewSource, ReviseSource, SourcePage, SourceQuery, SourceView } from './source.dto.js';
import { SourcesService } from './sources.service.js';

@ApiTags('sources')
@Controller('api/v1/sources')
export class SourcesController {
  constructor(private readonly sources: SourcesService) {}

  @Get() @Open()
  @ApiOkResponse({ type: SourcePage })
  async list(@Viewing() viewer: Viewer, @Query() query: SourceQuery, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SourcePage> {
    return linked(await this.sources.list(query, isDesk(viewer)), request, reply);
  }

  @Get(':id') @Open()
  @ApiOkResponse({ type: SourceView })
  show(@Viewing() viewer: Viewer, @Param('id') ref: string): Promise<SourceView> {
    return this.sources.show(ref, isDesk(viewer));
  }

  @Post() @Permit('source.write') @MakesAt('/api/v1/sources')
  @ApiCreatedResponse({ type: SourceView })
  create(@Acting() act: Act, @Body() input: NewSource): Promise<SourceView> {
    return this.sources.create(act, input);
  }

  @Patch(':id') @Permit('source.write')
  @ApiOkResponse({ type: SourceView })
  revise(@Acting() act: Act, @Param('id') ref: string, @SeenVersion() seen: number, @Body() input: ReviseSource): Promise<SourceView> {
    return this.sources.revise(act, ref, seen, input);
  }
}
