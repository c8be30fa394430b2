-- While the payment company does not answer, an order is given more time; each time its page is asked for under another key.
alter table payment_intent add prolonged int not null default 0;
comment on column payment_intent.prolonged is 'how often the order was given more time because its page could not be opened; part of the idempotency key';
