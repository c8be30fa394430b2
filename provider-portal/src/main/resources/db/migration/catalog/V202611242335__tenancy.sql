-- Every row of a provider is bound to it here as well, below all queries: a connection that works for a person or a key sees the rows of
-- their providers and no others, whatever a query forgets. The application says for whom it works by the setting tessera.tenants: an array
-- of providers, or '*' (or nothing at all) for its own work, such as imports, the log and migrations.
create function tenants() returns uuid[] stable parallel safe language sql
  return nullif(nullif(current_setting('tessera.tenants', true), ''), '*')::uuid[];

do $$
declare
  bound record;
begin
  for bound in
    select * from (values
      ('provider', 'id = any ((select tenants())::uuid[])'),
      ('provider_source', 'provider = any ((select tenants())::uuid[])'),
      ('offering', 'provider = any ((select tenants())::uuid[])'),
      ('pathway', 'provider = any ((select tenants())::uuid[])'),
      ('review_step', 'provider = any ((select tenants())::uuid[])'),
      ('enrollment', 'provider = any ((select tenants())::uuid[])'),
      ('enrollment_badge', 'provider = any ((select tenants())::uuid[])'),
      ('completion_report', 'provider = any ((select tenants())::uuid[])'),
      ('api_key', 'provider = any ((select tenants())::uuid[])'),
      ('import_job', 'provider = any ((select tenants())::uuid[])'),
      ('offering_version', 'exists (select from offering o where o.id = offering)'),
      ('offering_draft', 'exists (select from offering o where o.id = offering)'),
      ('intake', 'exists (select from offering o where o.id = offering)'),
      ('governance_event', 'exists (select from offering o where o.id = offering)'),
      ('draft_contribution', 'exists (select from offering o where o.id = offering)'),
      ('draft_review', 'exists (select from offering o where o.id = offering)'),
      ('draft_approval', 'exists (select from offering o where o.id = offering)'),
      ('pathway_offering', 'exists (select from pathway p where p.id = pathway)'),
      ('import_finding', 'exists (select from import_job j where j.id = import)'),
      ('import_record', 'exists (select from import_job j where j.id = import)'),
      ('import_joined', 'exists (select from import_job j where j.id = import)')) as t (name, rule)
  loop
    execute format('alter table %I enable row level security, force row level security', bound.name);
    execute format('create policy tenancy on %I using ((select tenants()) is null or %s)', bound.name, bound.rule);
  end loop;
end
$$;

-- Addresses are unique among all providers, so whoever chooses one has to know which are taken, and no more.
create function taken_slugs(kind regclass, candidates text[]) returns setof text language plpgsql as $$
declare
  tenants_before text := coalesce(current_setting('tessera.tenants', true), '');
begin
  perform set_config('tessera.tenants', '*', true);
  return query execute format('select slug from %s where slug = any ($1)', kind) using candidates;
  perform set_config('tessera.tenants', tenants_before, true);
end
$$;
