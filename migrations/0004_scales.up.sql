-- A scale is never changed in place: a new version is a new row with its own ratings.
CREATE TABLE scale (
  id         uuid        NOT NULL CONSTRAINT pk_scale PRIMARY KEY,
  key        text        NOT NULL,
  version    integer     NOT NULL,
  name       text        NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT uq_scale_key_version UNIQUE (key, version),
  CONSTRAINT ck_scale_key CHECK (key ~ '^[a-z][a-z0-9_]{1,39}$'),
  CONSTRAINT ck_scale_version CHECK (version >= 1)
);

CREATE TABLE rating (
  id         uuid     NOT NULL CONSTRAINT pk_rating PRIMARY KEY,
  scale_id   uuid     NOT NULL CONSTRAINT fk_rating_scale REFERENCES scale,
  position   smallint NOT NULL,
  key        text     NOT NULL,
  label      text     NOT NULL,
  meaning    text     NOT NULL,
  colour     text     NOT NULL,
  conclusive boolean  NOT NULL,
  number     smallint NULL,
  CONSTRAINT uq_rating_key UNIQUE (scale_id, key),
  CONSTRAINT uq_rating_position UNIQUE (scale_id, position),
  CONSTRAINT uq_rating_scale UNIQUE (id, scale_id),
  CONSTRAINT ck_rating_colour CHECK (colour IN ('true', 'mostly_true', 'mixed', 'mostly_false', 'false', 'grey')),
  -- Uncertainty is never a middle of the truth line: only a conclusive rating has a number.
  CONSTRAINT ck_rating_number CHECK (number IS NULL OR (number BETWEEN 1 AND 10 AND conclusive))
);
CREATE TRIGGER scale_stays BEFORE UPDATE OR DELETE ON scale FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rating_stays BEFORE UPDATE OR DELETE ON rating FOR EACH ROW EXECUTE FUNCTION refuse_change();
