/** The API of signing in, signing out, and asking who one is. */
import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config.js';
import { Open } from '../accounts/permissions.js';
import { clearSessionCookie, setSessionCookie } from './session.cookie.js';
import { SessionAnswer, SignInBody } from './sessions.dto.js';
import { SessionsService, type SignedIn } from './sessions.service.js';
import { type Viewer, Viewing } from '../accounts/viewer.js';

@ApiTags('session')
@Controller('api/v1/session')
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly config: Config,
  ) {}

  @Post()
  @Open({ csrfToken: false })
  @ApiCreatedResponse({ type: SessionAnswer })
  async signIn(@Body() body: SignInBody, @Viewing() viewer: Viewer, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SessionAnswer> {
    return this.welcome(reply, await this.sessions.signIn(body.email, body.password, request.ip, request.headers['user-agent'], viewer.session?.id, body.code));
  }

  @Get()
  @ApiOkResponse({ type: SessionAnswer })
  whoAmI(@Viewing() viewer: Viewer): Promise<SessionAnswer> {
    return this.sessions.describe(viewer);
  }

  @Delete()
  @Open()
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Signed out, also when nobody was signed in.' })
  async signOut(@Viewing() viewer: Viewer, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    if (viewer.session) await this.sessions.signOut(viewer.session.id);
    clearSessionCookie(reply, this.config);
  }

  private welcome(reply: FastifyReply, { cookie, session, account }: SignedIn): SessionAnswer {
    setSessionCookie(reply, this.config, cookie);
    return { account, csrfToken: session.csrfToken, expiresAt: session.expiresAt.toISOString() };
  }
}
