-- What is looked for, counted by day. Nothing here belongs to anybody: no account, no address, no time of day, no order of searches.
create table search_count (
  day      date not null,
  channel  text not null check (channel in ('page', 'api')),
  query    text not null check (length(query) <= 80),
  filters  text not null check (length(filters) <= 300),
  searches integer not null,
  unmet    integer not null,
  results  bigint not null,
  primary key (day, channel, query, filters)
);

create index search_count_query on search_count (query, day);

create table search_click (
  day    date not null,
  query  text not null check (length(query) <= 80),
  rank   integer not null check (rank between 1 and 1000),
  clicks integer not null,
  primary key (day, query, rank)
);

-- Days whose unmet searches have been told.
create table unmet_day (
  day date primary key
);
