-- Checkout's own copy of what can be bought, fed by the catalog log, and the one authority on seats.
create table offer_provider (
  id          uuid primary key,
  version     bigint not null,
  slug        text not null,
  name        text not null,
  country     text not null,
  hue         int not null,
  verified    boolean not null,
  refund_days int,
  refund_text text
);

create table offer (
  id            uuid primary key,
  version       bigint not null,
  edition       int not null,
  slug          text not null,
  title         text not null,
  provider      uuid not null references offer_provider,
  listed        boolean not null,
  prerequisites text,
  refund_days   int,
  refund_text   text
);

-- What a learner keeps of the edition that was bought: the elements as published.
create table offer_edition (
  offer    uuid not null references offer,
  edition  int not null,
  snapshot jsonb not null,
  primary key (offer, edition)
);

create table offer_intake (
  id             uuid primary key,
  offer          uuid not null references offer,
  listed         boolean not null,
  self_paced     boolean not null,
  starts         date,
  ends           date,
  closes         date,
  time_zone      text,
  place          text,
  price_amount   bigint check (price_amount >= 0),
  price_currency text,
  seats          int check (seats >= 0),
  taken          int not null default 0 check (taken >= 0),
  seats_version  bigint not null default 0,
  check ((price_amount is null) = (price_currency is null))
);
comment on column offer_intake.taken is 'held by pending orders and sold';
comment on column offer_intake.seats_version is 'version of the last intake.seats event';
create index offer_intake_of on offer_intake (offer);
