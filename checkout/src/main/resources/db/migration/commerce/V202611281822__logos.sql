-- An institution's logo, a path on this marketplace; known from the next time that the institution changes something of itself.
alter table offer_provider add column logo text;
