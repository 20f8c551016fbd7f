-- The way to the end: more time with a reason, a result that waits to be fetched, a letter that nobody answered, an objection.
-- Owned by the office, read by its staff and by the dossier's applicant; all of it is kept with the dossier. What people write
-- (reasons, notes, who received it) lies sealed beside the ledger; here are only places and times.

alter table application drop constraint application_outcome_check;
alter table application add constraint application_outcome_check
  check (outcome in ('completed', 'refused', 'withdrawn', 'lapsed'));
-- Where the service's time is counted from; null: from the day it was handed in. An objection that was granted begins it anew.
alter table application add column clock_from timestamptz;
-- By how much more than the service promises, in the unit of its promise. promised_at never changes.
alter table application add column extended numeric(8, 2) not null default 0 check (extended >= 0);

-- Each time that an application got more time. Written by whoever holds the dossier, never changed. `event_seq` is the line of the
-- dossier's ledger beside which the reason lies.
create table extension (
  office_id uuid not null,
  id uuid not null default uuidv7(),
  application_id uuid not null,
  dossier_id uuid not null,
  event_seq bigint not null,
  amount numeric(8, 2) not null check (amount > 0),
  due_before timestamptz not null,
  due_after timestamptz not null check (due_after >= due_before),
  by_id uuid not null references person (id),
  at timestamptz not null,
  primary key (office_id, id),
  foreign key (office_id, application_id) references application (office_id, id),
  foreign key (office_id, dossier_id) references dossier (office_id, id)
);
create index extension_application on extension (office_id, application_id, at);

-- What came out of an application, ready for the applicant. A wrong one is replaced by a new row; the newest counts.
create table result (
  office_id uuid not null,
  id uuid not null default uuidv7(),
  application_id uuid not null,
  dossier_id uuid not null,
  -- The line of the ledger with the note to the applicant.
  event_seq bigint not null,
  document_id uuid,
  -- There is a paper that has to be handed over: the file, if any, is only its copy.
  paper boolean not null,
  by_id uuid not null references person (id),
  at timestamptz not null,
  -- How it reached the applicant, and the line of the ledger that says to whom.
  closed_by text check (closed_by in ('download', 'counter', 'officer')),
  closed_at timestamptz,
  closed_seq bigint,
  -- By what the counter knew who stood there; its number is kept nowhere but with the name.
  identity text check (identity in ('ktp', 'sim', 'paspor', 'surat_kuasa')),
  primary key (office_id, id),
  check (document_id is not null or paper),
  check ((closed_at is null) = (closed_by is null)),
  check ((closed_by = 'counter') = (identity is not null) or closed_by is null),
  foreign key (office_id, application_id) references application (office_id, id),
  foreign key (office_id, dossier_id) references dossier (office_id, id),
  foreign key (office_id, document_id) references document (office_id, id)
);
create index result_application on result (office_id, application_id, at);
create index result_document on result (office_id, document_id) where document_id is not null;

-- A file that waits for its step to be recorded is its proof, or the result itself.
alter table step_proof add column part text not null default 'proof' check (part in ('proof', 'result'));
alter table step_proof drop constraint step_proof_pkey;
alter table step_proof add primary key (office_id, application_id, step, by_id, part);

-- Which warnings of a letter went out: how many days before its last day.
alter table deficiency_letter add column warned smallint[] not null default '{}';
-- For the clock that looks for letters whose time runs out.
create index deficiency_letter_open on deficiency_letter (answer_by) where answered_at is null;

-- An objection (keberatan) to how an application ended. One for each ending.
create table objection (
  office_id uuid not null,
  id uuid not null default uuidv7(),
  application_id uuid not null,
  dossier_id uuid not null,
  -- The ending it is about.
  against text not null check (against in ('completed', 'refused', 'lapsed')),
  decided_at timestamptz not null,
  filed_at timestamptz not null,
  -- The line of the ledger with the grounds.
  event_seq bigint not null,
  -- The office's day by which it must answer.
  answer_by date not null,
  answer text check (answer in ('upheld', 'rejected')),
  answered_at timestamptz,
  answered_by uuid references person (id),
  answer_seq bigint,
  primary key (office_id, id),
  constraint one_objection_per_ending unique (office_id, application_id, decided_at),
  check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null)),
  foreign key (office_id, application_id) references application (office_id, id),
  foreign key (office_id, dossier_id) references dossier (office_id, id)
);
create index objection_open on objection (office_id, answer_by) where answer is null;
create index objection_dossier on objection (office_id, dossier_id);

-- A file brought with an objection, at most five. `objection_id` is null until it is filed; who never files it loses it after a week.
create table objection_file (
  office_id uuid not null,
  application_id uuid not null,
  document_id uuid not null,
  objection_id uuid,
  place smallint not null check (place between 1 and 5),
  at timestamptz not null,
  primary key (office_id, application_id, document_id),
  foreign key (office_id, application_id) references application (office_id, id),
  foreign key (office_id, document_id) references document (office_id, id),
  foreign key (office_id, objection_id) references objection (office_id, id)
);
create unique index objection_file_place on objection_file (office_id, application_id, place) where objection_id is null;
create index objection_file_document on objection_file (office_id, document_id);

grant select, insert on extension to satu_loket_app;
grant select, insert, update on result, objection to satu_loket_app;
grant select, insert, update, delete on objection_file to satu_loket_app;
