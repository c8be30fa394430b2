-- A way in which learners reach a provider: a learning system, a program, people with a list.
create table connection (
  id             uuid primary key,
  provider       uuid not null,
  kind           text not null check (kind in ('LTI', 'WEBHOOK', 'HAND')),
  name           text not null,
  standing       text not null check (standing in ('DRAFT', 'PROPOSED', 'READY', 'ENDED')),
  guidance       text not null default '',
  created_by     text not null,
  created_at     timestamptz not null,
  tested_at      timestamptz,
  succeeded_at   timestamptz,
  failed_at      timestamptz,
  failure        text,
  failure_detail text,
  unique (id, provider)
);
create index connection_of on connection (provider);

-- Which of them a provider's offerings use; the row without an offering is for all that have no other.
create table connection_use (
  provider   uuid not null,
  offering   uuid,
  connection uuid not null,
  unique nulls not distinct (provider, offering),
  foreign key (connection, provider) references connection (id, provider)
);
create index connection_use_of on connection_use (connection);

insert into connection (id, provider, kind, name, standing, created_by, created_at)
  select gen_random_uuid(), provider, 'LTI', 'LTI 1.3', 'READY', '', now() from lti_tool;
insert into connection_use (provider, connection) select provider, id from connection;

alter table lti_tool add column connection uuid unique references connection;
update lti_tool t set connection = c.id from connection c where c.provider = t.provider;
alter table lti_tool
  alter column connection set not null,
  drop column provider,
  alter column jwks_url drop not null,
  add column keys text,
  add check ((jwks_url is null) <> (keys is null));
comment on column lti_tool.keys is 'a key set that was typed, where the tool publishes none';

-- A tool may register itself once with such a token, of which only the hash is kept.
create table lti_registration (
  connection uuid primary key references connection on delete cascade,
  token_hash bytea not null unique,
  expires_at timestamptz not null,
  used_at    timestamptz
);

-- A program of the provider's that is told of enrollments; the secret is sealed.
create table webhook (
  connection    uuid primary key references connection,
  address       text not null,
  sealed_secret bytea not null
);

alter table handoff add column waits_since timestamptz;
comment on column handoff.waits_since is 'since when a person of the provider has it on the list';
create index handoff_waits on handoff (waits_since) where waits_since is not null;
