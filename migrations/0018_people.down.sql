DROP INDEX ix_account_name;
DROP TRIGGER ledger_entry_raises_nobody ON ledger_entry;
DROP FUNCTION refuse_own_roles();
DROP TRIGGER account_keeps_admin ON account;
DROP FUNCTION require_admin();
DROP TABLE invitation;
DROP FUNCTION keep_invitation();
