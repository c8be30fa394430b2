-- Mail is written in the transaction of what it tells, and delivered from here.
create table outbox_mail (
  key        text primary key,
  recipient  text not null,
  subject    text not null,
  text       text not null,
  html       text not null,
  written_at timestamptz not null,
  attempts   int not null default 0,
  due_at     timestamptz,
  sent_at    timestamptz,
  failure    text
);
comment on column outbox_mail.due_at is 'when to try next; null once sent or given up';
create index outbox_mail_due on outbox_mail (due_at) where due_at is not null;
