-- A badge that its learner does not show: its page and files are the learner's alone. What others hold of it can still be verified.
alter table badge add hidden_at timestamptz;
