-- What no mail server took is for a person to look at.
create index outbox_mail_given_up on outbox_mail (abandoned_at) where abandoned_at is not null;
