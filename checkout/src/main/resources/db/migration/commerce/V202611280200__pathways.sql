-- Checkout's own copy of the catalogue's pathways: what has to be completed for which award.
create table pathway (
  id                uuid primary key,
  version           bigint not null,
  listed            boolean not null,
  provider          uuid not null,
  provider_slug     text not null,
  provider_name     text not null,
  title             text not null,
  summary           text,
  rule              text not null check (rule in ('allOf', 'anyOf', 'creditSum')),
  rule_n            int,
  rule_framework    text,
  rule_points       numeric,
  award_name        text,
  award_institution text,
  check (rule <> 'anyOf' or rule_n > 0),
  check (rule <> 'creditSum' or (rule_framework is not null and rule_points > 0))
);
create table pathway_part (
  pathway  uuid not null references pathway,
  offering uuid not null,
  place    int not null,
  primary key (pathway, offering)
);
create index pathway_part_is on pathway_part (offering);

-- Whether a learner has earned a pathway's badge is looked at when due_at comes; revision counts the reasons to look.
create table pathway_progress (
  learner  uuid not null,
  pathway  uuid not null references pathway,
  revision int not null default 1,
  attempts int not null default 0,
  due_at   timestamptz,
  primary key (learner, pathway)
);
create index pathway_progress_due on pathway_progress (due_at) where due_at is not null;

-- A badge is given for a completed course or for a pathway; a pathway's names its learner, who has one in force at most.
alter table badge
  alter enrollment drop not null,
  alter offering drop not null,
  alter edition drop not null,
  add pathway uuid references pathway,
  add learner uuid,
  add constraint badge_given_for check (
    (pathway is null and learner is null and num_nonnulls(enrollment, offering, edition) = 3)
    or (num_nonnulls(pathway, learner) = 2 and num_nonnulls(enrollment, offering, edition) = 0));
create unique index badge_of_pathway on badge (pathway, learner) where pathway is not null and revoked_at is null;
create index badge_of_learner on badge (learner) where learner is not null;
create index badge_of_offering on badge (offering) where offering is not null;
