-- How programs prove who they are. The key itself is shown once and never stored.
create table api_key (
  id         uuid primary key,
  hash       bytea not null unique,                      -- SHA-256 of the key: 256 random bits need no slow hash
  label      text not null,
  provider   uuid references provider,                   -- null: the operator's
  created_at timestamptz not null default now(),
  used_at    timestamptz,
  revoked_at timestamptz
);

create table import_job (
  id               uuid primary key,
  requested_by     uuid,                                 -- api_key; null: started by the operator of this installation
  provider         uuid references provider,             -- the only provider it may touch; null: any
  source           text not null,
  format           text not null check (format in ('catalogue', 'mapped')),
  mapping          text,                                 -- the mapping file as it was when the import began
  inputs           jsonb not null,                       -- name, file and character encoding of each spooled input
  spool            text not null,                        -- the spool folder that has the files
  verified_by      text,                                 -- evidence for the providers it brings
  withdraw_missing boolean not null,
  status           text not null check (status in ('waiting', 'running', 'finished', 'failed')),
  problem          text,
  step             int not null default 0,
  position         bigint not null default 0,            -- records of the step that are done
  total_bytes      bigint not null,
  done_bytes       bigint not null default 0,
  counts           jsonb not null,
  created_at       timestamptz not null default now(),
  started_at       timestamptz,
  ended_at         timestamptz
);
-- Two imports of one source never run beside each other.
create unique index import_job_source on import_job (source) where status in ('waiting', 'running');
create index import_job_open on import_job (spool, created_at) where status in ('waiting', 'running');

-- What an import has to say about single rows.
create table import_finding (
  import      uuid not null references import_job on delete cascade,
  number      bigint generated always as identity,
  kind        text not null check (kind in ('rejected', 'repaired', 'noted')),
  input       text not null,
  line        bigint not null,
  external_id text,
  field       text,
  reason      text not null,
  primary key (import, number)
);

-- Records met so far, to find repetitions and what is missing; emptied when the import ends.
create table import_record (
  import      uuid not null references import_job on delete cascade,
  kind        text not null,
  external_id text not null,
  primary key (import, kind, external_id)
);

-- Rows of a second input, waiting to be joined; emptied when the import ends.
create table import_joined (
  import uuid not null references import_job on delete cascade,
  input  text not null,
  key    text not null,
  number bigint not null,
  row    jsonb not null,
  primary key (import, input, key, number)
);

-- Answers already given, for requests that are sent again with the same Idempotency-Key.
create table idempotent_request (
  caller      text not null,
  key         text not null,
  fingerprint text not null,
  import      uuid references import_job on delete cascade,
  created_at  timestamptz not null default now(),
  primary key (caller, key)
);
