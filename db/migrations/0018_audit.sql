-- The audit, and edits that outlast their folder. The audit search reads what is there already: the ledger, and who looked at
-- what. The access log is owned by the office, read by its administrators, auditors and head, written by every look at personal
-- data, and kept as long as the dossiers; a row is a look, nothing makes it unique.

-- Searched by time, and by who looked: newest first, and on from the last row seen.
create index access_log_time on access_log (office_id, at desc, id desc);
create index access_log_actor on access_log (office_id, actor_id, at desc, id desc);
-- Dossiers that were opened without a task for them, with the reason that was given.
create index access_log_opening on access_log (office_id, at desc, id desc) where subject_kind = 'opening';

-- What an office's folder said when it was last read: its profile, reasons and days off. Owned and read by the importer, so that a
-- folder that says the same as before undoes nothing that was changed in the browser since; one row for each office with a folder,
-- which lives as long as the office.
create table office_folder (
  office_id uuid primary key references office (id),
  said jsonb not null
);
insert into office_folder (office_id, said)
select o.id, jsonb_build_object(
  'profile', o.profile,
  'reasons', coalesce((select jsonb_agg(jsonb_build_object('code', r.code, 'label', r.label, 'advice', r.advice) order by r.position, r.code)
    from deficiency_reason r where r.office_id = o.id and r.retired_at is null), '[]'),
  'daysOff', coalesce((select jsonb_agg(jsonb_build_object('day', to_char(d.day, 'YYYY-MM-DD'), 'kind', d.kind, 'name', d.name,
      'status', d.status, 'source', d.source) order by d.day)
    from day_off d where d.office_id = o.id), '[]'))
from office o where o.tree_root_id is null and not o.practice;

grant select, insert, update on office_folder to satu_loket_app;
