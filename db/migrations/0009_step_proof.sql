-- A file that proves the result of a step done by hand, uploaded and not yet recorded. Owned by the officer who records the
-- step, read by nobody else; the row dies when the result is recorded (step_result then names the document) or, with its
-- document, when another file takes its place or a week has passed.

create table step_proof (
  office_id uuid not null,
  application_id uuid not null,
  -- The step whose result it proves.
  step text not null,
  by_id uuid not null references person (id),
  document_id uuid not null,
  at timestamptz not null,
  -- One file for each result.
  primary key (office_id, application_id, step, by_id),
  foreign key (office_id, application_id) references application (office_id, id),
  foreign key (office_id, document_id) references document (office_id, id)
);

grant select, insert, update, delete on step_proof to satu_loket_app;

-- Whether a document proves a step: asked whenever one is opened.
create index step_result_document on step_result (office_id, document_id) where document_id is not null;
create index step_proof_document on step_proof (office_id, document_id);
