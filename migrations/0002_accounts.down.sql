DROP TABLE idempotency_key;
DROP TABLE rate_limit;
DROP TABLE api_token;
DROP TABLE session;
DROP TABLE account;
