-- The log of this application's changes, read by the others (CloudEvents 1.0 attributes, data = full snapshot of the aggregate).
-- Identity values are taken before commit, so rows become visible out of order; readers stay below the oldest running transaction and
-- order by (xid, id). See EventLog and LogSubscription.
create table event_log (
  id      bigint generated always as identity primary key,
  xid     xid8 not null default pg_current_xact_id(),
  event   uuid not null default gen_random_uuid(),
  source  text not null,
  type    text not null,
  subject text not null,
  version bigint not null,
  time    timestamptz not null default now(),
  data    jsonb not null
);
create index event_log_position on event_log (xid, id);
create index event_log_subject on event_log (subject, version);

create function announce_events() returns trigger language plpgsql as $$
begin
  perform pg_notify('event_log_' || tg_table_schema, '');
  return null;
end
$$;
create trigger event_log_announced after insert on event_log for each statement execute function announce_events();

do $$
begin
  execute format('grant usage on schema %I to ${logReaders}', current_schema());
  execute format('grant select on %I.event_log to ${logReaders}', current_schema());
end
$$;
