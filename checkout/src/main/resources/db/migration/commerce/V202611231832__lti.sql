-- A provider's LTI 1.3 tool. Providers without one use the tool of checkout.handoff.default-tool.
create table lti_tool (
  client_id       text primary key,
  provider        uuid not null unique,
  deployment_id   text not null,
  login_url       text not null,
  redirect_uris   text[] not null,
  jwks_url        text not null,
  target_link_uri text not null,
  pass_mark       numeric(4, 3) not null check (pass_mark between 0 and 1)
);

-- What a tool knows as one resource link with one line item: an intake.
create table lti_link (
  id         uuid primary key,
  provider   uuid not null,
  intake     uuid not null unique,
  title      text not null,
  created_at timestamptz not null
);

-- Who a learner is for one provider; another provider sees another name for the same person.
create table lti_user (
  subject  uuid primary key,
  provider uuid not null,
  learner  uuid not null,
  unique (provider, learner)
);

create table lti_launch (
  id         uuid primary key,
  enrollment uuid not null references enrollment,
  learner    uuid not null,
  client_id  text not null,
  subject    uuid not null references lti_user,
  link       uuid not null references lti_link,
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index lti_launch_expired on lti_launch (expires_at);

-- Nonces of launches and ids of client assertions, each good for one use.
create table lti_used (
  client_id  text not null,
  purpose    text not null check (purpose in ('NONCE', 'ASSERTION')),
  value      text not null,
  expires_at timestamptz not null,
  primary key (client_id, purpose, value)
);
create index lti_used_expired on lti_used (expires_at);
