-- Payments that no order knows of a day later, what goes back of them and what is kept of them: a person says what they were, as of any other movement.
alter table balance_movement add payment text;
comment on column balance_movement.payment is 'the payment intent that it is for, where no order of ours knew of that; null for what belongs to no payment';
comment on table balance_movement is 'each balance transaction that belongs to no order of ours, once';
create index balance_movement_payment on balance_movement (payment) where payment is not null;
