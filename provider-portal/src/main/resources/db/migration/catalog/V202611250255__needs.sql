-- Evidence that an offering is wanted: a note, what an employer asks for, what learners looked for in vain.
create table need (
  id           uuid primary key,
  provider     uuid not null references provider,
  kind         text not null check (kind in ('note', 'employer', 'search')),
  title        text not null,
  details      text not null default '',
  organisation text,
  contact      text,
  email        text,
  people       int check (people between 1 and 100000),
  query        text,                                     -- of a search, as it was counted
  by_name      text not null,
  at           timestamptz not null,
  state        text not null default 'open' check (state in ('open', 'proposed', 'dismissed')),
  why          text,
  offering     uuid references offering,
  check ((kind = 'employer') = (organisation is not null and contact is not null and email is not null)),
  check ((kind = 'search') = (query is not null)),
  check ((state = 'proposed') = (offering is not null))
);
create index need_board on need (provider, state, at desc);
create index need_offering on need (offering) where offering is not null;
create unique index need_search on need (provider, query) where query is not null;
alter table need enable row level security, force row level security;
create policy tenancy on need using ((select tenants()) is null or provider = any ((select tenants())::uuid[]));

-- What was looked for and not found on all of the market, by day, as the storefront tells it; without anybody.
create table unmet_search (
  query    text not null,
  day      date not null,
  searches bigint not null,
  primary key (query, day)
);
create index unmet_search_day on unmet_search (day);
