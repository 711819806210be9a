/** The evidence a verdict rests on, in the order it is cited; always of the same claim. */
import { Column, Entity, Index, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { Evidence } from '../evidence/evidence.entity.js';
import { Refers } from '../shared/entity.js';
import { Verdict } from './verdict.entity.js';

@Entity('cited_evidence')
@Unique('uq_cited_evidence_position', ['verdictId', 'position'])
@Index('ix_cited_evidence_evidence', ['evidenceId'])
export class CitedEvidence {
  @PrimaryColumn('uuid', { name: 'verdict_id', primaryKeyConstraintName: 'pk_cited_evidence' }) verdictId: string;
  @PrimaryColumn('uuid', { name: 'evidence_id', primaryKeyConstraintName: 'pk_cited_evidence' }) evidenceId: string;
  @Column('uuid', { name: 'claim_id' }) claimId: string;
  @Column('smallint') position: number;
  @Refers(() => Verdict, 'fk_cited_evidence_verdict', { verdict_id: 'id', claim_id: 'claimId' }) verdict: Relation<Verdict>;
  @Refers(() => Evidence, 'fk_cited_evidence_evidence', { evidence_id: 'id', claim_id: 'claimId' }) evidence: Relation<Evidence>;
}
