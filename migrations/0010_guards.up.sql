-- The rules that guard the truth, held a second time where no code path can forget them (DESIGN section 2).

-- Where a claim may go; the same pairs as `workflow.rules.ts`, and a test compares the two.
CREATE FUNCTION claim_may_go(was text, becomes text) RETURNS boolean
  LANGUAGE sql IMMUTABLE
  AS $$
    SELECT was = becomes OR (was, becomes) IN (
      ('draft', 'open'), ('open', 'in_review'), ('in_review', 'awaiting_approval'), ('awaiting_approval', 'rated'),
      ('awaiting_approval', 'in_review'), ('in_review', 'open'), ('rated', 'open'), ('declined', 'open'),
      ('draft', 'declined'), ('open', 'declined'), ('in_review', 'declined'),
      ('open', 'withdrawn'), ('in_review', 'withdrawn'), ('awaiting_approval', 'withdrawn'), ('rated', 'withdrawn'), ('declined', 'withdrawn'))
  $$;

CREATE FUNCTION guard_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'draft' THEN
      RAISE EXCEPTION 'A claim begins as a draft.' USING ERRCODE = 'CL001';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.code, NEW.logged_by_id, NEW.logged_at, NEW.imported) IS DISTINCT FROM (OLD.id, OLD.code, OLD.logged_by_id, OLD.logged_at, OLD.imported)
     OR (OLD.public_at IS NOT NULL AND NEW.public_at IS DISTINCT FROM OLD.public_at) THEN
    RAISE EXCEPTION 'Who logged a claim, when, and since when it is public stay as they were.' USING ERRCODE = 'CL001';
  END IF;
  IF NOT claim_may_go(OLD.status, NEW.status) THEN
    RAISE EXCEPTION 'A claim cannot go from % to %.', OLD.status, NEW.status USING ERRCODE = 'CL001';
  END IF;
  IF NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'Every act takes a claim one version further (from %, not to %).', OLD.version, NEW.version USING ERRCODE = 'CL001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER claim_guarded BEFORE INSERT OR UPDATE ON claim FOR EACH ROW EXECUTE FUNCTION guard_claim();
CREATE TRIGGER claim_keeps BEFORE DELETE ON claim FOR EACH ROW EXECUTE FUNCTION refuse_deletion();

-- A verdict may be approved, returned or superseded, each once; nothing else of it ever changes.
CREATE FUNCTION guard_verdict() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  endings CONSTANT text[] := ARRAY['approved_at', 'approved_by_id', 'returned_at', 'returned_by_id', 'return_reason', 'superseded_at', 'superseded_by_id'];
  ending text;
  the_claim claim;
BEGIN
  SELECT * INTO the_claim FROM claim WHERE id = NEW.claim_id;
  IF TG_OP = 'INSERT' THEN
    IF NEW.approved_at IS NOT NULL OR NEW.returned_at IS NOT NULL OR NEW.superseded_at IS NOT NULL THEN
      RAISE EXCEPTION 'A verdict begins as a proposal.' USING ERRCODE = 'CL001';
    END IF;
    IF NOT EXISTS (SELECT FROM rating WHERE id = NEW.rating_id AND scale_id = the_claim.scale_id) THEN
      RAISE EXCEPTION 'The rating is not of the claim’s scale.' USING ERRCODE = 'CL001';
    END IF;
    RETURN NEW;
  END IF;
  IF (to_jsonb(NEW) - endings - 'version') IS DISTINCT FROM (to_jsonb(OLD) - endings - 'version') THEN
    RAISE EXCEPTION 'A verdict is superseded, never edited.' USING ERRCODE = 'CL001';
  END IF;
  FOREACH ending IN ARRAY endings LOOP
    IF to_jsonb(OLD) ->> ending IS NOT NULL AND to_jsonb(NEW) ->> ending IS DISTINCT FROM to_jsonb(OLD) ->> ending THEN
      RAISE EXCEPTION 'A verdict’s % is set once.', ending USING ERRCODE = 'CL001';
    END IF;
  END LOOP;
  IF OLD.approved_at IS NULL AND NEW.approved_at IS NOT NULL AND the_claim.case_version <> NEW.case_version THEN
    RAISE EXCEPTION 'The case changed after this verdict was proposed; propose it again.' USING ERRCODE = 'CL001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER verdict_guarded BEFORE INSERT OR UPDATE ON verdict FOR EACH ROW EXECUTE FUNCTION guard_verdict();
CREATE TRIGGER verdict_keeps BEFORE DELETE ON verdict FOR EACH ROW EXECUTE FUNCTION refuse_deletion();

-- A conclusive rating cites evidence that stands; asked when the proposal commits.
CREATE FUNCTION require_citation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM rating WHERE id = NEW.rating_id AND conclusive)
     AND NOT EXISTS (SELECT FROM cited_evidence WHERE verdict_id = NEW.id) THEN
    RAISE EXCEPTION 'A conclusive rating cites at least one piece of evidence.' USING ERRCODE = 'CL001';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER verdict_cites AFTER INSERT ON verdict DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_citation();

-- When a transaction commits, a claim's status agrees with its verdicts, and what is public is complete.
CREATE FUNCTION agree_claim() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  c claim;
  proposed boolean;
  in_force boolean;
BEGIN
  SELECT * INTO c FROM claim WHERE id = NEW.id;
  SELECT EXISTS (SELECT FROM verdict WHERE claim_id = c.id AND approved_at IS NULL AND returned_at IS NULL),
         EXISTS (SELECT FROM verdict WHERE claim_id = c.id AND approved_at IS NOT NULL AND superseded_at IS NULL)
    INTO proposed, in_force;
  IF (c.status = 'awaiting_approval') <> proposed THEN
    RAISE EXCEPTION 'A claim awaits approval exactly while a verdict is proposed.' USING ERRCODE = 'CL001';
  END IF;
  IF c.status = 'rated' AND NOT in_force THEN
    RAISE EXCEPTION 'A rated claim has a verdict in force.' USING ERRCODE = 'CL001';
  END IF;
  IF c.status IN ('draft', 'declined') AND in_force THEN
    RAISE EXCEPTION 'A verdict in force stays shown: a % claim has none.', c.status USING ERRCODE = 'CL001';
  END IF;
  IF c.status IN ('open', 'in_review', 'awaiting_approval', 'rated') THEN
    IF NOT EXISTS (
      SELECT FROM statement s WHERE s.claim_id = c.id AND s.speaker_id IS NOT NULL AND s.said_day IS NOT NULL
        AND (SELECT h.kind FROM attribution_hop h WHERE h.statement_id = s.id ORDER BY h.position DESC LIMIT 1) = 'published_by') THEN
      RAISE EXCEPTION 'A public claim has a statement with speaker, day and a chain that ends in a source.' USING ERRCODE = 'CL001';
    END IF;
    IF c.kind <> 'factual' AND NOT EXISTS (SELECT FROM resolution WHERE claim_id = c.id) THEN
      RAISE EXCEPTION 'A public claim that is not about a fact says what would settle it.' USING ERRCODE = 'CL001';
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER claim_agrees AFTER INSERT OR UPDATE ON claim DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION agree_claim();

CREATE FUNCTION agree_verdict() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT status = 'awaiting_approval' FROM claim WHERE id = NEW.claim_id)
     <> EXISTS (SELECT FROM verdict WHERE claim_id = NEW.claim_id AND approved_at IS NULL AND returned_at IS NULL) THEN
    RAISE EXCEPTION 'A claim awaits approval exactly while a verdict is proposed.' USING ERRCODE = 'CL001';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER verdict_agrees AFTER INSERT OR UPDATE ON verdict DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION agree_verdict();

-- No act without its entry: whatever reaches a new version has the ledger tell of that version, or nothing commits.
CREATE FUNCTION require_ledger_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM ledger_entry WHERE subject_id = NEW.id AND (after ->> 'version')::integer = NEW.version) THEN
    RAISE EXCEPTION 'The ledger has no entry for this change (% %).', TG_TABLE_NAME, NEW.id USING ERRCODE = 'CL001';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER claim_told AFTER INSERT OR UPDATE ON claim DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();
CREATE CONSTRAINT TRIGGER statement_told AFTER INSERT OR UPDATE ON statement DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();
CREATE CONSTRAINT TRIGGER evidence_told AFTER INSERT OR UPDATE ON evidence DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();
CREATE CONSTRAINT TRIGGER verdict_told AFTER INSERT OR UPDATE ON verdict DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();
CREATE CONSTRAINT TRIGGER speaker_told AFTER INSERT OR UPDATE ON speaker DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();
CREATE CONSTRAINT TRIGGER source_told AFTER INSERT OR UPDATE ON source DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();
CREATE CONSTRAINT TRIGGER topic_told AFTER INSERT OR UPDATE ON topic DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();
CREATE CONSTRAINT TRIGGER account_told AFTER INSERT OR UPDATE ON account DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();

-- What a reader sees of the other things on record changes only with their version, hence with a ledger entry.
CREATE FUNCTION require_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'Every act takes a % one version further (from %, not to %).', TG_TABLE_NAME, OLD.version, NEW.version USING ERRCODE = 'CL001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER statement_steps BEFORE UPDATE ON statement FOR EACH ROW EXECUTE FUNCTION require_step();
CREATE TRIGGER evidence_steps BEFORE UPDATE ON evidence FOR EACH ROW EXECUTE FUNCTION require_step();
CREATE TRIGGER verdict_steps BEFORE UPDATE ON verdict FOR EACH ROW EXECUTE FUNCTION require_step();
CREATE TRIGGER speaker_steps BEFORE UPDATE ON speaker FOR EACH ROW EXECUTE FUNCTION require_step();
CREATE TRIGGER source_steps BEFORE UPDATE ON source FOR EACH ROW EXECUTE FUNCTION require_step();
CREATE TRIGGER topic_steps BEFORE UPDATE ON topic FOR EACH ROW EXECUTE FUNCTION require_step();

-- A proposal rests on the sources as its reviewers saw them: a source that changes takes every case that shows it one version further.
CREATE FUNCTION agree_source() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM verdict v JOIN claim c ON c.id = v.claim_id
     WHERE v.approved_at IS NULL AND v.returned_at IS NULL AND v.case_version = c.case_version AND (
       EXISTS (SELECT FROM evidence e WHERE e.claim_id = c.id AND e.source_id = NEW.id)
       OR EXISTS (SELECT FROM statement s JOIN attribution_hop h ON h.statement_id = s.id WHERE s.claim_id = c.id AND h.source_id = NEW.id))) THEN
    RAISE EXCEPTION 'A verdict is proposed on this source as it was; the case has to take a step with it.' USING ERRCODE = 'CL001';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER source_agrees AFTER UPDATE ON source DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION agree_source();

-- What a withdrawn piece of evidence said stays as it was.
CREATE FUNCTION guard_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.withdrawn_at IS NOT NULL THEN
    RAISE EXCEPTION 'Withdrawn evidence is not changed any more.' USING ERRCODE = 'CL001';
  END IF;
  IF (NEW.id, NEW.claim_id, NEW.recorded_at, NEW.recorded_by_id) IS DISTINCT FROM (OLD.id, OLD.claim_id, OLD.recorded_at, OLD.recorded_by_id) THEN
    RAISE EXCEPTION 'Who recorded a piece of evidence, when and for which claim stay as they were.' USING ERRCODE = 'CL001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER evidence_guarded BEFORE UPDATE ON evidence FOR EACH ROW EXECUTE FUNCTION guard_evidence();

-- The standing's code (DESIGN section 3), for filters; a test holds it to the pure function in `standing.rules.ts`.
CREATE FUNCTION standing_code(status text, in_force boolean, due_day date, due_precision text, today date) RETURNS text
  LANGUAGE sql IMMUTABLE
  AS $$
    SELECT CASE
      WHEN status IN ('draft', 'withdrawn') THEN status
      WHEN in_force AND status = 'rated' THEN 'rated'
      WHEN in_force THEN 'being_reassessed'
      WHEN status = 'declined' THEN 'not_rated'
      WHEN status IN ('in_review', 'awaiting_approval') THEN 'in_review'
      WHEN due_day IS NOT NULL AND today < CASE due_precision
             WHEN 'year' THEN (due_day + interval '1 year')::date - 1
             WHEN 'month' THEN (due_day + interval '1 month')::date - 1
             ELSE due_day END THEN 'too_early'
      ELSE 'not_yet_rated'
    END
  $$;
