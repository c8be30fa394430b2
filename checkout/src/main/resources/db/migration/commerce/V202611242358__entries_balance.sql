-- Every entry balances by itself, and is checked as it is written: one look at what was added, instead of one at the whole order for each row.
drop trigger postings_sum_to_zero on posting;
create or replace function check_postings() returns trigger language plpgsql as $$
declare
  unbalanced uuid;
begin
  select order_id into unbalanced from added group by order_id, kind, cause, currency having sum(amount) <> 0 limit 1;
  if found then
    raise exception 'The postings of order % do not sum to zero', unbalanced using errcode = 'check_violation';
  end if;
  return null;
end
$$;
create trigger postings_sum_to_zero after insert on posting referencing new table as added
  for each statement execute function check_postings();

-- A provider's statement, month by month.
create index posting_of_provider on posting (provider, posted_at) where account = 'PROVIDER';
