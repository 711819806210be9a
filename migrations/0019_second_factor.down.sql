DROP TABLE sign_in_step;
DROP TABLE identity;
DROP TABLE recovery_code;
DROP TABLE totp;
DROP TABLE passkey;
DROP FUNCTION guard_factor();
DROP FUNCTION require_account_entry();
ALTER TABLE session DROP COLUMN signed_in_by;
