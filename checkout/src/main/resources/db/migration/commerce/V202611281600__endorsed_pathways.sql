-- Editions of pathways as they were, as offer_edition has those of offerings: what was endorsed, and what a badge was given for.
create table pathway_edition (
  pathway  uuid not null references pathway,
  edition  int not null,
  snapshot jsonb not null,
  primary key (pathway, edition)
);
alter table pathway add edition int not null default 1;

-- All of them are read again, so that the editions before this one are known, too.
delete from event_cursor where consumer = 'pathways' and log = 'catalog';

-- What is endorsed is an edition of an offering or of a pathway.
alter table endorsement
  alter offering drop not null,
  add pathway uuid,
  add foreign key (pathway, edition) references pathway_edition (pathway, edition),
  add check (num_nonnulls(offering, pathway) = 1);
create unique index endorsement_open_of_pathway on endorsement (pathway, edition, endorser) where state in ('ASKED', 'GIVEN');
