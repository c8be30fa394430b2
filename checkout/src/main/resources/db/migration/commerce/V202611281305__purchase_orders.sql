-- Orders of organisations that are paid by bank transfer, after their invoices.
create table purchase_order (
  order_id  uuid primary key references orders,
  number    text not null,
  state     text not null check (state in ('WAITING', 'PAID', 'ENDED')),
  credit    boolean not null,
  due_on    date not null,
  pay_to    text not null,
  reminders int not null default 0,
  check_at  timestamptz
);
comment on column purchase_order.number is 'the organisation''s own';
comment on column purchase_order.credit is 'its places can be handed out before it is paid';
comment on column purchase_order.pay_to is 'our bank account, as the buyer was told; a line for each part';
comment on column purchase_order.check_at is 'when to remind its buyer, or to let go of its places; null when nothing happens by itself';
create index purchase_order_due on purchase_order (check_at) where check_at is not null;
create index purchase_order_waiting on purchase_order (due_on) where state = 'WAITING';
create index purchase_order_number on purchase_order (number);

-- Money that has come to our bank account. Whatever is not used for its order is owed back.
create table bank_receipt (
  id          uuid primary key,
  order_id    uuid not null references purchase_order,
  reference   text not null,
  amount      bigint not null check (amount > 0),
  currency    text not null,
  received_on date not null,
  booked_by   text not null,
  booked_at   timestamptz not null
);
comment on column bank_receipt.reference is 'as our bank''s statement names it';
create unique index bank_receipt_once on bank_receipt (lower(reference));
create index bank_receipt_of on bank_receipt (order_id);
create index bank_receipt_newest on bank_receipt (booked_at desc);

-- Money that was sent back from our bank account by hand: a refund's, or what was paid too much.
create table bank_return (
  id        uuid primary key,
  order_id  uuid not null references purchase_order,
  refund    uuid unique references refund,
  reference text not null,
  amount    bigint not null check (amount > 0),
  currency  text not null,
  booked_by text not null,
  booked_at timestamptz not null
);
create unique index bank_return_once on bank_return (lower(reference));
create index bank_return_of on bank_return (order_id);
create index refund_by_hand on refund (requested_at) where status = 'INTENDED' and reference is null;

alter table posting drop constraint posting_kind_check;
alter table posting add constraint posting_kind_check check (kind in ('SALE', 'UNSEATED', 'REFUND', 'RETURN', 'RETURN_FAILED', 'DISPUTE',
  'DISPUTE_WON', 'DISPUTE_LOST', 'TRANSFER', 'REVERSAL', 'OWED', 'NETTED', 'FEE', 'WRITE_OFF', 'RECEIPT'));
alter table posting drop constraint posting_account_check;
alter table posting add constraint posting_account_check
  check (account in ('STRIPE', 'BANK', 'PROVIDER', 'TAX', 'COMMISSION', 'BUYER', 'DISPUTED', 'LOSS', 'OWED', 'PROMOTION', 'FEE', 'WRITTEN_OFF'));
comment on column posting.account is
  'STRIPE: money at the payment provider; BANK: money in our bank account; PROVIDER: owed to it; TAX: owed to it as well, for it to pay on; OWED: owed by it; COMMISSION: the market''s; PROMOTION: discounts that the market bears; BUYER: owed back; DISPUTED: held by the payment provider; LOSS: borne by the market; FEE: kept by the payment provider; WRITTEN_OFF: what providers owed and will not pay';
