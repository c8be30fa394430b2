-- Institutions' own sign-in services (OpenID Connect), by which their people come in without a password of ours.
create table realm (
  provider   uuid primary key references provider on delete cascade,
  issuer     text not null,
  client_id  text not null,
  secret     bytea not null,                             -- sealed with tessera.vault.key
  rule       text not null check (rule in ('off', 'optional', 'required')),
  tried_at   timestamptz,                                -- when somebody last came through it with these settings
  trial      text,                                       -- why the last trial failed: the last part of the key of its words
  changed_at timestamptz not null,
  check (rule = 'off' or tried_at is not null)
);

-- Mail domains that institutions have proven to be theirs.
create view proven_domain with (security_invoker = true) as
  select provider, domain from provider_application where proven_at is not null and provider is not null;

-- Those who are away at their institution's sign-in service. Each comes back once, in the browser that left.
create table realm_visit (
  state_hash   bytea primary key,
  browser_hash bytea not null,
  provider     uuid not null references realm on delete cascade,
  secrets      bytea not null,                           -- nonce and code verifier, sealed with tessera.vault.key
  go_on        text not null,
  trial        boolean not null,                         -- an administrator who tries it: leads to no session
  expires_at   timestamptz not null
);
create index realm_visit_expiry on realm_visit (expires_at);
create index realm_visit_provider on realm_visit (provider);

-- Who an account is at the sign-in service. Mail addresses are given to somebody else one day, subjects are not.
create table realm_subject (
  provider  uuid not null references realm on delete cascade,
  subject   text not null,
  staff     uuid not null references staff on delete cascade,
  linked_at timestamptz not null,
  primary key (provider, subject),
  unique (provider, staff)
);

-- A sign-in that began at an institution's service opens that institution only, also after the second proof.
alter table pending_sign_in add through uuid;

do $$
declare
  bound text;
begin
  foreach bound in array array['realm', 'realm_visit', 'realm_subject'] loop
    execute format('alter table %I enable row level security, force row level security', bound);
    execute format('create policy tenancy on %I using ((select tenants()) is null or provider = any ((select tenants())::uuid[]))', bound);
  end loop;
end
$$;
