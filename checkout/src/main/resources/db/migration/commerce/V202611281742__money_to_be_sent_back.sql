-- What an order on invoice has in our bank account beside what it was paid with, kept with it: the list of what has to be sent back is read from here, not from all transfers of all time.
alter table purchase_order add balance bigint not null default 0 check (balance >= 0);
comment on column purchase_order.balance is 'what has come of its money, less what was used for it, was sent back, or is being sent back';
update purchase_order q set balance =
  (select coalesce(sum(r.amount), 0) from bank_receipt r where r.order_id = q.order_id)
  - (select coalesce(sum(b.amount), 0) from bank_return b where b.order_id = q.order_id and b.refund is null)
  - case when q.state = 'PAID' then (select o.amount from orders o where o.id = q.order_id) else 0 end;
create index purchase_order_owed on purchase_order (order_id) where balance > 0 and state <> 'WAITING';

-- Money of an ended order that a person is sending back right now: it pays for nothing any more, whatever comes in the meantime.
create table bank_sending (
  order_id uuid primary key references purchase_order,
  amount   bigint not null check (amount > 0),
  begun_by text not null,
  begun_at timestamptz not null
);
-- What was owed back until now may be on its way, and nobody has said so.
insert into bank_sending (order_id, amount, begun_by, begun_at)
select order_id, balance, '', now() from purchase_order where state = 'ENDED' and balance > 0;
update purchase_order set balance = 0 where state = 'ENDED' and balance > 0;
