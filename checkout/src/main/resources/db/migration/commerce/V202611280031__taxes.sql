-- In whose name a provider sells, and how it charges tax. Only ever added to; what offer_provider points at counts for what is ordered from then on.
create table tax_setting (
  id         bigint generated always as identity primary key,
  provider   uuid not null references offer_provider,
  legal_name text not null,
  address    text not null,
  country    text not null,
  tax_id     text,
  treatment  text not null check (treatment in ('UNSTATED', 'EXEMPT', 'INCLUDED', 'ADDED')),
  name       text,
  rate       int check (rate between 1 and 1000000),
  reason     text,
  set_by     text not null,
  set_at     timestamptz not null,
  check ((treatment in ('INCLUDED', 'ADDED')) = (name is not null and rate is not null)),
  check ((treatment = 'EXEMPT') = (reason is not null))
);
comment on column tax_setting.rate is 'in millionths: 190000 is 19 %';
create index tax_setting_of on tax_setting (provider, id desc);
alter table offer_provider add tax_setting bigint references tax_setting;

-- As it was when the line was ordered. What is paid for a line (price_amount) has its tax in it, whether that was included or added.
alter table order_line add tax_treatment text, add tax_name text, add tax_rate int, add tax_reason text, add tax_amount bigint;
comment on column order_line.tax_amount is 'the part of the price that is tax; null where its seller states none';

alter table posting drop constraint posting_kind_check;
alter table posting add constraint posting_kind_check check (kind in ('SALE', 'UNSEATED', 'REFUND', 'RETURN', 'RETURN_FAILED', 'DISPUTE',
  'DISPUTE_WON', 'DISPUTE_LOST', 'TRANSFER', 'REVERSAL', 'OWED', 'NETTED', 'FEE', 'WRITE_OFF'));
alter table posting drop constraint posting_account_check;
alter table posting add constraint posting_account_check
  check (account in ('STRIPE', 'PROVIDER', 'TAX', 'COMMISSION', 'BUYER', 'DISPUTED', 'LOSS', 'OWED', 'PROMOTION', 'FEE', 'WRITTEN_OFF'));
alter table posting drop constraint posting_provider_check;
alter table posting add constraint posting_provider_check check ((account in ('PROVIDER', 'TAX', 'OWED')) = (provider is not null));
comment on column posting.account is
  'STRIPE: money at the payment provider; PROVIDER: owed to it; TAX: owed to it as well, for it to pay on; OWED: owed by it; COMMISSION: the market''s; PROMOTION: discounts that the market bears; BUYER: owed back; DISPUTED: held by the payment provider; LOSS: borne by the market; FEE: kept by the payment provider; WRITTEN_OFF: what providers owed and will not pay';
create index posting_tax on posting (provider, posted_at) where account = 'TAX';
