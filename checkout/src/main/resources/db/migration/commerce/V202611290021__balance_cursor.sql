alter table fee_reading add newest text;
comment on column fee_reading.newest is 'the movement from which on the balance is read next: it and everything before need not be read again; null where that is not known';
