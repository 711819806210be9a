DROP TABLE topic;
DROP TABLE source;
DROP TABLE speaker_role;
DROP TABLE speaker;
