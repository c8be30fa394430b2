-- Documents that are attached to offerings: files like pictures are, of which an offering has several.
alter table media add pages int check (pages > 0);

-- Which versions name a document: whether it is public is asked at every request for it, and row-level security lets an index be used for a
-- comparison, not for looking into elements. A version never changes, so that nothing of this does.
create table version_document (
  address  text not null,
  offering uuid not null,
  edition  int not null,
  primary key (address, offering, edition),
  foreign key (offering, edition) references offering_version (offering, edition)
);
alter table version_document enable row level security, force row level security;
create policy tenancy on version_document using ((select tenants()) is null or exists (select from offering o where o.id = offering));

create function name_documents() returns trigger language plpgsql as $$
begin
  insert into version_document (address, offering, edition)
  select distinct d ->> 'url', new.offering, new.edition from jsonb_array_elements(new.elements -> 'documents') d;
  return null;
end $$;
create trigger offering_version_documents after insert on offering_version
  for each row when (new.elements -> 'documents' is not null) execute function name_documents();

create index offering_draft_documents on offering_draft (offering) where elements -> 'documents' is not null;

create or replace function files_of(elements jsonb) returns jsonb immutable parallel safe language sql as $$
  select jsonb_strip_nulls(jsonb_build_object('image', elements -> 'image', 'documents', elements -> 'documents'))
$$;
