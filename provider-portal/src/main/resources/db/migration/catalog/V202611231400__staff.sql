-- People who work for providers or run the marketplace.
create table staff (
  id            uuid primary key,
  email         text not null unique check (email = lower(email)),
  name          text not null,
  password_hash text not null,
  operator      boolean not null default false,
  sessions_from timestamptz not null,
  version       bigint not null
);

create table membership (
  staff    uuid not null references staff (id) on delete cascade,
  provider uuid not null references provider (id) on delete cascade,
  role     text not null check (role in ('author', 'reviewer', 'approver', 'finance', 'administrator')),
  primary key (staff, provider, role)
);
create index membership_provider on membership (provider, role);

-- Failed sign-ins lately, by account and by address. Nothing is lost when it is emptied.
create unlogged table sign_in_throttle (
  subject  text primary key,
  attempts integer not null,
  ends     timestamptz not null
);

-- Who signed in, out, or tried to; kept apart from the accounts so that it outlives them.
create table security_audit (
  id      bigint generated always as identity primary key,
  at      timestamptz not null,
  event   text not null,
  staff   uuid,
  email   text not null,
  address text
);
create index security_audit_staff on security_audit (staff, at);
