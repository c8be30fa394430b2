-- What a provider's own files change is published at once, or proposed for review, as the provider has chosen.
alter table provider add imports text not null default 'publish' check (imports in ('publish', 'propose'));
alter table import_job add propose boolean not null default false;
