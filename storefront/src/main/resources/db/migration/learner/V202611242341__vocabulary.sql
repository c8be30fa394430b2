-- Labels of skills from published classifications: other words under which a search finds what it means.
create table vocabulary_import (
  id          uuid primary key,
  source      text not null unique check (source ~ '^[a-z0-9-]{1,40}$'),
  imported_at timestamptz not null,
  skills      integer not null
);

create table skill_label (
  import uuid not null references vocabulary_import on delete cascade,
  uri    text not null,
  labels text[] not null check (cardinality(labels) > 1),
  primary key (import, uri)
);
