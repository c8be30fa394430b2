-- Until when somebody looks at an address, so that one provider's slow addresses hold up only so many looks at a time.
alter table import_source add taken_until timestamptz;
create index import_source_taken on import_source (provider) where taken_until is not null;
