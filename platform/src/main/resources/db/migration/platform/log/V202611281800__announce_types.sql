-- An announcement says what has happened, so that it wakes those alone who want to know: several readers follow one log, each for a few types.
drop trigger event_log_announced on event_log;

create or replace function announce_events() returns trigger language plpgsql as $$
begin
  perform pg_notify('event_log_' || tg_table_schema, type) from (select distinct type from appended) as told;
  return null;
end
$$;
create trigger event_log_announced after insert on event_log referencing new table as appended
  for each statement execute function announce_events();
