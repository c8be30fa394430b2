-- Pathways are reviewed as offerings are: by the same steps, deputies, stand-ins, letters and comments, and published by the same schedule.
-- What is reviewed is a subject: the id of an offering or of a pathway.
drop function review_hands(date);
drop view review_right;
drop view open_review;

do $$
declare
  reviewed text;
begin
  foreach reviewed in array array['draft_contribution', 'draft_review', 'draft_approval', 'review_stand_in', 'review_notice', 'draft_comment'] loop
    execute format('alter table %1$I drop constraint %1$s_offering_fkey', reviewed);
    execute format('alter table %I rename offering to subject', reviewed);
    execute format('drop policy tenancy on %I', reviewed);
    execute format('create policy tenancy on %I using ((select tenants()) is null or exists (select from offering o where o.id = subject)'
      ' or exists (select from pathway p where p.id = subject))', reviewed);
  end loop;
end
$$;

-- A review ends with its draft; what people have said stays.
create function forget_review() returns trigger language plpgsql as $$
declare
  gone uuid;
begin
  execute format('select ($1).%I', tg_argv[0]) into gone using old;
  delete from draft_contribution where subject = gone;
  delete from draft_review where subject = gone;
  delete from draft_approval where subject = gone;
  delete from review_stand_in where subject = gone;
  delete from review_notice where subject = gone;
  return null;
end
$$;
create trigger offering_draft_reviewed after delete on offering_draft for each row execute function forget_review('offering');
create trigger pathway_draft_reviewed after delete on pathway_draft for each row execute function forget_review('pathway');

alter table pathway_draft
  add publish_at   timestamptz,
  add scheduled_by uuid,                                 -- who chose the time
  add tried_at     timestamptz,
  drop constraint pathway_draft_state_check,
  add check (state in ('idea', 'in-review', 'changes-requested', 'approved', 'scheduled')),
  add check ((state = 'scheduled') = (publish_at is not null and scheduled_by is not null));
create index pathway_draft_due on pathway_draft (publish_at) where state = 'scheduled';
alter table pathway_event
  alter actor drop not null,                             -- null: the schedule
  alter name drop not null,
  add in_place_of text;                                  -- names of those for whom a deputy has decided

-- What waits already goes on with the first step, and is told when it is due, not as if it were new.
insert into draft_contribution (subject, actor, at) select pathway, actor, now() from pathway_contribution;
drop table pathway_contribution;
insert into draft_review (subject, round, step, proposed_by)
  select d.pathway, 1, 0, (select e.actor from pathway_event e where e.pathway = d.pathway and e.action = 'PROPOSED' order by e.id desc limit 1)
  from pathway_draft d where d.state = 'in-review';
insert into review_notice (subject, round, step, kind, at)
  select d.pathway, 1, 0, 'ASKED', now() from pathway_draft d where d.state = 'in-review';

-- The step that each draft in review waits for. A provider may have shortened its list of steps meanwhile; then the last one counts.
create view open_review with (security_invoker = true) as
  select d.subject, d.url, d.provider, d.title, r.round, r.step, r.since,
    coalesce(s.roles, '{reviewer,approver}') as roles, coalesce(s.own_roles, '{}') as own_roles, s.due_days,
    r.since + make_interval(days => s.due_days) as due
  from (
    select d.offering as subject, '/portal/offerings/' || d.offering as url, o.provider, d.elements ->> 'title' as title
    from offering_draft d join offering o on o.id = d.offering where d.state = 'in-review'
    union all
    select d.pathway, '/portal/pathways/' || d.pathway, p.provider, d.content ->> 'title'
    from pathway_draft d join pathway p on p.id = d.pathway where d.state = 'in-review') d
  join draft_review r on r.subject = d.subject
  left join lateral (
    select roles, own_roles, due_days from review_step s where s.provider = d.provider
    order by s.place
    offset least(r.step, (select greatest(count(*) - 1, 0) from review_step a where a.provider = d.provider)) limit 1) s on true;

-- Who may decide on it: not on what carries one's own words.
create view review_right with (security_invoker = true) as
  select distinct w.subject, w.provider, w.round, w.step, m.staff as holder
  from open_review w join membership m on m.provider = w.provider
  where (m.role = any (w.roles)
      or exists (select from review_role_holder h where h.role = any (w.own_roles) and h.staff = m.staff)
      or exists (
        select from review_stand_in i
        where i.subject = w.subject and i.round = w.round and i.step = w.step and i.staff = m.staff))
    and not exists (select from draft_contribution c where c.subject = w.subject and c.actor = m.staff);

-- Through whose hands: one's own, and those of a deputy while one is away, but for what carries the deputy's own words.
create function review_hands(today date)
returns table (subject uuid, provider uuid, round int, step int, holder uuid, hand uuid) stable language sql as $$
  select r.subject, r.provider, r.round, r.step, r.holder, r.holder from review_right r
  union all
  select r.subject, r.provider, r.round, r.step, r.holder, a.deputy
  from review_right r
  join absence a on a.staff = r.holder and a.provider = r.provider and today between a.first_day and a.last_day
  where a.deputy is not null
    and exists (select from membership m where m.staff = a.deputy and m.provider = r.provider)
    and not exists (select from draft_contribution c where c.subject = r.subject and c.actor = a.deputy)
$$;
