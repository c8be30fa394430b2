-- Our books beside the payment provider's: each comparison, and every difference it has found.
create table reconciliation (
  id          uuid primary key,
  from_at     timestamptz not null,
  to_at       timestamptz not null,
  compared    int not null,
  finished_at timestamptz not null
);
create index reconciliation_newest on reconciliation (finished_at desc);

create table difference (
  reconciliation uuid not null references reconciliation,
  position       int not null,
  kind           text not null check (kind in ('MISSING_HERE', 'MISSING_THERE', 'AMOUNT', 'STATE')),
  movement       text not null check (movement in ('PAYMENT', 'REFUND', 'DISPUTE')),
  reference      text not null,
  order_id       uuid,
  ours           text,
  theirs         text,
  primary key (reconciliation, position)
);
comment on column difference.ours is 'amount and state as we have them; null where we have nothing';
