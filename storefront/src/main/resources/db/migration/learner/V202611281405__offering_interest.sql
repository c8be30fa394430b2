-- How often an offering was looked at and laid beside others, counted by day. Nothing here belongs to anybody: no account, no address, no time of day, no order of pages.
create table offering_interest (
  day         date not null,
  offering    uuid not null,
  views       integer not null,
  comparisons integer not null,
  primary key (day, offering)
);

-- Days whose interest has been told.
create table interest_day (
  day date primary key
);
