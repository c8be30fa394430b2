-- How an unknown institution becomes a verified one. Before its mail domain is proven there is only the application, and no provider.
create table provider_application (
  id            uuid primary key,
  token_hash    bytea not null unique,
  provider      uuid unique references provider on delete cascade,
  email         text not null check (email = lower(email)),
  contact       text not null,
  legal_name    text not null,
  name          text not null,
  country       text not null check (country ~ '^[A-Z]{2}$'),
  domain        text not null check (domain = lower(domain)),
  registration  text not null,
  accreditation text not null,
  quality       text not null,
  applied_at    timestamptz not null,
  expires_at    timestamptz not null,                    -- until when the domain has to be proven
  proven_at     timestamptz,
  check ((provider is null) = (proven_at is null))
);
create index provider_application_expiry on provider_application (expires_at) where proven_at is null;

-- What the operator and the institution said to each other, and what was decided, for ever.
create table verification_event (
  id        bigint generated always as identity primary key,
  provider  uuid not null references provider,
  at        timestamptz not null,
  actor     uuid not null,
  name      text not null,
  action    text not null check (action in ('APPLIED', 'ASKED', 'ANSWERED', 'VERIFIED', 'REFUSED', 'SUSPENDED')),
  said      text not null,
  checks    text[] not null default '{}',
  review_on date
);
create index verification_event_provider on verification_event (provider, id);

-- Until when the operator's word holds before it is to be given anew.
alter table provider add review_on date;
create index provider_review on provider (review_on) where verified_at is not null;

do $$
declare
  bound text;
begin
  foreach bound in array array['provider_application', 'verification_event'] loop
    execute format('alter table %I enable row level security, force row level security', bound);
    execute format('create policy tenancy on %I using ((select tenants()) is null or provider = any ((select tenants())::uuid[]))', bound);
  end loop;
end
$$;
