-- Up to when the payment company's fees were read. One row.
create table fee_reading (
  one     boolean primary key default true check (one),
  read_to timestamptz not null
);

-- Every decision of the operator that a provider need not pay what it owes; booked as WRITE_OFF.
create table write_off (
  id         uuid primary key,
  provider   uuid not null,
  currency   text not null,
  amount     bigint not null check (amount > 0),
  reason     text not null,
  written_by text not null,
  written_at timestamptz not null
);
create index write_off_newest on write_off (written_at desc);

alter table difference drop constraint difference_movement_check;
alter table difference add constraint difference_movement_check
  check (movement in ('PAYMENT', 'REFUND', 'DISPUTE', 'TRANSFER', 'REVERSAL', 'FEE'));
