comment on column import_pathway.provider is 'the id of the provider; a slash and what the source calls it where a trial meets one that is not there yet';
