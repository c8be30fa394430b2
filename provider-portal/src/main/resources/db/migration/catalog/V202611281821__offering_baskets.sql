-- How often each offering was put into a basket on a day, as checkout has counted it: numbers only.
create table offering_baskets (
  offering uuid not null references offering on delete cascade,
  day      date not null,
  baskets  integer not null,
  primary key (offering, day)
);

-- Days of which anything was counted: of others it is not known.
create table baskets_day (
  day date primary key
);

alter table offering_baskets enable row level security, force row level security;
create policy tenancy on offering_baskets
  using ((select tenants()) is null or exists (select from offering o where o.id = offering));
