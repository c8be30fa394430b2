-- A provider's account at the payment company, to which its shares are transferred. The wish is committed before the company is asked.
create table payout_account (
  provider   uuid primary key references offer_provider,
  version    bigint not null,
  country    text not null,
  stripe_id  text unique,
  state      text not null check (state in ('WANTED', 'STARTED', 'IN_REVIEW', 'RESTRICTED', 'ACTIVE')),
  pays_out   boolean not null default false,
  missing    text[] not null default '{}',
  wanted_by  text not null,
  wanted_at  timestamptz not null,
  attempts   int not null default 1,
  checked_at timestamptz,
  check_at   timestamptz
);
comment on column payout_account.version is 'of the last payout-account.updated; one more for each change';
comment on column payout_account.pays_out is 'whether the company sends what lies there on to the provider''s bank';
comment on column payout_account.missing is 'what the company still asks for, in its words';
comment on column payout_account.check_at is 'when to ask the company next';
create index payout_account_due on payout_account (check_at) where check_at is not null;

-- What the operator has agreed with a provider; the newest counts, for what is ordered from then on. Without one the usual terms count.
create table payout_terms (
  id                      bigint generated always as identity primary key,
  provider                uuid not null references offer_provider,
  commission_basis_points int not null check (commission_basis_points between 0 and 10000),
  holdback_days           int not null check (holdback_days between 0 and 180),
  set_by                  text not null,
  set_at                  timestamptz not null
);
create index payout_terms_of on payout_terms (provider, id desc);

alter table order_line add commission_basis_points int, add holdback_days int;
comment on column order_line.commission_basis_points is 'as agreed with its provider when it was ordered; null means the usual one';
