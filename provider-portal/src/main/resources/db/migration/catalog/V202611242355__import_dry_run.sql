-- A dry run reads a file to its end, says what would become of every row, and changes nothing.
alter table import_job add dry_run boolean not null default false;
create index import_job_provider on import_job (provider, created_at desc) where provider is not null;
