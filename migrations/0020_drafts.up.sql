-- What somebody typed and has not sent, theirs alone; and the indexes by which forms find people, outlets and sources while somebody types.
CREATE TABLE draft (
  account_id uuid        NOT NULL CONSTRAINT fk_draft_account REFERENCES account,
  -- Which form: "new-claim", "claim:<id>:evidence".
  key        text        NOT NULL,
  -- Each field with the list of what stands in it.
  fields     jsonb       NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT pk_draft PRIMARY KEY (account_id, key),
  CONSTRAINT ck_draft_key CHECK (key ~ '^[a-z][a-z0-9_:-]{0,119}$'),
  CONSTRAINT ck_draft_fields CHECK (jsonb_typeof(fields) = 'object' AND octet_length(fields::text) <= 300000)
);
CREATE INDEX ix_draft_updated ON draft (updated_at);

-- A name as it is looked for: without case, accents and punctuation, Cyrillic in Latin letters as English newspapers write them.
CREATE FUNCTION fold_name(name text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  folded text := lower(normalize(name, NFKC));
BEGIN
  IF folded ~ '[\u0400-\u04ff]' THEN
    folded := replace(replace(replace(replace(replace(replace(folded, 'щ', 'shch'), 'ж', 'zh'), 'х', 'kh'), 'ц', 'ts'), 'ч', 'ch'), 'ш', 'sh');
    folded := replace(replace(replace(replace(folded, 'ю', 'yu'), 'я', 'ya'), 'є', 'ye'), 'ї', 'yi');
    folded := translate(folded, 'абвгґдеёзийіклмнопрстуфыэўьъ', 'abvggdeeziiiklmnoprstufieu');
  END IF;
  -- Sergey is Sergei, and Valeriy Valerii: spellings of one sound meet.
  folded := regexp_replace(public.fold_accents(folded), '[iy]+', 'i', 'g');
  RETURN btrim(regexp_replace(folded, '[[:space:][:punct:]|‘’“”„«»–—·]+', ' ', 'g'));
END $$;

-- All that a speaker is called, each name between bars: "| sergey lavrov | lavrov |".
CREATE FUNCTION called(name text, aliases text[]) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  folded text := '| ' || public.fold_name(name) || ' |';
  alias text;
BEGIN
  FOREACH alias IN ARRAY aliases LOOP
    folded := folded || ' ' || public.fold_name(alias) || ' |';
  END LOOP;
  RETURN folded;
END $$;

-- Kept, because making it for each name that an index brings would take longer than finding it.
CREATE TABLE speaker_called (
  speaker_id uuid NOT NULL CONSTRAINT pk_speaker_called PRIMARY KEY CONSTRAINT fk_speaker_called_speaker REFERENCES speaker,
  names      text NOT NULL
);
CREATE INDEX ix_speaker_called ON speaker_called USING gin (names gin_trgm_ops) WITH (fastupdate = off);
CREATE FUNCTION call_speaker() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO speaker_called VALUES (NEW.id, called(NEW.name, NEW.aliases)) ON CONFLICT (speaker_id) DO UPDATE SET names = excluded.names;
  RETURN NULL;
END $$;
CREATE TRIGGER speaker_is_called AFTER INSERT OR UPDATE OF name, aliases ON speaker FOR EACH ROW EXECUTE FUNCTION call_speaker();
INSERT INTO speaker_called SELECT id, called(name, aliases) FROM speaker;

-- The sources of one site, the newest first, tell who publishes there.
CREATE INDEX ix_source_site ON source (substring(url_key FROM '^[^/?]+'), id DESC);
