/** `/assets/<name>-<hash>.css`: kept by browsers for ever, because a changed file has another name. */
import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Open } from '../accounts/permissions.js';
import { NotFound } from '../shared/errors.js';
import { type Asset, findAsset } from '../shared/html/assets.js';

@ApiExcludeController()
@Controller('assets')
export class AssetsController {
  @Get(':name') @Open()
  show(@Param('name') name: string, @Res() reply: FastifyReply): void {
    send(found(name), reply);
  }
}

/** @throws NotFound */
function found(name: string): Asset {
  const asset = findAsset(name);
  if (!asset) throw new NotFound('file');
  return asset;
}

function send(asset: Asset, reply: FastifyReply): void {
  void reply.header('cache-control', 'public, max-age=31536000, immutable').type(asset.type).send(asset.content);
}
