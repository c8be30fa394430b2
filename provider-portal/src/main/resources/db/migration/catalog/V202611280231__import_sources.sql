-- Addresses at which providers' catalogues lie, to be looked at again by the day or the week.
create table import_source (
  id            uuid primary key,
  provider      uuid not null references provider,
  name          text not null,                           -- of the source that external ids belong to
  address       text not null,
  format        text not null,                           -- catalogue, linked-data, edu-api, or a mapping's name
  every         text not null check (every in ('never', 'daily', 'weekly')),
  changes       text not null check (changes in ('usual', 'publish', 'propose')),
  token         bytea,                                   -- for the address, sealed with tessera.vault.key
  requested_by  uuid not null,                           -- who answers for what it changes
  etag          text,                                    -- by which the server knows what was fetched last
  last_modified text,
  due_at        timestamptz,                             -- null: only when asked
  failures      int not null default 0,                  -- in a row
  created_at    timestamptz not null,
  unique (provider, name)
);
create index import_source_due on import_source (due_at);

create table import_source_run (
  id       uuid primary key,
  source   uuid not null references import_source on delete cascade,
  provider uuid not null references provider,
  at       timestamptz not null,
  outcome  text not null check (outcome in ('imported', 'same', 'failed', 'refused')),
  detail   text,                                         -- why it failed: a reason's key and the status; why it was refused: words
  import   uuid references import_job on delete set null
);
create index import_source_run_latest on import_source_run (source, at desc);
create index import_source_run_import on import_source_run (import);

do $$
declare
  bound text;
begin
  foreach bound in array array['import_source', 'import_source_run'] loop
    execute format('alter table %I enable row level security, force row level security', bound);
    execute format('create policy tenancy on %I using ((select tenants()) is null or provider = any ((select tenants())::uuid[]))', bound);
  end loop;
end
$$;
