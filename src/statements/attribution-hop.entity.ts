/** One hop of the attribution chain: said by → relayed by → published by. */
import { Column, Entity, Index, PrimaryColumn, type Relation, Unique } from 'typeorm';
import type { Form, HopKind } from '../claims/claim.words.js';
import type { Precision } from '../shared/day.js';
import { HeldInSql, Refers } from '../shared/entity.js';
import { Source } from '../sources/source.entity.js';
import { Speaker } from '../speakers/speaker.entity.js';
import { Statement } from './statement.entity.js';

@Entity('attribution_hop')
@Unique('uq_attribution_hop_position', ['statementId', 'position'])
@Index('ix_attribution_hop_speaker', ['speakerId'])
@Index('ix_attribution_hop_source', ['sourceId'])
@HeldInSql('ck_attribution_hop_kind', 'ck_attribution_hop_first', 'ck_attribution_hop_published', 'ck_attribution_hop_form', 'ck_attribution_hop_day')
export class AttributionHop {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_attribution_hop' }) id: string;
  @Column('uuid', { name: 'statement_id' }) statementId: string;
  @Refers(() => Statement, 'fk_attribution_hop_statement', 'statement_id') statement: Relation<Statement>;
  @Column('smallint') position: number;
  @Column('text') kind: HopKind;
  @Column('uuid', { name: 'speaker_id' }) speakerId: string;
  @Refers(() => Speaker, 'fk_attribution_hop_speaker', 'speaker_id') speaker: Relation<Speaker>;
  @Column('text', { nullable: true }) occasion: string | null;
  @Column('date', { name: 'hop_day', nullable: true }) hopDay: string | null;
  @Column('text', { name: 'hop_precision', nullable: true }) hopPrecision: Precision | null;
  @Column('text') form: Form;
  @Column('uuid', { name: 'source_id', nullable: true }) sourceId: string | null;
  @Refers(() => Source, 'fk_attribution_hop_source', 'source_id') source: Relation<Source> | null;
  @Column('text', { nullable: true }) note: string | null;
}
