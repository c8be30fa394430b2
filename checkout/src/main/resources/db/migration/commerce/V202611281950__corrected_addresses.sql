-- A guest who has mistyped the e-mail address puts it right in the browser that the order was placed with; keys that were mailed do not allow that. Of those
-- that are there nobody knows any more which were.
alter table order_key add column mailed boolean not null default true;
alter table order_key alter column mailed set default false;
alter table orders add column corrections int not null default 0;
