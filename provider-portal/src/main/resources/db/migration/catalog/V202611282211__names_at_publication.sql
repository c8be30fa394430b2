-- Calls an offering by the first of these names that is free, whoever else takes names at the same moment; by the one that it has where none is.
create function rename_offering(renamed uuid, wishes text[]) returns void language plpgsql as $$
declare
  wish text;
begin
  foreach wish in array wishes loop
    begin
      update offering set slug = wish where id = renamed;
      return;
    exception when unique_violation then
      continue;
    end;
  end loop;
end $$;
