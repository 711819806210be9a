DROP TABLE ledger_entry CASCADE;
DROP FUNCTION chain_ledger_entry();
DROP FUNCTION IF EXISTS ledger_hash(bytea, ledger_entry);
