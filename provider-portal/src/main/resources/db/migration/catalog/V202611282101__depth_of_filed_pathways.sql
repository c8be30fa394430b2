-- How many levels of the file's pathways one contains, itself included; 0 for those that contain none. Known once it is taken.
alter table import_pathway add depth int not null default 0;
