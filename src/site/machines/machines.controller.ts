/** What machines read: feeds, sitemaps, robots.txt, ClaimReview; and cards for other people's pages. */
import { Controller, Get, Param, Req, Res, UseInterceptors } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Open } from '../../accounts/permissions.js';
import { Config } from '../../config.js';
import { type PageAnswer, PageAnswers, type Reading, ReadingOf } from '../reading.js';
import { Embeds } from './embeds.pages.js';
import { Feeds } from './feeds.pages.js';
import { openToFrames } from './machine-headers.js';
import { robotsTxt } from './robots.js';
import { Sitemaps } from './sitemaps.js';

@ApiExcludeController()
@UseInterceptors(PageAnswers)
@Controller()
export class MachinesController {
  constructor(
    private readonly feeds: Feeds,
    private readonly sitemaps: Sitemaps,
    private readonly embeds: Embeds,
    private readonly config: Config,
  ) {}

  @Get('feeds/:file') @Open()
  feed(@Param('file') file: string): Promise<PageAnswer> {
    return this.feeds.all(file);
  }

  @Get('feeds/speakers/:slug/:file') @Open()
  speakerFeed(@Param('slug') slug: string, @Param('file') file: string): Promise<PageAnswer> {
    return this.feeds.ofSpeaker(slug, file);
  }

  @Get('feeds/topics/:slug/:file') @Open()
  topicFeed(@Param('slug') slug: string, @Param('file') file: string): Promise<PageAnswer> {
    return this.feeds.ofTopic(slug, file);
  }

  @Get('sitemap.xml') @Open()
  sitemap(): Promise<PageAnswer> {
    return this.sitemaps.index();
  }

  @Get('robots.txt') @Open()
  robots(): PageAnswer {
    return { status: 200, body: robotsTxt(this.config.publicUrl), type: 'text/plain; charset=utf-8', tags: [] };
  }

  @Get('oembed') @Open()
  oembed(@ReadingOf() reading: Reading): Promise<PageAnswer> {
    return this.embeds.oembed(reading);
  }

  @Get('claims/:slug/jsonld') @Open()
  claimReview(@Param('slug') slug: string): Promise<PageAnswer> {
    return this.embeds.claimReview(slug);
  }

  @Get('claims/:slug/embed') @Open()
  card(@ReadingOf() reading: Reading, @Param('slug') slug: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<PageAnswer> {
    openToFrames(reply, this.config);
    return this.embeds.card(reading, slug);
  }
}

/** Sent while it is written, so not by way of `PageAnswers`. */
@ApiExcludeController()
@Controller()
export class SitemapPartsController {
  constructor(private readonly sitemaps: Sitemaps) {}

  @Get('sitemap-:name') @Open()
  part(@Param('name') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.sitemaps.send(name, request, reply);
  }
}
