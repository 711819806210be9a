-- A link by which one person sets a password: to come in for the first time, or again after the password was lost. Of the link's
-- secret only the hash is here; a link is used once, and a newer one ends the one before.
CREATE TABLE invitation (
  id          uuid        NOT NULL CONSTRAINT pk_invitation PRIMARY KEY,
  kind        text        NOT NULL,
  -- Of an invitation; a link for a new password names the account instead.
  email       text        NULL,
  name        text        NULL,
  roles       text[]      NULL,
  -- Whose password is to be set; of an invitation, who came of it.
  account_id  uuid        NULL CONSTRAINT fk_invitation_account REFERENCES account,
  secret_hash bytea       NOT NULL,
  made_by_id  uuid        NULL CONSTRAINT fk_invitation_made_by REFERENCES account,
  made_at     timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  outcome     text        NULL,
  ended_at    timestamptz NULL,
  CONSTRAINT uq_invitation_secret UNIQUE (secret_hash),
  CONSTRAINT ck_invitation_shape CHECK (
    (kind = 'invitation' AND email IS NOT NULL AND name IS NOT NULL AND roles IS NOT NULL AND (account_id IS NOT NULL) = (outcome IS NOT DISTINCT FROM 'used'))
    OR (kind = 'new_password' AND account_id IS NOT NULL AND email IS NULL AND name IS NULL AND roles IS NULL)),
  CONSTRAINT ck_invitation_email CHECK (email = lower(email) AND email LIKE '%_@_%' AND length(email) <= 254),
  CONSTRAINT ck_invitation_name CHECK (length(name) BETWEEN 1 AND 120),
  CONSTRAINT ck_invitation_roles CHECK (cardinality(roles) > 0 AND roles <@ ARRAY['editor', 'reviewer', 'admin']),
  CONSTRAINT ck_invitation_expiry CHECK (expires_at > made_at AND expires_at <= made_at + interval '7 days'),
  CONSTRAINT ck_invitation_outcome CHECK (outcome IN ('used', 'revoked', 'replaced')),
  CONSTRAINT ck_invitation_ended CHECK ((outcome IS NULL) = (ended_at IS NULL))
);
CREATE UNIQUE INDEX uq_invitation_open_email ON invitation (email) WHERE outcome IS NULL AND kind = 'invitation';
CREATE UNIQUE INDEX uq_invitation_open_account ON invitation (account_id) WHERE outcome IS NULL AND kind = 'new_password';
CREATE INDEX ix_invitation_open ON invitation (made_at DESC, id DESC) WHERE outcome IS NULL AND kind = 'invitation';
CREATE INDEX ix_invitation_made_by ON invitation (made_by_id) WHERE outcome IS NULL;

-- What a link was for and what became of it stays as it was.
CREATE FUNCTION keep_invitation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.outcome IS NOT NULL THEN
    RAISE EXCEPTION 'This link was % already.', OLD.outcome USING ERRCODE = 'CL001';
  END IF;
  IF (NEW.id, NEW.kind, NEW.email, NEW.name, NEW.roles, NEW.secret_hash, NEW.made_by_id, NEW.made_at)
     IS DISTINCT FROM (OLD.id, OLD.kind, OLD.email, OLD.name, OLD.roles, OLD.secret_hash, OLD.made_by_id, OLD.made_at) THEN
    RAISE EXCEPTION 'An invitation is not changed. Make another.' USING ERRCODE = 'CL001';
  END IF;
  IF NEW.outcome = 'used' AND NEW.ended_at > OLD.expires_at THEN
    RAISE EXCEPTION 'This link has expired.' USING ERRCODE = 'CL001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER invitation_stays BEFORE UPDATE ON invitation FOR EACH ROW EXECUTE FUNCTION keep_invitation();
CREATE TRIGGER invitation_keeps BEFORE DELETE ON invitation FOR EACH ROW EXECUTE FUNCTION refuse_deletion();

-- The desk keeps an active admin. One at a time, so that of two who leave at once the second sees that the first is gone.
CREATE FUNCTION require_admin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('claimline: an active admin'));
  IF NOT EXISTS (SELECT FROM account WHERE 'admin' = ANY (roles) AND suspended_at IS NULL) THEN
    RAISE EXCEPTION 'This is the last active admin. Make another account an admin first.' USING ERRCODE = 'CL001';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER account_keeps_admin AFTER UPDATE ON account DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN ('admin' = ANY (OLD.roles) AND OLD.suspended_at IS NULL AND NOT ('admin' = ANY (NEW.roles) AND NEW.suspended_at IS NULL))
  EXECUTE FUNCTION require_admin();

-- Nobody raises themselves: roles that an account's own hand changed do not enter the ledger, and without it nothing commits.
CREATE FUNCTION refuse_own_roles() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before jsonb;
BEGIN
  SELECT after INTO before FROM ledger_entry WHERE subject_id = NEW.subject_id AND subject_kind = 'account' ORDER BY position DESC LIMIT 1;
  IF before IS NOT NULL AND before -> 'roles' IS DISTINCT FROM NEW.after -> 'roles' THEN
    RAISE EXCEPTION 'Nobody changes their own roles. Ask another admin.' USING ERRCODE = 'CL001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ledger_entry_raises_nobody BEFORE INSERT ON ledger_entry FOR EACH ROW
  WHEN (NEW.subject_kind = 'account' AND NEW.actor_id = NEW.subject_id) EXECUTE FUNCTION refuse_own_roles();

-- The list of people, and who of them was here last.
CREATE INDEX ix_account_name ON account (name, id);
