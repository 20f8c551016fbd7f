-- Practice: the twin of an office, made-up dossiers with planted faults, and classes that train on them. Everything here
-- belongs to a practice office; nothing of it can stand in the tree of the real ones.

-- The twin has no place in the tree: whoever counts along the tree cannot meet it.
alter table office add column twin_of uuid references office (id);
alter table office add constraint twin_is_practice
  check (twin_of is null or (practice and parent_id is null and tree_root_id is null and ancestors = '{}'));
-- One twin for each office.
create unique index office_twin on office (twin_of) where twin_of is not null;

-- A made-up application: who asks for what, drawn once from a seed and dealt to everybody who trains on it. Owned by the
-- practice office, read by its module alone; kept as long as an exercise of it, and it can be drawn again from the seed.
create table practice_case (
  office_id uuid not null references office (id),
  id uuid not null default uuidv7(),
  service_id uuid not null,
  service_version int not null,
  seed int not null check (seed between 1 and 999999),
  difficulty text not null check (difficulty in ('easy', 'medium', 'hard')),
  applicant_id uuid not null references person (id),
  full_name text not null,
  note text not null,
  answers jsonb not null,
  -- Requirements without a document, and the excuse given for it.
  missing jsonb not null,
  made_at timestamptz not null,
  primary key (office_id, id),
  constraint one_case_per_seed unique (office_id, service_id, service_version, seed, difficulty),
  foreign key (office_id, service_id, service_version) references service_version (office_id, service_id, version)
);

-- A drawn document of a case, in the order in which it is handed in. Dies with the case.
create table practice_document (
  office_id uuid not null,
  case_id uuid not null,
  place smallint not null check (place between 1 and 15),
  document_id uuid not null,
  requirement text not null,
  primary key (office_id, case_id, place),
  foreign key (office_id, case_id) references practice_case (office_id, id) on delete cascade,
  foreign key (office_id, document_id) references document (office_id, id)
);

-- The answer key: what was planted under a requirement. A requirement without a row has no fault.
create table practice_fault (
  office_id uuid not null,
  case_id uuid not null,
  requirement text not null,
  kind text not null,
  primary key (office_id, case_id, requirement),
  foreign key (office_id, case_id) references practice_case (office_id, id) on delete cascade
);

-- Somebody practises alone (without a trainer), or a trainer with a class. Read by the trainer, by the head of the office and,
-- each their own part, by those who train. Dies with all results a year after its end.
create table practice_session (
  office_id uuid not null references office (id),
  id uuid not null default uuidv7(),
  trainer_id uuid references person (id),
  name text not null check (char_length(name) between 1 and 120),
  -- What the class types to come in; null for somebody alone.
  code text,
  check ((trainer_id is null) = (code is null)),
  -- Null: of all services of the office.
  service_id uuid,
  difficulty text not null check (difficulty in ('easy', 'medium', 'hard')),
  seed int not null check (seed between 1 and 999999),
  dossiers smallint not null check (dossiers between 1 and 10),
  opened_at timestamptz not null,
  -- When the class ends; null for somebody alone.
  ends_at timestamptz,
  primary key (office_id, id),
  constraint one_session_per_code unique (office_id, code),
  foreign key (office_id, service_id) references service (office_id, id)
);
create index practice_session_newest on practice_session (office_id, opened_at desc);

create table practice_trainee (
  office_id uuid not null,
  session_id uuid not null,
  person_id uuid not null references person (id),
  joined_at timestamptz not null,
  primary key (office_id, session_id, person_id),
  foreign key (office_id, session_id) references practice_session (office_id, id) on delete cascade
);
create index practice_trainee_person on practice_trainee (office_id, person_id, joined_at desc);

-- A trainee's own copy of a case: a dossier of the practice office like any other.
create table practice_exercise (
  office_id uuid not null,
  session_id uuid not null,
  person_id uuid not null,
  position smallint not null check (position between 1 and 10),
  case_id uuid not null,
  dossier_id uuid not null,
  application_id uuid not null,
  dealt_at timestamptz not null,
  -- When the trainee first took it up.
  started_at timestamptz,
  primary key (office_id, session_id, person_id, position),
  constraint one_exercise_per_dossier unique (office_id, dossier_id),
  foreign key (office_id, session_id, person_id) references practice_trainee (office_id, session_id, person_id) on delete cascade,
  foreign key (office_id, case_id) references practice_case (office_id, id),
  foreign key (office_id, dossier_id) references dossier (office_id, id),
  foreign key (office_id, application_id) references application (office_id, id)
);

grant select, insert, update on practice_case, practice_document, practice_fault to satu_loket_app;
grant select, insert, update, delete on practice_session, practice_trainee, practice_exercise to satu_loket_app;
grant delete on practice_case, practice_document, practice_fault to satu_loket_app;
