-- A part of a pathway can be another pathway as a whole: done by who has that one's badge.
create table pathway_inner (
  pathway   uuid not null references pathway,
  contained uuid not null,                               -- may be told of later
  place     int not null,
  primary key (pathway, contained)
);
create index pathway_inner_is on pathway_inner (contained);

create view pathway_element with (security_invoker = true) as
  select pathway, offering as id, offering, null::uuid as contained, 0 as kind, place from pathway_part
  union all
  select pathway, contained, null, contained, 1, place from pathway_inner;
