/** The address where readers find claims. */
import { Controller, Get, UseInterceptors } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Open } from '../../accounts/permissions.js';
import { type PageAnswer, PageAnswers, type Reading, ReadingOf } from '../reading.js';
import { FindPages } from './find.pages.js';

@ApiExcludeController()
@UseInterceptors(PageAnswers)
@Controller('claims')
export class FindController {
  constructor(private readonly pages: FindPages) {}

  @Get() @Open()
  claims(@ReadingOf() reading: Reading): Promise<PageAnswer> {
    return this.pages.claims(reading);
  }
}
