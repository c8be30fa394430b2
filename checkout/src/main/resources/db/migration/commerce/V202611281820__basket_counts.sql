-- How often an offering was put into a basket, counted by day. Nothing here belongs to anybody: no basket, no account, no time of day.
create table basket_count (
  day      date not null,
  offering uuid not null,
  baskets  integer not null,
  primary key (day, offering)
);

-- Days of which it has been told.
create table basket_count_day (
  day date primary key
);
