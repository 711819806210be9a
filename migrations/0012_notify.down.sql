DROP TRIGGER ledger_entry_tells ON ledger_entry;
DROP FUNCTION tell_instances();
