-- Documents. Owned by the person who uploaded them, within one office; read by the owner and by the office's staff while a
-- dossier holds them; the bytes die with the last version that refers to them.

-- A file at rest, encrypted with a key of its own that is wrapped by the office's key.
create table blob (
  office_id uuid not null references office (id),
  id uuid not null default uuidv7(),
  storage_key text not null unique,
  wrapped_key bytea not null,
  size bigint not null check (size >= 0),
  made_at timestamptz not null default now(),
  primary key (office_id, id)
);

-- A document in the applicant's sense ("my identity card"): a line of versions.
create table document (
  office_id uuid not null references office (id),
  id uuid not null default uuidv7(),
  owner_id uuid not null references person (id),
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (office_id, id)
);
create index document_owner on document (office_id, owner_id, created_at desc) where removed_at is null;

-- One immutable edition; a replacement is a new row. Only the inspection's findings are filled in later.
create table document_version (
  office_id uuid not null,
  id uuid not null default uuidv7(),
  document_id uuid not null,
  number int not null check (number > 0),
  name text not null check (char_length(name) between 1 and 255),
  size bigint not null check (size between 1 and 62914560),
  state text not null check (state in ('checking', 'ready', 'refused', 'held')),
  type text check (type in ('jpg', 'png', 'pdf', 'docx', 'zip')),
  -- Of the plain bytes; compared only within one owner.
  sha256 bytea,
  pages int,
  listing jsonb,
  refusal jsonb,
  scan text not null default 'unscanned' check (scan in ('unscanned', 'clean', 'infected')),
  blob_id uuid,
  uploaded_at timestamptz not null default now(),
  uploaded_by uuid not null references person (id),
  primary key (office_id, id),
  unique (office_id, document_id, number),
  foreign key (office_id, document_id) references document (office_id, id),
  foreign key (office_id, blob_id) references blob (office_id, id)
);
create index document_version_blob on document_version (office_id, blob_id);

-- A file on its way. offset_bytes is what is durably stored; the last incomplete segment waits sealed in tail.
-- Once finished the row only says so, for a day, to a browser that missed the answer.
create table upload (
  office_id uuid not null references office (id),
  id uuid not null default uuidv7(),
  owner_id uuid not null references person (id),
  document_id uuid not null,
  -- What the document is for, in the words of the module that asked for it ("draft:<id>:<requirement>").
  target text not null default '' check (char_length(target) <= 500),
  name text not null check (char_length(name) between 1 and 255),
  length bigint not null check (length between 1 and 62914560),
  -- What the browser says the file is (name, size, samples of its content), to recognise it after a reload.
  fingerprint text not null default '' check (char_length(fingerprint) <= 200),
  offset_bytes bigint not null default 0,
  tail bytea,
  -- The request that writes now. A newer one takes over; the older finds itself replaced at its next write.
  writer uuid,
  blob_id uuid,
  version_id uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (office_id, id),
  foreign key (office_id, document_id) references document (office_id, id),
  foreign key (office_id, blob_id) references blob (office_id, id),
  foreign key (office_id, version_id) references document_version (office_id, id),
  check (offset_bytes <= length)
);
create index upload_expiry on upload (expires_at);
create index upload_owner on upload (office_id, owner_id);
create index upload_document on upload (office_id, document_id);
create index upload_blob on upload (office_id, blob_id);
-- An announcement sent twice, because its answer was lost, finds the first one.
create unique index upload_once on upload (office_id, owner_id, target, fingerprint)
  where version_id is null and fingerprint <> '';

grant select, insert, update, delete on blob, document, document_version, upload to satu_loket_app;
