-- In which run a learner is, where checkout has told it since this column is there; null: not known.
alter table enrollment add intake uuid;
create index enrollment_intake on enrollment (intake) where intake is not null;
