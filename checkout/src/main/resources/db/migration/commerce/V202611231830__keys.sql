-- Keys that sign: the platform's own (owner lti) and each provider's (owner provider:<id>). The private half is sealed with checkout.vault.key.
create table signing_key (
  id         text primary key,
  owner      text not null,
  algorithm  text not null check (algorithm in ('ED25519', 'RS256')),
  public_key bytea not null,
  sealed_key bytea not null,
  created_at timestamptz not null,
  retired_at timestamptz
);
create unique index signing_key_current on signing_key (owner, algorithm) where retired_at is null;
