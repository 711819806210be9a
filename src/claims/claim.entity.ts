/** One checkable proposition in the desk's own neutral wording, and where it stands in the workflow. */
import { Column, Entity, Index, OneToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Scale } from '../scales/scale.entity.js';
import { HeldInSql, Refers } from '../shared/entity.js';
import type { ClaimKind, DeclineCode, Status } from './claim.words.js';
import { Resolution } from './resolution.entity.js';

@Entity('claim')
@Unique('uq_claim_code', ['code'])
@Unique('uq_claim_logged_by', ['id', 'loggedById'])
@Index('ix_claim_listed', { synchronize: false })
@Index('ix_claim_status', { synchronize: false })
@Index('ix_claim_editor', ['editorInChargeId', 'status'])
@Index('ix_claim_reviewer', ['reviewerId', 'status'])
@Index('ix_claim_wording_trigrams', { synchronize: false })
@Index('ix_claim_scale', ['scaleId'])
@Index('ix_claim_editor_waiting', ['editorInChargeId', 'statusAt', 'id'], { where: `status = ANY (ARRAY['open'::text, 'in_review'::text, 'awaiting_approval'::text])` })
@Index('ix_claim_reviewer_waiting', ['reviewerId', 'statusAt', 'id'], { where: `status = ANY (ARRAY['open'::text, 'in_review'::text, 'awaiting_approval'::text])` })
@Index('ix_claim_in_review', ['statusAt', 'id'], { where: `status = ANY (ARRAY['in_review'::text, 'awaiting_approval'::text])` })
@HeldInSql(
  'ck_claim_title', 'ck_claim_wording', 'ck_claim_kind', 'ck_claim_language', 'ck_claim_status', 'ck_claim_public',
  'ck_claim_declined', 'ck_claim_withdrawn', 'ck_claim_merged', 'ck_claim_versions',
)
export class Claim {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_claim' }) id: string;
  @Column('text') code: string;
  @Column('text') title: string;
  @Column('text') wording: string;
  @Column('text') kind: ClaimKind;
  @Column('text') language: string;
  @Column('text', { nullable: true }) background: string | null;
  @Column('uuid', { name: 'scale_id' }) scaleId: string;
  @Refers(() => Scale, 'fk_claim_scale', 'scale_id') scale: Relation<Scale>;
  @Column('text') status: Status;
  @Column('timestamptz', { name: 'status_at' }) statusAt: Date;
  @Column('text', { name: 'status_reason', nullable: true }) statusReason: string | null;
  @Column('text', { name: 'decline_code', nullable: true }) declineCode: DeclineCode | null;
  @Column('text', { name: 'searched_where', nullable: true }) searchedWhere: string | null;
  @Column('uuid', { name: 'merged_into_id', nullable: true }) mergedIntoId: string | null;
  @Refers(() => Claim, 'fk_claim_merged_into', 'merged_into_id') mergedInto: Relation<Claim> | null;
  @Column('uuid', { name: 'logged_by_id' }) loggedById: string;
  @Refers(() => Account, 'fk_claim_logged_by', 'logged_by_id') loggedBy: Relation<Account>;
  @Column('timestamptz', { name: 'logged_at' }) loggedAt: Date;
  @Column('timestamptz', { name: 'public_at', nullable: true }) publicAt: Date | null;
  @Column('uuid', { name: 'editor_in_charge_id' }) editorInChargeId: string;
  @Refers(() => Account, 'fk_claim_editor_in_charge', 'editor_in_charge_id') editorInCharge: Relation<Account>;
  @Column('uuid', { name: 'reviewer_id', nullable: true }) reviewerId: string | null;
  @Refers(() => Account, 'fk_claim_reviewer', 'reviewer_id') reviewer: Relation<Account> | null;
  @Column('integer') version: number;
  @Column('integer', { name: 'case_version' }) caseVersion: number;
  @Column('timestamptz', { name: 'shown_at' }) shownAt: Date;
  @Column('integer', { name: 'shown_version' }) shownVersion: number;
  @Column('boolean', { default: false }) imported: boolean;

  @OneToOne(() => Resolution, (resolution) => resolution.claim) resolution: Relation<Resolution> | null;
}
