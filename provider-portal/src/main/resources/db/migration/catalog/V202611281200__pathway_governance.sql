-- Pathways are governed as offerings are: what they say is in versions that never change, and at most one draft is under work.
alter table pathway
  drop constraint pathway_status_check,
  add check (status in ('draft', 'published', 'withdrawn')),
  alter status set default 'draft',
  add edition      int,                                  -- the version that is public, or was when it was withdrawn
  add published_at timestamptz,
  add created_at   timestamptz not null default now(),
  add updated_at   timestamptz not null default now();

create table pathway_version (
  pathway      uuid not null references pathway,
  edition      int not null check (edition > 0),
  content      jsonb not null,                           -- Pathway of docs/catalogue-format.md; its parts by their ids
  published_by text not null,                            -- a person's id, or import:<source>
  published_at timestamptz not null default now(),
  primary key (pathway, edition)
);
insert into pathway_version (pathway, edition, content, published_by)
  select id, 1, jsonb_strip_nulls(jsonb_build_object('title', title, 'summary', summary, 'rule', rule, 'award', award, 'offerings',
    (select jsonb_agg(offering order by place) from pathway_offering m where m.pathway = pathway.id))), coalesce('import:' || source, 'import')
  from pathway;
update pathway set edition = 1, published_at = now();

alter table pathway
  drop title, drop summary, drop rule, drop award,
  add check (status = 'draft' or (edition is not null and published_at is not null)),
  add foreign key (id, edition) references pathway_version (pathway, edition) deferrable initially deferred;
create index pathway_provider on pathway (provider, status);
create trigger pathway_version_immutable before update or delete on pathway_version
  for each row execute function refuse_change_of_version();
create trigger pathway_version_kept before truncate on pathway_version
  for each statement execute function refuse_change_of_version();

create table pathway_draft (
  pathway    uuid primary key references pathway,
  content    jsonb not null,
  state      text not null default 'idea' check (state in ('idea', 'in-review', 'changes-requested', 'approved')),
  based_on   int,                                        -- the edition it was begun from
  revision   bigint not null default 0,                  -- optimistic lock
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (pathway, based_on) references pathway_version (pathway, edition)
);

-- Who wrote on the draft or proposed it; nobody decides on what carries one's own words.
create table pathway_contribution (
  pathway uuid not null references pathway_draft on delete cascade,
  actor   uuid not null,
  primary key (pathway, actor)
);

-- What happened to a pathway, for ever: who, when, why, and what it said at that moment.
create table pathway_event (
  id      bigint generated always as identity primary key,
  pathway uuid not null references pathway,
  at      timestamptz not null,
  actor   uuid not null,
  name    text not null,
  action  text not null,
  edition int,                                           -- the version that came of it
  why     text,
  content jsonb not null
);
create index pathway_event_pathway on pathway_event (pathway, id);

-- Which pathway contains which: the public version's, and the draft's beside them, so that neither ever closes a cycle.
create table pathway_link (
  pathway   uuid not null references pathway,
  contained uuid not null references pathway,
  draft     boolean not null,
  primary key (pathway, contained, draft),
  check (pathway <> contained)
);
create index pathway_link_contained on pathway_link (contained);

do $$
declare
  bound text;
begin
  foreach bound in array array['pathway_version', 'pathway_draft', 'pathway_contribution', 'pathway_event', 'pathway_link'] loop
    execute format('alter table %I enable row level security, force row level security', bound);
    execute format(
      'create policy tenancy on %I using ((select tenants()) is null or exists (select from pathway p where p.id = pathway))', bound);
  end loop;
end
$$;

-- What the market shows of every institution's offerings, for who puts a pathway together: nothing that a search does not show to everybody.
create function public_offerings(wanted uuid[], words text, most int)
returns table (id uuid, provider uuid, provider_name text, title text, credit jsonb) language plpgsql as $$
declare
  tenants_before text := coalesce(current_setting('tessera.tenants', true), '');
begin
  perform set_config('tessera.tenants', '*', true);
  return query
    select o.id, o.provider, p.name, v.elements ->> 'title', v.elements -> 'credit'
    from offering o
    join provider p on p.id = o.provider and p.verified_at is not null
    join offering_version v on v.offering = o.id and v.edition = o.edition
    where o.status = 'published' and (wanted is null or o.id = any (wanted)) and (words = '' or v.elements ->> 'title' ilike '%' || words || '%')
    order by v.elements ->> 'title', o.id
    limit most;
  perform set_config('tessera.tenants', tenants_before, true);
end
$$;
