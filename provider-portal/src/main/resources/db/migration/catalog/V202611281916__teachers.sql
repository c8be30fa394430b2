-- Who teaches a run, as learners read it.
alter table intake add teachers text[] not null default '{}';
