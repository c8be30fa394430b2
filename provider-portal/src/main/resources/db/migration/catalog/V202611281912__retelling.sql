-- What is told of offerings and pathways names their institution. When that changes, they are told again, some at a time.
create table provider_retelling (
  number   bigint generated always as identity primary key,
  provider uuid not null references provider on delete cascade,
  reached  uuid,                                         -- the last offering that was told; null at the beginning
  due_at   timestamptz not null default now()
);
create index provider_retelling_provider on provider_retelling (provider, number);
alter table provider_retelling enable row level security, force row level security;
create policy tenancy on provider_retelling using ((select tenants()) is null or provider = any ((select tenants())::uuid[]));

-- As offerings tell it: see docs/events.md. A row is added, never changed here, so that nobody who changes an institution waits for who tells of it.
create function told_with_offerings(profile jsonb, shopfront jsonb) returns jsonb immutable parallel safe language sql as $$
  select jsonb_build_array(profile -> 'name', profile -> 'country', profile -> 'region', profile -> 'city', profile -> 'url', profile -> 'kind',
    coalesce(shopfront -> 'hue', profile -> 'hue'))
$$;
create function retell_offerings() returns trigger language plpgsql as $$
begin
  insert into provider_retelling (provider) values (new.id);
  return null;
end $$;
create trigger provider_retold after update of profile, shopfront on provider for each row
  when (told_with_offerings(old.profile, old.shopfront) is distinct from told_with_offerings(new.profile, new.shopfront))
  execute function retell_offerings();
