-- What readers say is wrong. Between them and the desk: not part of the public record, so the ledger does not tell of it.
CREATE TABLE report (
  id            uuid        NOT NULL CONSTRAINT pk_report PRIMARY KEY,
  -- What the reader is given as a reference: "R-7KX2-9PBC".
  code          text        NOT NULL CONSTRAINT uq_report_code UNIQUE,
  claim_id      uuid        NULL CONSTRAINT fk_report_claim REFERENCES claim,
  -- The version that the reader had before them.
  claim_version integer     NULL,
  page          text        NULL,
  kind          text        NOT NULL,
  words         text        NOT NULL,
  source_url    text        NULL,
  email         text        NULL,
  language      text        NOT NULL,
  received_at   timestamptz NOT NULL,
  -- Tells the same report sent twice, for ten minutes; then it is forgotten, because it is made of the sender's network address too.
  fingerprint   text        NULL,
  status        text        NOT NULL,
  closed_at     timestamptz NULL,
  closed_by_id  uuid        NULL CONSTRAINT fk_report_closed_by REFERENCES account,
  closing_note  text        NULL,
  CONSTRAINT ck_report_code CHECK (code ~ '^[2-9b-df-hj-np-tv-xz]{8}$'),
  CONSTRAINT ck_report_claim CHECK (claim_version IS NULL OR (claim_id IS NOT NULL AND claim_version >= 1)),
  CONSTRAINT ck_report_page CHECK (length(page) BETWEEN 1 AND 500),
  CONSTRAINT ck_report_kind CHECK (kind IN ('fact', 'quote', 'link', 'translation', 'accessibility', 'other')),
  CONSTRAINT ck_report_words CHECK (length(words) BETWEEN 10 AND 2000),
  CONSTRAINT ck_report_source_url CHECK (length(source_url) <= 2000 AND source_url ~* '^https?://'),
  CONSTRAINT ck_report_email CHECK (length(email) <= 254 AND email LIKE '%_@_%'),
  CONSTRAINT ck_report_language CHECK (length(language) <= 35),
  CONSTRAINT ck_report_status CHECK (status IN ('open', 'answered', 'dismissed')),
  CONSTRAINT ck_report_closed CHECK (CASE WHEN status = 'open' THEN closed_at IS NULL AND closed_by_id IS NULL AND closing_note IS NULL ELSE closed_at IS NOT NULL AND closed_by_id IS NOT NULL AND closing_note IS NOT NULL END),
  CONSTRAINT ck_report_closing_note CHECK (length(closing_note) BETWEEN 1 AND 2000),
  -- The address is for the answer alone, and goes when there is nothing more to answer.
  CONSTRAINT ck_report_forgets CHECK (status = 'open' OR (email IS NULL AND fingerprint IS NULL))
);
CREATE INDEX ix_report_open ON report (received_at, id) WHERE status = 'open';
CREATE INDEX ix_report_closed ON report (closed_at DESC, id DESC) WHERE status <> 'open';
CREATE INDEX ix_report_claim ON report (claim_id, received_at);
CREATE INDEX ix_report_fingerprint ON report (fingerprint, received_at) WHERE fingerprint IS NOT NULL;
CREATE TRIGGER report_keeps BEFORE DELETE ON report FOR EACH ROW EXECUTE FUNCTION refuse_deletion();

-- A report is closed once; what the reader sent stays as it was sent, but for what is to be forgotten.
CREATE FUNCTION guard_report() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moving CONSTANT text[] := ARRAY['status', 'closed_at', 'closed_by_id', 'closing_note', 'email', 'fingerprint'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'open' THEN
      RAISE EXCEPTION 'A report begins open.' USING ERRCODE = 'CL001';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.status <> 'open' THEN
    RAISE EXCEPTION 'A closed report stays as it is.' USING ERRCODE = 'CL001';
  END IF;
  IF (to_jsonb(NEW) - moving) IS DISTINCT FROM (to_jsonb(OLD) - moving)
     OR (NEW.email IS NOT NULL AND NEW.email IS DISTINCT FROM OLD.email)
     OR (NEW.fingerprint IS NOT NULL AND NEW.fingerprint IS DISTINCT FROM OLD.fingerprint) THEN
    RAISE EXCEPTION 'What a reader reported stays as it was sent.' USING ERRCODE = 'CL001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER report_guarded BEFORE INSERT OR UPDATE ON report FOR EACH ROW EXECUTE FUNCTION guard_report();
