/** What claims are about, for readers who follow a subject. */
import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { HeldInSql } from '../shared/entity.js';

@Entity('topic')
@Unique('uq_topic_code', ['code'])
@Unique('uq_topic_name', ['name'])
@HeldInSql('ck_topic_name')
export class Topic {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_topic' }) id: string;
  @Column('text') code: string;
  @Column('text') name: string;
  @Column('text', { nullable: true }) description: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('integer') version: number;
}
