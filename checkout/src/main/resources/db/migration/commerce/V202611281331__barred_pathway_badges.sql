-- A person has revoked it: the learner does not get that pathway's badge again by meeting its rule.
alter table badge add column barred boolean not null default false check (not barred or (pathway is not null and revoked_at is not null));
create index badge_barred on badge (pathway, learner) where barred;
