-- How people come to work for an office: an administrator invites an address to a role, and whoever opens the mail takes it up.
-- Owned by the office; read by its administrators and, one row at a time, by the bearer of the link. Kept, as the account of who
-- let whom in; only the hash of the link's secret is stored, and it works once.
create table invitation (
  office_id uuid not null references office (id),
  id uuid not null default uuidv7(),
  email text not null,
  role text not null,
  secret_hash bytea not null,
  invited_by uuid not null references person (id),
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references person (id),
  withdrawn_at timestamptz,
  primary key (office_id, id),
  check ((accepted_at is null) = (accepted_by is null))
);
create unique index invitation_secret on invitation (secret_hash);
-- One open invitation for each address and role: a second one replaces it.
create unique index invitation_open on invitation (office_id, lower(email), role)
  where accepted_at is null and withdrawn_at is null;

grant select, insert, update on invitation to satu_loket_app;
