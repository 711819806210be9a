-- A factual correction of something public has a second person: one proposes it, another approves what was proposed, or returns it
-- with a reason; who proposed it may take it back. Until then it is the desk's alone.
CREATE TABLE correction_proposal (
  id              uuid        NOT NULL CONSTRAINT pk_correction_proposal PRIMARY KEY,
  -- Nothing for a source or a speaker, which many claims may show.
  claim_id        uuid        NULL CONSTRAINT fk_correction_proposal_claim REFERENCES claim,
  subject_kind    text        NOT NULL,
  subject_id      uuid        NOT NULL,
  -- Of the subject when this was proposed.
  subject_version integer     NOT NULL,
  -- What the subject said then, whole: where it says something else now, this cannot be approved any more.
  was             jsonb       NOT NULL,
  -- What is to be changed, as the service takes it.
  given           jsonb       NOT NULL,
  -- Before and after, as readers will see them.
  changes         jsonb       NOT NULL,
  explanation     text        NOT NULL,
  review_policy   text        NOT NULL,
  -- The reader's report that began it, which it is linked to when it is published.
  report_id       uuid        NULL CONSTRAINT fk_correction_proposal_report REFERENCES report,
  proposed_at     timestamptz NOT NULL,
  proposed_by_id  uuid        NOT NULL CONSTRAINT fk_correction_proposal_proposed_by REFERENCES account,
  approved_at     timestamptz NULL,
  approved_by_id  uuid        NULL CONSTRAINT fk_correction_proposal_approved_by REFERENCES account,
  returned_at     timestamptz NULL,
  returned_by_id  uuid        NULL CONSTRAINT fk_correction_proposal_returned_by REFERENCES account,
  return_reason   text        NULL,
  taken_back_at   timestamptz NULL,
  version         integer     NOT NULL,
  CONSTRAINT ck_correction_proposal_subject CHECK (subject_kind IN ('claim', 'statement', 'evidence', 'source', 'speaker')),
  CONSTRAINT ck_correction_proposal_claim CHECK (CASE WHEN subject_kind IN ('source', 'speaker') THEN claim_id IS NULL ELSE claim_id IS NOT NULL END),
  CONSTRAINT ck_correction_proposal_changes CHECK (jsonb_typeof(changes) = 'object' AND changes <> '{}' AND jsonb_typeof(given) = 'object' AND jsonb_typeof(was) = 'object'),
  CONSTRAINT ck_correction_proposal_explanation CHECK (length(explanation) BETWEEN 1 AND 2000),
  CONSTRAINT ck_correction_proposal_policy CHECK (review_policy IN ('two_person', 'single')),
  CONSTRAINT ck_correction_proposal_four_eyes CHECK (review_policy = 'single' OR approved_by_id IS NULL OR approved_by_id <> proposed_by_id),
  CONSTRAINT ck_correction_proposal_approved CHECK ((approved_at IS NULL) = (approved_by_id IS NULL)),
  CONSTRAINT ck_correction_proposal_returned CHECK ((returned_at IS NULL) = (returned_by_id IS NULL) AND (returned_at IS NULL) = (return_reason IS NULL)),
  CONSTRAINT ck_correction_proposal_reason CHECK (length(return_reason) BETWEEN 1 AND 2000),
  CONSTRAINT ck_correction_proposal_one_end CHECK (num_nonnulls(approved_at, returned_at, taken_back_at) <= 1)
);
CREATE UNIQUE INDEX uq_correction_proposal_open ON correction_proposal (subject_id) WHERE approved_at IS NULL AND returned_at IS NULL AND taken_back_at IS NULL;
CREATE INDEX ix_correction_proposal_waiting ON correction_proposal (proposed_at, id) WHERE approved_at IS NULL AND returned_at IS NULL AND taken_back_at IS NULL;
CREATE INDEX ix_correction_proposal_claim ON correction_proposal (claim_id, proposed_at DESC, id DESC);
CREATE INDEX ix_correction_proposal_proposer ON correction_proposal (proposed_by_id, proposed_at DESC, id DESC);
-- What the snapshot of a claim, speaker or source is asked by.
CREATE INDEX ix_correction_proposal_stream ON correction_proposal (coalesce(claim_id, subject_id));
CREATE INDEX ix_correction_proposal_report ON correction_proposal (report_id) WHERE report_id IS NOT NULL;

-- A proposal is approved, returned or taken back, once; what was proposed never changes.
CREATE FUNCTION guard_correction_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  endings CONSTANT text[] := ARRAY['approved_at', 'approved_by_id', 'returned_at', 'returned_by_id', 'return_reason', 'taken_back_at'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF num_nonnulls(NEW.approved_at, NEW.returned_at, NEW.taken_back_at) > 0 THEN
      RAISE EXCEPTION 'A correction begins as a proposal.' USING ERRCODE = 'CL001';
    END IF;
    RETURN NEW;
  END IF;
  IF num_nonnulls(OLD.approved_at, OLD.returned_at, OLD.taken_back_at) > 0 THEN
    RAISE EXCEPTION 'A proposed correction is decided once.' USING ERRCODE = 'CL001';
  END IF;
  IF (to_jsonb(NEW) - endings - 'version') IS DISTINCT FROM (to_jsonb(OLD) - endings - 'version') THEN
    RAISE EXCEPTION 'A proposed correction is approved, returned or taken back, never edited.' USING ERRCODE = 'CL001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER correction_proposal_guarded BEFORE INSERT OR UPDATE ON correction_proposal FOR EACH ROW EXECUTE FUNCTION guard_correction_proposal();
CREATE TRIGGER correction_proposal_keeps BEFORE DELETE ON correction_proposal FOR EACH ROW EXECUTE FUNCTION refuse_deletion();
CREATE TRIGGER correction_proposal_steps BEFORE UPDATE ON correction_proposal FOR EACH ROW EXECUTE FUNCTION require_step();
CREATE CONSTRAINT TRIGGER correction_proposal_told AFTER INSERT OR UPDATE ON correction_proposal DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();

-- Published by whoever proposed it, and approved by another. Corrections from before this step have neither policy nor approver.
ALTER TABLE correction
  ADD COLUMN proposal_id   uuid NULL CONSTRAINT fk_correction_proposal REFERENCES correction_proposal,
  ADD COLUMN approver_id   uuid NULL CONSTRAINT fk_correction_approver REFERENCES account,
  ADD COLUMN review_policy text NULL,
  ADD CONSTRAINT ck_correction_policy CHECK (review_policy IN ('two_person', 'single')),
  ADD CONSTRAINT ck_correction_approver CHECK ((proposal_id IS NULL) = (approver_id IS NULL) AND (proposal_id IS NULL OR kind = 'factual')),
  ADD CONSTRAINT ck_correction_four_eyes CHECK (
    kind <> 'factual' OR imported OR (proposal_id IS NOT NULL AND coalesce(review_policy = 'single' OR approver_id <> published_by_id, false))) NOT VALID;
CREATE INDEX ix_correction_proposal ON correction (proposal_id) WHERE proposal_id IS NOT NULL;

-- What is published is what was approved, of the persons who proposed and approved it.
CREATE FUNCTION guard_correction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.proposal_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM correction_proposal q
     WHERE q.id = NEW.proposal_id AND q.approved_by_id = NEW.approver_id AND q.proposed_by_id = NEW.published_by_id AND q.review_policy = NEW.review_policy
       AND q.explanation = NEW.explanation AND q.subject_kind = NEW.subject_kind AND q.subject_id = NEW.subject_id AND (q.claim_id IS NULL OR q.claim_id = NEW.claim_id)) THEN
    RAISE EXCEPTION 'A correction is published as it was proposed and approved.' USING ERRCODE = 'CL001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER correction_guarded BEFORE INSERT ON correction FOR EACH ROW EXECUTE FUNCTION guard_correction();

CREATE OR REPLACE VIEW snapshot AS
  SELECT c.id AS stream_id, 'claim' AS subject_kind, c.id AS subject_id,
         to_jsonb(c) || jsonb_build_object(
           'resolution', (SELECT to_jsonb(r) - 'claim_id' FROM resolution r WHERE r.claim_id = c.id),
           'topic_ids', coalesce((SELECT jsonb_agg(t.topic_id ORDER BY t.topic_id) FROM claim_topic t WHERE t.claim_id = c.id), '[]')) AS data
    FROM claim c
  UNION ALL
  SELECT s.claim_id, 'statement', s.id,
         to_jsonb(s) || jsonb_build_object(
           'hops', coalesce((SELECT jsonb_agg(to_jsonb(h) - 'statement_id' ORDER BY h.position) FROM attribution_hop h WHERE h.statement_id = s.id), '[]'))
    FROM statement s
  UNION ALL
  SELECT e.claim_id, 'evidence', e.id, to_jsonb(e) FROM evidence e
  UNION ALL
  SELECT v.claim_id, 'verdict', v.id,
         to_jsonb(v) || jsonb_build_object(
           'cited', coalesce((SELECT jsonb_agg(x.evidence_id ORDER BY x.position) FROM cited_evidence x WHERE x.verdict_id = v.id), '[]'),
           'dissents', coalesce((SELECT jsonb_agg(to_jsonb(d) - 'verdict_id' - 'claim_id' ORDER BY d.recorded_at, d.id) FROM dissent d WHERE d.verdict_id = v.id), '[]'))
    FROM verdict v
  UNION ALL
  SELECT k.claim_id, 'correction', k.id, to_jsonb(k) FROM correction k
  UNION ALL
  SELECT coalesce(q.claim_id, q.subject_id), 'correction_proposal', q.id, to_jsonb(q) FROM correction_proposal q
  UNION ALL
  SELECT p.id, 'speaker', p.id,
         to_jsonb(p) || jsonb_build_object(
           'roles', coalesce((SELECT jsonb_agg(to_jsonb(r) - 'speaker_id' ORDER BY r.position) FROM speaker_role r WHERE r.speaker_id = p.id), '[]'))
    FROM speaker p
  UNION ALL
  SELECT o.id, 'source', o.id, to_jsonb(o) FROM source o
  UNION ALL
  SELECT t.id, 'topic', t.id, to_jsonb(t) FROM topic t
  UNION ALL
  SELECT l.id, 'scale', l.id,
         to_jsonb(l) || jsonb_build_object(
           'ratings', coalesce((SELECT jsonb_agg(to_jsonb(r) - 'scale_id' ORDER BY r.position) FROM rating r WHERE r.scale_id = l.id), '[]'))
    FROM scale l
  UNION ALL
  SELECT a.id, 'account', a.id, to_jsonb(a) - 'password_hash' FROM account a;

-- Readers' reports: who deals with one, what the reader was told, and the correction that came of it.
ALTER TABLE report
  ADD COLUMN taken_at      timestamptz NULL,
  ADD COLUMN taken_by_id   uuid        NULL CONSTRAINT fk_report_taken_by REFERENCES account,
  ADD COLUMN answer        text        NULL,
  -- Whether the answer went out by e-mail; the address itself is gone.
  ADD COLUMN mailed        boolean     NOT NULL DEFAULT false,
  ADD COLUMN correction_id uuid        NULL CONSTRAINT fk_report_correction REFERENCES correction,
  ADD CONSTRAINT ck_report_taken CHECK ((taken_at IS NULL) = (taken_by_id IS NULL)),
  ADD CONSTRAINT ck_report_answer CHECK (length(answer) BETWEEN 1 AND 4000 AND (answer IS NULL OR status <> 'open')),
  ADD CONSTRAINT ck_report_mailed CHECK (NOT mailed OR answer IS NOT NULL),
  ADD CONSTRAINT ck_report_corrected CHECK (status <> 'corrected' OR correction_id IS NOT NULL),
  DROP CONSTRAINT ck_report_status,
  ADD CONSTRAINT ck_report_status CHECK (status IN ('open', 'answered', 'corrected', 'dismissed')),
  DROP CONSTRAINT ck_report_closed,
  ADD CONSTRAINT ck_report_closed CHECK (CASE WHEN status = 'open' THEN closed_at IS NULL AND closed_by_id IS NULL AND closing_note IS NULL
    ELSE closed_at IS NOT NULL AND closed_by_id IS NOT NULL AND (closing_note IS NOT NULL OR answer IS NOT NULL) END);
CREATE INDEX ix_report_claim_open ON report (claim_id, received_at, id) WHERE status = 'open';
CREATE INDEX ix_report_taken ON report (taken_by_id, received_at, id) WHERE status = 'open' AND taken_by_id IS NOT NULL;
CREATE INDEX ix_report_correction ON report (correction_id) WHERE correction_id IS NOT NULL;

CREATE OR REPLACE FUNCTION guard_report() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moving CONSTANT text[] := ARRAY['status', 'closed_at', 'closed_by_id', 'closing_note', 'email', 'fingerprint', 'taken_at', 'taken_by_id', 'answer', 'mailed', 'correction_id'];
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
  IF NEW.correction_id IS DISTINCT FROM OLD.correction_id AND NEW.claim_id IS NOT NULL AND NEW.correction_id IS NOT NULL
     AND NOT EXISTS (SELECT FROM correction WHERE id = NEW.correction_id AND claim_id = NEW.claim_id) THEN
    RAISE EXCEPTION 'A report is answered by a correction of the claim that it is about.' USING ERRCODE = 'CL001';
  END IF;
  RETURN NEW;
END $$;
