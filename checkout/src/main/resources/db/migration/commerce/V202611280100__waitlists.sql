-- Who stands in line for a seat of a full intake. While anyone does, seats that come free are offered in turn and sold to nobody else.
alter table offer_intake add waitlist boolean not null default false,
  add waiting int not null default 0 check (waiting >= 0);
comment on column offer_intake.taken is 'held by pending orders, held for people in line, and sold';
comment on column offer_intake.waiting is 'people in line for whom no seat is held yet';
create index offer_intake_waiting on offer_intake (id) where waiting > 0;

create sequence waiting_turn;
create table waiting_place (
  id            uuid primary key,
  intake        uuid not null references offer_intake,
  state         text not null check (state in ('UNCONFIRMED', 'WAITING', 'OFFERED', 'ORDERED', 'LEFT', 'LAPSED')),
  learner       uuid,
  name          text not null,
  email         text not null check (email = lower(email)),
  locale        text not null,
  turn          bigint unique,
  requested_at  timestamptz not null,
  offered_until timestamptz,
  changed_at    timestamptz not null,
  check ((turn is null) = (state = 'UNCONFIRMED') or state = 'LEFT'),
  check (state <> 'OFFERED' or offered_until is not null)
);
comment on column waiting_place.state is
  'UNCONFIRMED: the address is not proven; OFFERED: a seat is held until offered_until; ORDERED: that seat is an order''s; LAPSED: it was not taken in time';
comment on column waiting_place.turn is 'who was first to stand in line, of those with a proven address';
create unique index waiting_place_once on waiting_place (intake, email) where state in ('UNCONFIRMED', 'WAITING', 'OFFERED', 'ORDERED');
create index waiting_place_line on waiting_place (intake, turn) where state = 'WAITING';
create index waiting_place_due on waiting_place (offered_until) where state = 'OFFERED';
create index waiting_place_of_learner on waiting_place (learner) where learner is not null;

alter table basket_line add place uuid references waiting_place;
comment on column basket_line.place is 'in line, for which a seat is held';
alter table order_line add waiting_place uuid references waiting_place;
comment on column order_line.waiting_place is 'whose held seat it took';
