-- Tells every instance what an act touched, in the act's own commit, so that each drops the pages that show it; a rolled back act
-- tells nothing. A message is a few tags between spaces (src/site/cache/tags.ts); "all" is for who changes the record past the ledger.
CREATE FUNCTION tell_instances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before jsonb;
BEGIN
  IF NEW.subject_kind IN ('verdict', 'correction') THEN
    -- Every act on a claim has an entry of the claim itself, which tells of it.
    RETURN NULL;
  END IF;
  IF NEW.subject_kind IN ('claim', 'statement', 'evidence') AND NEW.position > 1 THEN
    SELECT after INTO before FROM ledger_entry WHERE subject_id = NEW.subject_id AND position < NEW.position ORDER BY position DESC LIMIT 1;
  END IF;
  IF NEW.subject_kind IN ('statement', 'evidence') AND before IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM pg_notify('claimline_record', string_agg(tag, ' '))
     FROM (
       -- A hundred tags stay below the 8000 bytes that a message may have.
       SELECT tag, row_number() OVER () / 100 AS part
         FROM (
           SELECT NEW.subject_kind || ':' || NEW.subject_id AS tag WHERE NEW.subject_kind NOT IN ('statement', 'evidence')
           UNION
           SELECT 'claims-of-speaker:' || speaker_id FROM statement WHERE NEW.subject_kind = 'claim' AND claim_id = NEW.subject_id AND speaker_id IS NOT NULL
           UNION
           SELECT unnest(ARRAY['claims-of-speaker:' || h.speaker_id, 'claims-citing-source:' || h.source_id])
             FROM statement s JOIN attribution_hop h ON h.statement_id = s.id WHERE NEW.subject_kind = 'claim' AND s.claim_id = NEW.subject_id
           UNION
           SELECT 'claims-citing-source:' || source_id FROM evidence WHERE NEW.subject_kind = 'claim' AND claim_id = NEW.subject_id
           UNION
           SELECT 'claims-on-topic:' || topic FROM jsonb_array_elements_text(NEW.after -> 'topic_ids') topic WHERE NEW.subject_kind = 'claim'
           UNION
           -- What it no longer refers to shows it still.
           SELECT 'claims-on-topic:' || topic FROM jsonb_array_elements_text(before -> 'topic_ids') topic WHERE NEW.subject_kind = 'claim'
           UNION
           SELECT unnest(ARRAY['claims-of-speaker:' || (before ->> 'speaker_id'), 'claims-citing-source:' || (before ->> 'source_id')]) WHERE NEW.subject_kind IN ('statement', 'evidence')
           UNION
           SELECT unnest(ARRAY['claims-of-speaker:' || (hop ->> 'speaker_id'), 'claims-citing-source:' || (hop ->> 'source_id')])
             FROM jsonb_array_elements(before -> 'hops') hop WHERE NEW.subject_kind = 'statement'
         ) touched
        WHERE tag IS NOT NULL
     ) told
    GROUP BY part;
  RETURN NULL;
END $$;

CREATE TRIGGER ledger_entry_tells AFTER INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION tell_instances();
