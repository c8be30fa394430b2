-- How a draft becomes public: who wrote on it, which reviews it needs, who decided, and what happened.

-- Who wrote on the draft under work; nobody decides on what carries one's own words.
create table draft_contribution (
  offering uuid not null references offering_draft on delete cascade,
  staff    uuid not null references staff,
  at       timestamptz not null,
  primary key (offering, staff)
);

-- The reviews that a provider wants, in order. A provider without any has the one that the application starts with.
create table review_step (
  provider uuid not null references provider,
  place    int not null,
  name     text not null,
  roles    text[] not null check (cardinality(roles) > 0),
  rule     text not null check (rule in ('any', 'all')),
  primary key (provider, place)
);

-- Where the review of a draft stands. Each time it is proposed a new round begins.
create table draft_review (
  offering    uuid primary key references offering_draft on delete cascade,
  round       int not null,
  step        int not null default 0,
  proposed_by uuid not null references staff
);
create table draft_approval (
  offering uuid not null references offering_draft on delete cascade,
  round    int not null,
  step     int not null,
  staff    uuid not null references staff,
  at       timestamptz not null,
  primary key (offering, round, step, staff)
);

-- What happened to an offering, for ever: who, when, why, and what it said at that moment.
create table governance_event (
  id       bigint generated always as identity primary key,
  offering uuid not null references offering,
  at       timestamptz not null,
  staff    uuid,                                         -- null: the schedule
  name     text,
  action   text not null,
  edition  int,                                          -- the version that came of it
  why      text,
  elements jsonb not null
);
create index governance_event_offering on governance_event (offering, id);
