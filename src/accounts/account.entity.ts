/** Somebody of the desk: who they are, which roles they hold, and whether they may still come in. */
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { HeldInSql } from '../shared/entity.js';
import type { Role } from '../shared/roles.js';

@Entity('account')
@Unique('uq_account_email', ['email'])
@Index('ix_account_name', ['name', 'id'])
@HeldInSql('ck_account_email', 'ck_account_name', 'ck_account_roles')
export class Account {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_account' }) id: string;
  /** In lower case, as the database insists. */
  @Column('text') email: string;
  @Column('text') name: string;
  @Column('text', { array: true }) roles: Role[];
  /** Never loaded unless asked for by name; nothing for an account that has no password. */
  @Column('text', { name: 'password_hash', nullable: true, select: false }) passwordHash?: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'suspended_at', nullable: true }) suspendedAt: Date | null;
  @Column('integer') version: number;
}
