CREATE TABLE verdict (
  id                 uuid        NOT NULL CONSTRAINT pk_verdict PRIMARY KEY,
  claim_id           uuid        NOT NULL,
  -- Carried here, and held to the claim's own value by the foreign key, so that the four-eyes check below is one row's business.
  claim_logged_by_id uuid        NOT NULL,
  rating_id          uuid        NOT NULL CONSTRAINT fk_verdict_rating REFERENCES rating,
  summary            text        NOT NULL,
  caveats            text[]      NOT NULL DEFAULT '{}',
  early_reason       text        NULL,
  in_force_from      date        NOT NULL,
  case_version       integer     NOT NULL,
  review_policy      text        NOT NULL,
  proposed_at        timestamptz NOT NULL,
  proposed_by_id     uuid        NOT NULL CONSTRAINT fk_verdict_proposed_by REFERENCES account,
  approved_at        timestamptz NULL,
  approved_by_id     uuid        NULL CONSTRAINT fk_verdict_approved_by REFERENCES account,
  returned_at        timestamptz NULL,
  returned_by_id     uuid        NULL CONSTRAINT fk_verdict_returned_by REFERENCES account,
  return_reason      text        NULL,
  superseded_at      timestamptz NULL,
  superseded_by_id   uuid        NULL CONSTRAINT fk_verdict_superseded_by REFERENCES verdict,
  version            integer     NOT NULL,
  imported           boolean     NOT NULL DEFAULT false,
  CONSTRAINT fk_verdict_claim FOREIGN KEY (claim_id, claim_logged_by_id) REFERENCES claim (id, logged_by_id),
  CONSTRAINT uq_verdict_claim UNIQUE (id, claim_id),
  CONSTRAINT ck_verdict_summary CHECK (length(summary) BETWEEN 1 AND 2000),
  CONSTRAINT ck_verdict_policy CHECK (review_policy IN ('two_person', 'single')),
  CONSTRAINT ck_verdict_proposer_not_logger CHECK (review_policy = 'single' OR proposed_by_id <> claim_logged_by_id),
  CONSTRAINT ck_verdict_four_eyes CHECK (review_policy = 'single' OR approved_by_id IS NULL OR approved_by_id NOT IN (proposed_by_id, claim_logged_by_id)),
  CONSTRAINT ck_verdict_approved CHECK ((approved_at IS NULL) = (approved_by_id IS NULL)),
  CONSTRAINT ck_verdict_returned CHECK ((returned_at IS NULL) = (returned_by_id IS NULL) AND (returned_at IS NULL) = (return_reason IS NULL)),
  CONSTRAINT ck_verdict_one_end CHECK (approved_at IS NULL OR returned_at IS NULL),
  CONSTRAINT ck_verdict_superseded CHECK ((superseded_at IS NULL) = (superseded_by_id IS NULL) AND (superseded_at IS NULL OR approved_at IS NOT NULL))
);
CREATE INDEX ix_verdict_claim ON verdict (claim_id, proposed_at);
CREATE INDEX ix_verdict_rating ON verdict (rating_id);
CREATE INDEX ix_verdict_latest ON verdict (approved_at DESC, id DESC) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX uq_verdict_in_force ON verdict (claim_id) WHERE approved_at IS NOT NULL AND superseded_at IS NULL;
CREATE UNIQUE INDEX uq_verdict_proposed ON verdict (claim_id) WHERE approved_at IS NULL AND returned_at IS NULL;

CREATE TABLE cited_evidence (
  verdict_id  uuid     NOT NULL,
  evidence_id uuid     NOT NULL,
  claim_id    uuid     NOT NULL,
  position    smallint NOT NULL,
  CONSTRAINT pk_cited_evidence PRIMARY KEY (verdict_id, evidence_id),
  CONSTRAINT uq_cited_evidence_position UNIQUE (verdict_id, position),
  CONSTRAINT fk_cited_evidence_verdict FOREIGN KEY (verdict_id, claim_id) REFERENCES verdict (id, claim_id),
  CONSTRAINT fk_cited_evidence_evidence FOREIGN KEY (evidence_id, claim_id) REFERENCES evidence (id, claim_id)
);
CREATE INDEX ix_cited_evidence_evidence ON cited_evidence (evidence_id);
CREATE TRIGGER cited_evidence_stays BEFORE UPDATE OR DELETE ON cited_evidence FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE correction (
  id              uuid        NOT NULL CONSTRAINT pk_correction PRIMARY KEY,
  claim_id        uuid        NOT NULL CONSTRAINT fk_correction_claim REFERENCES claim,
  kind            text        NOT NULL,
  explanation     text        NOT NULL,
  subject_kind    text        NOT NULL,
  subject_id      uuid        NOT NULL,
  changes         jsonb       NOT NULL,
  published_at    timestamptz NOT NULL,
  published_by_id uuid        NOT NULL CONSTRAINT fk_correction_published_by REFERENCES account,
  imported        boolean     NOT NULL DEFAULT false,
  CONSTRAINT ck_correction_kind CHECK (kind IN ('typo', 'clarification', 'factual', 'rating')),
  CONSTRAINT ck_correction_subject CHECK (subject_kind IN ('claim', 'statement', 'evidence', 'verdict', 'source', 'speaker')),
  CONSTRAINT ck_correction_explanation CHECK (length(explanation) BETWEEN 1 AND 2000)
);
CREATE INDEX ix_correction_claim ON correction (claim_id);
CREATE INDEX ix_correction_published ON correction (published_at DESC, id DESC);
CREATE TRIGGER correction_stays BEFORE UPDATE OR DELETE ON correction FOR EACH ROW EXECUTE FUNCTION refuse_change();
