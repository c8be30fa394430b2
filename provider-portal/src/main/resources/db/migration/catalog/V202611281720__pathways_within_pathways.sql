-- The pathways of a file that is being imported: which can be taken is known when all of them have been read. Emptied when the import ends.
create table import_pathway (
  import      uuid not null references import_job on delete cascade,
  external_id text not null,
  provider    text not null,                             -- as the source calls it
  parts       text[] not null,                           -- external ids of the pathways that it contains
  line        bigint not null,
  entry       text,                                      -- as it stands in the file; null once it is taken
  refused     boolean not null default false,
  primary key (import, external_id)
);
alter table import_pathway enable row level security, force row level security;
create policy tenancy on import_pathway using ((select tenants()) is null or exists (select from import_job j where j.id = import));

-- Nobody else changes which of a provider's pathways contains which until the transaction ends.
create function lock_pathway_links(provider uuid) returns void language sql as $$
  select pg_advisory_xact_lock(hashtextextended('pathways of ' || provider, 0))
$$;
