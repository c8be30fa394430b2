-- Payments that are for an order and not what it asked for: by another payment page than its own, for instance a second time, or of another amount. A person looks at each.
create table stray_payment (
  session    text primary key,
  order_id   uuid not null references orders,
  reference  text not null,
  amount     bigint not null,
  currency   text not null,
  returned   boolean not null,
  seen_at    timestamptz not null,
  settled_at timestamptz,
  settled_by text,
  note       text,
  check ((settled_at is null) = (settled_by is null) and (settled_at is null) = (note is null))
);
comment on column stray_payment.returned is 'whether it goes back to the buyer by itself: the order''s own page was paid with another amount';
create index stray_payment_of on stray_payment (order_id);
create index stray_payment_open on stray_payment (order_id) where settled_at is null;
