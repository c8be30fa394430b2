-- A school, faculty or department that is an institution of its own here, and belongs to another: it asks, the other confirms.
alter table provider
  add column part_of uuid references provider,
  add column part_of_slug text,
  add column part_of_confirmed_at timestamptz,
  add constraint part_of_another check (part_of <> id),
  add constraint part_of_whole check ((part_of is null) = (part_of_slug is null)),
  add constraint part_of_asked check (part_of_confirmed_at is null or part_of is not null);

create index provider_schools on provider (part_of) where part_of is not null;
