-- Links by which staff choose another password. One of a person at a time, used once.
create table staff_recovery (
  staff      uuid primary key references staff on delete cascade,
  token_hash bytea not null unique,                      -- SHA-256 of 256 random bits
  expires_at timestamptz not null
);
