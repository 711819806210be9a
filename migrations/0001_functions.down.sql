DROP FUNCTION refuse_deletion();
DROP FUNCTION refuse_change();
DROP FUNCTION fold_accents(text);
DROP EXTENSION unaccent;
DROP EXTENSION pg_trgm;
