-- The originals that lie at an office are few among all that were ever shown there: their list, and the question whether a dossier
-- still has some, read those alone. Owned and read as before.
create index original_held on original (office_id, application_id) where place = 'office';
