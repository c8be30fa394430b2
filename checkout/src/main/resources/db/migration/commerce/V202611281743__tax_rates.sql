-- A provider can tax some of what it sells, or buyers of some countries, otherwise than it has stated in general. What is ordered keeps its rule; rows are only added and ended.
create table tax_rate (
  id         bigint generated always as identity primary key,
  provider   uuid not null references offer_provider,
  country    text check (country ~ '^[A-Z]{2}$'),
  kind       text check (kind <> ''),
  treatment  text not null check (treatment in ('EXEMPT', 'INCLUDED', 'ADDED')),
  name       text,
  rate       int check (rate between 1 and 1000000),
  reason     text,
  valid_from date not null,
  set_by     text not null,
  set_at     timestamptz not null,
  ended_by   text,
  ended_at   timestamptz,
  check ((treatment = 'EXEMPT') = (reason is not null)),
  check ((treatment in ('INCLUDED', 'ADDED')) = (name is not null and rate is not null)),
  check ((ended_at is null) = (ended_by is null))
);
comment on column tax_rate.country is 'where the buyer is; null for everywhere';
comment on column tax_rate.kind is 'of what is sold, as the provider names it; null for everything';
comment on column tax_rate.rate is 'in millionths: 70000 is 7 %';
create unique index tax_rate_once on tax_rate (provider, country, kind, valid_from) nulls not distinct where ended_at is null;

alter table offer add tax_kind text check (tax_kind <> '');
comment on column offer.tax_kind is 'its kind in the table of its provider''s tax rates; null for none of them';
create index offer_with_tax_kind on offer (provider) where tax_kind is not null;

-- Where the buyer is, as far as that decides on the taxes of what is bought.
alter table basket add country text check (country ~ '^[A-Z]{2}$');
alter table orders add country text check (country ~ '^[A-Z]{2}$');
comment on column orders.country is 'where the buyer has said to be; null where no tax depended on it';
