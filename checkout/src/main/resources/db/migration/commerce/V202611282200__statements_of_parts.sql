-- Whether a statement is about a part of a course, such as a quiz in it: it names what that is a part of (xAPI 1.0.3, contextActivities).
alter table xapi_statement
  add column part boolean not null generated always as (
    coalesce(body #> '{context,contextActivities,parent}', 'null') not in ('null', '[]')) stored;

-- What is said of parts is kept, and neither completes a course nor tells how far it is done.
drop index xapi_statement_decides, xapi_statement_progress, xapi_statement_score;
create index xapi_statement_decides on xapi_statement (enrollment, said_at) where not part and verb in (
  'http://adlnet.gov/expapi/verbs/completed', 'http://adlnet.gov/expapi/verbs/passed', 'http://adlnet.gov/expapi/verbs/failed',
  'https://w3id.org/xapi/adl/verbs/satisfied', 'https://w3id.org/xapi/adl/verbs/waived');
create index xapi_statement_progress on xapi_statement (enrollment, said_at, stored_at, id) include (scaled, progress)
  where verb = 'http://adlnet.gov/expapi/verbs/progressed' and not part and not voided;
create index xapi_statement_score on xapi_statement (enrollment, said_at, stored_at, id)
  where verb = 'http://adlnet.gov/expapi/verbs/progressed' and not part and not voided and scaled is not null;
