-- Payments that the cardholder denies. The payment provider holds the money from the first day until it is decided.
create table dispute (
  stripe_id  text primary key,
  order_id   uuid not null references orders,
  state      text not null check (state in ('INQUIRY', 'OPEN', 'WON', 'LOST')),
  amount     bigint not null check (amount >= 0),
  currency   text not null,
  reason     text not null,
  answer_by  timestamptz,
  opened_at  timestamptz not null,
  closed_at  timestamptz
);
create index dispute_of_order on dispute (order_id);
create index dispute_open on dispute (opened_at) where state = 'OPEN';

alter table orders add disputed_at timestamptz;
comment on column orders.disputed_at is 'since when its payment is denied; null again once that is decided';

alter table posting drop constraint posting_account_check;
alter table posting add constraint posting_account_check
  check (account in ('STRIPE', 'PROVIDER', 'COMMISSION', 'BUYER', 'DISPUTED', 'LOSS'));
comment on column posting.account is
  'STRIPE: money at the payment provider; PROVIDER: owed to it; COMMISSION: the market''s; BUYER: owed back; DISPUTED: held by the payment provider; LOSS: borne by the market';
