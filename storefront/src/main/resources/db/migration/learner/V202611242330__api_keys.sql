-- Keys with which an account's programs read the catalogue more often than without. Only a hash is kept; a key that is revoked is gone.
create table api_key (
  id         uuid primary key,
  account    uuid not null references account on delete cascade,
  name       text not null,
  beginning  text not null,                              -- what people tell keys apart by
  hash       bytea not null unique,                      -- SHA-256: 256 random bits need no slow hash
  created_at timestamptz not null,
  used_at    timestamptz
);
create index api_key_account on api_key (account, created_at);
