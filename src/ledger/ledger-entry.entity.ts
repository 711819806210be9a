/** One row a thing that an act changed, with its whole state afterwards. Append-only by trigger; never saved through TypeORM. */
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity('ledger_entry')
@Unique('uq_ledger_entry_position', ['streamId', 'position'])
@Index('ix_ledger_entry_subject', { synchronize: false })
@Index('ix_ledger_entry_recorded', { synchronize: false })
@Index('ix_ledger_entry_actor', { synchronize: false })
export class LedgerEntry {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_ledger_entry' }) id: string;
  @Column('text', { name: 'stream_kind' }) streamKind: StreamKind;
  @Column('uuid', { name: 'stream_id' }) streamId: string;
  @Column('integer') position: number;
  @Column('integer', { name: 'stream_version' }) streamVersion: number;
  @Column('text') act: string;
  @Column('uuid', { name: 'actor_id', nullable: true }) actorId: string | null;
  @Column('text') via: string;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('text', { name: 'subject_kind' }) subjectKind: SubjectKind;
  @Column('uuid', { name: 'subject_id' }) subjectId: string;
  @Column('jsonb') after: Record<string, unknown>;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  @Column('boolean') imported: boolean;
  @Column('bytea') hash: Buffer;
}

export type StreamKind = 'claim' | 'speaker' | 'source' | 'topic' | 'scale' | 'account';
export type SubjectKind = StreamKind | 'statement' | 'evidence' | 'verdict' | 'correction';
