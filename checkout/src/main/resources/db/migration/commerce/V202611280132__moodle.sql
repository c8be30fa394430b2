-- A Moodle that is called by its web services; the token is sealed.
create table moodle (
  connection   uuid primary key references connection,
  address      text not null,
  sealed_token bytea not null
);

-- The course of a Moodle that an offering's learners are enrolled in.
create table moodle_course (
  connection uuid not null references moodle,
  offering   uuid not null references offer,
  course     bigint not null,
  title      text not null,
  primary key (connection, offering)
);

-- Whom a Moodle knows under which number; look_at is null once there is nothing more to look for.
create table moodle_learner (
  enrollment  uuid primary key references enrollment,
  connection  uuid not null references connection,
  moodle_user bigint not null,
  course      bigint not null,
  look_at     timestamptz
);
create index moodle_learner_due on moodle_learner (look_at) where look_at is not null;
create index moodle_learner_of on moodle_learner (connection, course);

-- What differed when a system was last asked whom it knows. Of somebody whom we do not know only the system's own number is kept.
create table roll_call (
  connection uuid primary key references connection,
  provider   uuid not null,
  next_at    timestamptz not null,
  called_at  timestamptz
);
create table roll_difference (
  id         uuid primary key,
  connection uuid not null references roll_call,
  provider   uuid not null,
  kind       text not null check (kind in ('DROPPED', 'STILL_THERE', 'UNKNOWN')),
  enrollment uuid references enrollment,
  stranger   text,
  course     text not null,
  check ((enrollment is null) <> (stranger is null))
);
create index roll_difference_of on roll_difference (provider, connection);
