-- The second factor of people who work for an office, and how they are invited. Persons and their factor belong to the
-- installation, an invitation to its office.

-- The secret that the person's own device shares with the house, sealed under a purpose key of the vault. `used_step` is the
-- last time step whose code was taken: none is taken twice. A set-up that waits for its first code stands beside the
-- factor in use, so that the old device works until the new one is proven. Dies with a reset.
create table second_factor (
  person_id uuid primary key references person (id),
  sealed bytea,
  since timestamptz,
  used_step bigint not null default 0,
  waiting_sealed bytea,
  waiting_since timestamptz,
  check ((sealed is null) = (since is null)),
  check ((waiting_sealed is null) = (waiting_since is null))
);

-- Codes for the day the device is lost: each opens the door once. Only a keyed hash is kept.
create table recovery_code (
  person_id uuid not null references person (id),
  code_hash bytea not null,
  used_at timestamptz,
  primary key (person_id, code_hash)
);

-- Somebody who knew the password and still owes the code: no session, so no right of any kind. Lives minutes.
create table pending_login (
  token_hash bytea primary key,
  person_id uuid not null references person (id),
  tries smallint not null default 0,
  expires_at timestamptz not null
);
create index pending_login_person on pending_login (person_id);
create index pending_login_expiry on pending_login (expires_at);

-- Whether this session was opened with a code: in production only such a one carries the rights of staff.
alter table session add column with_code boolean not null default false;

grant select, insert, update, delete on second_factor, recovery_code, pending_login to satu_loket_app;
