/** `/api/v1/speakers` */
import { Body, Controller, Get, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Open, Permit } from '../accounts/permissions.js';
import { Acting, isDesk, type Viewer, Viewing } from '../accounts/viewer.js';
import type { Act } from '../shared/act.js';
import { MakesAt } from '../shared/answers.js';
import { linked } from '../shared/paging.js';
import { SeenVersion } from '../shared/versions.js';
import { NewSpeaker, ReviseSpeaker, SpeakerPage, SpeakerQuery, SpeakerView } from './speaker.dto.js';
import { SpeakersService } from './speakers.service.js';

@ApiTags('speakers')
@Controller('api/v1/speakers')
export class SpeakersController {
  constructor(private readonly speakers: SpeakersService) {}

  @Get() @Open()
  @ApiOkResponse({ type: SpeakerPage })
  async list(@Viewing() viewer: Viewer, @Query() query: SpeakerQuery, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SpeakerPage> {
    return linked(await this.speakers.list(query, isDesk(viewer)), request, reply);
  }

  @Get(':id') @Open()
  @ApiOkResponse({ type: SpeakerView })
  show(@Viewing() viewer: Viewer, @Param('id') ref: string): Promise<SpeakerView> {
    return this.speakers.show(ref, isDesk(viewer));
  }

  @Post() @Permit('speaker.write') @MakesAt('/api/v1/speakers')
  @ApiCreatedResponse({ type: SpeakerView })
  create(@Acting() act: Act, @Body() input: NewSpeaker): Promise<SpeakerView> {
    return this.speakers.create(act, input);
  }

  @Patch(':id') @Permit('speaker.write')
  @ApiOkResponse({ type: SpeakerView })
  revise(@Acting() act: Act, @Param('id') ref: string, @SeenVersion() seen: number, @Body() input: ReviseSpeaker): Promise<SpeakerView> {
    return this.speakers.revise(act, ref, seen, input);
  }
}
