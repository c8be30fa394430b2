-- A learner's place after payment. What was bought is copied, so that nothing here changes when the catalogue does.
create table enrollment (
  id             uuid primary key,
  version        bigint not null,
  state          text not null check (state in ('REQUESTED', 'CONFIRMED', 'ACTIVE', 'COMPLETED', 'WITHDRAWN', 'FAILED')),
  line           uuid not null unique references order_line,
  order_id       uuid not null references orders,
  order_number   text not null,
  learner        uuid,
  name           text not null,
  email          text not null,
  locale         text not null,
  provider       uuid not null,
  provider_name  text not null,
  offering       uuid not null,
  edition        int not null,
  title          text not null,
  intake         uuid not null,
  price_amount   bigint not null,
  price_currency text not null,
  grade          text,
  badge          uuid,
  requested_at   timestamptz not null,
  changed_at     timestamptz not null
);
create index enrollment_of_learner on enrollment (learner, requested_at desc) where learner is not null;
create index enrollment_of_order on enrollment (order_id);
create index enrollment_in_intake on enrollment (intake, learner);

-- Bringing an enrollment to the provider's system. due_at is null once that has happened or was given up.
create table handoff (
  enrollment   uuid primary key references enrollment,
  attempts     int not null default 0,
  due_at       timestamptz,
  failure      text,
  confirmed_at timestamptz,
  given_up_at  timestamptz
);
create index handoff_due on handoff (due_at) where due_at is not null;
create index handoff_dead on handoff (given_up_at) where given_up_at is not null;
