-- Employers that buy places for others.
create table organisation (
  id         uuid primary key,
  name       text not null,
  created_at timestamptz not null
);

create table organisation_member (
  organisation uuid not null references organisation,
  learner      uuid not null,
  name         text not null,
  email        text not null,
  role         text not null check (role in ('OWNER', 'MANAGER', 'BUYER')),
  since        timestamptz not null,
  primary key (organisation, learner)
);
create index organisation_member_of on organisation_member (learner);
create unique index organisation_owner on organisation_member (organisation) where role = 'OWNER';

-- Who is asked to act for an organisation; the mailed link names the row.
create table organisation_invitee (
  id           uuid primary key,
  organisation uuid not null references organisation,
  email        text not null,
  role         text not null check (role in ('MANAGER', 'BUYER')),
  invited_at   timestamptz not null,
  unique (organisation, email)
);

alter table basket add organisation uuid references organisation;
comment on column basket.organisation is 'for which it is bought; counts only while the learner acts for it';
alter table basket_line add quantity int not null default 1 check (quantity between 1 and 200);
alter table orders add organisation uuid references organisation;
create index orders_of_organisation on orders (organisation, created_at) where organisation is not null;

-- A code by which people take up places of an intake themselves.
create table organisation_code (
  id           uuid primary key,
  organisation uuid not null references organisation,
  intake       uuid not null references offer_intake,
  code         text not null unique,
  places       int not null check (places > 0),
  taken        int not null default 0 check (taken between 0 and places),
  made_by      text not null,
  made_at      timestamptz not null,
  ended_at     timestamptz
);
create index organisation_code_of on organisation_code (organisation);

-- Places that an organisation has bought, one for each line of its orders, and who has them.
create table organisation_seat (
  line          uuid primary key references order_line,
  organisation  uuid not null references organisation,
  intake        uuid not null references offer_intake,
  state         text not null check (state in ('FREE', 'INVITED', 'TAKEN', 'RETURNED')),
  email         text check (email = lower(email)),
  name          text,
  invitation    uuid unique,
  code          uuid references organisation_code,
  learner       uuid,
  shared        boolean not null default false,
  invited_at    timestamptz,
  reminded_at   timestamptz,
  taken_at      timestamptz,
  check ((state = 'FREE') = (email is null) or state = 'RETURNED'),
  check ((state = 'TAKEN') = (learner is not null))
);
comment on column organisation_seat.invitation is 'what the mailed link names; another one whenever the place is handed to somebody else';
comment on column organisation_seat.shared is 'whether the learner lets the organisation see progress and completion';
create index organisation_seat_of on organisation_seat (organisation, intake, state);
create unique index organisation_seat_person on organisation_seat (organisation, intake, email) where state in ('INVITED', 'TAKEN');
create unique index organisation_seat_learner on organisation_seat (intake, learner) where state = 'TAKEN';
