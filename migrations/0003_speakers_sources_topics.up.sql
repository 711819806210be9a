CREATE TABLE speaker (
  id          uuid        NOT NULL CONSTRAINT pk_speaker PRIMARY KEY,
  code        text        NOT NULL CONSTRAINT uq_speaker_code UNIQUE,
  kind        text        NOT NULL,
  name        text        NOT NULL,
  aliases     text[]      NOT NULL DEFAULT '{}',
  wikidata_id text        NULL CONSTRAINT uq_speaker_wikidata UNIQUE,
  description text        NULL,
  created_at  timestamptz NOT NULL,
  version     integer     NOT NULL,
  CONSTRAINT ck_speaker_kind CHECK (kind IN ('person', 'organisation')),
  CONSTRAINT ck_speaker_name CHECK (length(name) BETWEEN 1 AND 200),
  CONSTRAINT ck_speaker_wikidata CHECK (wikidata_id ~ '^Q[1-9][0-9]*$')
);
CREATE INDEX ix_speaker_name ON speaker USING gin (fold_accents(lower(name)) gin_trgm_ops);
CREATE TRIGGER speaker_keeps BEFORE DELETE ON speaker FOR EACH ROW EXECUTE FUNCTION refuse_deletion();

CREATE TABLE speaker_role (
  id              uuid     NOT NULL CONSTRAINT pk_speaker_role PRIMARY KEY,
  speaker_id      uuid     NOT NULL CONSTRAINT fk_speaker_role_speaker REFERENCES speaker,
  position        smallint NOT NULL,
  title           text     NOT NULL,
  from_day        date     NULL,
  from_precision  text     NULL,
  until_day       date     NULL,
  until_precision text     NULL,
  CONSTRAINT uq_speaker_role_position UNIQUE (speaker_id, position),
  CONSTRAINT ck_speaker_role_title CHECK (length(title) BETWEEN 1 AND 200),
  CONSTRAINT ck_speaker_role_from CHECK (CASE from_precision WHEN 'day' THEN true WHEN 'month' THEN date_trunc('month', from_day) = from_day WHEN 'year' THEN date_trunc('year', from_day) = from_day ELSE from_day IS NULL AND from_precision IS NULL END),
  CONSTRAINT ck_speaker_role_until CHECK (CASE until_precision WHEN 'day' THEN true WHEN 'month' THEN date_trunc('month', until_day) = until_day WHEN 'year' THEN date_trunc('year', until_day) = until_day ELSE until_day IS NULL AND until_precision IS NULL END),
  CONSTRAINT ck_speaker_role_span CHECK (until_day >= from_day)
);

CREATE TABLE source (
  id            uuid        NOT NULL CONSTRAINT pk_source PRIMARY KEY,
  code          text        NOT NULL CONSTRAINT uq_source_code UNIQUE,
  kind          text        NOT NULL,
  title         text        NOT NULL,
  publisher     text        NOT NULL,
  authors       text[]      NOT NULL DEFAULT '{}',
  published_day date        NULL,
  published_precision text  NULL,
  language      text        NOT NULL DEFAULT 'en',
  url           text        NULL,
  url_key       text        NULL CONSTRAINT uq_source_url_key UNIQUE,
  archived_url  text        NULL,
  note          text        NULL,
  created_at    timestamptz NOT NULL,
  version       integer     NOT NULL,
  CONSTRAINT ck_source_kind CHECK (kind IN ('article', 'official_document', 'transcript', 'dataset', 'video', 'image', 'social_post', 'court_decision')),
  CONSTRAINT ck_source_title CHECK (length(title) BETWEEN 1 AND 500),
  CONSTRAINT ck_source_publisher CHECK (length(publisher) BETWEEN 1 AND 300),
  CONSTRAINT ck_source_language CHECK (length(language) <= 35),
  CONSTRAINT ck_source_url CHECK (url ~* '^https?://' AND length(url) <= 2000),
  CONSTRAINT ck_source_url_key CHECK ((url IS NULL) = (url_key IS NULL)),
  CONSTRAINT ck_source_archived_url CHECK (archived_url ~* '^https?://' AND length(archived_url) <= 2000),
  CONSTRAINT ck_source_published CHECK (CASE published_precision WHEN 'day' THEN true WHEN 'month' THEN date_trunc('month', published_day) = published_day WHEN 'year' THEN date_trunc('year', published_day) = published_day ELSE published_day IS NULL AND published_precision IS NULL END)
);
CREATE TRIGGER source_keeps BEFORE DELETE ON source FOR EACH ROW EXECUTE FUNCTION refuse_deletion();

CREATE TABLE topic (
  id          uuid        NOT NULL CONSTRAINT pk_topic PRIMARY KEY,
  code        text        NOT NULL CONSTRAINT uq_topic_code UNIQUE,
  name        text        NOT NULL CONSTRAINT uq_topic_name UNIQUE,
  description text        NULL,
  created_at  timestamptz NOT NULL,
  version     integer     NOT NULL,
  CONSTRAINT ck_topic_name CHECK (length(name) BETWEEN 1 AND 80)
);
CREATE TRIGGER topic_keeps BEFORE DELETE ON topic FOR EACH ROW EXECUTE FUNCTION refuse_deletion();
