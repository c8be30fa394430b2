-- Sessions, and whole accounts, that have ended while their tokens could still be good. Rows are dropped once no token can be.
create table ended_session (
  id       uuid primary key,
  ended_at timestamptz not null
);
comment on column ended_session.id is 'of a session, or of a learner who has none any more';
create index ended_session_at on ended_session (ended_at);

create index refund_of_asker on refund (requested_by);
create index lti_launch_of on lti_launch (learner, expires_at);
