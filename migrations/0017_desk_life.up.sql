-- What the desk knows of its own people and claims, apart from the public record: who looked at what, and what they were told.
CREATE TABLE look (
  account_id uuid        NOT NULL CONSTRAINT fk_look_account REFERENCES account,
  claim_id   uuid        NOT NULL CONSTRAINT fk_look_claim REFERENCES claim,
  looked_at  timestamptz NOT NULL,
  -- The claim's version that was seen.
  version    integer     NOT NULL,
  CONSTRAINT pk_look PRIMARY KEY (account_id, claim_id)
);
CREATE INDEX ix_look_claim ON look (claim_id, looked_at DESC);

-- One thing told to one person: a mention, a review given or returned, a claim that falls due.
CREATE TABLE notice (
  id         uuid        NOT NULL CONSTRAINT pk_notice PRIMARY KEY,
  account_id uuid        NOT NULL CONSTRAINT fk_notice_account REFERENCES account,
  kind       text        NOT NULL,
  claim_id   uuid        NULL CONSTRAINT fk_notice_claim REFERENCES claim,
  by_id      uuid        NULL CONSTRAINT fk_notice_by REFERENCES account,
  words      text        NOT NULL,
  -- Where it is dealt with, a path of the desk.
  path       text        NOT NULL,
  -- The same thing is told once: a reminder of one due day, for example.
  once       text        NULL,
  made_at    timestamptz NOT NULL,
  seen_at    timestamptz NULL,
  CONSTRAINT ck_notice_kind CHECK (kind IN ('mentioned', 'given', 'returned', 'approved', 'due', 'overdue', 'unattended', 'correction', 'dissent')),
  CONSTRAINT ck_notice_words CHECK (length(words) BETWEEN 1 AND 1000),
  CONSTRAINT ck_notice_path CHECK (path ~ '^/desk'),
  CONSTRAINT uq_notice_once UNIQUE (account_id, once)
);
CREATE INDEX ix_notice_unseen ON notice (account_id, made_at DESC, id DESC) WHERE seen_at IS NULL;
CREATE INDEX ix_notice_account ON notice (account_id, made_at DESC, id DESC);
