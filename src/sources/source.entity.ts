/** A document that can be cited; its address may be absent, and one address is one source. */
import { Column, Entity, Index, PrimaryColumn, type Relation, Unique } from 'typeorm';
import type { Precision } from '../shared/day.js';
import { HeldInSql, Refers } from '../shared/entity.js';

export const SOURCE_KINDS = ['article', 'official_document', 'transcript', 'dataset', 'video', 'image', 'social_post', 'court_decision'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

@Entity('source')
@Unique('uq_source_code', ['code'])
@Unique('uq_source_url_key', ['urlKey'])
@Index('ix_source_site', { synchronize: false })
@Index('ix_source_merged', { synchronize: false })
@Index('ix_source_listed', { synchronize: false })
@Index('ix_source_title', { synchronize: false })
@Index('ix_source_title_trigrams', { synchronize: false })
@Index('ix_source_words', { synchronize: false })
@HeldInSql('ck_source_kind', 'ck_source_title', 'ck_source_publisher', 'ck_source_language', 'ck_source_url', 'ck_source_url_key', 'ck_source_archived_url', 'ck_source_published', 'ck_source_merged')
export class Source {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_source' }) id: string;
  @Column('text') code: string;
  @Column('text') kind: SourceKind;
  @Column('text') title: string;
  @Column('text') publisher: string;
  @Column('text', { array: true, default: '{}' }) authors: string[];
  @Column('date', { name: 'published_day', nullable: true }) publishedDay: string | null;
  @Column('text', { name: 'published_precision', nullable: true }) publishedPrecision: Precision | null;
  @Column('text', { default: 'en' }) language: string;
  @Column('text', { nullable: true }) url: string | null;
  /** The address without what does not tell documents apart (scheme, `www.`, fragment, tracking); see `source.rules.ts`. */
  @Column('text', { name: 'url_key', nullable: true }) urlKey: string | null;
  @Column('text', { name: 'archived_url', nullable: true }) archivedUrl: string | null;
  @Column('text', { nullable: true }) note: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('integer') version: number;
  /** Set while this is a second entry of a document that has another one; its address leads there. */
  @Column('uuid', { name: 'merged_into_id', nullable: true }) mergedIntoId: string | null;
  @Refers(() => Source, 'fk_source_merged_into', 'merged_into_id') mergedInto: Relation<Source> | null;
}
