-- When somebody enrolled and when the course was completed, apart from the time of the latest change. What is there already was told of
-- with its latest change only.
alter table enrollment add column first_at timestamptz not null default now(), add column completed_at timestamptz;
update enrollment set first_at = at, completed_at = case when state = 'completed' then at end;
create index enrollment_offering on enrollment (offering);

-- The portal's copy of what learners gave their courses, without their words; fed from the commerce log.
create table learner_review (
  id         uuid primary key,
  provider   uuid not null,
  offering   uuid not null,
  stars      int not null,
  shown      boolean not null,
  written_at timestamptz not null,
  version    bigint not null
);
create index learner_review_provider on learner_review (provider, written_at);
alter table learner_review enable row level security, force row level security;
create policy tenancy on learner_review using ((select tenants()) is null or provider = any ((select tenants())::uuid[]));
