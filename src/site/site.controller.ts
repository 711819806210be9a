/** The readers' addresses (DESIGN section 4). */
import { Controller, Get, Param, UseInterceptors } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Open } from '../accounts/permissions.js';
import { Pages } from './pages.service.js';
import { type PageAnswer, PageAnswers, type Reading, ReadingOf } from './reading.js';

@ApiExcludeController()
@UseInterceptors(PageAnswers)
@Controller()
export class SiteController {
  constructor(private readonly pages: Pages) {}

  @Get() @Open()
  home(@ReadingOf() reading: Reading): Promise<PageAnswer> {
    return this.pages.home(reading);
  }

  @Get('claims') @Open()
  claims(@ReadingOf() reading: Reading): Promise<PageAnswer> {
    return this.pages.claims(reading);
  }

  @Get('speakers/:slug') @Open()
  speaker(@ReadingOf() reading: Reading, @Param('slug') slug: string): Promise<PageAnswer> {
    return this.pages.speaker(reading, slug);
  }

  @Get('topics/:slug') @Open()
  topic(@ReadingOf() reading: Reading, @Param('slug') slug: string): Promise<PageAnswer> {
    return this.pages.topic(reading, slug);
  }

  @Get('method') @Open()
  method(@ReadingOf() reading: Reading): Promise<PageAnswer> {
    return this.pages.method(reading);
  }
}
