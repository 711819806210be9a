DROP INDEX ix_verdict_approved;
