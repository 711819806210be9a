/** What a reader says is wrong, for the desk alone: no part of the public record, so no ledger entry tells of it. */
import { Column, Entity, Index, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Claim } from '../claims/claim.entity.js';
import { Correction } from '../corrections/correction.entity.js';
import { HeldInSql, Refers } from '../shared/entity.js';
import type { ReportKind, ReportStatus } from './report.rules.js';

@Entity('report')
@Unique('uq_report_code', ['code'])
@Index('ix_report_open', ['receivedAt', 'id'], { where: `status = 'open'` })
@Index('ix_report_closed', { synchronize: false })
@Index('ix_report_claim', ['claimId', 'receivedAt'])
@Index('ix_report_claim_open', ['claimId', 'receivedAt', 'id'], { where: `status = 'open'` })
@Index('ix_report_taken', ['takenById', 'receivedAt', 'id'], { where: `status = 'open' AND taken_by_id IS NOT NULL` })
@Index('ix_report_correction', ['correctionId'], { where: 'correction_id IS NOT NULL' })
@Index('ix_report_fingerprint', ['fingerprint', 'receivedAt'], { where: 'fingerprint IS NOT NULL' })
@HeldInSql(
  'ck_report_code', 'ck_report_claim', 'ck_report_page', 'ck_report_kind', 'ck_report_words', 'ck_report_source_url', 'ck_report_email', 'ck_report_language',
  'ck_report_status', 'ck_report_closed', 'ck_report_closing_note', 'ck_report_forgets',
  'ck_report_taken', 'ck_report_answer', 'ck_report_mailed', 'ck_report_corrected',
)
export class Report {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_report' }) id: string;
  @Column('text') code: string;
  /** Nothing where the reader was on no claim's page. */
  @Column('uuid', { name: 'claim_id', nullable: true }) claimId: string | null;
  @Refers(() => Claim, 'fk_report_claim', 'claim_id') claim: Relation<Claim> | null;
  /** The version that the reader had before them. */
  @Column('integer', { name: 'claim_version', nullable: true }) claimVersion: number | null;
  /** The page that it is about, in the reader's words. */
  @Column('text', { nullable: true }) page: string | null;
  @Column('text') kind: ReportKind;
  @Column('text') words: string;
  @Column('text', { name: 'source_url', nullable: true }) sourceUrl: string | null;
  /** Kept only while the report is open. */
  @Column('text', { nullable: true }) email: string | null;
  /** That the reader had the site in. */
  @Column('text') language: string;
  @Column('timestamptz', { name: 'received_at' }) receivedAt: Date;
  /** Tells the same report sent twice; forgotten after ten minutes. */
  @Column('text', { nullable: true }) fingerprint: string | null;
  @Column('text') status: ReportStatus;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
  @Column('uuid', { name: 'closed_by_id', nullable: true }) closedById: string | null;
  @Refers(() => Account, 'fk_report_closed_by', 'closed_by_id') closedBy: Relation<Account> | null;
  /** For the desk. */
  @Column('text', { name: 'closing_note', nullable: true }) closingNote: string | null;
  @Column('timestamptz', { name: 'taken_at', nullable: true }) takenAt: Date | null;
  /** Who deals with it. */
  @Column('uuid', { name: 'taken_by_id', nullable: true }) takenById: string | null;
  @Refers(() => Account, 'fk_report_taken_by', 'taken_by_id') takenBy: Relation<Account> | null;
  /** What the reader was told. */
  @Column('text', { nullable: true }) answer: string | null;
  /** Whether the answer went out by e-mail; the address itself is gone. */
  @Column('boolean', { default: false }) mailed: boolean;
  /** The published correction that came of it. */
  @Column('uuid', { name: 'correction_id', nullable: true }) correctionId: string | null;
  @Refers(() => Correction, 'fk_report_correction', 'correction_id') correction: Relation<Correction> | null;
}
