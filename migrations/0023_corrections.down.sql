CREATE OR REPLACE FUNCTION guard_report() RETURNS trigger LANGUAGE plpgsql AS $$
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
-- What the columns below held is lost with them; a report that was closed by a correction was answered, and keeps its answer as the note.
ALTER TABLE report DROP CONSTRAINT ck_report_closed;
ALTER TABLE report DISABLE TRIGGER report_guarded;
UPDATE report SET status = CASE WHEN status = 'corrected' THEN 'answered' ELSE status END, closing_note = coalesce(closing_note, left(answer, 2000)) WHERE status <> 'open' AND (status = 'corrected' OR closing_note IS NULL);
ALTER TABLE report ENABLE TRIGGER report_guarded;
ALTER TABLE report
  DROP COLUMN correction_id, DROP COLUMN mailed, DROP COLUMN answer, DROP COLUMN taken_by_id, DROP COLUMN taken_at,
  DROP CONSTRAINT ck_report_status,
  ADD CONSTRAINT ck_report_status CHECK (status IN ('open', 'answered', 'dismissed')),
  ADD CONSTRAINT ck_report_closed CHECK (CASE WHEN status = 'open' THEN closed_at IS NULL AND closed_by_id IS NULL AND closing_note IS NULL ELSE closed_at IS NOT NULL AND closed_by_id IS NOT NULL AND closing_note IS NOT NULL END);
DROP INDEX ix_report_claim_open;

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

DROP TRIGGER correction_guarded ON correction;
DROP FUNCTION guard_correction();
ALTER TABLE correction DROP COLUMN review_policy, DROP COLUMN approver_id, DROP COLUMN proposal_id;
DROP TABLE correction_proposal;
DROP FUNCTION guard_correction_proposal();
