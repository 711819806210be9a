-- Notes between colleagues on a claim: the desk's own, apart from the public record and its ledger. Nothing of them is ever lost:
-- a note and each wording of it are only ever added.
CREATE TABLE note (
  id          uuid        NOT NULL CONSTRAINT pk_note PRIMARY KEY,
  claim_id    uuid        NOT NULL CONSTRAINT fk_note_claim REFERENCES claim,
  author_id   uuid        NOT NULL CONSTRAINT fk_note_author REFERENCES account,
  -- The note that it answers, which answers none itself.
  reply_to_id uuid        NULL,
  written_at  timestamptz NOT NULL,
  CONSTRAINT uq_note_claim UNIQUE (id, claim_id),
  CONSTRAINT uq_note_author UNIQUE (id, author_id),
  CONSTRAINT fk_note_reply_to FOREIGN KEY (reply_to_id, claim_id) REFERENCES note (id, claim_id)
);
CREATE INDEX ix_note_claim ON note (claim_id, id DESC) WHERE reply_to_id IS NULL;
CREATE INDEX ix_note_reply_to ON note (reply_to_id, id);
CREATE INDEX ix_note_author ON note (author_id, id DESC);

CREATE TABLE note_wording (
  note_id    uuid        NOT NULL,
  -- From 1; the highest is how it reads.
  version    integer     NOT NULL,
  by_id      uuid        NOT NULL,
  words      text        NOT NULL,
  written_at timestamptz NOT NULL,
  CONSTRAINT pk_note_wording PRIMARY KEY (note_id, version),
  -- Only who wrote a note words it anew.
  CONSTRAINT fk_note_wording_note FOREIGN KEY (note_id, by_id) REFERENCES note (id, author_id),
  CONSTRAINT ck_note_wording_version CHECK (version >= 1),
  CONSTRAINT ck_note_wording_words CHECK (length(words) BETWEEN 1 AND 4000)
);

CREATE TABLE note_mention (
  note_id    uuid        NOT NULL CONSTRAINT fk_note_mention_note REFERENCES note,
  account_id uuid        NOT NULL CONSTRAINT fk_note_mention_account REFERENCES account,
  -- As the note has it after the @, so that it is found in the words whatever the colleague is called later.
  called     text        NOT NULL,
  CONSTRAINT pk_note_mention PRIMARY KEY (note_id, account_id, called),
  CONSTRAINT ck_note_mention_called CHECK (length(called) BETWEEN 1 AND 300)
);
CREATE INDEX ix_note_mention_account ON note_mention (account_id, note_id);

CREATE FUNCTION guard_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.reply_to_id IS NOT NULL AND EXISTS (SELECT FROM note WHERE id = NEW.reply_to_id AND reply_to_id IS NOT NULL) THEN
    RAISE EXCEPTION 'An answer goes to the note that began the thread.' USING ERRCODE = 'CL001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER note_guarded BEFORE INSERT ON note FOR EACH ROW EXECUTE FUNCTION guard_note();
CREATE TRIGGER note_stays BEFORE UPDATE OR DELETE ON note FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER note_is_kept BEFORE TRUNCATE ON note FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Wordings follow each other without gaps, and a quarter of an hour after it was written a note stays as it is.
CREATE FUNCTION guard_note_wording() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  written timestamptz;
BEGIN
  SELECT written_at INTO written FROM note WHERE id = NEW.note_id;
  IF NEW.version <> coalesce((SELECT max(version) FROM note_wording WHERE note_id = NEW.note_id), 0) + 1 THEN
    RAISE EXCEPTION 'The note was changed meanwhile.' USING ERRCODE = 'CL001';
  END IF;
  IF NEW.version > 1 AND (NEW.written_at < written OR NEW.written_at > written + interval '15 minutes') THEN
    RAISE EXCEPTION 'A note can be changed for fifteen minutes after it was written.' USING ERRCODE = 'CL001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER note_wording_guarded BEFORE INSERT ON note_wording FOR EACH ROW EXECUTE FUNCTION guard_note_wording();
CREATE TRIGGER note_wording_stays BEFORE UPDATE OR DELETE ON note_wording FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER note_wording_is_kept BEFORE TRUNCATE ON note_wording FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER note_mention_stays BEFORE UPDATE OR DELETE ON note_mention FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER note_mention_is_kept BEFORE TRUNCATE ON note_mention FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A note without words would be a hole in the talk.
CREATE FUNCTION require_note_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM note_wording WHERE note_id = NEW.id) THEN
    RAISE EXCEPTION 'A note has words.' USING ERRCODE = 'CL001';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER note_says AFTER INSERT ON note DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_note_words();

-- Pages that show the claim's notes hear of it when it is committed.
CREATE FUNCTION tell_of_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('claimline_desk', 'notes:' || (SELECT claim_id FROM note WHERE id = NEW.note_id));
  RETURN NULL;
END $$;
CREATE TRIGGER note_wording_tells AFTER INSERT ON note_wording FOR EACH ROW EXECUTE FUNCTION tell_of_note();

-- Sources that are called much alike, found before one is put on record twice.
CREATE INDEX ix_source_title_trigrams ON source USING gin (fold_accents(lower(title)) gin_trgm_ops) WITH (fastupdate = off);
