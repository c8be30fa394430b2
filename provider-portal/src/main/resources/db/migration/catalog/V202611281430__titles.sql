-- Lists look for titles in thousands of rows; to read each out of all elements takes far longer than to compare it.
alter table offering_version add title text generated always as (elements ->> 'title') stored;
alter table offering_draft add title text generated always as (elements ->> 'title') stored;
