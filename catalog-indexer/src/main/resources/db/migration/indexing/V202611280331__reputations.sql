-- What checkout last told of how each offering's learners rate it and complete it.
create table offering_reputation (
  offering   text primary key,
  version    bigint not null,
  data       jsonb not null,
  changed_at timestamptz not null default now()
);
create index offering_reputation_changed on offering_reputation (changed_at);

-- The commerce log is read under one cursor for seats and reputations; nothing of the latter was told before.
