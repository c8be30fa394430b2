-- Mappings that providers have built of their own tables.
create table import_mapping (
  id         uuid primary key,
  provider   uuid not null references provider,
  name       text not null,
  separator  text not null,
  sample     text not null,                              -- the header and the first rows, as they were sent
  choices    jsonb not null,                             -- what was chosen for each column
  mapping    text not null,                              -- the mapping file (docs/mappings.md)
  updated_at timestamptz not null,
  unique (provider, name)
);
alter table import_mapping enable row level security, force row level security;
create policy tenancy on import_mapping
  using ((select tenants()) is null or provider = any ((select tenants())::uuid[]));
