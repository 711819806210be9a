DROP INDEX ix_claim_topic_topic;
CREATE INDEX ix_claim_topic_topic ON claim_topic (topic_id);
