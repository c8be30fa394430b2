-- Handing a badge to a wallet (OpenID for Verifiable Credential Issuance). Of all secrets only hashes are kept.
create table wallet_offer (
  hash       bytea primary key,
  badge      uuid not null references badge,
  tx_hash    bytea not null,
  wrong      int not null default 0,
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index wallet_offer_of_badge on wallet_offer (badge);
create table wallet_token (
  hash       bytea primary key,
  badge      uuid not null references badge,
  expires_at timestamptz not null
);
-- What a wallet signs to prove that it has its key just now; each is good once.
create table wallet_nonce (
  hash       bytea primary key,
  expires_at timestamptz not null
);
