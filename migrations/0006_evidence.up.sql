CREATE TABLE evidence (
  id              uuid        NOT NULL CONSTRAINT pk_evidence PRIMARY KEY,
  claim_id        uuid        NOT NULL CONSTRAINT fk_evidence_claim REFERENCES claim,
  source_id       uuid        NOT NULL CONSTRAINT fk_evidence_source REFERENCES source,
  stance          text        NOT NULL,
  weight          text        NOT NULL,
  event_day       date        NOT NULL,
  event_precision text        NOT NULL,
  summary         text        NOT NULL,
  excerpt         text        NULL,
  note            text        NULL,
  independence    text        NULL,
  recorded_at     timestamptz NOT NULL,
  recorded_by_id  uuid        NOT NULL CONSTRAINT fk_evidence_recorded_by REFERENCES account,
  withdrawn_at    timestamptz NULL,
  withdrawn_by_id uuid        NULL CONSTRAINT fk_evidence_withdrawn_by REFERENCES account,
  withdraw_reason text        NULL,
  version         integer     NOT NULL,
  CONSTRAINT uq_evidence_claim UNIQUE (id, claim_id),
  CONSTRAINT ck_evidence_stance CHECK (stance IN ('supports', 'refutes', 'context')),
  CONSTRAINT ck_evidence_weight CHECK (weight IN ('decisive', 'corroborating', 'background', 'self_reported', 'repeats_claim')),
  CONSTRAINT ck_evidence_event CHECK (CASE event_precision WHEN 'day' THEN true WHEN 'month' THEN date_trunc('month', event_day) = event_day WHEN 'year' THEN date_trunc('year', event_day) = event_day ELSE false END),
  CONSTRAINT ck_evidence_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by_id IS NULL) AND (withdrawn_at IS NULL) = (withdraw_reason IS NULL))
);
CREATE INDEX ix_evidence_claim ON evidence (claim_id);
CREATE INDEX ix_evidence_source ON evidence (source_id);
CREATE TRIGGER evidence_keeps BEFORE DELETE ON evidence FOR EACH ROW EXECUTE FUNCTION refuse_deletion();
