/** A factual correction that waits for a second person: bound to what its subject said, and decided once. The desk's alone until it is approved. */
import { Column, Entity, Index, PrimaryColumn, type Relation } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Claim } from '../claims/claim.entity.js';
import { Report } from '../reports/report.entity.js';
import type { ReviewPolicy } from '../shared/act.js';
import { HeldInSql, Refers } from '../shared/entity.js';
import type { Changes } from './correction.entity.js';
import type { CorrectedKind } from './correction.rules.js';

const OPEN = 'approved_at IS NULL AND returned_at IS NULL AND taken_back_at IS NULL';

@Entity('correction_proposal')
@Index('uq_correction_proposal_open', ['subjectId'], { unique: true, where: OPEN })
@Index('ix_correction_proposal_waiting', ['proposedAt', 'id'], { where: OPEN })
@Index('ix_correction_proposal_claim', { synchronize: false })
@Index('ix_correction_proposal_proposer', { synchronize: false })
@Index('ix_correction_proposal_stream', { synchronize: false })
@Index('ix_correction_proposal_report', ['reportId'], { where: 'report_id IS NOT NULL' })
@HeldInSql(
  'ck_correction_proposal_subject', 'ck_correction_proposal_claim', 'ck_correction_proposal_changes', 'ck_correction_proposal_explanation', 'ck_correction_proposal_policy',
  'ck_correction_proposal_four_eyes', 'ck_correction_proposal_approved', 'ck_correction_proposal_returned', 'ck_correction_proposal_reason', 'ck_correction_proposal_one_end',
)
export class CorrectionProposal {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_correction_proposal' }) id: string;
  /** Nothing for a source or a speaker, which many claims may show. */
  @Column('uuid', { name: 'claim_id', nullable: true }) claimId: string | null;
  @Refers(() => Claim, 'fk_correction_proposal_claim', 'claim_id') claim: Relation<Claim> | null;
  @Column('text', { name: 'subject_kind' }) subjectKind: CorrectedKind;
  @Column('uuid', { name: 'subject_id' }) subjectId: string;
  @Column('integer', { name: 'subject_version' }) subjectVersion: number;
  /** What the subject said when this was proposed, whole. */
  @Column('jsonb') was: Record<string, unknown>;
  /** What is to be changed, as the service takes it. */
  @Column('jsonb') given: Record<string, unknown>;
  @Column('jsonb') changes: Changes;
  @Column('text') explanation: string;
  @Column('text', { name: 'review_policy' }) reviewPolicy: ReviewPolicy;
  @Column('uuid', { name: 'report_id', nullable: true }) reportId: string | null;
  @Refers(() => Report, 'fk_correction_proposal_report', 'report_id') report: Relation<Report> | null;
  @Column('timestamptz', { name: 'proposed_at' }) proposedAt: Date;
  @Column('uuid', { name: 'proposed_by_id' }) proposedById: string;
  @Refers(() => Account, 'fk_correction_proposal_proposed_by', 'proposed_by_id') proposedBy: Relation<Account>;
  @Column('timestamptz', { name: 'approved_at', nullable: true }) approvedAt: Date | null;
  @Column('uuid', { name: 'approved_by_id', nullable: true }) approvedById: string | null;
  @Refers(() => Account, 'fk_correction_proposal_approved_by', 'approved_by_id') approvedBy: Relation<Account> | null;
  @Column('timestamptz', { name: 'returned_at', nullable: true }) returnedAt: Date | null;
  @Column('uuid', { name: 'returned_by_id', nullable: true }) returnedById: string | null;
  @Refers(() => Account, 'fk_correction_proposal_returned_by', 'returned_by_id') returnedBy: Relation<Account> | null;
  @Column('text', { name: 'return_reason', nullable: true }) returnReason: string | null;
  @Column('timestamptz', { name: 'taken_back_at', nullable: true }) takenBackAt: Date | null;
  @Column('integer') version: number;
}
