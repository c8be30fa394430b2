-- What a provider is owed and owes, of all time, read through the whole ledger once a million orders were in it. One index for all of its accounts instead of three.
drop index posting_of_provider, posting_tax, posting_owed;
create index posting_of_payee on posting (provider, posted_at) include (account, currency, amount) where provider is not null;
