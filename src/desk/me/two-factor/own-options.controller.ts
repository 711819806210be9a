/** The challenges that one's own passkeys sign (a new one, and as proof), as JSON for the script of the page. */
import { Controller, Header, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Own } from '../../../accounts/permissions.js';
import { Acting, type Viewer, Viewing } from '../../../accounts/viewer.js';
import type { Act } from '../../../shared/act.js';
import { type Sent, SentFields } from '../../forms/sent.js';
import { OwnFactors } from './two-factor.service.js';

@Own()
@Controller('desk/me/two-factor')
@ApiExcludeController()
export class OwnOptionsController {
  constructor(private readonly own: OwnFactors) {}

  @Post('passkeys/options') @HttpCode(200) @Header('cache-control', 'no-store')
  toAdd(@Viewing() viewer: Viewer, @Acting() act: Act, @SentFields() sent: Sent, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<PublicKeyCredentialCreationOptionsJSON> {
    return this.own.optionsToAdd({ viewer, act, sent, request, reply });
  }

  @Post('proof/options') @HttpCode(200) @Header('cache-control', 'no-store')
  toProve(@Viewing() viewer: Viewer, @Acting() act: Act, @SentFields() sent: Sent, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<PublicKeyCredentialRequestOptionsJSON> {
    return this.own.optionsToProve({ viewer, act, sent, request, reply });
  }
}
