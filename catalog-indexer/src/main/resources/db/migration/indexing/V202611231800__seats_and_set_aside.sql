-- What checkout last told of each intake's seats.
create table intake_seats (
  intake     text primary key,
  offering   text not null,
  version    bigint not null,
  remaining  int,                                  -- null: unlimited
  changed_at timestamptz not null default now()
);
create index intake_seats_offering on intake_seats (offering);
create index intake_seats_changed on intake_seats (changed_at);

-- What could not be indexed: an event that could not be read, or a document that OpenSearch refused. Goes away when a later event succeeds.
create table set_aside (
  subject  text primary key,
  type     text not null,
  version  bigint not null,
  reason   text not null,
  since    timestamptz not null default now()
);

-- The day for which all documents have last been looked at again.
create table renewal (
  id  boolean primary key default true check (id),
  day date not null
);
