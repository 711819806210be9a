/** Pages for editors and reviewers. */
import { Module } from '@nestjs/common';
import { SignInModule } from '../sign-in/sign-in.module.js';
import { ClaimsModule } from '../claims/claims.module.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { SpeakersModule } from '../speakers/speakers.module.js';
import { StatementsModule } from '../statements/statements.module.js';
import { WorkflowModule } from '../workflow/workflow.module.js';
import { ReportsModule } from '../reports/reports.module.js';
import { RecordsByForm } from './forms/records.service.js';
import { NewClaimController } from './new-claim/new-claim.controller.js';
import { NewClaims } from './new-claim/new-claim.service.js';
import { QueueController } from './queue/queue.controller.js';
import { ReportsController } from './reports/reports.controller.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { WorkbenchController } from './workbench/workbench.controller.js';
import { Workbench } from './workbench/workbench.service.js';

@Module({
  imports: [SignInModule, ClaimsModule, EvidenceModule, ReportsModule, SourcesModule, SpeakersModule, StatementsModule, WorkflowModule],
  controllers: [SignInController, QueueController, NewClaimController, ReportsController, WorkbenchController],
  providers: [RecordsByForm, NewClaims, Workbench],
})
export class DeskModule {}
