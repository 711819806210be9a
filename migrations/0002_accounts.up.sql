CREATE TABLE account (
  id            uuid        NOT NULL CONSTRAINT pk_account PRIMARY KEY,
  email         text        NOT NULL,
  name          text        NOT NULL,
  roles         text[]      NOT NULL,
  password_hash text        NULL,
  created_at    timestamptz NOT NULL,
  suspended_at  timestamptz NULL,
  version       integer     NOT NULL,
  CONSTRAINT uq_account_email UNIQUE (email),
  CONSTRAINT ck_account_email CHECK (email = lower(email) AND email LIKE '%_@_%' AND length(email) <= 254),
  CONSTRAINT ck_account_name CHECK (length(name) BETWEEN 1 AND 120),
  CONSTRAINT ck_account_roles CHECK (cardinality(roles) > 0 AND roles <@ ARRAY['editor', 'reviewer', 'admin'])
);
CREATE TRIGGER account_keeps BEFORE DELETE ON account FOR EACH ROW EXECUTE FUNCTION refuse_deletion();

CREATE TABLE session (
  id          uuid        NOT NULL CONSTRAINT pk_session PRIMARY KEY,
  account_id  uuid        NOT NULL CONSTRAINT fk_session_account REFERENCES account,
  secret_hash bytea       NOT NULL,
  csrf_token  text        NOT NULL,
  created_at  timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  ended_at    timestamptz NULL,
  user_agent  text        NULL,
  CONSTRAINT uq_session_secret UNIQUE (secret_hash)
);
CREATE INDEX ix_session_account ON session (account_id);

CREATE TABLE api_token (
  id          uuid        NOT NULL CONSTRAINT pk_api_token PRIMARY KEY,
  account_id  uuid        NOT NULL CONSTRAINT fk_api_token_account REFERENCES account,
  name        text        NOT NULL,
  secret_hash bytea       NOT NULL,
  roles       text[]      NOT NULL,
  created_at  timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  last_used_at timestamptz NULL,
  revoked_at  timestamptz NULL,
  CONSTRAINT uq_api_token_secret UNIQUE (secret_hash),
  CONSTRAINT ck_api_token_name CHECK (length(name) BETWEEN 1 AND 120),
  CONSTRAINT ck_api_token_roles CHECK (roles <@ ARRAY['editor', 'reviewer', 'admin']),
  CONSTRAINT ck_api_token_expiry CHECK (expires_at > created_at)
);
CREATE INDEX ix_api_token_account ON api_token (account_id);

-- One row a throttled key, in the shape that the library rate-limiter-flexible reads and writes.
CREATE TABLE rate_limit (
  key    varchar(255) NOT NULL CONSTRAINT pk_rate_limit PRIMARY KEY,
  points integer      NOT NULL DEFAULT 0,
  expire bigint       NULL
);

CREATE TABLE idempotency_key (
  account_id  uuid        NOT NULL CONSTRAINT fk_idempotency_key_account REFERENCES account,
  key         text        NOT NULL,
  fingerprint text        NOT NULL,
  answer      jsonb       NULL,
  created_at  timestamptz NOT NULL,
  CONSTRAINT pk_idempotency_key PRIMARY KEY (account_id, key),
  CONSTRAINT ck_idempotency_key_length CHECK (length(key) BETWEEN 1 AND 255)
);
CREATE INDEX ix_idempotency_key_created ON idempotency_key (created_at);
