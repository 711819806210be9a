-- What claims are found by: one row a claim, derived from the record and kept in step with it by triggers in the same commit,
-- so that a search shows nothing uncommitted and misses nothing committed. It tells nothing of its own: the ledger need not know of it.

-- One folding for what is kept and for what is typed: case, accents (also Cyrillic stress, Arabic and Hebrew vowel marks) and invisible
-- characters go, "N.A.T.O." becomes "nato"; Chinese and Japanese, which put no spaces, are taken a character at a time.
CREATE FUNCTION search_fold(words text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  AS $$
    SELECT regexp_replace(
      regexp_replace(
        public.fold_accents(regexp_replace(lower(normalize(words, NFKC)), '[\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u0640\u064b-\u0652\u0670\u200b-\u200f\u2060\ufeff]', '', 'g')),
        '(?<=\m[[:alpha:]])\.(?=[[:alpha:]]\M)', '', 'g'),
      '([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])', ' \1 ', 'g')
  $$;

-- The configuration that knows a language's endings; 'simple' where PostgreSQL has none (Ukrainian, Hebrew, Chinese).
CREATE FUNCTION search_config(language text) RETURNS regconfig
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$
    SELECT coalesce((
      SELECT ('pg_catalog.' || name)::regconfig
        FROM (VALUES ('ar', 'arabic'), ('ca', 'catalan'), ('da', 'danish'), ('de', 'german'), ('el', 'greek'), ('en', 'english'), ('es', 'spanish'), ('eu', 'basque'),
                     ('fi', 'finnish'), ('fr', 'french'), ('ga', 'irish'), ('hi', 'hindi'), ('hu', 'hungarian'), ('hy', 'armenian'), ('id', 'indonesian'), ('it', 'italian'),
                     ('lt', 'lithuanian'), ('ne', 'nepali'), ('nl', 'dutch'), ('no', 'norwegian'), ('nb', 'norwegian'), ('nn', 'norwegian'), ('pt', 'portuguese'), ('ro', 'romanian'),
                     ('ru', 'russian'), ('sr', 'serbian'), ('sv', 'swedish'), ('ta', 'tamil'), ('tr', 'turkish'), ('yi', 'yiddish')) known (tag, name)
       WHERE tag = split_part(lower(language), '-', 1)), 'pg_catalog.simple'::regconfig)
  $$;

-- Folded words as they stand, and by their stems beside them.
CREATE FUNCTION search_vector(language text, folded text) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$
    SELECT to_tsvector('pg_catalog.simple', folded) || CASE WHEN search_config(language) = 'pg_catalog.simple'::regconfig THEN ''::tsvector ELSE to_tsvector(search_config(language), folded) END
  $$;

-- What a source is known by; a publisher such as "kremlin.ru" and the site of an address also by their parts.
CREATE FUNCTION search_source(title text, publisher text, url text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$
    SELECT concat_ws(' . ', left(title, 300), publisher, CASE WHEN publisher ~ '\w\.\w' THEN translate(publisher, './', '  ') END, translate(substring(lower(url) FROM '^https?://(?:www\.)?([^/:?#]+)'), '.', ' '))
  $$;

CREATE AGGREGATE search_join(tsvector) (sfunc = tsvector_concat, stype = tsvector, initcond = '');

CREATE TABLE claim_index (
  claim_id      uuid        NOT NULL CONSTRAINT pk_claim_index PRIMARY KEY CONSTRAINT fk_claim_index_claim REFERENCES claim,
  status        text        NOT NULL,
  kind          text        NOT NULL,
  -- Key of the rating in force.
  rating        text        NULL,
  due_day       date        NULL,
  due_precision text        NULL,
  -- First day of each statement's day, month or year.
  said          date[]      NOT NULL,
  speakers      uuid[]      NOT NULL,
  topics        uuid[]      NOT NULL,
  logged_at     timestamptz NOT NULL,
  -- Sort keys; the year 1000 stands for never, because a list pages over values, not over their absence.
  last_said     date        NOT NULL,
  rated_at      timestamptz NOT NULL,
  -- A: title and wording, B: who said it, C: quotes and paraphrases, D: place, occasion, the speakers' roles, who relayed it, topics,
  -- the sources of evidence and chains, what evidence in force shows, the claim's code.
  words         tsvector    NOT NULL,
  -- By what act of which transaction it was made, so that a commit makes it once however many of the claim's rows changed.
  claim_version integer     NOT NULL,
  made_in       xid8        NOT NULL
);
CREATE INDEX ix_claim_index_words ON claim_index USING gin (words) WITH (fastupdate = off);
CREATE INDEX ix_claim_index_speakers ON claim_index USING gin (speakers) WITH (fastupdate = off);
CREATE INDEX ix_claim_index_topics ON claim_index USING gin (topics) WITH (fastupdate = off);
CREATE INDEX ix_claim_index_logged ON claim_index (logged_at DESC, claim_id DESC);
CREATE INDEX ix_claim_index_said ON claim_index (last_said DESC, claim_id DESC);
CREATE INDEX ix_claim_index_rated ON claim_index (rated_at DESC, claim_id DESC);
CREATE INDEX ix_claim_index_rating ON claim_index (rating, logged_at DESC, claim_id DESC);

-- Every word that was ever public, once or, where two wrote it at one moment, twice: a unique key would make writers wait for each other.
CREATE TABLE search_word (
  word  text NOT NULL,
  -- With its accents: "canción".
  shown text NOT NULL
);
CREATE INDEX ix_search_word ON search_word (word);
CREATE INDEX ix_search_word_trigrams ON search_word USING gin (word gin_trgm_ops) WITH (fastupdate = off);

-- The languages that the record speaks, whose endings a search has to know.
CREATE TABLE search_language (
  config text NOT NULL
);

-- The evidence by which a claim is found: what decides it first, and no more than sixty pieces, so that the next piece costs no more than the last.
CREATE FUNCTION search_evidence(claim uuid) RETURNS SETOF evidence LANGUAGE sql STABLE AS $$
  SELECT * FROM evidence e WHERE e.claim_id = claim AND e.withdrawn_at IS NULL ORDER BY e.weight = 'decisive' DESC, e.recorded_at, e.id LIMIT 60
$$;

-- One plan for any number of claims, because planning this takes longer than running it.
CREATE FUNCTION index_claims(ids uuid[]) RETURNS void LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  -- Who renames a speaker or topic waits for this commit and then finds these claims, or this waits and then reads the new name.
  PERFORM FROM speaker WHERE id IN (
    SELECT s.speaker_id FROM statement s WHERE s.claim_id = ANY (ids)
    UNION SELECT h.speaker_id FROM statement s JOIN attribution_hop h ON h.statement_id = s.id AND h.kind = 'relayed_by' WHERE s.claim_id = ANY (ids))
    ORDER BY id FOR SHARE;
  PERFORM FROM topic WHERE id IN (SELECT topic_id FROM claim_topic WHERE claim_id = ANY (ids)) ORDER BY id FOR SHARE;
  -- A source needs no lock: who revises one first locks it against new references and then every claim that shows it.

  INSERT INTO claim_index
  SELECT c.id, c.status, c.kind, v.rating, r.due_day, r.due_precision, st.said, st.speakers, ct.topics, c.logged_at, coalesce(st.last_said, '1000-01-01'), coalesce(v.rated_at, '1000-01-01T00:00:00Z'),
         setweight(search_vector(c.language, search_fold(c.title || ' . ' || c.wording)), 'A')
           || setweight(search_vector(c.language, search_fold(coalesce(st.names, ''))), 'B')
           || st.quoted
           || setweight(search_vector(c.language, search_fold(concat_ws(' . ', st.places, st.roles, hops.names, ct.names, shown.summaries, c.code))), 'D')
           || cited.words,
         c.version, pg_current_xact_id()
    FROM claim c
    LEFT JOIN resolution r ON r.claim_id = c.id
    LEFT JOIN LATERAL (
      SELECT g.key AS rating, v.approved_at AS rated_at FROM verdict v JOIN rating g ON g.id = v.rating_id WHERE v.claim_id = c.id AND v.approved_at IS NOT NULL AND v.superseded_at IS NULL) v ON true
    CROSS JOIN LATERAL (
      SELECT coalesce(array_agg(DISTINCT s.said_day) FILTER (WHERE s.said_day IS NOT NULL), '{}') AS said, max(s.said_day) AS last_said,
             coalesce(array_agg(DISTINCT s.speaker_id) FILTER (WHERE s.speaker_id IS NOT NULL), '{}') AS speakers,
             string_agg(DISTINCT concat_ws(' . ', p.name, array_to_string(p.aliases, ' . ')), ' . ') AS names,
             string_agg(DISTINCT concat_ws(' . ', s.place, s.occasion), ' . ') AS places,
             string_agg(DISTINCT (SELECT string_agg(o.title, ' . ' ORDER BY o.position) FROM speaker_role o WHERE o.speaker_id = s.speaker_id), ' . ') AS roles,
             -- Bounded, because a vector may not pass a megabyte.
             search_join(setweight(search_vector(s.language, search_fold(left(concat_ws(' . ', s.quote, s.paraphrase), 4000))), 'C') ORDER BY s.recorded_at, s.id) AS quoted
        FROM (SELECT * FROM statement s WHERE s.claim_id = c.id ORDER BY s.recorded_at, s.id LIMIT 50) s LEFT JOIN speaker p ON p.id = s.speaker_id) st
    CROSS JOIN LATERAL (
      SELECT string_agg(DISTINCT concat_ws(' . ', p.name, array_to_string(p.aliases, ' . ')), ' . ') AS names
        FROM statement s JOIN attribution_hop h ON h.statement_id = s.id AND h.kind = 'relayed_by' JOIN speaker p ON p.id = h.speaker_id WHERE s.claim_id = c.id) hops
    CROSS JOIN LATERAL (
      SELECT string_agg(left(e.summary, 1000), ' . ' ORDER BY e.id) AS summaries
        FROM search_evidence(c.id) e) shown
    CROSS JOIN LATERAL (
      SELECT coalesce(search_join(setweight(search_vector(by_language.language, search_fold(by_language.names)), 'D') ORDER BY by_language.language), '') AS words
        FROM (SELECT o.language, string_agg(search_source(o.title, o.publisher, o.url), ' . ' ORDER BY o.id) AS names
                FROM (SELECT * FROM source o
                       WHERE o.id IN (SELECT e.source_id FROM search_evidence(c.id) e
                                      UNION SELECT h.source_id FROM statement s JOIN attribution_hop h ON h.statement_id = s.id WHERE s.claim_id = c.id)
                       ORDER BY o.id LIMIT 200) o
               GROUP BY o.language) by_language) cited
    CROSS JOIN LATERAL (
      SELECT coalesce(array_agg(t.id), '{}') AS topics, string_agg(t.name, ' . ') AS names FROM claim_topic x JOIN topic t ON t.id = x.topic_id WHERE x.claim_id = c.id) ct
   WHERE c.id = ANY (ids)
  ON CONFLICT (claim_id) DO UPDATE SET
    status = excluded.status, kind = excluded.kind, rating = excluded.rating, due_day = excluded.due_day, due_precision = excluded.due_precision, said = excluded.said, speakers = excluded.speakers,
    topics = excluded.topics, logged_at = excluded.logged_at, last_said = excluded.last_said, rated_at = excluded.rated_at, words = excluded.words, claim_version = excluded.claim_version, made_in = excluded.made_in;

  INSERT INTO search_language
  SELECT DISTINCT search_config(l.language)::text
    FROM (SELECT language FROM claim WHERE id = ANY (ids) UNION SELECT language FROM statement WHERE claim_id = ANY (ids)) l
   WHERE search_config(l.language) <> 'pg_catalog.simple'::regconfig AND NOT EXISTS (SELECT FROM search_language known WHERE known.config = search_config(l.language)::text);

  -- Only what is public: a suggestion must not tell of a draft.
  INSERT INTO search_word
  SELECT DISTINCT ON (folded) folded, shown
    FROM claim c
    CROSS JOIN LATERAL (
      SELECT c.title || ' ' || c.wording AS text
      UNION ALL SELECT concat_ws(' ', left(s.quote, 4000), left(s.paraphrase, 4000), s.place, s.occasion) FROM statement s WHERE s.claim_id = c.id
      UNION ALL SELECT left(e.summary, 1000) FROM search_evidence(c.id) e
      UNION ALL SELECT search_source(o.title, o.publisher, o.url) FROM source o
                 WHERE o.id IN (SELECT e.source_id FROM search_evidence(c.id) e
                                UNION SELECT h.source_id FROM statement s JOIN attribution_hop h ON h.statement_id = s.id WHERE s.claim_id = c.id)
      UNION ALL SELECT concat_ws(' ', p.name, array_to_string(p.aliases, ' '), (SELECT string_agg(o.title, ' ') FROM speaker_role o WHERE o.speaker_id = p.id)) FROM speaker p
                 WHERE p.id IN (SELECT s.speaker_id FROM statement s WHERE s.claim_id = c.id
                                UNION SELECT h.speaker_id FROM statement s JOIN attribution_hop h ON h.statement_id = s.id AND h.kind = 'relayed_by' WHERE s.claim_id = c.id)
      UNION ALL SELECT t.name FROM claim_topic x JOIN topic t ON t.id = x.topic_id WHERE x.claim_id = c.id) said
    CROSS JOIN LATERAL unnest(tsvector_to_array(to_tsvector('pg_catalog.simple', normalize(said.text, NFKC)))) AS shown
    CROSS JOIN LATERAL (SELECT search_fold(shown) AS folded) f
   WHERE c.id = ANY (ids) AND c.status <> 'draft' AND length(folded) BETWEEN 3 AND 60 AND folded !~ '[\s\d/@:.]'
     AND NOT EXISTS (SELECT FROM search_word known WHERE known.word = folded)
   ORDER BY folded, shown;
END $$;

-- For a changed row of a claim; the column that names the claim comes as argument. These triggers wait for the commit.
CREATE FUNCTION index_claim_of() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  named uuid := (CASE WHEN TG_OP = 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END ->> TG_ARGV[0])::uuid;
  the_claim uuid := CASE WHEN TG_TABLE_NAME = 'attribution_hop' THEN (SELECT claim_id FROM statement WHERE id = named) ELSE named END;
BEGIN
  IF NOT EXISTS (SELECT FROM claim_index x JOIN claim c ON c.id = x.claim_id WHERE x.claim_id = the_claim AND x.made_in = pg_current_xact_id() AND x.claim_version = c.version) THEN
    PERFORM index_claims(ARRAY[the_claim]);
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER claim_logged_is_found AFTER INSERT ON claim DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION index_claim_of('id');
CREATE CONSTRAINT TRIGGER claim_is_found AFTER UPDATE ON claim DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN ((OLD.title, OLD.wording, OLD.language, OLD.kind, OLD.status) IS DISTINCT FROM (NEW.title, NEW.wording, NEW.language, NEW.kind, NEW.status)) EXECUTE FUNCTION index_claim_of('id');
CREATE CONSTRAINT TRIGGER statement_is_found AFTER INSERT OR UPDATE ON statement DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION index_claim_of('claim_id');
CREATE CONSTRAINT TRIGGER hop_is_found AFTER INSERT OR UPDATE OR DELETE ON attribution_hop DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION index_claim_of('statement_id');
CREATE CONSTRAINT TRIGGER resolution_is_found AFTER INSERT OR UPDATE OR DELETE ON resolution DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION index_claim_of('claim_id');
CREATE CONSTRAINT TRIGGER topic_of_claim_is_found AFTER INSERT OR UPDATE OR DELETE ON claim_topic DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION index_claim_of('claim_id');
CREATE CONSTRAINT TRIGGER evidence_is_found AFTER INSERT OR UPDATE ON evidence DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION index_claim_of('claim_id');
CREATE CONSTRAINT TRIGGER verdict_is_found AFTER UPDATE ON verdict DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION index_claim_of('claim_id');

-- For a changed row that claims name, from what they are found by; what this commit has made already is left as it is.
CREATE FUNCTION index_claims_naming() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  named uuid := (CASE WHEN TG_OP = 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END ->> TG_ARGV[0])::uuid;
  naming uuid[];
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'topic' THEN
      naming := ARRAY(SELECT claim_id FROM claim_topic WHERE topic_id = named);
    WHEN 'source' THEN
      naming := ARRAY(
        SELECT claim_id FROM evidence WHERE source_id = named
        UNION SELECT s.claim_id FROM attribution_hop h JOIN statement s ON s.id = h.statement_id WHERE h.source_id = named);
    WHEN 'speaker_role' THEN
      naming := ARRAY(SELECT claim_id FROM statement WHERE speaker_id = named);
    ELSE
      naming := ARRAY(
        SELECT claim_id FROM statement WHERE speaker_id = named
        UNION SELECT s.claim_id FROM attribution_hop h JOIN statement s ON s.id = h.statement_id WHERE h.speaker_id = named AND h.kind = 'relayed_by');
  END CASE;
  naming := ARRAY(
    SELECT id FROM unnest(naming) id
     WHERE NOT EXISTS (SELECT FROM claim_index x JOIN claim c ON c.id = x.claim_id WHERE x.claim_id = id AND x.made_in = pg_current_xact_id() AND x.claim_version = c.version));
  IF cardinality(naming) > 0 THEN
    PERFORM index_claims(naming);
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER speaker_is_found AFTER UPDATE ON speaker DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN ((OLD.name, OLD.aliases) IS DISTINCT FROM (NEW.name, NEW.aliases)) EXECUTE FUNCTION index_claims_naming('id');
CREATE CONSTRAINT TRIGGER role_is_found AFTER INSERT OR UPDATE OR DELETE ON speaker_role DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION index_claims_naming('speaker_id');
CREATE CONSTRAINT TRIGGER source_is_found AFTER UPDATE ON source DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN ((OLD.title, OLD.publisher, OLD.url, OLD.language) IS DISTINCT FROM (NEW.title, NEW.publisher, NEW.url, NEW.language)) EXECUTE FUNCTION index_claims_naming('id');
CREATE CONSTRAINT TRIGGER topic_is_found AFTER UPDATE ON topic DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION index_claims_naming('id');

-- What was typed, as it is looked for: in the words as they stand or by the stems of any language that the record speaks. Chinese and
-- Japanese stand in quotes, because each of their characters is a word here. Quotes, OR and - as in a web search; nothing typed is an error.
CREATE FUNCTION search_query(typed text) RETURNS tsquery LANGUAGE plpgsql STABLE AS $$
DECLARE
  -- A hyphen that denies no word is left out: a row of them would nest deeper than PostgreSQL goes.
  folded text := regexp_replace(search_fold(regexp_replace(typed, '([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+)', ' "\1" ', 'g')), '-(?!["[:alnum:]])', ' ', 'g');
  found tsquery := websearch_to_tsquery('pg_catalog.simple', folded);
  config text;
BEGIN
  FOR config IN SELECT DISTINCT l.config FROM search_language l ORDER BY 1 LOOP
    found := found || websearch_to_tsquery(config::regconfig, folded);
  END LOOP;
  RETURN found;
END $$;

-- The old index over title and wording in English alone.
DROP INDEX ix_claim_words;

DO $$
DECLARE
  batch uuid[];
BEGIN
  LOOP
    batch := ARRAY(SELECT c.id FROM claim c WHERE NOT EXISTS (SELECT FROM claim_index x WHERE x.claim_id = c.id) LIMIT 1000);
    EXIT WHEN cardinality(batch) = 0;
    PERFORM index_claims(batch);
  END LOOP;
END $$;
