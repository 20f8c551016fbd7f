-- Several services in one dossier.

-- The services that a draft asks for, in the order in which they were chosen; each becomes an application when it is sent.
-- Owned by whoever fills in the draft and read by them alone; dies with the draft. A service stands in a draft once.
create table draft_application (
  office_id uuid not null,
  draft_id uuid not null,
  service_id uuid not null,
  place smallint not null check (place between 1 and 10),
  primary key (office_id, draft_id, service_id),
  unique (office_id, draft_id, place),
  foreign key (office_id, draft_id) references draft (office_id, id) on delete cascade,
  foreign key (office_id, service_id) references service (office_id, id)
);
insert into draft_application (office_id, draft_id, service_id, place) select office_id, id, service_id, 1 from draft;
-- Answers, reasons and ties rest by question: what several services ask alike stands there once.
alter table draft drop column service_id;

-- Fifteen files to each of ten applications; that no application has more is checked when it is sent.
alter table draft_document drop constraint draft_document_place_check;
alter table draft_document add constraint draft_document_place_check check (place between 1 and 150);

-- One letter may speak of several applications of a dossier: their rows share it.
alter table deficiency_letter add column letter_id uuid not null default uuidv7();
update deficiency_letter set letter_id = id;
create index deficiency_letter_letter on deficiency_letter (office_id, letter_id);

grant select, insert, delete on draft_application to satu_loket_app;
