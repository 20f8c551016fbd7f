-- Services are changed in the browser: an administrator works on a draft, and publishing makes it the next edition.

-- A service being changed, or one that is being made. Owned by the office; read and written by its administrators alone, any of them.
-- It dies when it is published or discarded; whoever wants an older state takes a published edition as a new draft.
create table service_draft (
  office_id uuid not null references office (id),
  id uuid not null default uuidv7(),
  code text not null,
  -- The published edition it began from; null while the service is new.
  based_on int,
  -- The definition as it was typed: it may still have mistakes, and is checked when it is published.
  definition jsonb not null,
  -- Counts the changes, so that two who edit at once notice each other.
  edition int not null default 1,
  begun_at timestamptz not null,
  begun_by uuid not null references person (id),
  changed_at timestamptz not null,
  changed_by uuid not null references person (id),
  primary key (office_id, id),
  -- Everybody works on the same draft of a service.
  constraint one_draft_per_service unique (office_id, code)
);

-- Who published an edition in the browser, and what they said about it; null and empty for what a folder brought.
alter table service_version
  add column published_by uuid references person (id),
  add column note text not null default '';

-- What the office's folder said of a service when it was last read, so that a folder that says the same as before undoes nothing
-- that was done in the browser since; null for a service that no folder brought. And who stopped it in the browser, for as long
-- as it is stopped.
alter table service
  add column folder_definition jsonb,
  add column retired_by uuid references person (id);
update service s set folder_definition = v.definition
  from service_version v
  where v.office_id = s.office_id and v.service_id = s.id and v.version = s.current_version;

grant select, insert, update, delete on service_draft to satu_loket_app;
