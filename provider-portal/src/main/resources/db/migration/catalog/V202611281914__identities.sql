-- What the operator vouched for, so that it shows when an institution calls itself otherwise since. Null where nobody has looked at it here, as of files
-- that vouch for those they bring.
alter table provider add verified_as jsonb;

create function identity_of(profile jsonb) returns jsonb immutable parallel safe language sql as $$
  select jsonb_build_object('name', profile ->> 'name', 'legalName', profile ->> 'legalName', 'country', profile ->> 'country',
    'accreditation', profile ->> 'accreditation')
$$;

update provider p set verified_as = identity_of(profile)
where verified_at is not null and exists (select from verification_event e where e.provider = p.id and e.action = 'VERIFIED');

alter table verification_event
  drop constraint verification_event_action_check,
  add check (action in ('APPLIED', 'ASKED', 'ANSWERED', 'VERIFIED', 'REFUSED', 'SUSPENDED', 'RENAMED'));
