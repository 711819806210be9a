DROP INDEX ix_source_words;
DROP INDEX ix_claim_scale;
DROP INDEX ix_claim_reviewer_waiting;
DROP INDEX ix_claim_editor_waiting;
