-- What happens to offerings once they are public: looked through again every so often, retired on a day, taken down by the operator.
alter table provider add review_months int check (review_months between 1 and 120);      -- null: no cycle
alter table offering
  add reviewed_at    timestamptz,                        -- when somebody last looked through all of it: a review, or a word that it still holds
  add taken_down_at  timestamptz,
  add taken_down_why text,
  add check ((taken_down_at is null) = (taken_down_why is null));

create table retirement (
  offering        uuid primary key references offering,
  sales_end       date not null,
  teach_out_until date check (teach_out_until >= sales_end),
  why             text not null,
  actor           uuid not null,
  name            text not null,
  done_at         timestamptz
);
create index retirement_ahead on retirement (sales_end) where done_at is null;

create table cycle_notice (
  offering uuid not null references offering,
  due      date not null,
  kind     text not null check (kind in ('SOON', 'DUE')),
  at       timestamptz not null,
  primary key (offering, due, kind)
);

do $$
declare
  bound text;
begin
  foreach bound in array array['retirement', 'cycle_notice'] loop
    execute format('alter table %I enable row level security, force row level security', bound);
    execute format(
      'create policy tenancy on %I using ((select tenants()) is null or exists (select from offering o where o.id = offering))', bound);
  end loop;
end
$$;

-- Whatever publishes it, by hand, by schedule or from a file: what the operator has taken down stays off the market until the operator lifts that.
create function keep_taken_down() returns trigger language plpgsql as $$
begin
  if new.taken_down_at is not null and new.status = 'published' then
    new.status := 'withdrawn';
  end if;
  return new;
end
$$;
create trigger offering_taken_down before insert or update on offering for each row execute function keep_taken_down();

create view cycle with (security_invoker = true) as
  select o.id as offering, o.provider,
    (coalesce(o.reviewed_at, o.published_at) at time zone 'UTC' + make_interval(months => p.review_months))::date as due
  from offering o join provider p on p.id = o.provider
  where o.status = 'published' and p.review_months is not null;
