-- A second proof beside the password, and who a person is at the newsroom's own provider of sign-in.

-- How its person proved who they are. Sessions from before were all begun with a password.
ALTER TABLE session ADD COLUMN signed_in_by text NOT NULL DEFAULT 'password';
ALTER TABLE session ADD CONSTRAINT ck_session_signed_in_by
  CHECK (signed_in_by IN ('password', 'code', 'recovery_code', 'second_passkey', 'passkey', 'single_sign_on'));

-- Only public keys: nothing here signs anybody in.
CREATE TABLE passkey (
  id            uuid        NOT NULL CONSTRAINT pk_passkey PRIMARY KEY,
  account_id    uuid        NOT NULL CONSTRAINT fk_passkey_account REFERENCES account,
  credential_id text        NOT NULL,
  public_key    bytea       NOT NULL,
  name          text        NOT NULL,
  -- How often the authenticator says it was used; 0 for those that do not count.
  counter       bigint      NOT NULL,
  transports    text[]      NOT NULL,
  -- May be copied to its owner's other devices, and whether it was.
  synced_kind   boolean     NOT NULL,
  backed_up     boolean     NOT NULL,
  added_at      timestamptz NOT NULL,
  last_used_at  timestamptz NULL,
  CONSTRAINT uq_passkey_credential UNIQUE (credential_id),
  CONSTRAINT ck_passkey_credential CHECK (length(credential_id) BETWEEN 1 AND 1400),
  CONSTRAINT ck_passkey_name CHECK (length(name) BETWEEN 1 AND 60),
  CONSTRAINT ck_passkey_counter CHECK (counter >= 0)
);
CREATE INDEX ix_passkey_account ON passkey (account_id, added_at);

-- The key of an authenticator app, kept once its first code was right. It has to be readable to check codes, and is shown to nobody.
CREATE TABLE totp (
  account_id uuid        NOT NULL CONSTRAINT pk_totp PRIMARY KEY CONSTRAINT fk_totp_account REFERENCES account,
  secret     bytea       NOT NULL,
  -- The thirty seconds of the last code that was taken; no code of them or of earlier ones is taken again.
  last_step  bigint      NOT NULL,
  added_at   timestamptz NOT NULL,
  CONSTRAINT ck_totp_secret CHECK (length(secret) BETWEEN 16 AND 64)
);

CREATE TABLE recovery_code (
  account_id uuid        NOT NULL CONSTRAINT fk_recovery_code_account REFERENCES account,
  code_hash  bytea       NOT NULL,
  made_at    timestamptz NOT NULL,
  used_at    timestamptz NULL,
  CONSTRAINT pk_recovery_code PRIMARY KEY (account_id, code_hash)
);

-- Who somebody is at a provider of single sign-on: one identity an account, one account an identity.
CREATE TABLE identity (
  account_id   uuid        NOT NULL CONSTRAINT pk_identity PRIMARY KEY CONSTRAINT fk_identity_account REFERENCES account,
  issuer       text        NOT NULL,
  subject      text        NOT NULL,
  linked_at    timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  CONSTRAINT uq_identity_subject UNIQUE (issuer, subject),
  CONSTRAINT ck_identity_issuer CHECK (length(issuer) BETWEEN 1 AND 2000),
  CONSTRAINT ck_identity_subject CHECK (length(subject) BETWEEN 1 AND 255)
);

-- What a browser has begun and not finished: a challenge, a password without its second factor, a way to the provider and back.
-- Held by a cookie of that browser alone, for minutes.
CREATE TABLE sign_in_step (
  id          uuid        NOT NULL CONSTRAINT pk_sign_in_step PRIMARY KEY,
  secret_hash bytea       NOT NULL,
  kind        text        NOT NULL,
  account_id  uuid        NULL CONSTRAINT fk_sign_in_step_account REFERENCES account,
  data        jsonb       NOT NULL,
  expires_at  timestamptz NOT NULL,
  CONSTRAINT uq_sign_in_step_secret UNIQUE (secret_hash),
  CONSTRAINT ck_sign_in_step_kind CHECK (kind IN ('second_factor', 'passkey', 'proof', 'enrol_passkey', 'enrol_totp', 'single_sign_on'))
);
CREATE INDEX ix_sign_in_step_expires ON sign_in_step (expires_at);

-- No factor and no identity comes or goes untold: the account's stream has an entry of this very transaction, or nothing commits.
CREATE FUNCTION require_account_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  whose uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.account_id ELSE NEW.account_id END;
BEGIN
  IF (SELECT xmin FROM ledger_entry WHERE stream_id = whose ORDER BY position DESC LIMIT 1) IS DISTINCT FROM pg_current_xact_id()::xid THEN
    RAISE EXCEPTION 'The ledger has no entry for this change (% of account %).', TG_TABLE_NAME, whose USING ERRCODE = 'CL001';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER passkey_told AFTER INSERT OR DELETE ON passkey DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_account_entry();
CREATE CONSTRAINT TRIGGER totp_told AFTER INSERT OR DELETE ON totp DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_account_entry();
CREATE CONSTRAINT TRIGGER recovery_code_told AFTER INSERT OR UPDATE OR DELETE ON recovery_code DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_account_entry();
CREATE CONSTRAINT TRIGGER identity_told AFTER INSERT OR DELETE ON identity DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_account_entry();

-- What was used stays used: a counter and a step run forward only, a recovery code is used once, and none of them changes hands.
CREATE FUNCTION guard_factor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.account_id <> OLD.account_id THEN
    RAISE EXCEPTION 'A second factor stays its owner’s.' USING ERRCODE = 'CL001';
  END IF;
  IF TG_TABLE_NAME = 'totp' THEN
    IF NEW.secret <> OLD.secret OR NEW.last_step <= OLD.last_step THEN
      RAISE EXCEPTION 'A code is used once.' USING ERRCODE = 'CL001';
    END IF;
  ELSIF TG_TABLE_NAME = 'passkey' THEN
    IF NEW.credential_id <> OLD.credential_id OR NEW.public_key <> OLD.public_key OR NEW.counter < OLD.counter THEN
      RAISE EXCEPTION 'A passkey stays as it was enrolled, and its counter runs forward.' USING ERRCODE = 'CL001';
    END IF;
  ELSIF OLD.used_at IS NOT NULL OR NEW.code_hash <> OLD.code_hash THEN
    RAISE EXCEPTION 'A recovery code is used once.' USING ERRCODE = 'CL001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER passkey_guarded BEFORE UPDATE ON passkey FOR EACH ROW EXECUTE FUNCTION guard_factor();
CREATE TRIGGER totp_guarded BEFORE UPDATE ON totp FOR EACH ROW EXECUTE FUNCTION guard_factor();
CREATE TRIGGER recovery_code_guarded BEFORE UPDATE ON recovery_code FOR EACH ROW EXECUTE FUNCTION guard_factor();
