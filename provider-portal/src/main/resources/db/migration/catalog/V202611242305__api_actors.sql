-- Programs act as people do: with a key that may do only what its scopes say, and for whom somebody answers.
alter table api_key
  add scopes     text[] not null default '{import}',     -- what keys could do until now
  add issued_by  uuid references staff on delete set null,
  add expires_at timestamptz,
  add revoked_by uuid references staff on delete set null,
  add check (cardinality(scopes) > 0 and scopes <@ '{read,write,review,import,enrollment}'),
  add check (not scopes @> '{write,review}');            -- nothing decides on what it wrote
alter table api_key alter scopes drop default;
create index api_key_provider on api_key (provider, created_at);

-- Whoever wrote, proposed or approved: a person, also where a key of that person did it, or a key for which nobody answers.
alter table draft_contribution drop constraint draft_contribution_staff_fkey;
alter table draft_contribution rename staff to actor;
alter table draft_review drop constraint draft_review_proposed_by_fkey;
alter table draft_approval drop constraint draft_approval_staff_fkey;
alter table draft_approval rename staff to actor;
alter table governance_event rename staff to actor;      -- the person or the key itself; null: the schedule

alter table security_audit add provider uuid, add about text;

-- What requests were answered, for those that are sent again with the same Idempotency-Key.
create table idempotent_answer (
  caller      text not null,
  key         text not null,
  fingerprint text not null,
  answer      json,                                      -- null only while the request is at work
  created_at  timestamptz not null default now(),
  primary key (caller, key)
);

-- What a provider's system said of a learner; checkout makes a completion of it.
create table completion_report (
  enrollment   uuid primary key references enrollment,
  provider     uuid not null references provider,
  completed_at timestamptz not null,
  grade        text,
  given        numeric,
  maximum      numeric,
  reported_by  uuid not null,
  reported_at  timestamptz not null,
  check ((given is null) = (maximum is null))
);
