-- The course of a tool that an offering opens, picked by the provider's administrator.
create table lti_content (
  client_id text not null references lti_tool,
  offering  uuid not null references offer,
  url       text,
  title     text not null,
  custom    jsonb not null,
  picked_by text not null,
  picked_at timestamptz not null,
  primary key (client_id, offering)
);

-- An administrator who is picking a course in the tool; good for one answer.
create table lti_picking (
  id         uuid primary key,
  person     uuid not null,
  name       text not null,
  email      text not null,
  provider   uuid not null,
  offering   uuid not null references offer,
  client_id  text not null references lti_tool,
  expires_at timestamptz not null,
  shown_at   timestamptz,
  picked_at  timestamptz
);
create index lti_picking_expired on lti_picking (expires_at);

-- What a tool grades beside the course itself. The course's own line item has the id of its link and is no row here.
create table lti_line_item (
  id            uuid primary key,
  link          uuid not null references lti_link,
  client_id     text not null,
  label         text not null,
  score_maximum numeric not null check (score_maximum > 0),
  resource_id   text,
  tag           text,
  starts_at     timestamptz,
  ends_at       timestamptz,
  created_at    timestamptz not null
);
create index lti_line_item_of on lti_line_item (link, created_at, id);

alter table score add column item uuid references lti_line_item on delete cascade;
comment on column score.item is 'what was graded; null for the course itself';
alter table score drop constraint score_pkey;
alter table score add constraint score_once unique nulls not distinct (enrollment, item);

