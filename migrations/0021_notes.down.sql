DROP INDEX ix_source_title_trigrams;
DROP TABLE note_mention;
DROP TABLE note_wording;
DROP TABLE note;
DROP FUNCTION tell_of_note();
DROP FUNCTION require_note_words();
DROP FUNCTION guard_note_wording();
DROP FUNCTION guard_note();
