-- What a provider's new offerings can begin with.
create table offering_template (
  id         uuid primary key,
  provider   uuid not null references provider on delete cascade,
  name       text not null check (length(name) between 1 and 80),
  elements   jsonb not null,
  made_by    text not null,
  made_at    timestamptz not null
);
create unique index offering_template_name on offering_template (provider, lower(name));
alter table offering_template enable row level security, force row level security;
create policy tenancy on offering_template using ((select tenants()) is null or provider = any ((select tenants())::uuid[]));
