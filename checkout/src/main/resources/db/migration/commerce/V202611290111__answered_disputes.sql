alter table dispute add column answered boolean not null default false;
comment on column dispute.answered is 'evidence was given, or the bank does not wait for any';
