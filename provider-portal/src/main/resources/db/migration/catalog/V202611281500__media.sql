-- Pictures and documents that providers show, by what is in them. A row never changes but for when it was last put to use: what is named by
-- nothing any more goes after a while. How it was uploaded is not kept, only what was made of it.
create table media (
  provider uuid not null references provider,
  sha256   bytea not null check (octet_length(sha256) = 32),   -- of content
  type     text not null check (type in ('image/jpeg', 'image/png', 'application/pdf')),
  content  bytea not null,
  card     bytea,                                               -- a small one of the same type, for lists
  name     text,                                                -- of the file, where it is saved rather than shown
  size     int not null generated always as (octet_length(content) + coalesce(octet_length(card), 0)) stored,
  used_at  timestamptz not null,
  primary key (provider, sha256)
);
alter table media alter column content set storage external, alter column card set storage external;
create index media_sha256 on media (sha256);
create index media_used on media (used_at);
alter table media enable row level security, force row level security;
create policy tenancy on media using ((select tenants()) is null or provider = any ((select tenants())::uuid[]));

-- Who names what, so that it is known what is public and what nobody needs.
create index offering_version_image on offering_version ((elements #>> '{image,url}')) where elements -> 'image' is not null;
create index offering_draft_image on offering_draft ((elements #>> '{image,url}')) where elements -> 'image' is not null;

-- The files that an offering shows: uploaded here, and so never in what is imported of it.
create function files_of(elements jsonb) returns jsonb immutable parallel safe language sql as $$
  select jsonb_strip_nulls(jsonb_build_object('image', elements -> 'image'))
$$;
