-- What was changed last of a service that is being changed can be undone, change after change.

-- A draft as it stood before a change. Owned by the office; read and written by its administrators alone. It dies with its draft, with
-- the undoing of its change, or when fifty newer ones stand before it. Unique by the state of the draft that it keeps.
create table service_draft_step (
  office_id uuid not null,
  draft_id uuid not null,
  edition int not null,
  definition jsonb not null,
  primary key (office_id, draft_id, edition),
  foreign key (office_id, draft_id) references service_draft (office_id, id) on delete cascade
);

grant select, insert, delete on service_draft_step to satu_loket_app;
