-- Codes that make places cheaper: one provider's own, which bears them, or the whole market's, which bears those.
create table promotion (
  id           uuid primary key,
  code         text not null unique check (code = upper(code)),
  provider     uuid references offer_provider,
  basis_points int check (basis_points between 1 and 10000),
  amount       bigint check (amount > 0),
  currency     text,
  starts_at    timestamptz,
  ends_at      timestamptz,
  total_limit  int check (total_limit > 0),
  person_limit int check (person_limit > 0),
  taken        int not null default 0 check (taken >= 0 and (total_limit is null or taken <= total_limit)),
  made_by      text not null,
  made_at      timestamptz not null,
  ended_at     timestamptz,
  check ((basis_points is null) = (amount is not null) and (amount is null) = (currency is null))
);
comment on column promotion.provider is 'whose places it is for, and who bears it; null: everybody''s places, borne by the market';
comment on column promotion.taken is 'by pending and paid orders; given back when an order ends unpaid';
create index promotion_newest on promotion (made_at desc);

create table promotion_use (
  order_id  uuid primary key references orders,
  promotion uuid not null references promotion,
  email     text not null
);
create index promotion_use_of on promotion_use (promotion, email);

alter table basket add promotion uuid references promotion;
alter table orders add promotion_code text;
alter table order_line add discount_amount bigint not null default 0 check (discount_amount >= 0),
  add discount_by_market boolean not null default false;
comment on column order_line.price_amount is 'what is paid for it, after the discount';

alter table posting drop constraint posting_account_check;
alter table posting add constraint posting_account_check
  check (account in ('STRIPE', 'PROVIDER', 'COMMISSION', 'BUYER', 'DISPUTED', 'LOSS', 'OWED', 'PROMOTION'));
comment on column posting.account is
  'STRIPE: money at the payment provider; PROVIDER: owed to it; OWED: owed by it; COMMISSION: the market''s; PROMOTION: discounts that the market bears; BUYER: owed back; DISPUTED: held by the payment provider; LOSS: borne by the market';
