import { Module } from '@nestjs/common';
import { Embeds } from './embeds.pages.js';
import { Feeds } from './feeds.pages.js';
import { MachinesController, SitemapPartsController } from './machines.controller.js';
import { Sitemaps } from './sitemaps.js';

@Module({ controllers: [MachinesController, SitemapPartsController], providers: [Feeds, Sitemaps, Embeds] })
export class MachinesModule {}
