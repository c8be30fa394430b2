-- Files in the vocabularies of others, which need no mapping.
alter table import_job drop constraint import_job_format_check;
alter table import_job add check (format in ('catalogue', 'mapped', 'linked-data', 'edu-api'));
