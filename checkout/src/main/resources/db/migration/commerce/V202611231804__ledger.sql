-- Every amount that moved, double entry: positive is a debit, negative a credit, and the postings of an order sum to zero.
create table posting (
  id         bigint generated always as identity primary key,
  order_id   uuid not null references orders,
  kind       text not null check (kind in ('SALE', 'UNSEATED', 'RETURN')),
  account    text not null check (account in ('STRIPE', 'PROVIDER', 'COMMISSION', 'BUYER')),
  provider   uuid,
  line       uuid references order_line,
  amount     bigint not null,
  currency   text not null,
  posted_at  timestamptz not null,
  check ((account = 'PROVIDER') = (provider is not null)),
  unique nulls not distinct (order_id, kind, account, line)
);
comment on column posting.account is 'STRIPE: money at the payment provider; PROVIDER: owed to it; COMMISSION: the market''s; BUYER: owed back';

create function check_postings() returns trigger language plpgsql as $$
begin
  if exists (select from posting where order_id = new.order_id group by currency having sum(amount) <> 0) then
    raise exception 'The postings of order % do not sum to zero', new.order_id using errcode = 'check_violation';
  end if;
  return null;
end
$$;
create constraint trigger postings_sum_to_zero after insert on posting deferrable initially deferred
  for each row execute function check_postings();

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'The ledger is only ever added to';
end
$$;
create trigger postings_stay before update or delete on posting for each statement execute function refuse_change();
