-- Which edition a pathway is in is known once the log has told of it again: until then it is in none, and no badge says that it was given for one.
update pathway w set edition = 0
where not exists (select from pathway_edition e where e.pathway = w.id and e.edition = w.edition);
alter table pathway alter column edition drop default;
