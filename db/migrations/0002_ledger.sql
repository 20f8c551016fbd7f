-- The ledger. One chain for each stream (dossier, office, person). Written by every command together with the state it
-- describes, read by the timeline and the auditor, never changed or deleted: the application's role cannot.

create table event (
  stream_id uuid not null,
  seq bigint not null check (seq > 0),
  stream_kind text not null check (stream_kind in ('dossier', 'office', 'person')),
  -- Null for the stream of a person: persons belong to the installation.
  office_id uuid references office (id),
  kind text not null,
  at timestamptz not null,
  actor_id uuid,
  on_behalf_of uuid,
  mandate text not null check (mandate in ('self', 'staff', 'assistant', 'system', 'escalated')),
  channel text not null check (channel in ('web', 'counter', 'phone', 'job', 'command_line')),
  -- Ids and codes only. Personal text lies in event_text under the stream's key; here stands its commitment.
  data jsonb not null default '{}',
  commitment bytea,
  prev_hash bytea not null,
  hash bytea not null,
  primary key (stream_id, seq)
);
create index event_office_time on event (office_id, at desc, stream_id, seq);
create index event_actor on event (actor_id, at desc);

-- Personal text of an event, sealed under the dossier's key. Erasure deletes the row (key and salt with it); the chain still verifies.
create table event_text (
  stream_id uuid not null,
  seq bigint not null,
  salt bytea not null,
  sealed bytea not null,
  primary key (stream_id, seq),
  foreign key (stream_id, seq) references event (stream_id, seq)
);

-- The seal: every hour the heads that moved are hashed together, chained and signed, so that a stream cut short or removed
-- shows even when its head was rewritten. One chain for each office, and one (office_id null) for the persons. Kept forever.
create table ledger_seal (
  office_id uuid references office (id),
  number bigint not null check (number > 0),
  at timestamptz not null,
  -- {stream id: [seq, hash in hex]}
  heads jsonb not null,
  prev_hash bytea not null,
  hash bytea not null,
  mac bytea not null,
  constraint ledger_seal_number unique nulls not distinct (office_id, number)
);

-- How far each stream is sealed, and in which seal: what lies beyond goes into the next one.
create table sealed_head (
  stream_id uuid primary key,
  office_id uuid references office (id),
  seq bigint not null,
  number bigint not null
);
create index sealed_head_office on sealed_head (office_id, number);

-- What each reaction has already answered, so that a job that runs twice acts once.
create table reaction (
  stream_id uuid not null,
  seq bigint not null,
  name text not null,
  at timestamptz not null default now(),
  primary key (stream_id, seq, name)
);

-- Who looked at personal data. Written by every read of a dossier or file by staff; kept as long as the dossier.
create table access_log (
  office_id uuid not null references office (id),
  id uuid not null default uuidv7(),
  at timestamptz not null default now(),
  actor_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  reason text,
  primary key (office_id, id)
);
create index access_log_subject on access_log (office_id, subject_id, at desc);

-- Once only: a form's key, whose it is, what was sent and where it led. Commits with the effect; dies after 30 days.
create table command_receipt (
  actor_id uuid not null,
  key uuid not null,
  body_hash bytea not null,
  result text not null,
  at timestamptz not null default now(),
  primary key (actor_id, key)
);
create index command_receipt_age on command_receipt (at);

grant select, insert on event, ledger_seal, access_log to satu_loket_app;
grant select, insert, update on sealed_head to satu_loket_app;
grant select, insert, delete on event_text, reaction, command_receipt to satu_loket_app;
