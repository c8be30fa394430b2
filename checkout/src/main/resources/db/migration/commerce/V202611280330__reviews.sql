-- What a learner says of a course, once for an enrollment. A review that was taken back keeps its row, without its words, so that its
-- version in the log goes on counting and one that was hidden cannot come back by being written again.
create table review (
  id           uuid primary key,
  enrollment   uuid not null unique references enrollment,
  offering     uuid not null,
  provider     uuid not null,
  learner      uuid not null,
  version      bigint not null,
  stars        int not null check (stars between 1 and 5),
  text         text not null check (length(text) <= 2000),
  kept         boolean not null,                 -- stays when the account is deleted
  written_at   timestamptz not null,
  changed_at   timestamptz not null,
  answer       text check (length(answer) between 1 and 2000),
  answered_at  timestamptz,
  hidden_why   text,
  withdrawn_at timestamptz,
  check ((answer is null) = (answered_at is null)),
  check (withdrawn_at is null or text = '')
);
create index review_offering on review (offering, written_at desc);
create index review_provider on review (provider, written_at desc);
create index review_learner on review (learner);
create index review_hidden on review (changed_at desc) where hidden_why is not null;

-- Counted, not kept one by one: nothing of who reported, and never more rows than reasons.
create table review_report (
  review     uuid not null references review,
  reason     text not null,
  times      bigint not null,
  first_at   timestamptz not null,
  last_at    timestamptz not null,
  settled_at timestamptz,
  primary key (review, reason)
);
create index review_report_open on review_report (review) where settled_at is null;

-- What was last told of an offering.
create table reputation (
  offering uuid primary key,
  version  bigint not null,
  data     jsonb not null
);
create index enrollment_of_offering on enrollment (offering);
