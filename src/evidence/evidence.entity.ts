/** A source tied to a claim: what it shows, for which side, with what weight. Withdrawn with a reason, never deleted. */
import { Column, Entity, Index, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Claim } from '../claims/claim.entity.js';
import type { Stance, Weight } from '../claims/claim.words.js';
import type { Precision } from '../shared/day.js';
import { HeldInSql, Refers } from '../shared/entity.js';
import { Source } from '../sources/source.entity.js';

@Entity('evidence')
@Unique('uq_evidence_claim', ['id', 'claimId'])
@Index('ix_evidence_claim', ['claimId'])
@Index('ix_evidence_source', ['sourceId'])
@HeldInSql('ck_evidence_stance', 'ck_evidence_weight', 'ck_evidence_event', 'ck_evidence_withdrawn')
export class Evidence {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_evidence' }) id: string;
  @Column('uuid', { name: 'claim_id' }) claimId: string;
  @Refers(() => Claim, 'fk_evidence_claim', 'claim_id') claim: Relation<Claim>;
  @Column('uuid', { name: 'source_id' }) sourceId: string;
  @Refers(() => Source, 'fk_evidence_source', 'source_id') source: Relation<Source>;
  @Column('text') stance: Stance;
  @Column('text') weight: Weight;
  @Column('date', { name: 'event_day' }) eventDay: string;
  @Column('text', { name: 'event_precision' }) eventPrecision: Precision;
  /** What it shows, in the desk's words. */
  @Column('text') summary: string;
  /** Verbatim. */
  @Column('text', { nullable: true }) excerpt: string | null;
  @Column('text', { nullable: true }) note: string | null;
  @Column('text', { nullable: true }) independence: string | null;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  @Column('uuid', { name: 'recorded_by_id' }) recordedById: string;
  @Refers(() => Account, 'fk_evidence_recorded_by', 'recorded_by_id') recordedBy: Relation<Account>;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt: Date | null;
  @Column('uuid', { name: 'withdrawn_by_id', nullable: true }) withdrawnById: string | null;
  @Refers(() => Account, 'fk_evidence_withdrawn_by', 'withdrawn_by_id') withdrawnBy: Relation<Account> | null;
  @Column('text', { name: 'withdraw_reason', nullable: true }) withdrawReason: string | null;
  @Column('integer') version: number;
}
