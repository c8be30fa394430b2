-- What an institution puts on its own page, apart from what imports say of it.
alter table provider add column shopfront jsonb not null default '{}';
