-- A word that was taken back stays, so that what is said or taken back after it is known to be newer.
alter table completion_report add column version bigint not null default 1, add column withdrawn_at timestamptz;
