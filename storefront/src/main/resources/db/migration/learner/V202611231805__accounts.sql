-- Learners. An account exists from the moment its e-mail address is proven; what is not proven yet is a mailed link.
create table account (
  id            uuid primary key,
  email         text not null unique check (email = lower(email)),
  name          text not null,
  password_hash text not null,
  version       bigint not null default 1,
  created_at    timestamptz not null
);

-- Links that prove an address. Only a hash of the token is kept; following a link removes it.
create table mailed_link (
  token_hash bytea primary key,
  purpose    text not null check (purpose in ('confirm', 'reset', 'change')),
  email      text not null,
  name       text,
  account    uuid references account on delete cascade,
  go_on      text,
  expires_at timestamptz not null
);
create index mailed_link_email on mailed_link (email);
create index mailed_link_account on mailed_link (account);
create index mailed_link_expires on mailed_link (expires_at);

-- Signed-in browsers. The refresh token changes at every use; the one before is remembered, because two tabs may use it at once and
-- because a later use of it means that it was copied.
create table session (
  id            uuid primary key,
  account       uuid not null references account on delete cascade,
  refresh_hash  bytea not null,
  previous_hash bytea,
  rotated_at    timestamptz not null,
  device        text not null,
  address       text not null,
  created_at    timestamptz not null,
  used_at       timestamptz not null,
  expires_at    timestamptz not null
);
create index session_account on session (account);
create index session_expires on session (expires_at);

-- Who does something too often: a key is busy until its places are free again (the generic cell rate algorithm).
create table throttle (
  key        text primary key,
  busy_until timestamptz not null
);
create index throttle_busy on throttle (busy_until);

-- What happened to accounts. Outlives the account, hence no reference; the address is the network's.
create table security_event (
  id      bigint generated always as identity primary key,
  at      timestamptz not null,
  event   text not null,
  account uuid,
  address text not null,
  device  text not null
);
create index security_event_account on security_event (account, at);
create index security_event_at on security_event (at);
