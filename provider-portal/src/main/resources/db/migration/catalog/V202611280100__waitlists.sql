alter table intake add waitlist boolean not null default false;
comment on column intake.waitlist is 'whether people can stand in line once it is full';
