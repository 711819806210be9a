/** One signed-in browser. The cookie holds the secret; here is only its SHA-256. */
import { Column, Entity, Index, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { HeldInSql, Refers } from '../shared/entity.js';
import { Account } from '../accounts/account.entity.js';
import type { Proof } from './second-factor/second-factor.rules.js';

@Entity('session')
@Unique('uq_session_secret', ['secretHash'])
@Index('ix_session_account', ['accountId'])
@HeldInSql('ck_session_signed_in_by')
export class Session {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_session' }) id: string;
  @Column('uuid', { name: 'account_id' }) accountId: string;
  @Refers(() => Account, 'fk_session_account', 'account_id') account: Relation<Account>;
  @Column('bytea', { name: 'secret_hash', select: false }) secretHash: Buffer;
  @Column('text', { name: 'csrf_token' }) csrfToken: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'last_used_at' }) lastUsedAt: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  @Column('text', { name: 'user_agent', nullable: true }) userAgent: string | null;
  /** How its person proved who they are. */
  @Column('text', { name: 'signed_in_by', default: 'password' }) signedInBy: Proof;
}
