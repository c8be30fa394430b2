-- A learner's badges as one signed record, as last written; contents tells whether it is still the same badges.
create table transcript (
  learner    uuid not null,
  shared     boolean not null,
  contents   text not null,
  credential text not null,
  jwt        text not null,
  issued_at  timestamptz not null,
  primary key (learner, shared)
);
comment on column transcript.shared is 'whether it holds only what the learner shows to others';

-- The address under which a learner lets others see the record; it ends when the learner ends it.
create table transcript_link (
  learner    uuid primary key,
  key        uuid not null unique,
  created_at timestamptz not null
);
