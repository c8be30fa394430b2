-- How people come to work for a provider, or to run the marketplace: somebody invites them by mail. Of the link only a hash is kept.
create table invitation (
  id           uuid primary key,
  provider     uuid references provider on delete cascade,  -- null: to run the marketplace
  email        text not null check (email = lower(email)),
  roles        text[] not null check (roles <@ '{author,reviewer,approver,finance,administrator}'),
  token_hash   bytea not null unique,
  invited_by   text not null,                            -- the name, for whoever is invited
  sent_at      timestamptz not null,
  expires_at   timestamptz not null,
  accepted_at  timestamptz,
  withdrawn_at timestamptz,
  check ((provider is null) = (cardinality(roles) = 0)),
  check (accepted_at is null or withdrawn_at is null)
);
-- Inviting somebody again replaces what was open.
create unique index invitation_open on invitation (provider, email) nulls not distinct
  where accepted_at is null and withdrawn_at is null;
alter table invitation enable row level security, force row level security;
create policy tenancy on invitation using ((select tenants()) is null or provider = any ((select tenants())::uuid[]));

-- How often something happens, by hashed subject, see platform.identity.Throttle. Nothing is lost when it is emptied.
create unlogged table throttle (
  key        text primary key,
  busy_until timestamptz not null
);
create index throttle_busy on throttle (busy_until);
