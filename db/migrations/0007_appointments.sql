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
  -- Why an officer took this time out.
  reason text,
  id uuid not null default uuidv7(),
  primary key (office_id, id),
  foreign key (office_id, counter_id) references counter (office_id, id),
  check ((kind = 'held') = (held_until is not null)),
  check ((kind = 'held') = (offer_id is not null)),
  check ((kind = 'booked') = (appointment_id is not null)),
  check ((kind = 'blocked') = (reason is not null)),
  constraint one_claim_per_seat exclude using gist (office_id with =, counter_id with =, during with &&)
);
create index seat_claim_time on seat_claim (office_id, lower(during));
create index seat_claim_offer on seat_claim (office_id, offer_id) where offer_id is not null;
-- A booked meeting holds one seat, whatever the number of its moves.
create unique index seat_claim_appointment on seat_claim (office_id, appointment_id) where appointment_id is not null;

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
create index seat_offer_open on seat_offer (office_id, dossier_id) where closed_at is null;
create index seat_offer_expiry on seat_offer (expires_at) where closed_at is null;

create table appointment (
  office_id uuid not null,
  id uuid not null default uuidv7(),
  dossier_id uuid not null,
  counter_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  state text not null check (state in ('booked', 'cancelled', 'done', 'missed')),
  -- iCalendar SEQUENCE: grows by one whenever the meeting moves or is cancelled.
  sequence int not null default 0,
  -- How often the applicant moved it.
  moves int not null default 0,
  -- Why the office last moved or cancelled it, sealed under the office's key.
  sealed_reason bytea,
  made_by uuid not null references person (id),
  made_at timestamptz not null default now(),
  primary key (office_id, id),
  foreign key (office_id, dossier_id) references dossier (office_id, id),
  foreign key (office_id, counter_id) references counter (office_id, id)
);
create index appointment_dossier on appointment (office_id, dossier_id);
create index appointment_day on appointment (office_id, starts_at) where state = 'booked';

-- Which applications of the dossier a meeting or an offer covers, and until when. An application is covered by one at a
-- time; its siblings may have another.
create table seat_cover (
  office_id uuid not null,
  id uuid not null default uuidv7(),
  application_id uuid not null,
  appointment_id uuid,
  offer_id uuid,
  ended_at timestamptz,
  primary key (office_id, id),
  check ((appointment_id is null) <> (offer_id is null)),
  foreign key (office_id, appointment_id) references appointment (office_id, id),
  foreign key (office_id, offer_id) references seat_offer (office_id, id),
  foreign key (office_id, application_id) references application (office_id, id)
);
create unique index seat_cover_current on seat_cover (office_id, application_id) where ended_at is null;
create index seat_cover_appointment on seat_cover (office_id, appointment_id) where appointment_id is not null;
create index seat_cover_offer on seat_cover (office_id, offer_id) where offer_id is not null;

-- Checked at commit: the seat is taken first, for only then is it known at which counter the meeting is.
alter table seat_claim add foreign key (office_id, appointment_id) references appointment (office_id, id) deferrable initially deferred;
alter table seat_claim add foreign key (office_id, offer_id) references seat_offer (office_id, id);

grant select, insert, update on seat_offer, appointment, seat_cover to satu_loket_app;
grant select, insert, update, delete on seat_claim to satu_loket_app;
