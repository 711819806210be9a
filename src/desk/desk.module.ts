/** Pages for editors and reviewers. */
import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { SignInModule } from '../sign-in/sign-in.module.js';
import { ClaimsModule } from '../claims/claims.module.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { ScalesModule } from '../scales/scales.module.js';
import { TopicsModule } from '../topics/topics.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { SpeakersModule } from '../speakers/speakers.module.js';
import { StatementsModule } from '../statements/statements.module.js';
import { VerdictsModule } from '../verdicts/verdicts.module.js';
import { WorkflowModule } from '../workflow/workflow.module.js';
import { ReportsModule } from '../reports/reports.module.js';
import { CorrectionsModule } from '../corrections/corrections.module.js';
import { AuditController } from './audit/audit.controller.js';
import { NotesModule } from '../notes/notes.module.js';
import { DeskEvidenceController } from './evidence/evidence.controller.js';
import { ClaimEvidence } from './evidence/evidence.service.js';
import { EvidenceSources } from './evidence/evidence.sources.js';
import { ClaimNotes } from './notes/claim-notes.service.js';
import { NotesController } from './notes/notes.controller.js';
import { CorrectionPagesController } from './corrections/corrections.controller.js';
import { Corrections } from './corrections/corrections.service.js';
import { BarController } from './bar.controller.js';
import { DueController } from './due/due.controller.js';
import { CompleteController } from './complete/complete.controller.js';
import { Completing } from './complete/complete.service.js';
import { DraftsByForm } from './drafts/drafts-by-form.service.js';
import { DraftsController } from './drafts/drafts.controller.js';
import { Drafts } from './drafts/drafts.service.js';
import { RecordsByForm } from './forms/records.service.js';
import { FindAnythingController } from './find/find-anything.controller.js';
import { LiveController } from './live/live.controller.js';
import { Live } from './live/live.service.js';
import { PresenceController } from './live/presence.controller.js';
import { NewClaimController } from './new-claim/new-claim.controller.js';
import { NewClaims } from './new-claim/new-claim.service.js';
import { FailedJobsController } from './jobs/failed-jobs.controller.js';
import { NoticeWishesController } from './notices/notice-wishes.controller.js';
import { MyWork } from './queue/my-work.service.js';
import { QueueController } from './queue/queue.controller.js';
import { ReviewController } from './review/review.controller.js';
import { Reviews } from './review/review.service.js';
import { ReviewQueueController } from './review/review-queue.controller.js';
import { ReviewQueues } from './review/review-queue.service.js';
import { ReportsController } from './reports/reports.controller.js';
import { MergesModule } from '../merges/merges.module.js';
import { MergingPages } from './merges/merging-pages.service.js';
import { SourcesPagesController } from './sources/sources-pages.controller.js';
import { SpeakersPagesController } from './speakers/speakers-pages.controller.js';
import { ScalesPagesController } from './settings/scales/scales-pages.controller.js';
import { TopicsPagesController } from './settings/topics/topics-pages.controller.js';
import { InvitationPagesController } from './invitations/invitations.controller.js';
import { MeController } from './me/me.controller.js';
import { OwnPages } from './me/own-pages.service.js';
import { AccountPagesController } from './settings/accounts/accounts.controller.js';
import { PeopleByForm } from './settings/accounts/people.service.js';
import { SettingsController } from './settings/settings.controller.js';
import { OwnOptionsController } from './me/two-factor/own-options.controller.js';
import { TwoFactorController } from './me/two-factor/two-factor.controller.js';
import { OwnFactors } from './me/two-factor/two-factor.service.js';
import { PasskeyOptionsController } from './sign-in/passkey-options.controller.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { WayIn } from './sign-in/way-in.service.js';
import { ClaimStatements } from './workbench/statements.service.js';
import { WorkbenchController } from './workbench/workbench.controller.js';
import { Workbench } from './workbench/workbench.service.js';

@Module({
  imports: [MergesModule, AccountsModule, NotesModule, SignInModule, ClaimsModule, EvidenceModule, CorrectionsModule, ReportsModule, ScalesModule, SourcesModule, TopicsModule, SpeakersModule, StatementsModule, VerdictsModule, WorkflowModule],
  controllers: [SpeakersPagesController, SourcesPagesController, ReviewController, ReviewQueueController, SignInController, PasskeyOptionsController, TwoFactorController, OwnOptionsController, InvitationPagesController, MeController, SettingsController, AccountPagesController, DueController, NoticeWishesController, FailedJobsController, BarController, QueueController, LiveController, PresenceController, FindAnythingController, CompleteController, DraftsController, NewClaimController, ReportsController, CorrectionPagesController, WorkbenchController, AuditController, DeskEvidenceController, NotesController, ScalesPagesController, TopicsPagesController],
  providers: [MergingPages, OwnFactors, WayIn, Corrections, Reviews, ReviewQueues, OwnPages, PeopleByForm, ClaimEvidence, ClaimNotes, ClaimStatements, EvidenceSources, Completing, Drafts, DraftsByForm, RecordsByForm, Live, MyWork, NewClaims, Workbench],
})
export class DeskModule {}
