/** A rating with its reasons: proposed by one reviewer, approved by another; superseded, never edited. */
import { Column, Entity, Index, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Claim } from '../claims/claim.entity.js';
import { Rating } from '../scales/scale.entity.js';
import type { ReviewPolicy } from '../shared/act.js';
import { HeldInSql, Refers } from '../shared/entity.js';

@Entity('verdict')
@Unique('uq_verdict_claim', ['id', 'claimId'])
@Index('ix_verdict_claim', ['claimId', 'proposedAt'])
@Index('ix_verdict_rating', ['ratingId'])
@Index('ix_verdict_latest', { synchronize: false })
@Index('ix_verdict_approved', { synchronize: false })
@Index('ix_verdict_returned', { synchronize: false })
@Index('uq_verdict_in_force', ['claimId'], { unique: true, where: 'approved_at IS NOT NULL AND superseded_at IS NULL' })
@Index('uq_verdict_proposed', ['claimId'], { unique: true, where: 'approved_at IS NULL AND returned_at IS NULL' })
@HeldInSql(
  'ck_verdict_summary', 'ck_verdict_policy', 'ck_verdict_proposer_not_logger', 'ck_verdict_four_eyes',
  'ck_verdict_approved', 'ck_verdict_returned', 'ck_verdict_one_end', 'ck_verdict_superseded',
)
export class Verdict {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_verdict' }) id: string;
  @Column('uuid', { name: 'claim_id' }) claimId: string;
  @Column('uuid', { name: 'claim_logged_by_id' }) claimLoggedById: string;
  @Refers(() => Claim, 'fk_verdict_claim', { claim_id: 'id', claim_logged_by_id: 'loggedById' }) claim: Relation<Claim>;
  @Column('uuid', { name: 'rating_id' }) ratingId: string;
  @Refers(() => Rating, 'fk_verdict_rating', 'rating_id') rating: Relation<Rating>;
  @Column('text') summary: string;
  @Column('text', { array: true, default: '{}' }) caveats: string[];
  @Column('text', { name: 'early_reason', nullable: true }) earlyReason: string | null;
  /** The day in the world since which it holds; when we recorded it is `approvedAt`. */
  @Column('date', { name: 'in_force_from' }) inForceFrom: string;
  @Column('integer', { name: 'case_version' }) caseVersion: number;
  @Column('text', { name: 'review_policy' }) reviewPolicy: ReviewPolicy;
  @Column('timestamptz', { name: 'proposed_at' }) proposedAt: Date;
  @Column('uuid', { name: 'proposed_by_id' }) proposedById: string;
  @Refers(() => Account, 'fk_verdict_proposed_by', 'proposed_by_id') proposedBy: Relation<Account>;
  @Column('timestamptz', { name: 'approved_at', nullable: true }) approvedAt: Date | null;
  @Column('uuid', { name: 'approved_by_id', nullable: true }) approvedById: string | null;
  @Refers(() => Account, 'fk_verdict_approved_by', 'approved_by_id') approvedBy: Relation<Account> | null;
  @Column('timestamptz', { name: 'returned_at', nullable: true }) returnedAt: Date | null;
  @Column('uuid', { name: 'returned_by_id', nullable: true }) returnedById: string | null;
  @Refers(() => Account, 'fk_verdict_returned_by', 'returned_by_id') returnedBy: Relation<Account> | null;
  @Column('text', { name: 'return_reason', nullable: true }) returnReason: string | null;
  @Column('timestamptz', { name: 'superseded_at', nullable: true }) supersededAt: Date | null;
  @Column('uuid', { name: 'superseded_by_id', nullable: true }) supersededById: string | null;
  @Refers(() => Verdict, 'fk_verdict_superseded_by', 'superseded_by_id') supersededBy: Relation<Verdict> | null;
  @Column('integer') version: number;
  @Column('boolean', { default: false }) imported: boolean;
}
