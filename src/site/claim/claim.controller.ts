/** A claim's addresses for readers. */
import { Controller, Get, Param, UseInterceptors } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Open } from '../../accounts/permissions.js';
import { type PageAnswer, PageAnswers, type Reading, ReadingOf } from '../reading.js';
import { ClaimPages } from './claim.pages.js';

@ApiExcludeController()
@UseInterceptors(PageAnswers)
@Controller('claims/:slug')
export class ClaimController {
  constructor(private readonly pages: ClaimPages) {}

  @Get() @Open()
  claim(@ReadingOf() reading: Reading, @Param('slug') slug: string): Promise<PageAnswer> {
    return this.pages.claim(reading, slug);
  }

  @Get('history') @Open()
  history(@ReadingOf() reading: Reading, @Param('slug') slug: string): Promise<PageAnswer> {
    return this.pages.history(reading, slug);
  }

  @Get('card.png') @Open()
  card(@ReadingOf() reading: Reading, @Param('slug') slug: string): Promise<PageAnswer> {
    return this.pages.card(reading, slug);
  }
}
