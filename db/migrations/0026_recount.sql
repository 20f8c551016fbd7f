-- When an office changes its days off or its hours, the due times of what runs there are counted anew at once. Here stands by which
-- days they were counted last, and how far a count has come.

-- By which working days an office counts, in one word: it changes if, and only if, a due time could. The view owns no row; the
-- house reads it.
create view office_calendar with (security_invoker = true) as
  select o.id as office_id, md5(concat_ws('|', o.time_zone, o.profile -> 'hours',
    (select string_agg(day::text, ',' order by day) from (
      select day from day_off where office_id is null
      union select day from day_off where office_id = o.id) days))) as fingerprint
  from office o;

-- The last count of each office: one row, unique by the office, owned by it and read by its administrators. Written by the house
-- alone; it dies with the office. What each application's time was before and after stands in its dossier's ledger.
create table due_recount (
  office_id uuid primary key references office (id),
  fingerprint text not null,
  -- Each change of the days begins the next run; 0: none was needed yet.
  run integer not null default 0,
  -- The application looked at last; null: none yet.
  past uuid,
  total integer not null default 0,
  seen integer not null default 0,
  moved integer not null default 0,
  started_at timestamptz,
  finished_at timestamptz
);
insert into due_recount (office_id, fingerprint) select office_id, fingerprint from office_calendar;

grant select on office_calendar to satu_loket_app;
grant select, insert, update on due_recount to satu_loket_app;
