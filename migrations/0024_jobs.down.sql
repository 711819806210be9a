DROP TRIGGER claim_is_awaited ON claim;
DROP FUNCTION await_claim();
DROP FUNCTION await_claims(uuid[]);
DROP TABLE awaited;
DROP FUNCTION last_due(date, text);
DROP TABLE notice_unwanted;
DROP INDEX ix_notice_unmailed;
ALTER TABLE notice DROP COLUMN mail_settled_at;
DROP SCHEMA pgboss CASCADE;
