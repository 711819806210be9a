-- The ledger read by act, by kind of thing and by day. An act has one entry of the thing itself, and maybe more of its parts:
-- lists go over the first, so that each act stands in them once.
CREATE INDEX ix_ledger_entry_head ON ledger_entry (recorded_at DESC, id DESC) WHERE subject_id = stream_id;
CREATE INDEX ix_ledger_entry_act ON ledger_entry (act, recorded_at DESC, id DESC) WHERE subject_id = stream_id;
CREATE INDEX ix_ledger_entry_kind ON ledger_entry (stream_kind, recorded_at DESC, id DESC) WHERE subject_id = stream_id;
CREATE INDEX ix_ledger_entry_person ON ledger_entry (actor_id, recorded_at DESC, id DESC) WHERE subject_id = stream_id;
CREATE INDEX ix_ledger_entry_version ON ledger_entry (stream_id, stream_version);
