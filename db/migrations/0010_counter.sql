-- The counter floor: who came, which originals lie where, and the registers without gaps. Owned by the office, read by its
-- staff; kept with the dossier.

-- Somebody came for their meeting. One row for each meeting, however often the code is scanned.
create table visit (
  office_id uuid not null,
  id uuid not null default uuidv7(),
  dossier_id uuid not null,
  appointment_id uuid not null,
  arrived_at timestamptz not null,
  counter_id uuid not null,
  checked_in_by uuid not null references person (id),
  state text not null default 'waiting' check (state in ('waiting', 'serving', 'served', 'returned')),
  served_at timestamptz,
  served_by uuid references person (id),
  primary key (office_id, id),
  constraint one_visit_per_appointment unique (office_id, appointment_id),
  check ((served_at is not null) = (state in ('served', 'returned'))),
  foreign key (office_id, dossier_id) references dossier (office_id, id),
  foreign key (office_id, appointment_id) references appointment (office_id, id),
  foreign key (office_id, counter_id) references counter (office_id, id)
);
create index visit_day on visit (office_id, arrived_at);
create index visit_dossier on visit (office_id, dossier_id);

-- An original that was shown at the counter. One row for each, and one place in it: it lies with the applicant or with the
-- office, never in both and never in neither. Who moved it and when stands in the dossier's diary.
create table original (
  office_id uuid not null,
  id uuid not null default uuidv7(),
  application_id uuid not null,
  requirement text not null,
  place text not null default 'applicant' check (place in ('applicant', 'office')),
  place_since timestamptz not null,
  -- How it compared with the scan.
  found text not null check (found in ('matches', 'differs', 'missing')),
  checked_at timestamptz not null,
  checked_by uuid not null references person (id),
  primary key (office_id, id),
  constraint one_place_per_original unique (office_id, application_id, requirement),
  -- What was not brought cannot lie with the office.
  check (place = 'applicant' or found <> 'missing'),
  foreign key (office_id, application_id) references application (office_id, id)
);

-- The last number of each register in a year of the office's own. The row is locked by the command that issues the number,
-- and rolls back with it: that is why there are no gaps.
create table register (
  office_id uuid not null references office (id),
  kind text not null check (kind in ('sttb', 'return')),
  year int not null,
  last int not null check (last > 0),
  primary key (office_id, kind, year)
);

-- What was issued: a receipt for a file that was accepted (STTB) or the note with which it was given back.
create table register_entry (
  office_id uuid not null,
  kind text not null,
  year int not null,
  serial int not null check (serial > 0),
  dossier_id uuid not null,
  visit_id uuid not null,
  issued_at timestamptz not null,
  issued_by uuid not null references person (id),
  -- The manual form (blanko) was signed before the officer's eyes.
  signed boolean not null,
  primary key (office_id, kind, year, serial),
  constraint one_entry_per_visit unique (office_id, visit_id),
  foreign key (office_id, kind, year) references register (office_id, kind, year),
  foreign key (office_id, dossier_id) references dossier (office_id, id),
  foreign key (office_id, visit_id) references visit (office_id, id)
);
create index register_entry_dossier on register_entry (office_id, dossier_id);

-- For the clock that looks for meetings nobody came to and for those of tomorrow.
create index appointment_booked_time on appointment (starts_at) where state = 'booked';

grant select, insert, update on visit, original, register to satu_loket_app;
grant select, insert on register_entry to satu_loket_app;
