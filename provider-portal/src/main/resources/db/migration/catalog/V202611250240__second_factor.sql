-- A second proof at signing in: codes of an authenticator app (RFC 6238), and codes on paper for when it is lost.
alter table staff
  add second_factor boolean not null default false,      -- whether it is asked for
  add exempt        boolean not null default false;      -- a sandbox's sample person: never asked, whatever the role

create table second_factor (
  staff        uuid primary key references staff on delete cascade,
  secret       bytea not null,                           -- sealed with tessera.vault.key
  last_step    bigint not null default 0,                -- of the last code that was taken; none counts twice
  confirmed_at timestamptz
);

create table recovery_code (
  staff uuid not null references staff on delete cascade,
  hash  bytea not null,
  primary key (staff, hash)
);

-- Whoever has given the right password and has still to give the second proof.
create table pending_sign_in (
  token_hash bytea primary key,
  staff      uuid not null references staff on delete cascade,
  go_on      text not null,
  expires_at timestamptz not null
);
create index pending_sign_in_expiry on pending_sign_in (expires_at);
