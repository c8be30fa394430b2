-- What has moved on days that are over, so that nobody adds up the whole ledger to see how its accounts stand. Made of postings, which are only ever
-- added to: emptied, with its reach, it is filled again.
create table posting_day (
  day      date not null,
  account  text not null,
  kind     text not null,
  currency text not null,
  amount   bigint not null,
  primary key (day, account, kind, currency)
);

create table posting_day_reach (
  one   boolean primary key default true check (one),
  up_to timestamptz not null
);
comment on column posting_day_reach.up_to is 'the midnight of UTC before which postings are in posting_day';
insert into posting_day_reach (up_to) values ('-infinity');
