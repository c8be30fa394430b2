-- Amounts in currencies of three decimals are paid in steps of ten of their smallest unit, so shares and what is taken back of them have to be such steps as well.
create function payable_step(currency text) returns bigint language sql immutable as $$
  select case when currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 10 else 1 end
$$;

-- How much is so large a part of something as another amount is of another, rounded half up to a step, and never more than there is. All of it, where the part is all or there is nothing to be a part of.
create function portion(whole bigint, part bigint, total bigint, step bigint) returns bigint language sql immutable as $$
  select case when total = 0 or part = total then whole
    else least(whole, (div(2::numeric * whole * part + total * step, 2::numeric * total * step) * step)::bigint) end
$$;

-- Shares that were owed before to the smallest unit could never be sent: what is not a step is the market's.
with odd as (
  select line, order_id, provider, currency, share % payable_step(currency) as rest from transfer
  where status in ('WAITING', 'HELD') and share % payable_step(currency) <> 0 and netted <= share - share % payable_step(currency)),
posted as (
  insert into posting (order_id, kind, account, provider, line, amount, currency, cause, posted_at)
  select order_id, 'SALE', account, case account when 'PROVIDER' then provider end, line,
    case account when 'PROVIDER' then rest else -rest end, currency, 'steps', now()
  from odd, unnest(array['PROVIDER', 'COMMISSION']) as account)
update transfer t set share = case when t.share > odd.rest then t.share - odd.rest else t.share end,
  status = case when t.share > odd.rest then t.status else 'CANCELLED' end,
  check_at = case when t.share > odd.rest then t.check_at end
from odd where odd.line = t.line;
