-- The audit search reads what is there already: the ledger, and who looked at what. The access log is owned by the office, read by
-- its administrators, auditors and head, written by every look at personal data, and kept as long as the dossiers; a row is a
-- look, nothing makes it unique.

-- Searched by time, and by who looked: newest first, and on from the last row seen.
create index access_log_time on access_log (office_id, at desc, id desc);
create index access_log_actor on access_log (office_id, actor_id, at desc, id desc);
-- Dossiers that were opened without a task for them, with the reason that was given.
create index access_log_opening on access_log (office_id, at desc, id desc) where subject_kind = 'opening';
