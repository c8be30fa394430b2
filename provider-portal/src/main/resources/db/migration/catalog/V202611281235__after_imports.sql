-- What is left to do after an import: rows to be corrected, and what its source no longer has.
alter table import_job
  add columns text[],                                    -- of the table whose rejected rows are kept
  add total bigint;                                      -- lines of the main input, once it has been read to its end

-- Rejected rows of a table as they stood in the file.
create table import_reject (
  import uuid not null references import_job on delete cascade,
  line   bigint not null,
  cells  text[] not null,
  primary key (import, line)
);

-- Public offerings that the latest import of their source did not meet. They stay public until somebody retires them.
create table import_vanished (
  import   uuid not null references import_job on delete cascade,
  offering uuid not null references offering on delete cascade,
  primary key (import, offering)
);
create index import_vanished_offering on import_vanished (offering);

do $$
declare
  bound text;
begin
  foreach bound in array array['import_reject', 'import_vanished'] loop
    execute format('alter table %I enable row level security, force row level security', bound);
    execute format('create policy tenancy on %I using ((select tenants()) is null or exists (select from import_job j where j.id = import))', bound);
  end loop;
end
$$;
