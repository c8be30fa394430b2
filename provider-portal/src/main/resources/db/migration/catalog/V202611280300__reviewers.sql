-- Who reviews: roles that a provider names itself, deputies of those who are away, and colleagues who stand in.
alter table membership drop constraint membership_role_check;
alter table membership add check (role in ('author', 'reviewer', 'approver', 'finance', 'administrator', 'member'));
alter table invitation drop constraint invitation_roles_check;
alter table invitation add check (roles <@ '{author,reviewer,approver,finance,administrator,member}');

create table review_role (
  id       uuid primary key,
  provider uuid not null references provider on delete cascade,
  name     text not null check (length(name) between 1 and 60)
);
create unique index review_role_name on review_role (provider, lower(name));
create table review_role_holder (
  role  uuid not null references review_role on delete cascade,
  staff uuid not null references staff on delete cascade,
  primary key (role, staff)
);
create index review_role_holder_staff on review_role_holder (staff);

alter table review_step drop constraint review_step_roles_check;
alter table review_step
  add own_roles uuid[] not null default '{}',            -- ids of review_role
  add check (cardinality(roles) + cardinality(own_roles) > 0);

-- One absence at a time, the present or the next one.
create table absence (
  staff     uuid not null references staff on delete cascade,
  provider  uuid not null references provider on delete cascade,
  deputy    uuid references staff on delete set null,    -- null: nobody
  first_day date not null,
  last_day  date not null check (last_day >= first_day),
  primary key (staff, provider),
  check (deputy <> staff)
);
create index absence_deputy on absence (deputy);

-- Colleagues whom an administrator has asked to decide on one step of one draft, because others cannot.
create table review_stand_in (
  offering uuid not null references offering_draft on delete cascade,
  round    int not null,
  step     int not null,
  staff    uuid not null references staff on delete cascade,
  primary key (offering, round, step, staff)
);

alter table draft_approval add in_place_of uuid[] not null default '{}';
alter table governance_event add in_place_of text;       -- names of those for whom a deputy has decided

-- What people were told by mail about a step that is waited for, each once.
create table review_notice (
  offering uuid not null references offering_draft on delete cascade,
  round    int not null,
  step     int not null,
  kind     text not null check (kind in ('ASKED', 'SOON', 'OVERDUE', 'NOBODY')),
  at       timestamptz not null,
  primary key (offering, round, step, kind)
);
-- What waits already is told when it is due, not as if it were new.
insert into review_notice (offering, round, step, kind, at)
  select r.offering, r.round, r.step, 'ASKED', now() from draft_review r join offering_draft d on d.offering = r.offering
  where d.state = 'in-review';

do $$
declare
  bound record;
begin
  for bound in
    select * from (values
      ('review_role', 'provider = any ((select tenants())::uuid[])'),
      ('absence', 'provider = any ((select tenants())::uuid[])'),
      ('review_role_holder', 'exists (select from review_role r where r.id = role)'),
      ('review_stand_in', 'exists (select from offering o where o.id = offering)'),
      ('review_notice', 'exists (select from offering o where o.id = offering)')) as t (name, rule)
  loop
    execute format('alter table %I enable row level security, force row level security', bound.name);
    execute format('create policy tenancy on %I using ((select tenants()) is null or %s)', bound.name, bound.rule);
  end loop;
end
$$;

-- The step that each draft in review waits for. A provider may have shortened its list of steps meanwhile; then the last one counts.
create view open_review with (security_invoker = true) as
  select d.offering, o.provider, d.elements ->> 'title' as title, r.round, r.step, r.since,
    coalesce(s.roles, '{reviewer,approver}') as roles, coalesce(s.own_roles, '{}') as own_roles, s.due_days,
    r.since + make_interval(days => s.due_days) as due
  from offering_draft d
  join offering o on o.id = d.offering
  join draft_review r on r.offering = d.offering
  left join lateral (
    select roles, own_roles, due_days from review_step s where s.provider = o.provider
    order by s.place
    offset least(r.step, (select greatest(count(*) - 1, 0) from review_step a where a.provider = o.provider)) limit 1) s on true
  where d.state = 'in-review';

-- Who may decide on it: not on what carries one's own words.
create view review_right with (security_invoker = true) as
  select distinct w.offering, w.provider, w.round, w.step, m.staff as holder
  from open_review w join membership m on m.provider = w.provider
  where (m.role = any (w.roles)
      or exists (select from review_role_holder h where h.role = any (w.own_roles) and h.staff = m.staff)
      or exists (
        select from review_stand_in i
        where i.offering = w.offering and i.round = w.round and i.step = w.step and i.staff = m.staff))
    and not exists (select from draft_contribution c where c.offering = w.offering and c.actor = m.staff);

-- Through whose hands: one's own, and those of a deputy while one is away, but for what carries the deputy's own words.
create function review_hands(today date)
returns table (offering uuid, provider uuid, round int, step int, holder uuid, hand uuid) stable language sql as $$
  select r.offering, r.provider, r.round, r.step, r.holder, r.holder from review_right r
  union all
  select r.offering, r.provider, r.round, r.step, r.holder, a.deputy
  from review_right r
  join absence a on a.staff = r.holder and a.provider = r.provider and today between a.first_day and a.last_day
  where a.deputy is not null
    and exists (select from membership m where m.staff = a.deputy and m.provider = r.provider)
    and not exists (select from draft_contribution c where c.offering = r.offering and c.actor = a.deputy)
$$;
