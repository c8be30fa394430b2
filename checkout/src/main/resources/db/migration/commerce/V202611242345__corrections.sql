-- A corrected result is another revision of its completion; each revision leads to one badge at most, and the one before is revoked.
alter table completion add revision int not null default 1, add withdrawn_at timestamptz;
comment on column completion.withdrawn_at is 'since when the corrected result no longer completes';
alter table badge add revision int not null default 1;
alter table badge drop constraint badge_enrollment_key;
alter table badge add constraint badge_once unique (enrollment, revision);
