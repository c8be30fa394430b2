-- A number of points as a share of all there are, at most all of it; nothing where it is no number, less than nothing, or none that can be reckoned with.
create function share_of_points(points jsonb, whole numeric) returns numeric language sql immutable as $$
  select case when jsonb_typeof(points) = 'number' then
    case when points::numeric between 0 and 1000000000 and scale(points::numeric) <= 100
      then trim_scale(least(points::numeric, whole) / whole) end end
$$;

-- What statements say in figures, so that what all of a learner's come to is known without reading them whole.
alter table xapi_statement
  add column scaled numeric generated always as (share_of_points(body #> '{result,score,scaled}', 1)) stored,
  add column progress numeric generated always as (
    share_of_points(body #> '{result,extensions,https://w3id.org/xapi/cmi5/result/extensions/progress}', 100)) stored;

-- Those that decide are few and all read; of the many that tell of progress, the newest.
create index xapi_statement_decides on xapi_statement (enrollment, said_at) where verb in (
  'http://adlnet.gov/expapi/verbs/completed', 'http://adlnet.gov/expapi/verbs/passed', 'http://adlnet.gov/expapi/verbs/failed',
  'https://w3id.org/xapi/adl/verbs/satisfied', 'https://w3id.org/xapi/adl/verbs/waived');
create index xapi_statement_progress on xapi_statement (enrollment, said_at, stored_at, id) include (scaled, progress)
  where verb = 'http://adlnet.gov/expapi/verbs/progressed' and not voided;
create index xapi_statement_score on xapi_statement (enrollment, said_at, stored_at, id)
  where verb = 'http://adlnet.gov/expapi/verbs/progressed' and not voided and scaled is not null;
