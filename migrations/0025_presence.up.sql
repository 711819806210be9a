-- Who of the desk has which claim before them just now, and what ends a page that is open: the desk's own, kept nowhere else.
CREATE UNLOGGED TABLE presence (
  claim_id   uuid        NOT NULL CONSTRAINT fk_presence_claim REFERENCES claim,
  account_id uuid        NOT NULL CONSTRAINT fk_presence_account REFERENCES account,
  -- One page in a browser; "visit" for a page read without script, which counts for a few minutes.
  tab        text        NOT NULL,
  since      timestamptz NOT NULL,
  -- Moved on while the page is open; an instance that is killed moves nothing, so its people are gone by themselves.
  until      timestamptz NOT NULL,
  -- The page is open behind another one.
  away       boolean     NOT NULL,
  CONSTRAINT pk_presence PRIMARY KEY (claim_id, account_id, tab),
  CONSTRAINT ck_presence_tab CHECK (tab ~ '^[\w-]{1,40}$')
);

-- "Changed since I last looked" begins from the latest looks, "returned to me" from the latest returns.
CREATE INDEX ix_look_account ON look (account_id, looked_at DESC);
CREATE INDEX ix_verdict_returned ON verdict (proposed_by_id, returned_at DESC) WHERE returned_at IS NOT NULL;

-- An open page of somebody who may no longer see it has to close at once, whoever ended the session and how.
CREATE FUNCTION tell_session_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('claimline_desk', 'session:' || OLD.id);
  RETURN NULL;
END $$;
CREATE TRIGGER session_ended_tells AFTER UPDATE OF ended_at, expires_at ON session FOR EACH ROW
  WHEN (OLD.ended_at IS DISTINCT FROM NEW.ended_at OR OLD.expires_at IS DISTINCT FROM NEW.expires_at) EXECUTE FUNCTION tell_session_ended();
CREATE TRIGGER session_deleted_tells AFTER DELETE ON session FOR EACH ROW WHEN (OLD.ended_at IS NULL) EXECUTE FUNCTION tell_session_ended();

CREATE FUNCTION tell_account_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('claimline_desk', 'account:' || NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER account_changed_tells AFTER UPDATE OF suspended_at, roles ON account FOR EACH ROW
  WHEN (OLD.suspended_at IS DISTINCT FROM NEW.suspended_at OR OLD.roles IS DISTINCT FROM NEW.roles) EXECUTE FUNCTION tell_account_changed();

-- Readers' reports are not in the ledger, so that nothing else tells of them.
CREATE FUNCTION tell_of_reports() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('claimline_desk', 'reports');
  RETURN NULL;
END $$;
CREATE TRIGGER report_tells AFTER INSERT OR UPDATE ON report FOR EACH STATEMENT EXECUTE FUNCTION tell_of_reports();

-- A source is found by any words that its title's words begin with.
CREATE INDEX ix_source_title ON source USING gin ((' ' || fold_name(title)) gin_trgm_ops) WITH (fastupdate = off);
