-- What is written between applicant and office, and what is sent out. Owned by the office.

-- A message inside a dossier (the thread). Sealed under the office's key; read by the dossier's applicant and the office;
-- kept with the dossier. read_at: when the other side opened it.
create table message (
  office_id uuid not null references office (id),
  id uuid not null default uuidv7(),
  thread_id uuid not null,
  author_id uuid not null references person (id),
  side text not null check (side in ('applicant', 'office')),
  sealed bytea not null,
  at timestamptz not null default now(),
  read_at timestamptz,
  primary key (office_id, id)
);
create index message_thread on message (office_id, thread_id, at, id);
-- Unread messages are counted on every page of a signed-in person.
create index message_unread on message (office_id, thread_id, side) where read_at is null;

-- Something to be told to a person outside the pages. One row for each thing told (dedupe), whatever the number of tries;
-- also for a person without an address, so that the office sees whom it has to tell in another way. Kept with the dossier.
create table notification (
  office_id uuid not null references office (id),
  id uuid not null default uuidv7(),
  person_id uuid not null references person (id),
  dedupe text not null,
  channel text not null check (channel in ('email')),
  address text,
  lang text not null,
  subject text not null,
  -- Sealed under the office's key: body and attachments (JSON).
  sealed bytea not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'no_address')),
  check ((address is null) = (state = 'no_address')),
  tries int not null default 0,
  -- A code of the mail server or the network, never an address or a name.
  last_problem text,
  made_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (office_id, id),
  unique (office_id, dedupe)
);
create index notification_waiting on notification (made_at) where state = 'waiting';
-- Whom the office has to reach in another way: asked for each dossier that an officer opens.
create index notification_undelivered on notification (office_id, person_id, made_at) where state in ('failed', 'no_address');

-- Demo only: every message the sandbox "sent". Never filled in production; dies with the demo.
create table sandbox_message (
  id uuid primary key default uuidv7(),
  channel text not null,
  address text not null,
  subject text not null,
  body text not null,
  attachments jsonb not null default '[]',
  at timestamptz not null default now()
);
create index sandbox_message_newest on sandbox_message (at desc, id desc);

grant select, insert, update on message, notification to satu_loket_app;
grant select, insert, delete on sandbox_message to satu_loket_app;
