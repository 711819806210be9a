DROP INDEX ix_claim_in_review;
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
           'cited', coalesce((SELECT jsonb_agg(x.evidence_id ORDER BY x.position) FROM cited_evidence x WHERE x.verdict_id = v.id), '[]'))
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
DROP TRIGGER verdict_approver_agrees ON verdict;
DROP FUNCTION guard_approver();
DROP TABLE dissent;
DROP FUNCTION require_dissent_told();
DROP FUNCTION guard_dissent();
