alter table fee_reading add newest text;
comment on column fee_reading.newest is 'the movement from which on the balance is read next: it and everything before need not be read again; null where that is not known';

-- What was kept of payments that no order knows of yet: a debit is in Stripe's books days before its money has come.
create table fee_waiting (
  id       text primary key,
  payment  text not null,
  amount   bigint not null,
  currency text not null,
  moved_at timestamptz not null
);
comment on column fee_waiting.id is 'of the movement of the balance';
