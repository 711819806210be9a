/** One row a thing that an act changed, with its whole state afterwards. Append-only by trigger; never saved through TypeORM. */
import { Column, Entity, Index, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { HeldInSql, Refers } from '../shared/entity.js';

@Entity('ledger_entry')
@Unique('uq_ledger_entry_position', ['streamId', 'position'])
@Index('ix_ledger_entry_subject', { synchronize: false })
@Index('ix_ledger_entry_recorded', { synchronize: false })
@Index('ix_ledger_entry_actor', { synchronize: false })
@Index('ix_ledger_entry_head', { synchronize: false })
@Index('ix_ledger_entry_act', { synchronize: false })
@Index('ix_ledger_entry_kind', { synchronize: false })
@Index('ix_ledger_entry_person', { synchronize: false })
@Index('ix_ledger_entry_version', { synchronize: false })
@HeldInSql('ck_ledger_entry_stream', 'ck_ledger_entry_via', 'ck_ledger_entry_imported')
export class LedgerEntry {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_ledger_entry' }) id: string;
  @Column('text', { name: 'stream_kind' }) streamKind: StreamKind;
  @Column('uuid', { name: 'stream_id' }) streamId: string;
  @Column('integer') position: number;
  @Column('integer', { name: 'stream_version' }) streamVersion: number;
  @Column('text') act: string;
  @Column('uuid', { name: 'actor_id', nullable: true }) actorId: string | null;
  @Refers(() => Account, 'fk_ledger_entry_actor', 'actor_id') actor: Relation<Account> | null;
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
export type SubjectKind = StreamKind | 'statement' | 'evidence' | 'verdict' | 'correction' | 'correction_proposal';
