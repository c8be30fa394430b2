-- What has changed in the catalogue, told to aggregators once a search shows it. Ordered and named by place in the catalog log, so that all
-- instances write the same rows and each can go on where another has stopped. Never shortened: it can be replayed from the start.
create table catalogue_change (
  xid      xid8 not null,
  id       bigint not null,
  offering uuid not null,
  version  bigint not null,
  change   text not null check (change in ('created', 'updated', 'withdrawn')),
  at       timestamptz not null,
  primary key (xid, id)
);
create index catalogue_change_offering on catalogue_change (offering, version);
