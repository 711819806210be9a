-- A reviewer who does not agree says so beside the verdict, proposed or in force: one open dissent a person and verdict,
-- withdrawn with a reason, never edited.
CREATE TABLE dissent (
  id              uuid        NOT NULL CONSTRAINT pk_dissent PRIMARY KEY,
  verdict_id      uuid        NOT NULL,
  claim_id        uuid        NOT NULL,
  account_id      uuid        NOT NULL CONSTRAINT fk_dissent_account REFERENCES account,
  words           text        NOT NULL,
  recorded_at     timestamptz NOT NULL,
  withdrawn_at    timestamptz NULL,
  withdraw_reason text        NULL,
  CONSTRAINT fk_dissent_verdict FOREIGN KEY (verdict_id, claim_id) REFERENCES verdict (id, claim_id),
  CONSTRAINT ck_dissent_words CHECK (length(words) BETWEEN 1 AND 2000),
  CONSTRAINT ck_dissent_withdrawn CHECK ((withdrawn_at IS NULL) = (withdraw_reason IS NULL)),
  CONSTRAINT ck_dissent_reason CHECK (length(withdraw_reason) BETWEEN 1 AND 2000)
);
CREATE INDEX ix_dissent_verdict ON dissent (verdict_id, recorded_at);
CREATE UNIQUE INDEX uq_dissent_open ON dissent (verdict_id, account_id) WHERE withdrawn_at IS NULL;

CREATE FUNCTION guard_dissent() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v verdict;
BEGIN
  SELECT * INTO v FROM verdict WHERE id = NEW.verdict_id FOR UPDATE;
  IF v.returned_at IS NOT NULL OR v.superseded_at IS NOT NULL THEN
    RAISE EXCEPTION 'A dissent stands beside a verdict that is proposed or in force.' USING ERRCODE = 'CL001';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.account_id IN (v.proposed_by_id, v.approved_by_id) THEN
      RAISE EXCEPTION 'Whoever proposed or approved a verdict does not dissent from it.' USING ERRCODE = 'CL001';
    END IF;
    IF NEW.withdrawn_at IS NOT NULL THEN
      RAISE EXCEPTION 'A dissent begins as one that stands.' USING ERRCODE = 'CL001';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.withdrawn_at IS NOT NULL
     OR (to_jsonb(NEW) - 'withdrawn_at' - 'withdraw_reason') IS DISTINCT FROM (to_jsonb(OLD) - 'withdrawn_at' - 'withdraw_reason') THEN
    RAISE EXCEPTION 'A dissent is withdrawn once, never edited.' USING ERRCODE = 'CL001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER dissent_guarded BEFORE INSERT OR UPDATE ON dissent FOR EACH ROW EXECUTE FUNCTION guard_dissent();
CREATE TRIGGER dissent_keeps BEFORE DELETE ON dissent FOR EACH ROW EXECUTE FUNCTION refuse_deletion();

-- Nobody stands on both sides of a verdict.
CREATE FUNCTION guard_approver() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM dissent WHERE verdict_id = NEW.id AND account_id = NEW.approved_by_id AND withdrawn_at IS NULL) THEN
    RAISE EXCEPTION 'Whoever dissents from a verdict does not approve it.' USING ERRCODE = 'CL001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER verdict_approver_agrees BEFORE UPDATE ON verdict FOR EACH ROW
  WHEN (OLD.approved_by_id IS NULL AND NEW.approved_by_id IS NOT NULL) EXECUTE FUNCTION guard_approver();

-- A dissent is part of its verdict's snapshot: the ledger tells of it as of every other change of the verdict, or nothing commits.
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

CREATE FUNCTION require_dissent_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM ledger_entry l WHERE l.subject_id = NEW.verdict_id AND l.after -> 'dissents' @> jsonb_build_array(
      (SELECT to_jsonb(d) - 'verdict_id' - 'claim_id' FROM dissent d WHERE d.id = NEW.id))) THEN
    RAISE EXCEPTION 'The ledger has no entry for this dissent (%).', NEW.id USING ERRCODE = 'CL001';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER dissent_told AFTER INSERT OR UPDATE ON dissent DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_dissent_told();

-- The review queue by age, whole or of one reviewer.
CREATE INDEX ix_claim_in_review ON claim (status_at, id) WHERE status IN ('in_review', 'awaiting_approval');
