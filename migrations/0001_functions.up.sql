-- Extensions (both trusted: the owner of the database may create them) and the functions that later steps share.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- unaccent() alone is only STABLE; naming its dictionary makes the result depend on nothing but the text, so an index may use it.
CREATE FUNCTION fold_accents(words text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  AS $$ SELECT public.unaccent('public.unaccent'::regdictionary, words) $$;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The % is append-only: % is refused.', TG_TABLE_NAME, lower(TG_OP) USING ERRCODE = 'CL001';
END $$;

CREATE FUNCTION refuse_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Nothing on record is deleted: withdraw it instead (%).', TG_TABLE_NAME USING ERRCODE = 'CL001';
END $$;
