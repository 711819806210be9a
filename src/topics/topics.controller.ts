/** `/api/v1/topics` */
import { Body, Controller, Get, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Open, Permit } from '../accounts/permissions.js';
import { Acting, type Viewer, Viewing } from '../accounts/viewer.js';
import type { Act } from '../shared/act.js';
import { MakesAt } from '../shared/answers.js';
import { linked } from '../shared/paging.js';
import { SeenVersion } from '../shared/versions.js';
import { NewTopic, ReviseTopic, TopicPage, TopicQuery, TopicView } from './topic.dto.js';
import { TopicsService } from './topics.service.js';

@ApiTags('topics')
@Controller('api/v1/topics')
export class TopicsController {
  constructor(private readonly topics: TopicsService) {}

  @Get() @Open()
  @ApiOkResponse({ type: TopicPage })
  async list(@Query() query: TopicQuery, @Viewing() viewer: Viewer, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<TopicPage> {
    return linked(await this.topics.list(query, viewer), request, reply);
  }

  @Get(':id') @Open()
  @ApiOkResponse({ type: TopicView })
  show(@Param('id') ref: string, @Viewing() viewer: Viewer): Promise<TopicView> {
    return this.topics.show(ref, viewer);
  }

  @Post() @Permit('topic.write') @MakesAt('/api/v1/topics')
  @ApiCreatedResponse({ type: TopicView })
  create(@Acting() act: Act, @Body() input: NewTopic): Promise<TopicView> {
    return this.topics.create(act, input);
  }

  @Patch(':id') @Permit('topic.write')
  @ApiOkResponse({ type: TopicView })
  revise(@Acting() act: Act, @Param('id') ref: string, @Viewing() viewer: Viewer, @SeenVersion() seen: number, @Body() input: ReviseTopic): Promise<TopicView> {
    return this.topics.revise(act, ref, viewer, seen, input);
  }
}
