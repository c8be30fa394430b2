alter table payout_account add refusals int not null default 0;
comment on column payout_account.refusals is 'how often the company would not make it; each is followed by another idempotency key, because it repeats its answer to the last';
