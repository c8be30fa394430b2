-- Part of what was paid for a place can go back, several times, and the place can stay. What has gone back is counted on its line.
alter table order_line add refunded_amount bigint not null default 0;
update order_line set refunded_amount = price_amount where returned_at is not null;
alter table order_line add constraint order_line_refunded_check check (refunded_amount between 0 and price_amount);
comment on column order_line.refunded_amount is 'what of its price is given back, or was lost to a dispute';

alter table refund add keeps_places boolean not null default false;
comment on column refund.keeps_places is 'only money goes back, whose places it was paid for stay';

create table refund_line (
  refund uuid not null references refund,
  line   uuid not null references order_line,
  amount bigint not null check (amount >= 0),
  primary key (refund, line)
);
insert into refund_line (refund, line, amount) select refund, id, price_amount from order_line where refund is not null;

-- How much is so large a part of something as another amount is of another, rounded half up. All of it, where there is nothing to be a part of.
create function portion(whole bigint, part bigint, total bigint) returns bigint language sql immutable as $$
  select case when total = 0 then whole else div(2::numeric * whole * part + total, 2::numeric * total)::bigint end
$$;

-- A line is taken back in parts now, but never more of any account than was booked when it was sold.
drop index posting_reversed_once;
create or replace function check_postings() returns trigger language plpgsql as $$
declare
  wrong uuid;
begin
  select order_id into wrong from added group by order_id, kind, cause, currency having sum(amount) <> 0 limit 1;
  if found then
    raise exception 'The postings of order % do not sum to zero', wrong using errcode = 'check_violation';
  end if;
  if exists (select from added where kind in ('REFUND', 'DISPUTE_LOST')) then
    select p.line into wrong
    from (select distinct order_id, line from added where kind in ('REFUND', 'DISPUTE_LOST') and line is not null) back
      join posting p on p.order_id = back.order_id and p.line = back.line and p.kind in ('SALE', 'REFUND', 'DISPUTE_LOST')
    group by p.line, p.account
    having sum(p.amount) <> 0
      and sign(sum(p.amount)) is distinct from sign(sum(p.amount) filter (where p.kind = 'SALE'))
    limit 1;
    if found then
      raise exception 'More of line % is taken back than was booked', wrong using errcode = 'check_violation';
    end if;
  end if;
  return null;
end
$$;

-- So a share can have to come back in parts as well. What was wanted back before had to come back whole, and went by its line's name.
alter table transfer_reversal add id uuid, add wanted bigint, add to_fetch bigint, add sent boolean not null default true;
update transfer_reversal r set id = r.line,
  sent = t.status in ('SENDING', 'SENT'),
  wanted = case when t.status in ('SENDING', 'SENT') then t.share else t.netted end,
  to_fetch = case when t.status in ('SENDING', 'SENT') then t.share - t.netted else 0 end
from transfer t where t.line = r.line;
alter table transfer_reversal drop constraint transfer_reversal_pkey;
alter table transfer_reversal add primary key (id);
alter table transfer_reversal alter id set default gen_random_uuid(), alter wanted set not null, alter to_fetch set not null,
  add check (wanted >= 0), add check (to_fetch between 0 and wanted);
create unique index transfer_reversal_once on transfer_reversal (line, cause);
comment on column transfer_reversal.wanted is 'the part of the share that has to come back';
comment on column transfer_reversal.to_fetch is 'what of that was sent, or may have been, and is fetched at Stripe; the rest was set off and is owed again';
comment on column transfer_reversal.sent is 'whether its share had left when it was wanted back, or may have';
