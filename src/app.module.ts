/** The table of contents. */
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { AccountsModule } from './accounts/accounts.module.js';
import { ClaimsModule } from './claims/claims.module.js';
import { Config } from './config.js';
import { CorrectionsModule } from './corrections/corrections.module.js';
import { DeskModule } from './desk/desk.module.js';
import { DueModule } from './due/due.module.js';
import { EvidenceModule } from './evidence/evidence.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { MailModule } from './mail/mail.module.js';
import { NoticesModule } from './notices/notices.module.js';
import { OpsModule } from './ops/ops.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { ScalesModule } from './scales/scales.module.js';
import { AnswerHeaders } from './shared/answers.js';
import { InputPipe } from './shared/input.js';
import { LOGGER, ProblemFilter } from './shared/problem.filter.js';
import { SignInModule } from './sign-in/sign-in.module.js';
import { ReportPagesModule } from './site/report/report.module.js';
import { SiteModule } from './site/site.module.js';
import { SourcesModule } from './sources/sources.module.js';
import { SpeakersModule } from './speakers/speakers.module.js';
import { StatementsModule } from './statements/statements.module.js';
import { TopicsModule } from './topics/topics.module.js';
import { VerdictsModule } from './verdicts/verdicts.module.js';
import { WorkflowModule } from './workflow/workflow.module.js';

@Module({})
class CoreModule {}

@Module({})
export class AppModule {
  static with(config: Config, source: DataSource, log: Logger): DynamicModule {
    const core: DynamicModule = {
      module: CoreModule,
      global: true,
      providers: [
        { provide: Config, useValue: config },
        { provide: DataSource, useValue: source },
        { provide: LOGGER, useValue: log },
        { provide: APP_PIPE, useClass: InputPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: AnswerHeaders },
      ],
      exports: [Config, DataSource, LOGGER],
    };
    return {
      module: AppModule,
      imports: [
        core,
        JobsModule, MailModule, NoticesModule, AccountsModule, SignInModule, SpeakersModule, SourcesModule, TopicsModule, ScalesModule,
        ClaimsModule, StatementsModule, EvidenceModule, WorkflowModule, CorrectionsModule, VerdictsModule, ReportsModule, DueModule,
        SiteModule, ReportPagesModule, DeskModule, OpsModule,
      ],
    };
  }
}
