/** A person or organisation that says, relays or publishes, with the roles held and when. */
import { Column, Entity, Index, PrimaryColumn, type Relation, Unique } from 'typeorm';
import type { Precision } from '../shared/day.js';
import { HeldInSql, Refers } from '../shared/entity.js';

export const SPEAKER_KINDS = ['person', 'organisation'] as const;
export type SpeakerKind = (typeof SPEAKER_KINDS)[number];

@Entity('speaker')
@Unique('uq_speaker_code', ['code'])
@Unique('uq_speaker_wikidata', ['wikidataId'])
@Index('ix_speaker_name', { synchronize: false })
@Index('ix_speaker_merged', { synchronize: false })
@Index('ix_speaker_listed', { synchronize: false })
@HeldInSql('ck_speaker_kind', 'ck_speaker_name', 'ck_speaker_wikidata', 'ck_speaker_merged')
export class Speaker {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_speaker' }) id: string;
  @Column('text') code: string;
  @Column('text') kind: SpeakerKind;
  @Column('text') name: string;
  @Column('text', { array: true, default: '{}' }) aliases: string[];
  @Column('text', { name: 'wikidata_id', nullable: true }) wikidataId: string | null;
  @Column('text', { nullable: true }) description: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('integer') version: number;
  /** Set while this is a second entry of somebody who has another one; its address leads there. */
  @Column('uuid', { name: 'merged_into_id', nullable: true }) mergedIntoId: string | null;
  @Refers(() => Speaker, 'fk_speaker_merged_into', 'merged_into_id') mergedInto: Relation<Speaker> | null;
}

@Entity('speaker_role')
@Unique('uq_speaker_role_position', ['speakerId', 'position'])
@HeldInSql('ck_speaker_role_title', 'ck_speaker_role_from', 'ck_speaker_role_until', 'ck_speaker_role_span')
export class SpeakerRole {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_speaker_role' }) id: string;
  @Column('uuid', { name: 'speaker_id' }) speakerId: string;
  @Refers(() => Speaker, 'fk_speaker_role_speaker', 'speaker_id') speaker: Relation<Speaker>;
  @Column('smallint') position: number;
  @Column('text') title: string;
  @Column('date', { name: 'from_day', nullable: true }) fromDay: string | null;
  @Column('text', { name: 'from_precision', nullable: true }) fromPrecision: Precision | null;
  @Column('date', { name: 'until_day', nullable: true }) untilDay: string | null;
  @Column('text', { name: 'until_precision', nullable: true }) untilPrecision: Precision | null;
}
