-- Which documents sources name for their offerings, by address; known by their titles, since a new year's syllabus lies somewhere else.
create table sourced_document (
  offering      uuid not null references offering on delete cascade,
  title         text not null,
  place         int not null,                            -- in the order of the source
  address       text not null,
  type          text not null,
  language      text not null,
  asked_at      timestamptz,                             -- when the address answered last; null until it has
  etag          text,                                    -- by which the server knows what it answered with
  last_modified text,
  placed        text,                                    -- the path in media of what was put into the offering last
  primary key (offering, title)
);

-- Offerings whose documents an import has brought, and how many came of it.
create table import_document (
  import    uuid not null references import_job on delete cascade,
  offering  uuid not null references offering on delete cascade,
  provider  uuid not null references provider,
  state     text not null default 'waiting' check (state in ('waiting', 'done')),
  attempts  int not null default 0,
  due_at    timestamptz not null,                        -- while it waits
  fetched   int not null default 0,
  unchanged int not null default 0,
  failed    int not null default 0,
  primary key (import, offering)
);
create index import_document_due on import_document (due_at) where state = 'waiting';

alter table sourced_document enable row level security, force row level security;
create policy tenancy on sourced_document using ((select tenants()) is null or exists (select from offering o where o.id = offering));
alter table import_document enable row level security, force row level security;
create policy tenancy on import_document using ((select tenants()) is null or provider = any ((select tenants())::uuid[]));
