/** `/desk/live`: what changed, told to open pages as it happens; and that a page is put behind another. */
import { Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Permit } from '../../accounts/permissions.js';
import { type Viewer, Viewing } from '../../accounts/viewer.js';
import { Forbidden, InvalidInput } from '../../shared/errors.js';
import { isId } from '../../shared/ids.js';
import { type Sent, SentFields } from '../forms/sent.js';
import { isTab, mayHear, topicsAsked } from './live.rules.js';
import { Live } from './live.service.js';
import { type OpenTab, putAway } from './presence.query.js';
import type { Listening } from './stream.js';

type Asked = Readonly<Record<string, unknown>>;

@ApiExcludeController()
@Controller('desk/live') @Permit('desk.see')
export class LiveController {
  constructor(
    private readonly live: Live,
    private readonly source: DataSource,
  ) {}

  @Get()
  listen(@Viewing() viewer: Viewer, @Query() query: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const by = listening(viewer, query);
    // A line is closed by whoever opened it, not by the clock of answers.
    request.raw.socket.setTimeout(0);
    reply.hijack();
    this.live.listen(by, reply.raw, reply.getHeaders() as Record<string, string>);
  }

  @Post('away') @HttpCode(204)
  async away(@Viewing() viewer: Viewer, @SentFields() sent: Sent): Promise<void> {
    const tab = tabOf(viewer, sent['tab']?.[0], sent['claim']?.[0]);
    if (tab) await putAway(this.source.manager, tab);
  }
}

/**
 * @throws Forbidden for a program, which has no page, and for what is told to others
 * @throws InvalidInput
 */
function listening(viewer: Viewer, query: Asked): Listening {
  const { accountId, session } = viewer;
  if (!session || accountId === null) throw new Forbidden('Only an open page of the desk listens here.');
  const topics = topicsAsked(query['topics']);
  if (!topics) throw new InvalidInput([{ field: 'topics', message: 'must be topics of the desk with commas between them' }]);
  if (![...topics].every((topic) => mayHear(topic, accountId))) throw new Forbidden('What is told to somebody else is not for you.');
  return { accountId, sessionId: session.id, topics, tab: tabOf(viewer, query['tab'], query['claim']) };
}

function tabOf(viewer: Viewer, tab: unknown, claimId: unknown): OpenTab | undefined {
  return isTab(tab) && typeof claimId === 'string' && isId(claimId) ? { tab, claimId, accountId: viewer.accountId! } : undefined;
}
