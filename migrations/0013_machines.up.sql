-- Feeds tell every verdict as it was published, also those replaced since.
CREATE INDEX ix_verdict_approved ON verdict (approved_at DESC, id DESC) WHERE approved_at IS NOT NULL;
