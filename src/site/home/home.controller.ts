import { Controller, Get, UseInterceptors } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Open } from '../../accounts/permissions.js';
import { type PageAnswer, PageAnswers, type Reading, ReadingOf } from '../reading.js';
import { HomePages } from './home.pages.js';

@ApiExcludeController()
@UseInterceptors(PageAnswers)
@Controller()
export class HomeController {
  constructor(private readonly pages: HomePages) {}

  @Get() @Open()
  home(@ReadingOf() reading: Reading): Promise<PageAnswer> {
    return this.pages.home(reading);
  }
}
