/** What would confirm, refute or void a claim about the future, and when it is due. */
import { Column, Entity, Index, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { Precision } from '../shared/day.js';
import { HeldInSql } from '../shared/entity.js';
import { Claim } from './claim.entity.js';
import type { DueKind } from './claim.words.js';

@Entity('resolution')
@Index('ix_resolution_due', ['dueDay'])
@HeldInSql('ck_resolution_due', 'ck_resolution_due_day')
export class Resolution {
  @PrimaryColumn('uuid', { name: 'claim_id', primaryKeyConstraintName: 'pk_resolution' }) claimId: string;
  @OneToOne(() => Claim, (claim) => claim.resolution)
  @JoinColumn({ name: 'claim_id', foreignKeyConstraintName: 'fk_resolution_claim' })
  claim: Relation<Claim>;
  @Column('text', { name: 'would_confirm' }) wouldConfirm: string;
  @Column('text', { name: 'would_refute' }) wouldRefute: string;
  @Column('text', { name: 'would_void', nullable: true }) wouldVoid: string | null;
  @Column('text', { name: 'due_kind' }) dueKind: DueKind;
  @Column('date', { name: 'due_day', nullable: true }) dueDay: string | null;
  @Column('text', { name: 'due_precision', nullable: true }) duePrecision: Precision | null;
  @Column('text', { name: 'due_event', nullable: true }) dueEvent: string | null;
  @Column('text', { nullable: true }) note: string | null;
}
