-- Until when an attempt has a message, so that one provider's slow addresses hold only so many of them at a time.
alter table webhook_delivery add taken_until timestamptz;
create index webhook_delivery_taken on webhook_delivery (provider) where taken_until is not null;
