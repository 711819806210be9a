-- Every act on a claim (and on a speaker, source, topic, scale or account): one row a thing that the act changed, with its
-- whole state afterwards. Position, chained hash and order are made here, not by the writer.
CREATE TABLE ledger_entry (
  id             uuid        NOT NULL CONSTRAINT pk_ledger_entry PRIMARY KEY,
  stream_kind    text        NOT NULL,
  stream_id      uuid        NOT NULL,
  position       integer     NOT NULL,
  stream_version integer     NOT NULL,
  act            text        NOT NULL,
  actor_id       uuid        NULL CONSTRAINT fk_ledger_entry_actor REFERENCES account,
  via            text        NOT NULL,
  reason         text        NULL,
  subject_kind   text        NOT NULL,
  subject_id     uuid        NOT NULL,
  after          jsonb       NOT NULL,
  recorded_at    timestamptz NOT NULL,
  imported       boolean     NOT NULL,
  hash           bytea       NOT NULL,
  CONSTRAINT uq_ledger_entry_position UNIQUE (stream_id, position),
  CONSTRAINT ck_ledger_entry_stream CHECK (stream_kind IN ('claim', 'speaker', 'source', 'topic', 'scale', 'account')),
  CONSTRAINT ck_ledger_entry_via CHECK (via IN ('site', 'api', 'cli', 'import')),
  CONSTRAINT ck_ledger_entry_imported CHECK (imported = (via = 'import'))
);
CREATE INDEX ix_ledger_entry_subject ON ledger_entry (subject_id, position DESC);
CREATE INDEX ix_ledger_entry_recorded ON ledger_entry (recorded_at DESC, id DESC);
CREATE INDEX ix_ledger_entry_actor ON ledger_entry (actor_id, recorded_at DESC);

-- SHA-256 over the previous entry's hash and every column of this one, so that a changed or missing entry shows.
CREATE FUNCTION ledger_hash(previous bytea, entry ledger_entry) RETURNS bytea
  LANGUAGE sql IMMUTABLE
  AS $$
    SELECT sha256(coalesce(previous, ''::bytea) || convert_to(jsonb_build_array(
      entry.id, entry.stream_kind, entry.stream_id, entry.position, entry.stream_version, entry.act, entry.actor_id, entry.via,
      entry.reason, entry.subject_kind, entry.subject_id, entry.after, extract(epoch FROM entry.recorded_at)::text, entry.imported)::text, 'UTF8'))
  $$;

CREATE FUNCTION chain_ledger_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last record;
BEGIN
  SELECT position, recorded_at, hash INTO last FROM ledger_entry WHERE stream_id = NEW.stream_id ORDER BY position DESC LIMIT 1;
  IF last.recorded_at > NEW.recorded_at THEN
    RAISE EXCEPTION 'The ledger does not run backwards: the last entry is of %, this one of %.', last.recorded_at, NEW.recorded_at USING ERRCODE = 'CL001';
  END IF;
  IF NOT NEW.imported AND abs(extract(epoch FROM clock_timestamp() - NEW.recorded_at)) > 60 THEN
    RAISE EXCEPTION 'Only an import may bring its own instant.' USING ERRCODE = 'CL001';
  END IF;
  NEW.position := coalesce(last.position, 0) + 1;
  NEW.hash := ledger_hash(last.hash, NEW);
  RETURN NEW;
END $$;

CREATE TRIGGER ledger_entry_chains BEFORE INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION chain_ledger_entry();
CREATE TRIGGER ledger_entry_stays BEFORE UPDATE OR DELETE ON ledger_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_entry_is_kept BEFORE TRUNCATE ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
