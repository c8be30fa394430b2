-- What a buyer asks of an institution past its terms: money back for a place. The institution refunds, which answers it, or says why not.
create table refund_wish (
  id          uuid primary key,
  order_id    uuid not null references orders,
  line        uuid not null references order_line,
  words       text not null,
  wished_at   timestamptz not null,
  state       text not null check (state in ('OPEN', 'DECLINED', 'GRANTED')),
  answer      text,
  answered_by text,
  answered_at timestamptz,
  check ((state = 'OPEN') = (answered_at is null)),
  check (state <> 'DECLINED' or (answer is not null and answered_by is not null))
);
comment on column refund_wish.state is 'GRANTED: something of its price was given back since';
create unique index refund_wish_open on refund_wish (line) where state = 'OPEN';
create index refund_wish_of on refund_wish (order_id);
create index refund_wish_line on refund_wish (line);
