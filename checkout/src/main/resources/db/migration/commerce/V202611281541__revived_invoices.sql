-- Money that comes after an order on invoice has ended brings it back while there are seats. Its first invoice was taken back, so it has another.
alter table purchase_order add ended_at timestamptz, add revived_at timestamptz;
comment on column purchase_order.revived_at is 'when its money came after all, and was used for it';
alter table document drop constraint document_check1;
alter table document add constraint document_cause_check check ((kind = 'INVOICE') = (cause in ('', 'revived')));
