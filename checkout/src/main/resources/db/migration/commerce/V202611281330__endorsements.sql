-- What one institution says of an achievement of another: asked for, given or declined, and withdrawn perhaps. An edition never changes, so what was
-- endorsed does not either. list and position are of the endorser's own status list.
create table endorsement (
  id          uuid primary key,
  provider    uuid not null,
  endorser    uuid not null check (endorser <> provider),
  offering    uuid not null,
  edition     int not null,
  title       text not null,
  note        text not null,
  state       text not null check (state in ('ASKED', 'TAKEN_BACK', 'DECLINED', 'GIVEN', 'WITHDRAWN')),
  asked_by    text not null,
  asked_at    timestamptz not null,
  decided_by  text,
  decided_at  timestamptz,
  comment     text,
  list        int references badge_list,
  position    int,
  credential  text,
  withdrawn_at timestamptz,
  unique (list, position),
  foreign key (offering, edition) references offer_edition (offer, edition),
  check ((state in ('GIVEN', 'WITHDRAWN')) = (credential is not null and list is not null and position is not null)),
  check ((state = 'WITHDRAWN') = (withdrawn_at is not null))
);
create unique index endorsement_open on endorsement (offering, edition, endorser) where state in ('ASKED', 'GIVEN');
create index endorsement_of_provider on endorsement (provider, asked_at desc);
create index endorsement_of_endorser on endorsement (endorser, asked_at desc);
create index endorsement_withdrawn on endorsement (list) where withdrawn_at is not null;
