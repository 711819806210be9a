DROP INDEX ix_ledger_entry_version;
DROP INDEX ix_ledger_entry_person;
DROP INDEX ix_ledger_entry_kind;
DROP INDEX ix_ledger_entry_act;
DROP INDEX ix_ledger_entry_head;
