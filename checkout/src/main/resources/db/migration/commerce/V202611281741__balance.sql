-- What moves the balance at the payment company and belongs to no order: top-ups, payouts, charges for other things than payments, and what nobody here has caused.
create table balance_movement (
  id          text primary key,
  type        text not null,
  source      text not null,
  description text not null,
  amount      bigint not null,
  fee         bigint not null,
  currency    text not null,
  moved_at    timestamptz not null,
  state       text not null check (state in ('BOOKED', 'OPEN', 'RESOLVED')),
  account     text check (account in ('BANK', 'FEE', 'LOSS')),
  reason      text,
  resolved_by text,
  resolved_at timestamptz,
  read_at     timestamptz not null,
  check (state <> 'BOOKED' or account is not null),
  check (state <> 'OPEN' or account is null),
  check ((state = 'RESOLVED') = (reason is not null and resolved_by is not null and resolved_at is not null))
);
comment on table balance_movement is 'each balance transaction of a type that we have not caused, once';
comment on column balance_movement.state is 'BOOKED: its type says against which account; OPEN: a person has to say; RESOLVED: one has';
comment on column balance_movement.account is 'of the ledger, that it moves between; null while it is open, and where nothing was to be booked';
create index balance_movement_open on balance_movement (moved_at) where state = 'OPEN';
create index balance_movement_at on balance_movement (moved_at);
create index balance_movement_resolved on balance_movement (resolved_at desc) where state = 'RESOLVED';

alter table posting alter order_id drop not null;
alter table posting drop constraint posting_kind_check;
alter table posting add constraint posting_kind_check check (kind in ('SALE', 'UNSEATED', 'REFUND', 'RETURN', 'RETURN_FAILED', 'DISPUTE',
  'DISPUTE_WON', 'DISPUTE_LOST', 'TRANSFER', 'REVERSAL', 'OWED', 'NETTED', 'FEE', 'WRITE_OFF', 'RECEIPT', 'BALANCE'));
alter table posting add constraint posting_order_check check ((order_id is null) = (kind = 'BALANCE'));
comment on column posting.order_id is 'null for what moves the balance without an order';

alter table difference drop constraint difference_movement_check;
alter table difference add constraint difference_movement_check
  check (movement in ('PAYMENT', 'REFUND', 'DISPUTE', 'TRANSFER', 'REVERSAL', 'FEE', 'BALANCE'));
