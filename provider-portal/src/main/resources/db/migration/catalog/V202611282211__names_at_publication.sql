-- Calls a thing by the first of these names that is free, whoever else takes names at the same moment; by the one that it has where none is.
create function rename_thing(kind regclass, renamed uuid, wishes text[]) returns void language plpgsql as $$
declare
  wish text;
begin
  foreach wish in array wishes loop
    begin
      execute format('update %s set slug = $1 where id = $2', kind) using wish, renamed;
      return;
    exception when unique_violation then
      continue;
    end;
  end loop;
end $$;
