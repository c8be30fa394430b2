-- A provider can let Stripe work its taxes out by the buyer's address; what it states itself is shown until then, and counts where Stripe cannot.
alter table tax_setting add by_stripe boolean not null default false,
  add constraint tax_setting_by_stripe_check check (not by_stripe or treatment in ('INCLUDED', 'ADDED'));
comment on column tax_setting.by_stripe is 'Stripe Tax works the tax out where it can: its account is liable, and registered where it has to be';
alter table payment_intent add taxed_for text;
comment on column payment_intent.taxed_for is 'Stripe''s account of the one seller for whom its tax is worked out when it is paid; null where the sellers'' own rules count';
