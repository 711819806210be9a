-- What the desk's lists begin from at a large record, where the plans that test/plans.spec.ts reads found none.

-- A person's own claims that wait for something, the longest waiting first.
CREATE INDEX ix_claim_editor_waiting ON claim (editor_in_charge_id, status_at, id) WHERE status IN ('open', 'in_review', 'awaiting_approval');
CREATE INDEX ix_claim_reviewer_waiting ON claim (reviewer_id, status_at, id) WHERE status IN ('open', 'in_review', 'awaiting_approval');
-- How many claims are judged on each scale.
CREATE INDEX ix_claim_scale ON claim (scale_id);
-- Sources by any part of their title and publisher.
CREATE INDEX ix_source_words ON source USING gin (fold_accents(lower(title || ' ' || publisher)) gin_trgm_ops) WITH (fastupdate = off);
