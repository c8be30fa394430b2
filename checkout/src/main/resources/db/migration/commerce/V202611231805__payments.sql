-- What we mean to do at Stripe is written before we do it, and the result after: an intent without a result is asked about later.
create table payment_intent (
  order_id   uuid primary key references orders,
  status     text not null check (status in ('INTENDED', 'OPEN', 'PROCESSING', 'PAID', 'ENDED', 'REFUND_DUE', 'REFUNDED')),
  session    text unique,
  url        text,
  reference  text,
  checks     int not null default 0,
  check_at   timestamptz,
  created_at timestamptz not null
);
comment on column payment_intent.reference is 'Stripe''s payment intent';
comment on column payment_intent.check_at is 'when to ask Stripe next; null when nothing can change any more';
create index payment_intent_due on payment_intent (check_at) where check_at is not null;

-- Every delivery is remembered, so that a repetition is told from news.
create table stripe_event (
  id          text primary key,
  type        text not null,
  received_at timestamptz not null
);
