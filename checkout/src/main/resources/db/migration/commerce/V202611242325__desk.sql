-- Every try to hand an enrollment over that did not succeed, for whoever has to find out why.
create table handoff_failure (
  id         bigint generated always as identity primary key,
  enrollment uuid not null references enrollment,
  failed_at  timestamptz not null,
  failure    text not null
);
create index handoff_failure_of on handoff_failure (enrollment);

-- What people bring when they ask about an order: its number, their address, the payment's reference; else the newest first.
drop index orders_of_guest;
create index orders_of_email on orders (lower(email));
create index orders_newest on orders (created_at desc);
create index orders_disputed on orders (disputed_at) where disputed_at is not null;

-- Which stuck orders the operator was told of, so that each is told once.
create table desk_alert (
  trouble    text not null,
  order_id   uuid not null references orders,
  alerted_at timestamptz not null,
  primary key (trouble, order_id)
);
