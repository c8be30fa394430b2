-- A place that has gone to another intake says so with its order, and counts as confirmed once it is confirmed there.
alter table order_line add column moved_at timestamptz, add column moved_from date;
comment on column order_line.moved_at is 'when it went to its present intake from another';
comment on column order_line.moved_from is 'when that other intake starts';

update order_line l set moved_at = r.rebooked_at, moved_from = r.from_starts
from (select distinct on (line) line, rebooked_at, from_starts from rebooking order by line, rebooked_at desc) r
where r.line = l.id;

create index order_line_moving on order_line (moved_at, order_id) where moved_at is not null and confirmed_at is null and returned_at is null;
