-- A provider as issuer of badges. The slug is part of its DID and so never changes; the rest follows the provider.
create table badge_issuer (
  provider uuid primary key,
  slug     text not null unique,
  name     text not null,
  url      text not null,
  hue      int not null
);

-- One status list has 131,072 positions and belongs to one provider, whose key signs it.
create table badge_list (
  id         int generated always as identity primary key,
  provider   uuid not null references badge_issuer,
  taken      int not null default 0 check (taken between 0 and 131072),
  revision   int not null default 1,
  changed_at timestamptz not null
);
create index badge_list_of_provider on badge_list (provider);

-- A badge as it was issued: the credential with its Data Integrity proof, and the same credential as JWT. Never altered.
create table badge (
  id         uuid primary key,
  enrollment uuid not null unique references enrollment,
  provider   uuid not null references badge_issuer,
  offering   uuid not null,
  edition    int not null,
  title      text not null,
  recipient  text not null,
  list       int not null references badge_list,
  position   int not null check (position between 0 and 131071),
  credential text not null,
  jwt        text not null,
  issued_at  timestamptz not null,
  revoked_at timestamptz,
  reason     text,
  unique (list, position)
);
create index badge_revoked on badge (list) where revoked_at is not null;
