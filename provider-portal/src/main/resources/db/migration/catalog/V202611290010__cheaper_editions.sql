-- What is written for every offering that comes in, and need not be. See docs/adr/0069.

-- PostgreSQL's own compressor takes longer over a row of 2 kB or more than everything else that is done to write it. Up to half a page they stay as they are.
alter table offering_version set (toast_tuple_target = 4000);
alter table event_log set (toast_tuple_target = 4000);

-- Only of what has been taken down there is anything to keep.
drop trigger offering_taken_down on offering;
create trigger offering_taken_down before insert or update on offering for each row
  when (new.taken_down_at is not null and new.status = 'published') execute function keep_taken_down();

-- The unique index on (offering, external_id) finds an offering's intakes as well.
drop index intake_offering;

-- Records are noted by the run of an import that exists, and forgotten when it ends: looking for it at every record is for nothing.
alter table import_record drop constraint import_record_import_fkey;

-- As Provider.hue has it: by the id where the institution names none (java.util.UUID.hashCode, which is the exclusive or of the id's four parts).
create function tile_hue(provider uuid, named int) returns int immutable parallel safe language sql as $$
  select coalesce(named, mod(mod(hash, 24) + 24, 24) * 15) from (
    select ('x' || substr(hex, 1, 8))::bit(32)::int # ('x' || substr(hex, 9, 8))::bit(32)::int
      # ('x' || substr(hex, 17, 8))::bit(32)::int # ('x' || substr(hex, 25, 8))::bit(32)::int as hash
    from (select replace(provider::text, '-', '') as hex) as written) as hashed
$$;
