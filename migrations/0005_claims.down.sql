DROP TABLE attribution_hop;
DROP TABLE statement;
DROP TABLE claim_topic;
DROP TABLE resolution;
DROP TABLE claim;
