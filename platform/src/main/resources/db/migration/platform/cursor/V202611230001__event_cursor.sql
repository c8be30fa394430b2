-- How far each consumer of this application has read each log.
create table event_cursor (
  consumer text not null,
  log      text not null,
  xid      xid8 not null,
  id       bigint not null,
  moved_at timestamptz not null default now(),
  primary key (consumer, log)
);
