-- Offices, their keys, counters, calendars and services. Owned by the office, read by everybody (the keys by the
-- application alone), never deleted: an office that closes is closed, a service version lives as long as an application pins it.

create table office (
  id uuid primary key default uuidv7(),
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,62}$'),
  code text not null unique check (code ~ '^[A-Z]{2,5}$'),
  parent_id uuid references office (id),
  -- The office whose tree.csv this one comes from; null for an office with a folder of its own.
  tree_root_id uuid references office (id),
  -- Every office above this one, nearest last; kept by the importer so that "is an ancestor of" is one index look-up.
  ancestors uuid[] not null default '{}',
  kind text not null check (kind in ('central', 'regional', 'local')),
  name jsonb not null,
  time_zone text not null,
  region text,
  -- All of office.json that pages show and rules read: address, hours, seats, theme, guide.
  profile jsonb not null,
  practice boolean not null default false,
  closed_at timestamptz,
  -- The ledger chain of the office itself.
  head_seq bigint not null default 0,
  head_hash bytea not null default '\x'
);
create index office_parent on office (parent_id);
create index office_ancestors on office using gin (ancestors);

-- What was last read from which folder, so that a start that finds the same bytes does nothing. Owned by the importer.
create table office_import (
  folder text primary key,
  hash text not null,
  imported_at timestamptz not null default now()
);

-- One data key and one index key for each office, both wrapped by the installation's master key.
create table office_key (
  office_id uuid primary key references office (id),
  wrapped_data_key bytea not null,
  wrapped_index_key bytea not null,
  made_at timestamptz not null default now()
);

create table counter (
  office_id uuid not null references office (id),
  id uuid not null default uuidv7(),
  code text not null,
  name jsonb not null,
  closed_at timestamptz,
  primary key (office_id, id),
  unique (office_id, code)
);

-- Days on which an office does not work. office_id null: the national decree, for every office.
create table day_off (
  id uuid primary key default uuidv7(),
  office_id uuid references office (id),
  day date not null,
  kind text not null check (kind in ('L', 'C', 'office')),
  name text not null,
  status text not null default 'official' check (status in ('official', 'estimate')),
  source text not null,
  unique nulls not distinct (office_id, day)
);

create table service (
  office_id uuid not null references office (id),
  id uuid not null default uuidv7(),
  code text not null,
  position int not null default 0,
  current_version int not null,
  retired_at timestamptz,
  primary key (office_id, id),
  unique (office_id, code)
);

-- An immutable edition of a service. An application pins the one it was submitted under.
create table service_version (
  office_id uuid not null,
  service_id uuid not null,
  version int not null check (version > 0),
  definition jsonb not null,
  published_at timestamptz not null default now(),
  primary key (office_id, service_id, version),
  foreign key (office_id, service_id) references service (office_id, id)
);
alter table service add foreign key (office_id, id, current_version)
  references service_version (office_id, service_id, version) deferrable initially deferred;

create table deficiency_reason (
  office_id uuid not null references office (id),
  code text not null,
  label jsonb not null,
  advice jsonb not null,
  position int not null default 0,
  retired_at timestamptz,
  primary key (office_id, code)
);

grant select, insert, update on office, office_import, office_key, counter, day_off, service, service_version, deficiency_reason to satu_loket_app;
grant delete on day_off to satu_loket_app;
