/** Addresses of speakers, topics and sources, of corrections and of our method. */
import { Controller, Get, Param, UseInterceptors } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Open } from '../../accounts/permissions.js';
import { type PageAnswer, PageAnswers, type Reading, ReadingOf } from '../reading.js';
import { AboutPages } from './about.pages.js';

@ApiExcludeController()
@UseInterceptors(PageAnswers)
@Controller()
export class AboutController {
  constructor(private readonly pages: AboutPages) {}

  @Get('speakers/:slug') @Open()
  speaker(@ReadingOf() reading: Reading, @Param('slug') slug: string): Promise<PageAnswer> {
    return this.pages.speaker(reading, slug);
  }

  @Get('topics/:slug') @Open()
  topic(@ReadingOf() reading: Reading, @Param('slug') slug: string): Promise<PageAnswer> {
    return this.pages.topic(reading, slug);
  }

  @Get('sources/:slug') @Open()
  source(@ReadingOf() reading: Reading, @Param('slug') slug: string): Promise<PageAnswer> {
    return this.pages.sourcePage(reading, slug);
  }

  @Get('corrections') @Open()
  corrections(@ReadingOf() reading: Reading): Promise<PageAnswer> {
    return this.pages.corrections(reading);
  }

  @Get('method') @Open()
  method(@ReadingOf() reading: Reading): Promise<PageAnswer> {
    return this.pages.method(reading);
  }
}
