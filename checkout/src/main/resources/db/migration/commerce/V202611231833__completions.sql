-- The newest score a provider's system has reported for an enrollment.
create table score (
  enrollment uuid primary key references enrollment,
  scored_at  timestamptz not null,
  activity   text not null,
  grading    text not null,
  given      numeric,
  maximum    numeric,
  comment    text
);

-- The provider's word that the outcomes were met; one per enrollment. badge_due_at is null once the badge is out.
create table completion (
  enrollment     uuid primary key references enrollment,
  source         text not null,
  grade          text,
  achieved       numeric,
  completed_at   timestamptz not null,
  recorded_at    timestamptz not null,
  badge_due_at   timestamptz,
  badge_attempts int not null default 0
);
create index completion_badge_due on completion (badge_due_at) where badge_due_at is not null;
