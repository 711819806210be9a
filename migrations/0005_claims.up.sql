CREATE TABLE claim (
  id                uuid        NOT NULL CONSTRAINT pk_claim PRIMARY KEY,
  code              text        NOT NULL CONSTRAINT uq_claim_code UNIQUE,
  title             text        NOT NULL,
  wording           text        NOT NULL,
  kind              text        NOT NULL,
  language          text        NOT NULL,
  background        text        NULL,
  scale_id          uuid        NOT NULL CONSTRAINT fk_claim_scale REFERENCES scale,
  status            text        NOT NULL,
  status_at         timestamptz NOT NULL,
  status_reason     text        NULL,
  decline_code      text        NULL,
  searched_where    text        NULL,
  merged_into_id    uuid        NULL CONSTRAINT fk_claim_merged_into REFERENCES claim,
  logged_by_id      uuid        NOT NULL CONSTRAINT fk_claim_logged_by REFERENCES account,
  logged_at         timestamptz NOT NULL,
  public_at         timestamptz NULL,
  editor_in_charge_id uuid      NOT NULL CONSTRAINT fk_claim_editor_in_charge REFERENCES account,
  reviewer_id       uuid        NULL CONSTRAINT fk_claim_reviewer REFERENCES account,
  version           integer     NOT NULL,
  -- The version at which the case (wording, statements, resolution, evidence) last changed; a proposal is bound to it.
  case_version      integer     NOT NULL,
  -- The last act that changed what readers see, and the claim's version then: what the desk does among itself moves neither.
  shown_at          timestamptz NOT NULL,
  shown_version     integer     NOT NULL,
  imported          boolean     NOT NULL DEFAULT false,
  CONSTRAINT uq_claim_logged_by UNIQUE (id, logged_by_id),
  CONSTRAINT ck_claim_title CHECK (length(title) BETWEEN 1 AND 200),
  CONSTRAINT ck_claim_wording CHECK (length(wording) BETWEEN 1 AND 2000),
  CONSTRAINT ck_claim_kind CHECK (kind IN ('factual', 'assurance', 'promise', 'policy', 'prediction', 'opinion')),
  CONSTRAINT ck_claim_language CHECK (length(language) <= 35),
  CONSTRAINT ck_claim_status CHECK (status IN ('draft', 'open', 'in_review', 'awaiting_approval', 'rated', 'declined', 'withdrawn')),
  CONSTRAINT ck_claim_public CHECK ((status = 'draft') = (public_at IS NULL)),
  CONSTRAINT ck_claim_declined CHECK (CASE WHEN status = 'declined' THEN decline_code IN ('opinion', 'not_checkable', 'duplicate', 'out_of_scope') AND status_reason IS NOT NULL ELSE decline_code IS NULL END),
  CONSTRAINT ck_claim_withdrawn CHECK (status <> 'withdrawn' OR status_reason IS NOT NULL),
  CONSTRAINT ck_claim_merged CHECK (merged_into_id IS NULL OR (status = 'withdrawn' AND merged_into_id <> id)),
  CONSTRAINT ck_claim_versions CHECK (version >= 1 AND case_version BETWEEN 1 AND version AND shown_version BETWEEN 1 AND version)
);
CREATE INDEX ix_claim_listed ON claim (logged_at DESC, id DESC);
CREATE INDEX ix_claim_status ON claim (status, logged_at DESC, id DESC);
CREATE INDEX ix_claim_editor ON claim (editor_in_charge_id, status);
CREATE INDEX ix_claim_reviewer ON claim (reviewer_id, status);
CREATE INDEX ix_claim_words ON claim USING gin (to_tsvector('english'::regconfig, fold_accents(title || ' ' || wording)));
CREATE INDEX ix_claim_wording_trigrams ON claim USING gin (fold_accents(lower(wording)) gin_trgm_ops);

CREATE TABLE resolution (
  claim_id      uuid NOT NULL CONSTRAINT pk_resolution PRIMARY KEY CONSTRAINT fk_resolution_claim REFERENCES claim,
  would_confirm text NOT NULL,
  would_refute  text NOT NULL,
  would_void    text NULL,
  due_kind      text NOT NULL,
  due_day       date NULL,
  due_precision text NULL,
  due_event     text NULL,
  note          text NULL,
  CONSTRAINT ck_resolution_due CHECK (CASE due_kind WHEN 'day' THEN due_day IS NOT NULL AND due_event IS NULL WHEN 'event' THEN due_event IS NOT NULL AND due_day IS NULL WHEN 'open' THEN due_day IS NULL AND due_event IS NULL ELSE false END),
  CONSTRAINT ck_resolution_due_day CHECK (CASE due_precision WHEN 'day' THEN true WHEN 'month' THEN date_trunc('month', due_day) = due_day WHEN 'year' THEN date_trunc('year', due_day) = due_day ELSE due_day IS NULL AND due_precision IS NULL END)
);
CREATE INDEX ix_resolution_due ON resolution (due_day);

CREATE TABLE claim_topic (
  claim_id uuid NOT NULL CONSTRAINT fk_claim_topic_claim REFERENCES claim,
  topic_id uuid NOT NULL CONSTRAINT fk_claim_topic_topic REFERENCES topic,
  CONSTRAINT pk_claim_topic PRIMARY KEY (claim_id, topic_id)
);
CREATE INDEX ix_claim_topic_topic ON claim_topic (topic_id);

CREATE TABLE statement (
  id             uuid        NOT NULL CONSTRAINT pk_statement PRIMARY KEY,
  claim_id       uuid        NOT NULL CONSTRAINT fk_statement_claim REFERENCES claim,
  speaker_id     uuid        NULL CONSTRAINT fk_statement_speaker REFERENCES speaker,
  said_day       date        NULL,
  said_precision text        NULL,
  place          text        NULL,
  occasion       text        NULL,
  audience       text        NULL,
  quote          text        NULL,
  paraphrase     text        NULL,
  language       text        NOT NULL,
  was_said       text        NOT NULL,
  note           text        NULL,
  recorded_at    timestamptz NOT NULL,
  recorded_by_id uuid        NOT NULL CONSTRAINT fk_statement_recorded_by REFERENCES account,
  version        integer     NOT NULL,
  CONSTRAINT ck_statement_language CHECK (length(language) <= 35),
  CONSTRAINT ck_statement_was_said CHECK (was_said IN ('unconfirmed', 'confirmed', 'disputed', 'fabricated')),
  CONSTRAINT ck_statement_words CHECK (quote IS NOT NULL OR paraphrase IS NOT NULL),
  CONSTRAINT ck_statement_said CHECK (CASE said_precision WHEN 'day' THEN true WHEN 'month' THEN date_trunc('month', said_day) = said_day WHEN 'year' THEN date_trunc('year', said_day) = said_day ELSE said_day IS NULL AND said_precision IS NULL END)
);
CREATE INDEX ix_statement_claim ON statement (claim_id);
CREATE INDEX ix_statement_speaker ON statement (speaker_id, said_day);
CREATE INDEX ix_statement_said ON statement (said_day);
CREATE TRIGGER statement_keeps BEFORE DELETE ON statement FOR EACH ROW EXECUTE FUNCTION refuse_deletion();

CREATE TABLE attribution_hop (
  id            uuid     NOT NULL CONSTRAINT pk_attribution_hop PRIMARY KEY,
  statement_id  uuid     NOT NULL CONSTRAINT fk_attribution_hop_statement REFERENCES statement,
  position      smallint NOT NULL,
  kind          text     NOT NULL,
  speaker_id    uuid     NOT NULL CONSTRAINT fk_attribution_hop_speaker REFERENCES speaker,
  occasion      text     NULL,
  hop_day       date     NULL,
  hop_precision text     NULL,
  form          text     NOT NULL,
  source_id     uuid     NULL CONSTRAINT fk_attribution_hop_source REFERENCES source,
  note          text     NULL,
  CONSTRAINT uq_attribution_hop_position UNIQUE (statement_id, position),
  CONSTRAINT ck_attribution_hop_kind CHECK (kind IN ('said_by', 'relayed_by', 'published_by')),
  CONSTRAINT ck_attribution_hop_first CHECK ((position = 1) = (kind = 'said_by')),
  CONSTRAINT ck_attribution_hop_published CHECK (kind <> 'published_by' OR source_id IS NOT NULL),
  CONSTRAINT ck_attribution_hop_form CHECK (form IN ('direct', 'paraphrase')),
  CONSTRAINT ck_attribution_hop_day CHECK (CASE hop_precision WHEN 'day' THEN true WHEN 'month' THEN date_trunc('month', hop_day) = hop_day WHEN 'year' THEN date_trunc('year', hop_day) = hop_day ELSE hop_day IS NULL AND hop_precision IS NULL END)
);
CREATE INDEX ix_attribution_hop_speaker ON attribution_hop (speaker_id);
CREATE INDEX ix_attribution_hop_source ON attribution_hop (source_id);
