-- How often each offering was looked at and compared on a day, as the storefront has counted it: numbers only.
create table offering_interest (
  offering    uuid not null references offering on delete cascade,
  day         date not null,
  views       integer not null default 0,
  comparisons integer not null default 0,
  primary key (offering, day)
);

-- Days of which anything was counted: of others it is not known how often anything was looked at.
create table interest_day (
  day date primary key
);

alter table offering_interest enable row level security, force row level security;
create policy tenancy on offering_interest
  using ((select tenants()) is null or exists (select from offering o where o.id = offering));
