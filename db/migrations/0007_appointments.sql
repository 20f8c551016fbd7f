-- Meetings at the counter. Owned by the office, read by the dossier's applicant and the office; kept with the dossier.

create extension if not exists btree_gist;

-- A stretch of one counter's time that is taken: held for an offer, booked, or blocked by an officer. The exclusion
-- constraint is what makes it impossible to sell a seat twice; every check in code is courtesy. A freed seat is deleted.
create table seat_claim (
  office_id uuid not null,
  counter_id uuid not null,
  during tstzrange not null check (not isempty(during) and lower(during) is not null and upper(during) is not null),
  kind text not null check (kind in ('held', 'booked', 'blocked')),
  held_until timestamptz,
  offer_id uuid,
  appointment_id uuid,
  reason text,
  id uuid not null default uuidv7(),
  primary key (office_id, id),
  foreign key (office_id, counter_id) references counter (office_id, id),
  check ((kind = 'held') = (held_until is not null)),
  check ((kind = 'booked') = (appointment_id is not null)),
  constraint one_claim_per_seat exclude using gist (office_id with =, counter_id with =, during with &&)
);
create index seat_claim_time on seat_claim (office_id, lower(during));

-- One to three seats offered; the applicant picks one before the shown time.
create table seat_offer (
  office_id uuid not null,
  id uuid not null default uuidv7(),
  dossier_id uuid not null,
  made_at timestamptz not null default now(),
  made_by uuid not null references person (id),
  expires_at timestamptz not null,
  closed_at timestamptz,
  primary key (office_id, id),
  foreign key (office_id, dossier_id) references dossier (office_id, id)
);
create unique index seat_offer_open on seat_offer (office_id, dossier_id) where closed_at is null;

create table appointment (
  office_id uuid not null,
  id uuid not null default uuidv7(),
  dossier_id uuid not null,
  counter_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  state text not null check (state in ('booked', 'cancelled', 'done', 'missed')),
  -- iCalendar SEQUENCE: grows by one whenever the meeting moves.
  sequence int not null default 0,
  moves int not null default 0,
  made_by uuid not null references person (id),
  made_at timestamptz not null default now(),
  primary key (office_id, id),
  foreign key (office_id, dossier_id) references dossier (office_id, id),
  foreign key (office_id, counter_id) references counter (office_id, id)
);
create unique index appointment_current on appointment (office_id, dossier_id) where state = 'booked';
create index appointment_day on appointment (office_id, starts_at) where state = 'booked';

-- Which applications of the dossier the meeting covers.
create table appointment_application (
  office_id uuid not null,
  appointment_id uuid not null,
  application_id uuid not null,
  primary key (office_id, appointment_id, application_id),
  foreign key (office_id, appointment_id) references appointment (office_id, id),
  foreign key (office_id, application_id) references application (office_id, id)
);

alter table seat_claim add foreign key (office_id, appointment_id) references appointment (office_id, id);
alter table seat_claim add foreign key (office_id, offer_id) references seat_offer (office_id, id);

grant select, insert, update on seat_offer, appointment, appointment_application to satu_loket_app;
grant select, insert, update, delete on seat_claim to satu_loket_app;
