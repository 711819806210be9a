/** A reviewer's disagreement beside a verdict: one that stands for each person, withdrawn with a reason, never edited; part of the verdict's snapshot. */
import { Column, Entity, Index, PrimaryColumn, type Relation } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { HeldInSql, Refers } from '../shared/entity.js';
import { Verdict } from './verdict.entity.js';

@Entity('dissent')
@Index('ix_dissent_verdict', ['verdictId', 'recordedAt'])
@Index('uq_dissent_open', ['verdictId', 'accountId'], { unique: true, where: 'withdrawn_at IS NULL' })
@HeldInSql('ck_dissent_words', 'ck_dissent_withdrawn', 'ck_dissent_reason')
export class Dissent {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_dissent' }) id: string;
  @Column('uuid', { name: 'verdict_id' }) verdictId: string;
  @Column('uuid', { name: 'claim_id' }) claimId: string;
  @Refers(() => Verdict, 'fk_dissent_verdict', { verdict_id: 'id', claim_id: 'claimId' }) verdict: Relation<Verdict>;
  @Column('uuid', { name: 'account_id' }) accountId: string;
  @Refers(() => Account, 'fk_dissent_account', 'account_id') account: Relation<Account>;
  @Column('text') words: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt: Date | null;
  @Column('text', { name: 'withdraw_reason', nullable: true }) withdrawReason: string | null;
}
