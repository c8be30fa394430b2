-- The portal's own small copy of who is enrolled, fed from the commerce log.
create table enrollment (
  id             uuid primary key,
  provider       uuid not null,
  offering       uuid not null,
  offering_title text not null,
  order_number   text,
  learner_name   text not null,
  learner_email  text not null,
  state          text not null,
  price          jsonb,
  grade          text,
  at             timestamptz not null,
  version        bigint not null
);
create index enrollment_provider on enrollment (provider, at desc, id);

create table enrollment_badge (
  id         uuid primary key,
  enrollment uuid not null,
  provider   uuid not null,
  issued_at  timestamptz not null,
  revoked_at timestamptz,
  version    bigint not null
);
create index enrollment_badge_enrollment on enrollment_badge (enrollment);
