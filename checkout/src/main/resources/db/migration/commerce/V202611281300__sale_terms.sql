-- What a provider lets buyers have before they have paid for it. Only ever added to; what offer_provider points at counts for what is ordered from then on.
create table sale_terms (
  id              bigint generated always as identity primary key,
  provider        uuid not null references offer_provider,
  invoice_days    int not null check (invoice_days between 0 and 90),
  credit_amount   bigint check (credit_amount > 0),
  credit_currency text,
  unpaid_places   int not null check (unpaid_places between 1 and 200),
  free_places     int not null check (free_places between 1 and 200),
  set_by          text not null,
  set_at          timestamptz not null,
  check ((credit_amount is null) = (credit_currency is null)),
  check (credit_amount is null or invoice_days > 0)
);
comment on column sale_terms.invoice_days is 'until when an organisation pays an invoice; 0 sells nothing on invoice';
comment on column sale_terms.credit_amount is 'what all organisations together may owe it and use already; null gives no credit';
comment on column sale_terms.unpaid_places is 'of one intake, that one buyer may hold without having paid';
comment on column sale_terms.free_places is 'of one intake, that one buyer may have without paying';
create index sale_terms_of on sale_terms (provider, id desc);
alter table offer_provider add sale_terms bigint references sale_terms;
