/** A versioned list of verdict labels. Never changed in place: a new version is a new row with its own ratings. */
import { Column, Entity, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { HeldInSql, Refers } from '../shared/entity.js';

export const RATING_COLOURS = ['true', 'mostly_true', 'mixed', 'mostly_false', 'false', 'grey'] as const;
export type RatingColour = (typeof RATING_COLOURS)[number];

@Entity('scale')
@Unique('uq_scale_key_version', ['key', 'version'])
@HeldInSql('ck_scale_key', 'ck_scale_version')
export class Scale {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_scale' }) id: string;
  @Column('text') key: string;
  @Column('integer') version: number;
  @Column('text') name: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}

@Entity('rating')
@Unique('uq_rating_key', ['scaleId', 'key'])
@Unique('uq_rating_position', ['scaleId', 'position'])
@Unique('uq_rating_scale', ['id', 'scaleId'])
@HeldInSql('ck_rating_colour', 'ck_rating_number')
export class Rating {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_rating' }) id: string;
  @Column('uuid', { name: 'scale_id' }) scaleId: string;
  @Refers(() => Scale, 'fk_rating_scale', 'scale_id') scale: Relation<Scale>;
  @Column('smallint') position: number;
  @Column('text') key: string;
  @Column('text') label: string;
  @Column('text') meaning: string;
  @Column('text') colour: RatingColour;
  @Column('boolean') conclusive: boolean;
  @Column('smallint', { nullable: true }) number: number | null;
}
