-- Persons and how they sign in. A person belongs to the installation; a login is optional and belongs to a person.

create table person (
  id uuid primary key default uuidv7(),
  full_name text not null check (char_length(full_name) between 1 and 121),
  given_name text,
  family_name text,
  lang text not null default 'id' check (lang in ('id', 'en')),
  created_at timestamptz not null default now(),
  head_seq bigint not null default 0,
  head_hash bytea not null default '\x'
);

create table login (
  person_id uuid primary key references person (id),
  email text not null,
  password_hash text not null,
  email_confirmed_at timestamptz,
  password_changed_at timestamptz not null default now(),
  blocked_at timestamptz
);
-- One login for each address, however it is capitalised.
create unique index login_email on login (lower(email));

-- A signed-in browser. Only the SHA-256 of its token is kept. Dies when it expires or is signed out.
create table session (
  token_hash bytea primary key,
  person_id uuid not null references person (id),
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  device text not null default ''
);
create index session_person on session (person_id);
create index session_expiry on session (expires_at);

-- A secret sent by mail (confirm the address, set a new password). Used once, dies at its time.
create table mailed_secret (
  secret_hash bytea primary key,
  purpose text not null check (purpose in ('confirm_email', 'new_password')),
  person_id uuid not null references person (id),
  email text not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index mailed_secret_person on mailed_secret (person_id);

-- Tries per address and per account (rate-limiter-flexible). Rows die by themselves.
create table rate_limit (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);

-- Who works where, as what. One row for each office, person and role; ended, never deleted.
create table membership (
  office_id uuid not null references office (id),
  id uuid not null default uuidv7(),
  person_id uuid not null references person (id),
  role text not null,
  since timestamptz not null default now(),
  until timestamptz,
  primary key (office_id, id)
);
create unique index membership_current on membership (office_id, person_id, role) where until is null;
create index membership_person on membership (person_id) where until is null;

grant select, insert, update on person, login, membership to satu_loket_app;
grant select, insert, update, delete on session, mailed_secret, rate_limit to satu_loket_app;
