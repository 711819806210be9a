/** The challenges that passkeys sign to come in, as JSON for the script of the sign-in pages. */
import { Controller, Header, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Open } from '../../accounts/permissions.js';
import { WayIn } from './way-in.service.js';

@Controller('desk/sign-in')
@ApiExcludeController()
@Open({ csrfToken: false })
export class PasskeyOptionsController {
  constructor(private readonly wayIn: WayIn) {}

  @Post('passkey/options') @HttpCode(200) @Header('cache-control', 'no-store')
  anybody(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<PublicKeyCredentialRequestOptionsJSON> {
    return this.wayIn.optionsForAnybody({ request, reply });
  }

  @Post('second-factor/options') @HttpCode(200) @Header('cache-control', 'no-store')
  second(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<PublicKeyCredentialRequestOptionsJSON> {
    return this.wayIn.optionsForSecond({ request, reply });
  }
}
