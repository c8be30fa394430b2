-- One database role and one schema per application, run by a superuser; what is there already stays. No role has rights on another's schema;
-- what an application lets others read (its event log) it grants in its own migrations.
-- Passwords come from the settings tessera.<role>_password of the session that runs this.
do $$
declare
  application record;
begin
  for application in
    select * from (values
      ('provider_portal', 'catalog'),
      ('catalog_indexer', 'indexing'),
      ('storefront', 'learner'),
      ('checkout', 'commerce')) as a (role, schema)
  loop
    perform pg_advisory_xact_lock(hashtext('tessera roles'));
    if not exists (select from pg_roles where rolname = application.role) then
      begin
        execute format('create role %I login password %L', application.role,
          current_setting('tessera.' || application.role || '_password'));
      exception when duplicate_object or unique_violation then
        null; -- by whoever prepares another database at the same time: the lock does not reach there, roles do
      end;
    end if;
    execute format('create schema if not exists %I authorization %I', application.schema, application.role);
    execute format('alter role %I in database %I set search_path = %I',
      application.role, current_database(), application.schema);
  end loop;
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect, temporary on database %I to provider_portal, catalog_indexer, storefront, checkout',
    current_database());
  revoke all on schema public from public;
end
$$;
