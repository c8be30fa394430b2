-- Ariary are paid whole, though a hundredth of one is their smallest unit here.
create or replace function payable_step(currency text) returns bigint language sql immutable as $$
  select case when currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 10 when currency = 'MGA' then 100 else 1 end
$$;

-- Shares with a part of one could never be said to Stripe, though that was tried again and again. The part stays owed, as of those that wait.
update transfer set share = share - (share - netted) % 100
where currency = 'MGA' and status = 'SENDING' and (share - netted) % 100 <> 0 and share - netted >= 100;
