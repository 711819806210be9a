/** `/report`: the form, its sending, and the page that thanks; no cache keeps any of them. */
import { type CallHandler, Controller, type ExecutionContext, Get, Injectable, type NestInterceptor, Post, Query, Req, Res, UseInterceptors } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { Open } from '../../accounts/permissions.js';
import { type Reading, ReadingOf } from '../reading.js';
import { type SentReport, SentReportOf } from './report.form.js';
import { ReportPages } from './report.pages.js';

const Answer = () => Res({ passthrough: true });

@Injectable()
class AnswersFresh implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    void context.switchToHttp().getResponse<FastifyReply>().header('cache-control', 'no-store').type('text/html; charset=utf-8');
    return next.handle();
  }
}

@ApiExcludeController()
@UseInterceptors(AnswersFresh)
@Controller('report')
export class ReportController {
  constructor(private readonly pages: ReportPages) {}

  @Get() @Open()
  form(@ReadingOf() reading: Reading): Promise<string> {
    return this.pages.form(reading);
  }

  @Post() @Open({ csrfToken: false })
  send(@ReadingOf() reading: Reading, @SentReportOf() sent: SentReport, @Req() request: FastifyRequest, @Answer() reply: FastifyReply): Promise<string> {
    return this.pages.send(reading, sent, request.ip, reply);
  }

  @Get('sent') @Open()
  sent(@ReadingOf() reading: Reading, @Query('ref') reference: unknown): string {
    return this.pages.sent(reading, reference);
  }
}
