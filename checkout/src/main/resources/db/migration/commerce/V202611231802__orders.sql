create table orders (
  id           uuid primary key,
  number       text not null unique,
  status       text not null check (status in ('PENDING', 'PAID', 'FULFILLED', 'EXPIRED', 'CANCELLED', 'REFUNDED')),
  basket       uuid not null,
  attempt      uuid not null,
  learner      uuid,
  name         text not null,
  email        text not null,
  locale       text not null,
  amount       bigint not null check (amount >= 0),
  currency     text not null,
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  paid_at      timestamptz,
  fulfilled_at timestamptz,
  unique (basket, attempt)
);
comment on column orders.attempt is 'one per rendered checkout page: pressing the button twice places one order';
create index orders_of_learner on orders (learner, created_at) where learner is not null;
create index orders_of_guest on orders (lower(email)) where learner is null;
create index orders_pending on orders (expires_at) where status = 'PENDING';
create index orders_unfulfilled on orders (paid_at) where status = 'PAID';

create table order_line (
  id             uuid primary key,
  order_id       uuid not null references orders,
  position       int not null,
  offer          uuid not null,
  edition        int not null,
  intake         uuid not null,
  provider       uuid not null,
  slug           text not null,
  title          text not null,
  provider_name  text not null,
  hue            int not null,
  self_paced     boolean not null,
  starts         date,
  ends           date,
  place          text,
  price_amount   bigint not null check (price_amount >= 0),
  refund_days    int,
  refund_text    text,
  confirmed_at   timestamptz,
  unique (order_id, position)
);

-- Secrets that open an order to who holds them; only hashes are kept.
create table order_key (
  hash       bytea primary key,
  order_id   uuid not null references orders,
  purpose    text not null check (purpose in ('VIEW', 'CLAIM')),
  expires_at timestamptz not null,
  used_at    timestamptz
);
