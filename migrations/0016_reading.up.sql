-- The newest claims on a topic, without looking at the others (ids sort by the time of their making).
DROP INDEX ix_claim_topic_topic;
CREATE INDEX ix_claim_topic_topic ON claim_topic (topic_id, claim_id);
