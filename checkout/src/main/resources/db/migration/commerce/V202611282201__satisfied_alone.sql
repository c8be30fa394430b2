-- Of a course with several lessons each says that it is completed; only its system says when all are done.
alter table connection drop constraint connection_move_on_check,
  add constraint connection_move_on_check
    check (move_on in ('Passed', 'Completed', 'CompletedAndPassed', 'CompletedOrPassed', 'Satisfied'));
