/** `/assets/<name>-<hash>.css`: kept by browsers for ever, because a changed file has another name. */
import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Open } from '../accounts/permissions.js';
import { NotFound } from '../shared/errors.js';
import { type Asset, assetPath, findAsset } from '../shared/html/assets.js';

@ApiExcludeController()
@Controller()
export class AssetsController {
  @Get('assets/:name') @Open()
  show(@Param('name') name: string, @Res() reply: FastifyReply, @Headers('accept-encoding') encodings = ''): void {
    send(found(name), reply, encodings);
  }

  /** Asked for by browsers and crawlers that look at no page. */
  @Get('favicon.ico') @Open()
  icon(@Res() reply: FastifyReply): void {
    void reply.redirect(assetPath('favicon.svg'), 302);
  }
}

/** @throws NotFound */
function found(name: string): Asset {
  const asset = findAsset(name);
  if (!asset) throw new NotFound('file');
  return asset;
}

function send(asset: Asset, reply: FastifyReply, encodings: string): void {
  const accepts = (encoding: string) => new RegExp(`\\b${encoding}\\b(?!\\s*;\\s*q=0(?:\\.0*)?(?:,|$))`, 'i').test(encodings);
  const encoding = accepts('br') ? 'br' : accepts('gzip') ? 'gzip' : undefined;
  if (encoding) void reply.header('content-encoding', encoding);
  void reply.header('cache-control', 'public, max-age=31536000, immutable').header('vary', 'Accept-Encoding')
    // An embedded card stands in a sandbox of no origin, and is to find its style sheet there.
    .header('cross-origin-resource-policy', 'cross-origin').type(asset.type).send(encoding ? asset[encoding] : asset.content);
}
