create table basket (
  id         uuid primary key,
  learner    uuid unique,
  created_at timestamptz not null
);

create table basket_line (
  basket         uuid not null references basket on delete cascade,
  offer          uuid not null references offer,
  intake         uuid not null references offer_intake,
  price_amount   bigint not null,
  price_currency text not null,
  added_at       timestamptz not null,
  primary key (basket, offer)
);
comment on column basket_line.price_amount is 'as the visitor last saw it, so that a change can be shown';
