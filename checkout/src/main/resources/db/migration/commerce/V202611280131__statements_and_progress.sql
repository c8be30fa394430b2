-- What courses have said of learners by xAPI. A statement that was voided stays, and counts no more.
create table xapi_statement (
  provider   uuid not null,
  id         uuid not null,
  enrollment uuid references enrollment,
  verb       text not null,
  said_at    timestamptz not null,
  stored_at  timestamptz not null,
  voided     boolean not null default false,
  body       jsonb not null,
  primary key (provider, id)
);
create index xapi_statement_of on xapi_statement (enrollment, said_at) where enrollment is not null;

-- How much of a course a learner has done, as the provider's system says; no grade.
create table progress (
  enrollment uuid primary key references enrollment,
  share      numeric not null check (share between 0 and 1),
  said_at    timestamptz not null
);
