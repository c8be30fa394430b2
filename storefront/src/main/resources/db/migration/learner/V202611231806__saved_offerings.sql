-- Offerings that learners have put aside for later.
create table saved_offering (
  account  uuid not null references account on delete cascade,
  offering uuid not null,
  saved_at timestamptz not null,
  primary key (account, offering)
);
