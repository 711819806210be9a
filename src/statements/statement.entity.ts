/** One occasion on which somebody made the claim. */
import { Column, Entity, Index, PrimaryColumn, type Relation } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Claim } from '../claims/claim.entity.js';
import type { WasSaid } from '../claims/claim.words.js';
import type { Precision } from '../shared/day.js';
import { HeldInSql, Refers } from '../shared/entity.js';
import { Speaker } from '../speakers/speaker.entity.js';

@Entity('statement')
@Index('ix_statement_claim', ['claimId'])
@Index('ix_statement_speaker', ['speakerId', 'saidDay'])
@Index('ix_statement_said', ['saidDay'])
@HeldInSql('ck_statement_language', 'ck_statement_was_said', 'ck_statement_words', 'ck_statement_said')
export class Statement {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_statement' }) id: string;
  @Column('uuid', { name: 'claim_id' }) claimId: string;
  @Refers(() => Claim, 'fk_statement_claim', 'claim_id') claim: Relation<Claim>;
  @Column('uuid', { name: 'speaker_id', nullable: true }) speakerId: string | null;
  @Refers(() => Speaker, 'fk_statement_speaker', 'speaker_id') speaker: Relation<Speaker> | null;
  @Column('date', { name: 'said_day', nullable: true }) saidDay: string | null;
  @Column('text', { name: 'said_precision', nullable: true }) saidPrecision: Precision | null;
  @Column('text', { nullable: true }) place: string | null;
  @Column('text', { nullable: true }) occasion: string | null;
  @Column('text', { nullable: true }) audience: string | null;
  @Column('text', { nullable: true }) quote: string | null;
  @Column('text', { nullable: true }) paraphrase: string | null;
  @Column('text') language: string;
  @Column('text', { name: 'was_said' }) wasSaid: WasSaid;
  @Column('text', { nullable: true }) note: string | null;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  @Column('uuid', { name: 'recorded_by_id' }) recordedById: string;
  @Refers(() => Account, 'fk_statement_recorded_by', 'recorded_by_id') recordedBy: Relation<Account>;
  @Column('integer') version: number;
}
