/** A published, typed, explained change of something already public. Append-only. */
import { Column, Entity, Index, PrimaryColumn, type Relation } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Claim } from '../claims/claim.entity.js';
import type { CorrectionKind } from '../claims/claim.words.js';
import type { ReviewPolicy } from '../shared/act.js';
import { HeldInSql, Refers } from '../shared/entity.js';
import { CorrectionProposal } from './correction-proposal.entity.js';

/** Before and after of each changed field, as a reader would see them. */
export type Changes = Record<string, { before: unknown; after: unknown }>;

@Entity('correction')
@Index('ix_correction_claim', ['claimId'])
@Index('ix_correction_published', { synchronize: false })
@Index('ix_correction_proposal', ['proposalId'], { where: 'proposal_id IS NOT NULL' })
@HeldInSql('ck_correction_kind', 'ck_correction_subject', 'ck_correction_explanation', 'ck_correction_policy', 'ck_correction_approver', 'ck_correction_four_eyes')
export class Correction {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_correction' }) id: string;
  @Column('uuid', { name: 'claim_id' }) claimId: string;
  @Refers(() => Claim, 'fk_correction_claim', 'claim_id') claim: Relation<Claim>;
  @Column('text') kind: CorrectionKind;
  @Column('text') explanation: string;
  @Column('text', { name: 'subject_kind' }) subjectKind: 'claim' | 'statement' | 'evidence' | 'verdict' | 'source' | 'speaker';
  @Column('uuid', { name: 'subject_id' }) subjectId: string;
  @Column('jsonb') changes: Changes;
  @Column('timestamptz', { name: 'published_at' }) publishedAt: Date;
  @Column('uuid', { name: 'published_by_id' }) publishedById: string;
  @Refers(() => Account, 'fk_correction_published_by', 'published_by_id') publishedBy: Relation<Account>;
  @Column('boolean', { default: false }) imported: boolean;
  /** Of a factual correction: what was proposed, and who approved it. */
  @Column('uuid', { name: 'proposal_id', nullable: true }) proposalId: string | null;
  @Refers(() => CorrectionProposal, 'fk_correction_proposal', 'proposal_id') proposal: Relation<CorrectionProposal> | null;
  @Column('uuid', { name: 'approver_id', nullable: true }) approverId: string | null;
  @Refers(() => Account, 'fk_correction_approver', 'approver_id') approver: Relation<Account> | null;
  /** Nothing where it is from before factual corrections had a second person. */
  @Column('text', { name: 'review_policy', nullable: true }) reviewPolicy: ReviewPolicy | null;
}
