-- The case file. A dossier (berkas) is what an applicant hands in once; its applications (permohonan) walk the route.
-- Owned by one office, read by its applicant and that office's staff; dies by the office's retention schedule.

-- The last serial given out for an office in a year (the office's own). Servers take a few at a time, so numbers may have gaps.
create table dossier_serial (
  office_id uuid not null references office (id),
  year int not null,
  last int not null,
  primary key (office_id, year)
);

-- What is being filled in, found again on any device. Dies 90 days after its last change, or becomes a dossier.
create table draft (
  office_id uuid not null references office (id),
  id uuid not null default uuidv7(),
  owner_id uuid not null references person (id),
  service_id uuid not null,
  full_name text not null default '',
  note text not null default '',
  -- Identity numbers inside are sealed; see answers in the dossiers module.
  answers jsonb not null default '{}',
  -- For a required document that is missing: {requirement key: reason}.
  missing jsonb not null default '{}',
  created_at timestamptz not null default now(),
  saved_at timestamptz(3) not null default now(),
  dossier_id uuid,
  primary key (office_id, id),
  foreign key (office_id, service_id) references service (office_id, id)
);
create index draft_owner on draft (office_id, owner_id, saved_at desc) where dossier_id is null;

-- A document among the draft's fifteen. The place (1..15) is the limit.
create table draft_document (
  office_id uuid not null,
  draft_id uuid not null,
  document_id uuid not null,
  place smallint not null check (place between 1 and 15),
  requirements text[] not null default '{}',
  primary key (office_id, draft_id, document_id),
  unique (office_id, draft_id, place),
  foreign key (office_id, draft_id) references draft (office_id, id) on delete cascade,
  foreign key (office_id, document_id) references document (office_id, id)
);

create table dossier (
  office_id uuid not null references office (id),
  id uuid not null default uuidv7(),
  number text not null unique,
  applicant_id uuid not null references person (id),
  full_name text not null,
  note text not null default '',
  channel text not null,
  submitted_at timestamptz not null,
  -- SHA-256 of the receipt's secret; the secret itself is only in the receipt.
  secret_hash bytea not null,
  -- The secret again, sealed under the office's key, so that the receipt can be printed anew.
  sealed_secret bytea not null,
  -- The dossier's own key, wrapped by the office's; erasure destroys it.
  wrapped_key bytea not null,
  -- Who works on it now, and until when nobody else can.
  handler_id uuid references person (id),
  handler_until timestamptz,
  version int not null default 1,
  head_seq bigint not null,
  head_hash bytea not null,
  primary key (office_id, id)
);
create index dossier_applicant on dossier (applicant_id, submitted_at desc);
create index dossier_office_time on dossier (office_id, submitted_at desc, id);
create index dossier_name on dossier (office_id, lower(full_name) text_pattern_ops);

create table application (
  office_id uuid not null,
  id uuid not null default uuidv7(),
  dossier_id uuid not null,
  service_id uuid not null,
  service_version int not null,
  answers jsonb not null default '{}',
  missing jsonb not null default '{}',
  -- The state: the step of the route and whom it waits on. outcome is set when it is over.
  step text not null,
  step_kind text not null,
  waiting_on text not null check (waiting_on in ('office', 'applicant', 'nobody')),
  outcome text check (outcome in ('completed', 'refused', 'withdrawn')),
  check ((outcome is null) = (waiting_on <> 'nobody')),
  round int not null default 1,
  submitted_at timestamptz not null,
  promised_at timestamptz not null,
  -- Null while the clock is stopped.
  due_at timestamptz,
  closed_at timestamptz,
  primary key (office_id, id),
  foreign key (office_id, dossier_id) references dossier (office_id, id),
  foreign key (office_id, service_id, service_version) references service_version (office_id, service_id, version)
);
create index application_dossier on application (office_id, dossier_id);
-- The work list: by due time, then arrival; with and without a service.
create index application_work on application (office_id, waiting_on, due_at, submitted_at, id) where outcome is null;
create index application_work_service on application (office_id, service_id, waiting_on, due_at, submitted_at, id) where outcome is null;
create index application_work_step on application (office_id, step_kind, waiting_on, due_at, submitted_at, id) where outcome is null;
-- The counts beside the filters.
create index application_counts on application (office_id, service_id, step_kind, waiting_on) where outcome is null;

-- Blind index over identity numbers in the answers: exact search only.
create table identity_index (
  office_id uuid not null,
  application_id uuid not null,
  field text not null,
  blind bytea not null,
  primary key (office_id, application_id, field),
  foreign key (office_id, application_id) references application (office_id, id)
);
create index identity_index_blind on identity_index (office_id, blind);

-- Which document answers which requirement of which application. One file may serve several.
create table evidence (
  office_id uuid not null,
  application_id uuid not null,
  requirement text not null,
  document_id uuid not null,
  place smallint not null check (place between 1 and 15),
  added_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (office_id, application_id, requirement, document_id),
  foreign key (office_id, application_id) references application (office_id, id),
  foreign key (office_id, document_id) references document (office_id, id)
);
create index evidence_document on evidence (office_id, document_id);

-- The officer's verdict on one requirement in one round, on named document versions.
create table verdict (
  office_id uuid not null,
  application_id uuid not null,
  requirement text not null,
  round int not null,
  verdict text not null check (verdict in ('accepted', 'deficient', 'missing')),
  reason_code text,
  note text not null default '',
  version_ids uuid[] not null default '{}',
  by_id uuid not null references person (id),
  at timestamptz not null default now(),
  primary key (office_id, application_id, requirement, round),
  foreign key (office_id, application_id) references application (office_id, id),
  foreign key (office_id, reason_code) references deficiency_reason (office_id, code),
  check (verdict <> 'deficient' or reason_code is not null)
);

-- One consolidated letter for each round of corrections.
create table deficiency_letter (
  office_id uuid not null,
  id uuid not null default uuidv7(),
  dossier_id uuid not null,
  application_id uuid not null,
  round int not null,
  sent_at timestamptz not null,
  answer_by date not null,
  answered_at timestamptz,
  by_id uuid not null references person (id),
  primary key (office_id, id),
  unique (office_id, application_id, round),
  foreign key (office_id, dossier_id) references dossier (office_id, id),
  foreign key (office_id, application_id) references application (office_id, id)
);
create index deficiency_letter_dossier on deficiency_letter (office_id, dossier_id);

-- The service clock in segments with reasons.
create table clock_segment (
  office_id uuid not null,
  application_id uuid not null,
  number int not null,
  kind text not null check (kind in ('running', 'stopped')),
  reason text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (office_id, application_id, number),
  foreign key (office_id, application_id) references application (office_id, id)
);
create unique index clock_segment_open on clock_segment (office_id, application_id) where ended_at is null;

-- A step that was done by hand: what came out, with its proof.
create table step_result (
  office_id uuid not null,
  id uuid not null default uuidv7(),
  application_id uuid not null,
  step text not null,
  result text not null check (result in ('done', 'negative')),
  reference text not null check (char_length(reference) between 1 and 500),
  document_id uuid,
  by_id uuid not null references person (id),
  at timestamptz not null default now(),
  primary key (office_id, id),
  foreign key (office_id, application_id) references application (office_id, id),
  foreign key (office_id, document_id) references document (office_id, id)
);
create index step_result_application on step_result (office_id, application_id, at);

grant select, insert, update on dossier_serial to satu_loket_app;
grant select, insert, update on draft, dossier, application, identity_index, verdict, deficiency_letter, clock_segment, step_result to satu_loket_app;
grant select, insert, update, delete on draft_document, evidence to satu_loket_app;
grant delete on draft to satu_loket_app;
