-- Money that an order did not ask for is with the payment company and owed back: it is booked like any other (kind STRAY), and so is what goes back of it.
alter table posting drop constraint posting_kind_check;
alter table posting add constraint posting_kind_check check (kind in ('SALE', 'UNSEATED', 'STRAY', 'REFUND', 'RETURN', 'RETURN_FAILED', 'DISPUTE',
  'DISPUTE_WON', 'DISPUTE_LOST', 'TRANSFER', 'REVERSAL', 'OWED', 'NETTED', 'FEE', 'WRITE_OFF', 'RECEIPT', 'BALANCE'));
create index stray_payment_reference on stray_payment (reference);

-- Each time money of a stray payment went back, whoever sent it: read from the payment company's balance.
create table stray_refund (
  stripe_id text primary key,
  session   text not null references stray_payment,
  order_id  uuid not null references orders,
  amount    bigint not null check (amount > 0),
  currency  text not null,
  seen_at   timestamptz not null,
  failed_at timestamptz
);
comment on column stray_refund.failed_at is 'when it came back, because the buyer''s bank did not take it';
create index stray_refund_of on stray_refund (session);

insert into posting (order_id, kind, account, amount, currency, cause, posted_at)
select order_id, 'STRAY', account, case account when 'STRIPE' then amount else -amount end, currency, 'stray:' || reference, seen_at
from stray_payment, unnest(array['STRIPE', 'BUYER']) as account
where not returned
on conflict do nothing;

-- The balance was read from the first payment on, and its other movements from when that began: whatever was before is read once, page by page, backwards.
alter table fee_reading add whole boolean not null default false, add oldest text;
comment on column fee_reading.whole is 'whether everything before was read as well, back to the first movement';
comment on column fee_reading.oldest is 'the movement down to which that has come; null at its beginning, and at its end';
