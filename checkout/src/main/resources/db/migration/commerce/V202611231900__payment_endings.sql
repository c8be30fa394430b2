alter table payment_intent add ending text not null default 'EXPIRED' check (ending in ('EXPIRED', 'CANCELLED'));
comment on column payment_intent.ending is 'how the order ends if no money comes: CANCELLED once the buyer wants that';
