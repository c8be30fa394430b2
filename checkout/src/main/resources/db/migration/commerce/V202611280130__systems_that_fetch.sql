-- A student information system fetches its learners from us (OneRoster 1.2): it is no LTI tool, and nobody has to be called.
alter table connection drop constraint connection_kind_check;
alter table connection add constraint connection_kind_check
  check (kind in ('LTI', 'ONEROSTER', 'MOODLE', 'WEBHOOK', 'HAND'));
alter table connection
  add column pass_mark numeric not null default 0.5 check (pass_mark between 0 and 1),
  add column move_on text not null default 'CompletedOrPassed'
    check (move_on in ('Passed', 'Completed', 'CompletedAndPassed', 'CompletedOrPassed'));
comment on column connection.pass_mark is 'least share that completes, of results by OneRoster and xAPI; a tool of LTI has its own';
comment on column connection.move_on is 'which xAPI statements complete, as cmi5 names it';

alter table handoff add column waits_for text not null default 'PEOPLE' check (waits_for in ('PEOPLE', 'FETCH'));
comment on column handoff.waits_for is 'what it waits for, where waits_since says that it waits';

-- What a provider's systems show to be let in: only a hash of the secret is kept.
create table system_client (
  id          uuid primary key,
  connection  uuid not null,
  provider    uuid not null,
  purpose     text not null check (purpose in ('ONEROSTER', 'XAPI')),
  secret_hash bytea not null,
  created_by  text not null,
  created_at  timestamptz not null,
  used_at     timestamptz,
  revoked_at  timestamptz,
  foreign key (connection, provider) references connection (id, provider)
);
create index system_client_of on system_client (connection, created_at);

create table system_token (
  token_hash bytea primary key,
  client     uuid not null references system_client,
  scopes     text[] not null,
  expires_at timestamptz not null
);
create index system_token_of on system_token (client, expires_at);

-- Who asks for changes only has to be told when something changed. Seats that are sold change nothing that is told.
alter table offer_provider add column changed_at timestamptz not null default now();
alter table offer add column changed_at timestamptz not null default now();
alter table offer_intake add column changed_at timestamptz not null default now();
create function touch_changed_at() returns trigger language plpgsql as
  $$ begin new.changed_at := now(); return new; end $$;
create trigger offer_provider_changed before update on offer_provider for each row
  when ((old.name, old.slug) is distinct from (new.name, new.slug))
  execute function touch_changed_at();
create trigger offer_changed before update on offer for each row
  when ((old.title, old.slug, old.listed) is distinct from (new.title, new.slug, new.listed))
  execute function touch_changed_at();
create trigger offer_intake_changed before update on offer_intake for each row
  when ((old.listed, old.self_paced, old.starts, old.ends, old.place)
    is distinct from (new.listed, new.self_paced, new.starts, new.ends, new.place))
  execute function touch_changed_at();
create index offer_of_provider on offer (provider);
create index enrollment_of_provider on enrollment (provider, changed_at);

-- A learner has one id for each provider, of which nobody can tell whose it is.
create table roster_salt (salt text not null);
insert into roster_salt select gen_random_uuid()::text || gen_random_uuid()::text;
create function roster_user(provider uuid, email text, enrollment uuid) returns text language sql stable as $$
  select left(encode(sha256(convert_to(salt || provider || case when email like '%@tessera.invalid' then enrollment::text else lower(email) end,
    'UTF8')), 'hex'), 32)::uuid::text from roster_salt
$$;

-- The name under which a system has put a result; without one it is the enrollment's.
create table roster_result (
  provider   uuid not null,
  sourced_id text not null,
  enrollment uuid not null unique references enrollment,
  primary key (provider, sourced_id)
);

-- As OneRoster writes them.
create function roster_time(at timestamptz) returns text language sql stable as
  $$ select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;
create function roster_ref(base text, resource text, type text, id text) returns jsonb language sql immutable as
  $$ select jsonb_build_object('href', base || '/' || resource || '/' || id, 'sourcedId', id, 'type', type) $$;
create function roster_term(provider uuid, starts date, ends date) returns text language sql immutable as
  $$ select provider || case when starts is null then '-self-paced' else '-' || starts || '-' || coalesce(ends, starts) end $$;
