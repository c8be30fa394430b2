-- Of which day, on which the operator's word has to be given anew, everybody has been reminded.
alter table provider add review_reminded date;
