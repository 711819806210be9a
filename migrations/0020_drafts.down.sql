DROP INDEX ix_source_site;
DROP TRIGGER speaker_is_called ON speaker;
DROP FUNCTION call_speaker();
DROP TABLE speaker_called;
DROP FUNCTION called(text, text[]);
DROP FUNCTION fold_name(text);
DROP TABLE draft;
