-- The way of each line's share to its provider. Written together with the sale; from then on what is meant is committed before it is done.
create table transfer (
  line        uuid primary key references order_line,
  order_id    uuid not null,
  provider    uuid not null,
  status      text not null check (status in ('WAITING', 'HELD', 'SENDING', 'SENT', 'CANCELLED')),
  share       bigint not null check (share > 0),
  netted      bigint not null default 0 check (netted between 0 and share),
  currency    text not null,
  destination text,
  attempt     int not null default 0,
  stripe_id   text unique,
  failure     text,
  failed_at   timestamptz,
  checks      int not null default 0,
  check_at    timestamptz,
  sent_at     timestamptz
);
comment on column transfer.status is
  'WAITING: for its time; HELD: for an account; SENDING: Stripe is told, its answer not known; SENT; CANCELLED: the place was given back first';
comment on column transfer.netted is 'the part that was set off against what the provider owed; the rest is sent';
comment on column transfer.attempt is 'part of the idempotency key: one more after each refusal';
comment on column transfer.check_at is 'when to look next; null when nothing can change by itself';
create index transfer_due on transfer (check_at) where check_at is not null;
create index transfer_held on transfer (provider) where status = 'HELD';
create index transfer_failed on transfer (failed_at) where failure is not null;

-- A share that had left, or was set off, and has to come back. What does not come back is owed and set off against later shares.
create table transfer_reversal (
  line        uuid primary key references transfer,
  order_id    uuid not null,
  provider    uuid not null,
  currency    text not null,
  status      text not null check (status in ('INTENDED', 'DONE', 'OWED')),
  cause       text not null,
  amount      bigint not null default 0 check (amount >= 0),
  owed        bigint not null default 0 check (owed >= 0),
  stripe_id   text unique,
  failure     text,
  checks      int not null default 0,
  check_at    timestamptz,
  wanted_at   timestamptz not null,
  finished_at timestamptz
);
comment on column transfer_reversal.amount is 'what has come back at Stripe';
comment on column transfer_reversal.owed is 'what the provider still owes of it';
create index transfer_reversal_due on transfer_reversal (check_at) where check_at is not null;
create index transfer_reversal_owed on transfer_reversal (provider, currency, line) where owed > 0;

alter table posting drop constraint posting_kind_check;
alter table posting add constraint posting_kind_check check (kind in ('SALE', 'UNSEATED', 'REFUND', 'RETURN', 'RETURN_FAILED', 'DISPUTE',
  'DISPUTE_WON', 'DISPUTE_LOST', 'TRANSFER', 'REVERSAL', 'OWED', 'NETTED'));
alter table posting drop constraint posting_account_check;
alter table posting add constraint posting_account_check
  check (account in ('STRIPE', 'PROVIDER', 'COMMISSION', 'BUYER', 'DISPUTED', 'LOSS', 'OWED'));
alter table posting drop constraint posting_check;
alter table posting add constraint posting_provider_check check ((account in ('PROVIDER', 'OWED')) = (provider is not null));
comment on column posting.account is
  'STRIPE: money at the payment provider; PROVIDER: owed to it; OWED: owed by it; COMMISSION: the market''s; BUYER: owed back; DISPUTED: held by the payment provider; LOSS: borne by the market';
create index posting_owed on posting (provider, posted_at) where account = 'OWED';

alter table difference drop constraint difference_movement_check;
alter table difference add constraint difference_movement_check check (movement in ('PAYMENT', 'REFUND', 'DISPUTE', 'TRANSFER', 'REVERSAL'));

-- What was sold before shares were transferred, and kept.
insert into transfer (line, order_id, provider, status, share, currency, check_at)
select p.line, p.order_id, p.provider, 'WAITING', -p.amount, p.currency, p.posted_at + interval '7 days'
from posting p where p.kind = 'SALE' and p.account = 'PROVIDER'
  and not exists (select from posting r where r.line = p.line and r.kind in ('REFUND', 'DISPUTE_LOST'));
