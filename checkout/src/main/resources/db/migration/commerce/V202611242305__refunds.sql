-- Money that goes back because places are given back. The intent is committed first; the janitor finds what Stripe has not answered.
create table refund (
  id           uuid primary key,
  number       text not null unique,
  order_id     uuid not null references orders,
  status       text not null check (status in ('INTENDED', 'PENDING', 'SUCCEEDED', 'FAILED')),
  requester    text not null check (requester in ('BUYER', 'PROVIDER', 'OPERATOR')),
  requested_by text not null,
  reason       text not null check (reason in ('CHANGED_MIND', 'CANCELLED_BY_PROVIDER', 'NOT_AS_DESCRIBED', 'DUPLICATE', 'GOODWILL')),
  note         text not null,
  amount       bigint not null check (amount >= 0),
  currency     text not null,
  reference    text,
  attempt      int not null default 1,
  stripe_id    text unique,
  failure      text,
  checks       int not null default 0,
  check_at     timestamptz,
  requested_at timestamptz not null,
  finished_at  timestamptz
);
comment on column refund.number is 'the order''s number and the refund''s in it, as people say it';
comment on column refund.attempt is 'part of the idempotency key: one more each time a person tries a failed refund again';
comment on column refund.check_at is 'when to ask or tell Stripe next; null when nothing can change by itself any more';
create index refund_of_order on refund (order_id);
create index refund_due on refund (check_at) where check_at is not null;
create index refund_failed on refund (requested_at) where status = 'FAILED';

-- A line is given back at most once, so no line's money can go back twice.
alter table order_line add returned_at timestamptz, add refund uuid references refund;
create index order_line_of_refund on order_line (refund) where refund is not null;
create index order_line_of_provider on order_line (provider, order_id);
create index payment_intent_reference on payment_intent (reference);

-- What a posting is about, where an order can have several of a kind.
alter table posting add cause text;
alter table posting drop constraint posting_order_id_kind_account_line_key;
create unique index posting_once on posting (order_id, kind, account, line, cause) nulls not distinct;
alter table posting drop constraint posting_kind_check;
alter table posting add constraint posting_kind_check
  check (kind in ('SALE', 'UNSEATED', 'REFUND', 'RETURN', 'RETURN_FAILED', 'DISPUTE', 'DISPUTE_WON', 'DISPUTE_LOST'));
alter table posting drop constraint posting_account_check;
alter table posting add constraint posting_account_check
  check (account in ('STRIPE', 'PROVIDER', 'COMMISSION', 'BUYER', 'DISPUTED'));
comment on column posting.account is
  'STRIPE: money at the payment provider; PROVIDER: owed to it; COMMISSION: the market''s; BUYER: owed back; DISPUTED: held by the payment provider';
-- A share is taken back once, whatever for.
create unique index posting_reversed_once on posting (line, account) where kind in ('REFUND', 'DISPUTE_LOST') and line is not null;

alter table stripe_event add order_id uuid;
create index stripe_event_of_order on stripe_event (order_id) where order_id is not null;
