-- Applications that may read or add to learners' badges by the Open Badges 3.0 API (OAuth 2). Of all secrets only hashes are kept.
create table app_client (
  id            text primary key,
  secret_hash   bytea not null,
  name          text not null,
  home          text,
  redirect_uris text[] not null,
  created_at    timestamptz not null
);

-- What a learner has allowed one application; ended_at when the learner, or the application, has ended it.
create table app_grant (
  id         uuid primary key,
  client     text not null references app_client,
  learner    uuid not null,
  scopes     text[] not null,
  created_at timestamptz not null,
  ended_at   timestamptz
);
create index app_grant_of_learner on app_grant (learner);

create table app_code (
  hash         bytea primary key,
  app_grant    uuid not null references app_grant on delete cascade,
  redirect_uri text not null,
  challenge    text not null,
  expires_at   timestamptz not null,
  used_at      timestamptz
);
create table app_token (
  hash       bytea primary key,
  app_grant  uuid not null references app_grant on delete cascade,
  kind       text not null check (kind in ('ACCESS', 'REFRESH')),
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index app_token_of_grant on app_token (app_grant);

-- Credentials that applications have put beside a learner's own.
create table held_credential (
  learner     uuid not null,
  id          text not null,
  format      text not null check (format in ('JSON', 'JWT')),
  content     text not null,
  received_at timestamptz not null,
  primary key (learner, id)
);
-- What applications have said of a learner; name and address are the account's.
create table held_profile (
  learner uuid primary key,
  profile jsonb not null
);
