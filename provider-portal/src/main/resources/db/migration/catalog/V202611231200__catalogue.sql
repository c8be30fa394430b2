-- Providers, their offerings, and what of them is public. JSON columns hold the shapes of docs/catalogue-format.md.
create table provider (
  id          uuid primary key,
  slug        text not null unique,
  profile     jsonb not null,
  name        text not null generated always as (profile ->> 'name') stored,
  country     text generated always as (profile ->> 'country') stored,
  verified_at timestamptz,
  evidence    text,                                      -- why the operator holds the provider to be who it says
  log_version bigint not null default 0,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  check ((verified_at is null) = (evidence is null))
);
create index provider_name on provider (name);

-- What a source calls a provider. A provider may be known to several sources.
create table provider_source (
  source      text not null,
  external_id text not null,
  provider    uuid not null references provider,
  digest      bytea not null,
  primary key (source, external_id)
);
create index provider_source_provider on provider_source (provider);

-- An offering and its life in public: its versions are in offering_version, the one under work in offering_draft.
create table offering (
  id           uuid primary key,
  provider     uuid not null references provider,
  slug         text not null unique,
  status       text not null default 'draft' check (status in ('draft', 'published', 'withdrawn')),
  edition      int,                                      -- the version that is public, or was when it was withdrawn
  log_version  bigint not null default 0,                -- counts every change that the log has told
  source       text,
  external_id  text,
  digest       bytea,                                    -- of what the source said last
  published_at timestamptz,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  check ((source is null) = (external_id is null)),
  check (status = 'draft' or (edition is not null and published_at is not null)),
  unique (source, external_id)
);
create index offering_provider on offering (provider, status);

create table offering_version (
  offering      uuid not null references offering,
  edition       int not null check (edition > 0),
  elements      jsonb not null,
  provenance    jsonb not null default '{}',
  completeness  numeric(3, 2) not null check (completeness between 0 and 1),
  comparable_in text[] not null,
  published_by  text not null,                           -- a person's id, or import:<id>
  published_at  timestamptz not null default now(),
  primary key (offering, edition)
);
alter table offering add foreign key (id, edition) references offering_version (offering, edition) deferrable initially deferred;

create function refuse_change_of_version() returns trigger language plpgsql as $$
begin
  raise exception 'A published version never changes' using errcode = 'restrict_violation';
end
$$;
create trigger offering_version_immutable before update or delete on offering_version
  for each row execute function refuse_change_of_version();
create trigger offering_version_kept before truncate on offering_version
  for each statement execute function refuse_change_of_version();

-- The version under work, at most one per offering; gone once it is published.
create table offering_draft (
  offering   uuid primary key references offering,
  elements   jsonb not null,
  provenance jsonb not null default '{}',
  state      text not null default 'idea'
             check (state in ('idea', 'proposed', 'in-review', 'changes-requested', 'approved', 'scheduled')),
  based_on   int,                                        -- the edition it was begun from
  publish_at timestamptz,
  author     uuid not null,
  revision   bigint not null default 0,                  -- optimistic lock
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((state = 'scheduled') = (publish_at is not null)),
  foreign key (offering, based_on) references offering_version (offering, edition)
);
create index offering_draft_due on offering_draft (publish_at) where state = 'scheduled';

-- Dated runs. Not part of a version: seats and dates move while a version stands.
create table intake (
  id          uuid primary key,
  offering    uuid not null references offering,
  external_id text,
  self_paced  boolean not null,
  starts      date,
  ends        date,
  closes      date,
  seats       int check (seats >= 0),                    -- null: unlimited or not said
  mode        text check (mode in ('online', 'onsite', 'blended')),
  place       text,
  time_zone   text,
  price       jsonb,                                     -- {"amount", "currency"}; null: the sum of the mandatory costs
  closed_at   timestamptz,                               -- no longer offered; kept for those enrolled
  unique (offering, external_id),
  check (self_paced or starts is not null),
  check (ends >= starts)
);
create index intake_offering on intake (offering) where closed_at is null;

create table pathway (
  id          uuid primary key,
  provider    uuid not null references provider,
  slug        text not null unique,
  title       text not null,
  summary     text,
  rule        jsonb not null,
  award       jsonb,
  status      text not null default 'published' check (status in ('published', 'withdrawn')),
  log_version bigint not null default 0,
  source      text,
  external_id text,
  digest      bytea,
  check ((source is null) = (external_id is null)),
  unique (source, external_id)
);
create table pathway_offering (
  pathway  uuid not null references pathway,
  place    int not null,
  offering uuid not null references offering,
  primary key (pathway, place),
  unique (pathway, offering)
);
create index pathway_offering_offering on pathway_offering (offering);
