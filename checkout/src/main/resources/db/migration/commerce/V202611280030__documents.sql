-- What a buyer wants to stand on the documents of an order, beside the learner's name.
alter table orders add billing_company text, add billing_address text, add billing_tax_id text;

-- Invoices and credit notes that the ledger's entries call for; written together with the entry, and dropped together with the document's own row.
create table document_due (
  id       bigint generated always as identity primary key,
  order_id uuid not null,
  cause    text not null
);
comment on column document_due.cause is 'of the entry that took money back; empty for the sale itself';
create index document_due_of on document_due (order_id) where cause = '';

-- Under which letters a seller numbers its documents.
create table document_seller (
  seller uuid primary key,
  code   int generated always as identity (start with 101) unique
);

-- How far each seller has counted in a year. Counted in the transaction that writes the documents, so no number is lost.
create table document_series (
  seller uuid not null,
  kind   text not null,
  year   int not null,
  last   bigint not null,
  primary key (seller, kind, year)
);

-- A document as it was issued. Never altered.
create table document (
  id        uuid primary key default gen_random_uuid(),
  kind      text not null check (kind in ('INVOICE', 'CREDIT_NOTE')),
  number    text not null unique,
  seller    uuid not null,
  year      int not null,
  position  bigint not null check (position > 0),
  order_id  uuid not null,
  cause     text not null,
  invoice   uuid references document,
  issued_at timestamptz not null,
  due_on    date,
  amount    bigint not null check (amount > 0),
  currency  text not null,
  content   jsonb not null,
  unique (seller, kind, year, position),
  unique (order_id, seller, cause),
  check ((kind = 'CREDIT_NOTE') = (invoice is not null)),
  check ((kind = 'INVOICE') = (cause = ''))
);
comment on column document.invoice is 'which a credit note takes back, whole or in part';
comment on column document.due_on is 'until when an invoice that was issued before its order was paid is to be paid';
comment on column document.content is 'everything else it says: seller, buyer, lines with the edition and terms that were bought';
create index document_of_seller on document (seller, issued_at);
create index document_newest on document (issued_at);

create function refuse_document_change() returns trigger language plpgsql as $$
begin
  raise exception 'A document that was issued is never altered';
end
$$;
create trigger documents_stay before update or delete on document for each statement execute function refuse_document_change();

-- What was sold and taken back before there were documents.
insert into document_due (order_id, cause)
select order_id, '' from posting where kind = 'SALE' and account = 'STRIPE' order by posted_at, id;
insert into document_due (order_id, cause)
select order_id, cause from posting where kind in ('REFUND', 'DISPUTE_LOST') and line is not null and cause is not null
group by order_id, cause order by min(id);
