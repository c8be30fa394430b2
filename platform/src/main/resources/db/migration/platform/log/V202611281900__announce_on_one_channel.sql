-- All logs are announced on one channel, each by its name: an application listens on one connection, whatever it follows. Every connection that listens
-- is woken by every announcement, whatever its channel.
create or replace function announce_events() returns trigger language plpgsql as $$
begin
  perform pg_notify('event_log', tg_table_schema || ' ' || type) from (select distinct type from appended) as told;
  return null;
end
$$;
