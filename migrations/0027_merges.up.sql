-- Two entries of one speaker or source become one: what refers to the one is moved to the other, the address of the first leads on,
-- and for a day all of it can be undone.
ALTER TABLE speaker ADD COLUMN merged_into_id uuid NULL CONSTRAINT fk_speaker_merged_into REFERENCES speaker,
  ADD CONSTRAINT ck_speaker_merged CHECK (merged_into_id <> id);
ALTER TABLE source ADD COLUMN merged_into_id uuid NULL CONSTRAINT fk_source_merged_into REFERENCES source,
  ADD CONSTRAINT ck_source_merged CHECK (merged_into_id <> id);
CREATE INDEX ix_speaker_merged ON speaker (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX ix_source_merged ON source (merged_into_id) WHERE merged_into_id IS NOT NULL;

CREATE TABLE merge (
  id            uuid        NOT NULL CONSTRAINT pk_merge PRIMARY KEY,
  kind          text        NOT NULL,
  from_id       uuid        NOT NULL,
  into_id       uuid        NOT NULL,
  explanation   text        NULL,
  -- What the kept entry got from the other, to be taken back when it is undone.
  added_aliases text[]      NOT NULL DEFAULT '{}',
  moved_wikidata text       NULL,
  merged_at     timestamptz NOT NULL,
  merged_by_id  uuid        NOT NULL CONSTRAINT fk_merge_merged_by REFERENCES account,
  undone_at     timestamptz NULL,
  undone_by_id  uuid        NULL CONSTRAINT fk_merge_undone_by REFERENCES account,
  CONSTRAINT ck_merge_kind CHECK (kind IN ('speaker', 'source')),
  CONSTRAINT ck_merge_two CHECK (from_id <> into_id),
  CONSTRAINT ck_merge_explanation CHECK (length(explanation) BETWEEN 1 AND 2000),
  CONSTRAINT ck_merge_undone CHECK ((undone_at IS NULL) = (undone_by_id IS NULL) AND undone_at < merged_at + interval '25 hours')
);
CREATE UNIQUE INDEX uq_merge_from ON merge (from_id) WHERE undone_at IS NULL;
CREATE INDEX ix_merge_into ON merge (into_id, merged_at DESC);

CREATE TABLE merge_move (
  merge_id uuid     NOT NULL CONSTRAINT fk_merge_move_merge REFERENCES merge,
  thing    text     NOT NULL,
  thing_id uuid     NOT NULL,
  -- Of a hop in its statement's chain; 0 for a statement or a piece of evidence.
  position smallint NOT NULL DEFAULT 0,
  CONSTRAINT pk_merge_move PRIMARY KEY (merge_id, thing, thing_id, position),
  CONSTRAINT ck_merge_move_thing CHECK (thing IN ('statement', 'hop', 'evidence'))
);

CREATE FUNCTION guard_merge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.undone_at IS NOT NULL OR (to_jsonb(NEW) - 'undone_at' - 'undone_by_id') IS DISTINCT FROM (to_jsonb(OLD) - 'undone_at' - 'undone_by_id') THEN
    RAISE EXCEPTION 'A merge is undone once, and never edited.' USING ERRCODE = 'CL001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER merge_guarded BEFORE UPDATE ON merge FOR EACH ROW EXECUTE FUNCTION guard_merge();
CREATE TRIGGER merge_keeps BEFORE DELETE ON merge FOR EACH ROW EXECUTE FUNCTION refuse_deletion();
CREATE TRIGGER merge_move_stays BEFORE UPDATE OR DELETE ON merge_move FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The entry that is kept, through all that was merged on.
CREATE FUNCTION kept_speaker(asked uuid) RETURNS uuid LANGUAGE sql STABLE
  AS $$
    WITH RECURSIVE way AS (
      SELECT id, merged_into_id, 1 AS step FROM speaker WHERE id = asked
      UNION ALL SELECT p.id, p.merged_into_id, way.step + 1 FROM way JOIN speaker p ON p.id = way.merged_into_id WHERE way.step < 20)
    SELECT id FROM way WHERE merged_into_id IS NULL
  $$;
CREATE FUNCTION kept_source(asked uuid) RETURNS uuid LANGUAGE sql STABLE
  AS $$
    WITH RECURSIVE way AS (
      SELECT id, merged_into_id, 1 AS step FROM source WHERE id = asked
      UNION ALL SELECT o.id, o.merged_into_id, way.step + 1 FROM way JOIN source o ON o.id = way.merged_into_id WHERE way.step < 20)
    SELECT id FROM way WHERE merged_into_id IS NULL
  $$;

-- Nothing new is said to be of an entry that was merged away, however two people's acts meet; asked when the act commits.
CREATE FUNCTION refuse_merged() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  named text;
BEGIN
  IF TG_TABLE_NAME <> 'evidence' THEN
    SELECT name INTO named FROM speaker WHERE id = NEW.speaker_id AND merged_into_id IS NOT NULL;
    IF named IS NOT NULL THEN
      RAISE EXCEPTION 'The entry “%” was merged into another speaker; choose that one.', named USING ERRCODE = 'CL001';
    END IF;
  END IF;
  IF TG_TABLE_NAME <> 'statement' THEN
    SELECT title INTO named FROM source WHERE id = NEW.source_id AND merged_into_id IS NOT NULL;
    IF named IS NOT NULL THEN
      RAISE EXCEPTION 'The entry “%” was merged into another source; choose that one.', named USING ERRCODE = 'CL001';
    END IF;
  END IF;
  RETURN NULL;
END $$;
-- A statement or piece of evidence that merely takes another step keeps what it refers to.
CREATE CONSTRAINT TRIGGER statement_of_kept AFTER INSERT ON statement DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_merged();
CREATE CONSTRAINT TRIGGER statement_now_of_kept AFTER UPDATE OF speaker_id ON statement DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.speaker_id IS DISTINCT FROM OLD.speaker_id) EXECUTE FUNCTION refuse_merged();
CREATE CONSTRAINT TRIGGER hop_of_kept AFTER INSERT OR UPDATE ON attribution_hop DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_merged();
CREATE CONSTRAINT TRIGGER evidence_of_kept AFTER INSERT ON evidence DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_merged();
CREATE CONSTRAINT TRIGGER evidence_now_of_kept AFTER UPDATE OF source_id ON evidence DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.source_id IS DISTINCT FROM OLD.source_id) EXECUTE FUNCTION refuse_merged();

-- A second entry is found by none of its names; those that the kept entry got from it lead to that one.
CREATE FUNCTION call_kept_speaker() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.merged_into_id IS NOT NULL THEN
    DELETE FROM speaker_called WHERE speaker_id = NEW.id;
  ELSE
    INSERT INTO speaker_called VALUES (NEW.id, called(NEW.name, NEW.aliases)) ON CONFLICT (speaker_id) DO UPDATE SET names = excluded.names;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER speaker_kept_is_called AFTER UPDATE OF merged_into_id ON speaker FOR EACH ROW EXECUTE FUNCTION call_kept_speaker();

-- The desk's lists of speakers and sources go by name and by the newest.
CREATE INDEX ix_speaker_listed ON speaker (name, id) WHERE merged_into_id IS NULL;
CREATE INDEX ix_source_listed ON source (id DESC) WHERE merged_into_id IS NULL;
