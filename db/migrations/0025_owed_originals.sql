-- Which originals have to go back, and the list of all that lie at an office in the order in which it is read (joining and sorting
-- 26,000 of them took 200 ms). Owned and read as before.

-- Since when the sheet has to go back to its applicant: every application of the dossier that needs it has ended. Null while one
-- has not. Written by the counter floor when an original comes in and when an application ends or stands again; it dies when the
-- original goes back.
alter table original add column owed_since timestamptz;
alter table original add constraint original_owed_here check (owed_since is null or place = 'office');

update original o set owed_since = g.owed
from application a
join (select a.office_id, a.dossier_id, o.requirement,
    case when bool_and(a.outcome is not null) then max(greatest(a.closed_at, o.place_since)) end as owed
  from original o join application a on a.office_id = o.office_id and a.id = o.application_id
  where o.place = 'office' group by a.office_id, a.dossier_id, o.requirement) g
  on g.office_id = a.office_id and g.dossier_id = a.dossier_id
where o.office_id = a.office_id and o.application_id = a.id and o.requirement = g.requirement and o.place = 'office'
  and g.owed is not null;

drop index original_held;
create index original_held on original (office_id, place_since, id) where place = 'office' and owed_since is null;
create index original_owed on original (office_id, owed_since, id) where owed_since is not null;
