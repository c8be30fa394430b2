-- Addresses of a provider's own systems that are told what happens to what is its own.
create table webhook (
  id          uuid primary key,
  provider    uuid not null references provider,
  address     text not null,
  secret      bytea not null,                            -- sealed with tessera.vault.key
  events      text[] not null check (cardinality(events) > 0),
  created_by  text not null,
  created_at  timestamptz not null,
  disabled_at timestamptz                                -- the address said that it wants no more (410)
);
create index webhook_provider on webhook (provider);

-- One event for one address: what is to be told, how often it was tried, and how that went.
create table webhook_delivery (
  id           uuid primary key,                         -- the receiver's key against duplicates
  webhook      uuid not null references webhook on delete cascade,
  provider     uuid not null references provider,
  event        uuid not null,
  type         text not null,
  body         text not null,
  created_at   timestamptz not null,
  due_at       timestamptz not null,
  attempts     int not null default 0,
  delivered_at timestamptz,
  dead_at      timestamptz,                              -- given up; can be sent again by hand
  status       int,
  failure      text,
  unique (webhook, event),
  check (delivered_at is null or dead_at is null)
);
create index webhook_delivery_due on webhook_delivery (due_at) where delivered_at is null and dead_at is null;
create index webhook_delivery_latest on webhook_delivery (provider, created_at desc);

do $$
declare
  bound text;
begin
  foreach bound in array array['webhook', 'webhook_delivery'] loop
    execute format('alter table %I enable row level security, force row level security', bound);
    execute format('create policy tenancy on %I using ((select tenants()) is null or provider = any ((select tenants())::uuid[]))', bound);
  end loop;
end
$$;
