-- Reviews as each provider wants them: also by some of those who may, and within some days.
alter table review_step drop constraint review_step_rule_check;
alter table review_step
  add needed   int,                                      -- how many have to approve, where the rule is 'some'
  add due_days int check (due_days between 1 and 365),
  add check (rule in ('any', 'all', 'some')),
  add check ((rule = 'some') = (needed is not null and needed > 1));

alter table draft_review add since timestamptz not null default now();     -- when the step began that is waited for

-- A scheduled draft that could not be published waits a while before it is tried again, and lets others pass.
alter table offering_draft add tried_at timestamptz;

-- What people say to each other about a draft, element by element.
create table draft_comment (
  id          bigint generated always as identity primary key,
  offering    uuid not null references offering,
  element     text,                                      -- null: about the whole
  actor       uuid not null,
  name        text not null,
  said        text not null,
  at          timestamptz not null,
  settled_at  timestamptz,
  settled_by  text,
  check ((settled_at is null) = (settled_by is null))
);
create index draft_comment_offering on draft_comment (offering, id);
alter table draft_comment enable row level security, force row level security;
create policy tenancy on draft_comment
  using ((select tenants()) is null or exists (select from offering o where o.id = offering));
