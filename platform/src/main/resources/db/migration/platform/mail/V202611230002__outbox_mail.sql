-- Mail that waits for the mail server: written in the transaction that causes it, sent after. The key makes a message known, so that a cause
-- that is handled twice mails once. What was sent is erased (it may hold links that open accounts); the key stays as the proof.
create table outbox_mail (
  key          text primary key,
  recipient    text,
  subject      text,
  text         text,
  html         text,
  created_at   timestamptz not null default now(),
  due_at       timestamptz not null default now(),
  attempts     integer not null default 0,
  failure      text,
  sent_at      timestamptz,
  abandoned_at timestamptz
);
create index outbox_mail_due on outbox_mail (due_at) where sent_at is null and abandoned_at is null;
