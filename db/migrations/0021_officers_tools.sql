-- The officers' tools: work passed between colleagues, files beside messages, and answers kept for the next time.

-- A dossier given to a named colleague, or a question put to one. Owned by the office; read by its floor, never by the
-- applicant. What was written lies sealed beside the dossier's ledger under the dossier's own key (note_seq, answer_seq), so
-- that erasing the dossier erases the words. Kept with the dossier, as the account of who passed what to whom.
create table hand_over (
  office_id uuid not null,
  id uuid not null default uuidv7(),
  dossier_id uuid not null,
  kind text not null check (kind in ('given', 'asked')),
  from_id uuid not null references person (id),
  to_id uuid not null references person (id),
  note_seq bigint not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('accepted', 'returned', 'withdrawn', 'taken', 'released', 'answered')),
  answer_seq bigint,
  -- When whoever passed it on had read what came back.
  noticed_at timestamptz,
  primary key (office_id, id),
  foreign key (office_id, dossier_id) references dossier (office_id, id),
  check (from_id <> to_id),
  check ((ended_at is null) = (outcome is null))
);
-- A dossier goes to one colleague at a time; a colleague is asked about it once until they have answered.
create unique index hand_over_given on hand_over (office_id, dossier_id) where kind = 'given' and ended_at is null;
create unique index hand_over_asked on hand_over (office_id, dossier_id, to_id) where kind = 'asked' and ended_at is null;
create index hand_over_dossier on hand_over (office_id, dossier_id, made_at);
-- The top of an officer's work list: what came to them, and what came back.
create index hand_over_to on hand_over (office_id, to_id, made_at) where ended_at is null;
create index hand_over_from on hand_over (office_id, from_id, ended_at)
  where outcome in ('returned', 'answered') and noticed_at is null;

-- A file that goes with a message. Before it is sent (message_id is null) it is its writer's alone, and dies with its document
-- when the writer takes it away or a week has passed; afterwards it is kept and read as the message is.
create table message_file (
  office_id uuid not null,
  document_id uuid not null,
  -- The dossier in which it is written.
  thread_id uuid not null,
  by_id uuid not null references person (id),
  side text not null check (side in ('applicant', 'office')),
  -- Five at most beside one message.
  place smallint not null check (place between 1 and 5),
  message_id uuid,
  at timestamptz not null,
  primary key (office_id, document_id),
  foreign key (office_id, document_id) references document (office_id, id),
  foreign key (office_id, message_id) references message (office_id, id)
);
create unique index message_file_waiting on message_file (office_id, thread_id, by_id, side, place) where message_id is null;
create unique index message_file_sent on message_file (office_id, message_id, place) where message_id is not null;
create index message_file_thread on message_file (office_id, thread_id);
create index message_file_stale on message_file (at) where message_id is null;

-- An answer that is written often. One officer's own (owner_id), or the whole office's, kept by its administrators (owner_id is
-- null); read by the officer or the office's floor; dies when it is thrown away. Holds placeholders, never an applicant's data.
create table saved_answer (
  office_id uuid not null references office (id),
  id uuid not null default uuidv7(),
  owner_id uuid references person (id),
  title text not null check (char_length(title) between 1 and 80),
  body text not null check (char_length(body) between 1 and 1500),
  changed_at timestamptz not null,
  primary key (office_id, id)
);
-- A title is used once in each list.
create unique index saved_answer_title on saved_answer (office_id, owner_id, lower(title)) nulls not distinct;

-- How many messages of the office its applicant has not opened: every page of a signed-in person shows the sum, and must not
-- grow with the number of their dossiers.
alter table dossier add column unread int not null default 0 check (unread >= 0);
update dossier d set unread = m.count
  from (select office_id, thread_id, count(*)::int as count from message
    where side = 'office' and read_at is null group by office_id, thread_id) m
  where d.office_id = m.office_id and d.id = m.thread_id;
create index dossier_unread on dossier (applicant_id) include (unread) where unread > 0;

-- What was handed in lives in the dossier alone: the draft keeps only that it was sent.
update draft set full_name = '', note = '', answers = '{}', missing = '{}' where dossier_id is not null;

grant select, insert, update on hand_over to satu_loket_app;
grant select, insert, update, delete on message_file, saved_answer to satu_loket_app;
