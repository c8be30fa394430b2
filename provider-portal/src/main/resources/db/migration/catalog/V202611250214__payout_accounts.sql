-- The portal's copy of how each provider's account at the payment company stands, as checkout tells it.
create table payout_account (
  provider uuid primary key,
  version  bigint not null,
  state    text not null,
  pays_out boolean not null
);
alter table payout_account enable row level security, force row level security;
create policy tenancy on payout_account using ((select tenants()) is null or provider = any ((select tenants())::uuid[]));
