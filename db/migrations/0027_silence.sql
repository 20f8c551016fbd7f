-- An objection that the office leaves unanswered beyond its last day is deemed granted, where the office's rule says so: nobody has
-- answered it, so it has no answerer. The table's rows, readers and ends are those of 0015.
alter table objection drop constraint objection_answer_check;
alter table objection add constraint objection_answer_check check (answer in ('upheld', 'rejected', 'deemed'));
alter table objection drop constraint objection_check;
alter table objection add constraint objection_check
  check ((answer is null) = (answered_at is null) and (answered_by is null) = (answer is null or answer = 'deemed'));
