-- A key may change what its institution says of itself.
do $$ begin
  execute (select format('alter table api_key drop constraint %I', conname) from pg_constraint
    where conrelid = 'api_key'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%enrollment%');
end $$;
alter table api_key add constraint api_key_scopes_known
  check (cardinality(scopes) > 0 and scopes <@ '{read,write,review,import,enrollment,details}');
