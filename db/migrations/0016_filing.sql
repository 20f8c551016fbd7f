-- Filed by an officer for somebody at the counter, on the phone or through the drop box; and how that person later takes the
-- dossier into an account of their own.

-- Papers that came through the drop box are told apart. The rows that stand there obey the narrower rule, so they need no look.
alter table event drop constraint event_channel_check;
alter table event add constraint event_channel_check
  check (channel in ('web', 'counter', 'phone', 'drop_box', 'job', 'command_line')) not valid;

-- Where to write to a person who has no login. One for each person, noted by the officer who files for them; a login's own
-- address comes before it. Dies with the person's data.
create table person_address (
  person_id uuid primary key references person (id),
  email text not null,
  noted_at timestamptz not null,
  noted_by uuid not null references person (id)
);

-- Somebody whom an office wrote down because they came themselves, called, or left papers. Owned by the office and read by those
-- of its staff who file; dies with the last dossier of that person there. One row for each person in an office, and one person
-- for each NIK: whoever comes again is found by it, never by a name or a telephone number.
create table walk_in (
  office_id uuid not null references office (id),
  person_id uuid not null references person (id),
  -- NIK and telephone, sealed under the office's key; what is seen is the mask, what is searched the blind index.
  sealed_nik bytea,
  nik_mask text,
  nik_blind bytea,
  sealed_phone bytea,
  -- Whether an officer has ever seen the card of this person.
  card_seen boolean not null,
  noted_at timestamptz not null,
  noted_by uuid not null references person (id),
  primary key (office_id, person_id),
  check ((sealed_nik is null) = (nik_blind is null) and (sealed_nik is null) = (nik_mask is null))
);
create unique index walk_in_nik on walk_in (office_id, nik_blind) where nik_blind is not null;

-- A draft that an officer fills in for its owner: every officer of the office who may file finds it. Dies with the draft.
create table filing (
  office_id uuid not null,
  draft_id uuid not null,
  begun_by uuid not null references person (id),
  begun_at timestamptz not null,
  channel text not null check (channel in ('counter', 'phone', 'drop_box')),
  identity text not null check (identity in ('card_seen', 'not_checked')),
  primary key (office_id, draft_id),
  foreign key (office_id, draft_id) references draft (office_id, id) on delete cascade
);
create index filing_time on filing (office_id, begun_at desc);

-- Which officers handed papers in for the applicant of a dossier: they do not judge them. Lives and dies with the dossier.
create table bringer (
  office_id uuid not null,
  dossier_id uuid not null,
  officer_id uuid not null references person (id),
  at timestamptz not null,
  primary key (office_id, dossier_id, officer_id),
  foreign key (office_id, dossier_id) references dossier (office_id, id)
);

-- The signed paper with which somebody takes an application back at the counter. One for each application, put there before the
-- withdrawal and kept with the dossier; read by the office's staff.
create table signed_paper (
  office_id uuid not null,
  application_id uuid not null,
  document_id uuid not null,
  by_id uuid not null references person (id),
  at timestamptz not null,
  primary key (office_id, application_id),
  foreign key (office_id, application_id) references application (office_id, id),
  foreign key (office_id, document_id) references document (office_id, id)
);

-- A dossier goes from the person whom the office wrote down into an account. Owned by the office, read by its staff; kept with the
-- dossier, as the account of who holds it since when. A dossier is in one account at a time.
create table claim (
  office_id uuid not null,
  id uuid not null default uuidv7(),
  dossier_id uuid not null,
  -- Dossiers that came along with this one have its claim here.
  with_id uuid,
  from_id uuid not null references person (id),
  to_id uuid not null references person (id),
  -- What showed that both are one person; null while an officer has still to look.
  shown_by text check (shown_by in ('nik', 'contact', 'card')),
  state text not null check (state in ('waiting', 'done', 'declined', 'undone')),
  asked_at timestamptz not null,
  ends_at timestamptz,
  settled_at timestamptz,
  settled_by uuid references person (id),
  undone_at timestamptz,
  undone_by uuid references person (id),
  -- The documents that changed hands with it, so that they find their way back.
  documents uuid[] not null default '{}',
  primary key (office_id, id),
  foreign key (office_id, dossier_id) references dossier (office_id, id),
  check ((state in ('done', 'undone')) = (shown_by is not null))
);
create unique index claim_held on claim (office_id, dossier_id) where state = 'done';
create unique index claim_waiting on claim (office_id, dossier_id, to_id) where state = 'waiting';
create index claim_dossier on claim (office_id, dossier_id, asked_at desc);

grant select, insert, update, delete on person_address to satu_loket_app;
grant select, insert, update on walk_in, claim to satu_loket_app;
grant select, insert, delete on filing to satu_loket_app;
grant select, insert on bringer to satu_loket_app;
grant select, insert, update, delete on signed_paper to satu_loket_app;
