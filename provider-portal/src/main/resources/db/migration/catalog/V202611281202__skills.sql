-- Skills of published classifications, for who says what an offering teaches; in whole editions.
create table skill_import (
  id          uuid primary key,
  source      text not null unique check (source ~ '^[a-z0-9-]{1,40}$'),
  imported_at timestamptz not null,
  skills      int not null
);
create table skill_name (
  edition uuid not null references skill_import on delete cascade,
  uri     text not null,
  place   int not null,                                  -- 0: as it is called; others mean the same
  name    text not null,
  primary key (edition, uri, place)
);
create index skill_name_words on skill_name using gin (to_tsvector('simple', name));
