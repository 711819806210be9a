/** Which topics a claim is about. */
import { Entity, Index, PrimaryColumn, type Relation } from 'typeorm';
import { Refers } from '../shared/entity.js';
import { Topic } from '../topics/topic.entity.js';
import { Claim } from './claim.entity.js';

@Entity('claim_topic')
@Index('ix_claim_topic_topic', ['topicId', 'claimId'])
export class ClaimTopic {
  @PrimaryColumn('uuid', { name: 'claim_id', primaryKeyConstraintName: 'pk_claim_topic' }) claimId: string;
  @PrimaryColumn('uuid', { name: 'topic_id', primaryKeyConstraintName: 'pk_claim_topic' }) topicId: string;
  @Refers(() => Claim, 'fk_claim_topic_claim', 'claim_id') claim: Relation<Claim>;
  @Refers(() => Topic, 'fk_claim_topic_topic', 'topic_id') topic: Relation<Topic>;
}
