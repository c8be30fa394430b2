-- Which pictures sources name for their offerings, by address. They are brought after the import, and kept in media like uploads.
create table sourced_picture (
  offering uuid primary key references offering on delete cascade,
  address  text not null,
  alt      text,                                         -- null: the source does not say what it shows
  placed   text,                                         -- the path in media of what was put into the offering last
  dealt    text                                          -- the path for which was decided last whether it is; null until something has come
);
create index sourced_picture_address on sourced_picture (md5(address));

-- The pictures that an import leads to, each address once, and what became of them.
create table import_picture (
  id            uuid primary key default gen_random_uuid(),
  import        uuid not null references import_job on delete cascade,
  provider      uuid not null references provider,
  address       text not null,
  state         text not null default 'waiting' check (state in ('waiting', 'fetched', 'unchanged', 'failed')),
  attempts      int not null default 0,
  due_at        timestamptz not null,                    -- while it waits
  asked_at      timestamptz,                             -- when the address answered
  etag          text,                                    -- by which the server knows what it answered with
  last_modified text,
  media         text                                     -- the path of what came
);
create unique index import_picture_once on import_picture (import, provider, md5(address));
create index import_picture_due on import_picture (due_at) where state = 'waiting';
create index import_picture_known on import_picture (provider, md5(address), asked_at desc) where media is not null;

alter table sourced_picture enable row level security, force row level security;
create policy tenancy on sourced_picture using ((select tenants()) is null or exists (select from offering o where o.id = offering));
alter table import_picture enable row level security, force row level security;
create policy tenancy on import_picture using ((select tenants()) is null or provider = any ((select tenants())::uuid[]));
