-- A place may be taken up more than once: moved to another intake, or handed to another person. Only one enrollment of it counts at a time.
alter table enrollment drop constraint enrollment_line_key;
create unique index enrollment_of_line on enrollment (line) where state <> 'WITHDRAWN';
create index enrollment_ever_of_line on enrollment (line);

-- Places that were moved to another intake of their offering.
create table rebooking (
  id           uuid primary key,
  order_id     uuid not null references orders,
  line         uuid not null references order_line,
  from_intake  uuid not null,
  to_intake    uuid not null,
  from_starts  date,
  to_starts    date,
  requester    text not null check (requester in ('BUYER', 'PROVIDER', 'OPERATOR')),
  requested_by text not null,
  rebooked_at  timestamptz not null
);
create index rebooking_of_order on rebooking (order_id);
