-- How often something happens, by hashed subject, see platform.identity.Throttle. Nothing is lost when it is emptied.
create unlogged table throttle (
  key        text primary key,
  busy_until timestamptz not null
);
create index throttle_busy on throttle (busy_until);
