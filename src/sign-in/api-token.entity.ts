/** A key for programs: some of its owner's roles, for a limited time. The secret is shown once; here is only its SHA-256. */
import { Column, Entity, Index, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { HeldInSql, Refers } from '../shared/entity.js';
import type { Role } from '../shared/roles.js';
import { Account } from '../accounts/account.entity.js';

@Entity('api_token')
@Unique('uq_api_token_secret', ['secretHash'])
@Index('ix_api_token_account', ['accountId'])
@HeldInSql('ck_api_token_name', 'ck_api_token_roles', 'ck_api_token_expiry')
export class ApiToken {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_api_token' }) id: string;
  @Column('uuid', { name: 'account_id' }) accountId: string;
  @Refers(() => Account, 'fk_api_token_account', 'account_id') account: Relation<Account>;
  @Column('text') name: string;
  @Column('bytea', { name: 'secret_hash', select: false }) secretHash: Buffer;
  @Column('text', { array: true }) roles: Role[];
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt: Date | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
}
