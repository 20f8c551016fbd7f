-- A dossier of a practice office ends with the results of its exercise. Nothing is added to any table: this says how it ends.
--
-- What a trainee did stays on the practice office's ledger as ids and codes, so that its chain and its seals still verify; the
-- row of the dossier stays as the head of that chain, without name, number, key or secret. All else goes: the applications with
-- everything that hangs on them, messages, looks, and every sealed text. Called by the nightly job with the application's role,
-- which cannot delete these rows itself: only through here, and only in a practice office.
create function forget_practised(practice_office uuid, dossier_of_it uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  applications uuid[] := array(select id from application where office_id = practice_office and dossier_id = dossier_of_it);
  applicant uuid;
begin
  select d.applicant_id into applicant from dossier d join office o on o.id = d.office_id
    where o.practice and d.office_id = practice_office and d.id = dossier_of_it for update of d;
  if applicant is null then
    raise exception 'no dossier of a practice office';
  end if;
  delete from seat_claim where office_id = practice_office
    and (appointment_id in (select id from appointment where office_id = practice_office and dossier_id = dossier_of_it)
      or offer_id in (select id from seat_offer where office_id = practice_office and dossier_id = dossier_of_it));
  delete from seat_cover where office_id = practice_office and application_id = any(applications);
  delete from register_entry where office_id = practice_office and dossier_id = dossier_of_it;
  delete from visit where office_id = practice_office and dossier_id = dossier_of_it;
  delete from appointment where office_id = practice_office and dossier_id = dossier_of_it;
  delete from seat_offer where office_id = practice_office and dossier_id = dossier_of_it;
  delete from original where office_id = practice_office and application_id = any(applications);
  delete from objection_file where office_id = practice_office and application_id = any(applications);
  delete from objection where office_id = practice_office and dossier_id = dossier_of_it;
  delete from result where office_id = practice_office and dossier_id = dossier_of_it;
  delete from extension where office_id = practice_office and dossier_id = dossier_of_it;
  delete from step_proof where office_id = practice_office and application_id = any(applications);
  delete from step_result where office_id = practice_office and application_id = any(applications);
  delete from signed_paper where office_id = practice_office and application_id = any(applications);
  delete from verdict where office_id = practice_office and application_id = any(applications);
  delete from deficiency_letter where office_id = practice_office and dossier_id = dossier_of_it;
  delete from clock_segment where office_id = practice_office and application_id = any(applications);
  delete from evidence where office_id = practice_office and application_id = any(applications);
  delete from identity_index where office_id = practice_office and application_id = any(applications);
  delete from message_file where office_id = practice_office and thread_id = dossier_of_it;
  delete from message where office_id = practice_office and thread_id = dossier_of_it;
  delete from hand_over where office_id = practice_office and dossier_id = dossier_of_it;
  delete from claim where office_id = practice_office and dossier_id = dossier_of_it;
  delete from bringer where office_id = practice_office and dossier_id = dossier_of_it;
  delete from draft where office_id = practice_office and dossier_id = dossier_of_it;
  delete from access_log where office_id = practice_office and subject_id = dossier_of_it;
  delete from reaction where stream_id = dossier_of_it;
  delete from event_text where stream_id = dossier_of_it;
  delete from application where office_id = practice_office and dossier_id = dossier_of_it;
  update dossier set number = id::text, full_name = '', note = '', secret_hash = '', sealed_secret = '', wrapped_key = '',
      handler_id = null, handler_until = null
    where office_id = practice_office and id = dossier_of_it;
  -- Whom a trainee wrote down at the counter goes with their last dossier there.
  delete from walk_in w where w.office_id = practice_office and w.person_id = applicant and not exists (
    select from application a join dossier d on d.office_id = a.office_id and d.id = a.dossier_id
    where d.office_id = practice_office and d.applicant_id = applicant);
  delete from person_address p where p.person_id = applicant and not exists (
    select from application a join dossier d on d.office_id = a.office_id and d.id = a.dossier_id where d.applicant_id = applicant);
end $$;

revoke all on function forget_practised(uuid, uuid) from public;
grant execute on function forget_practised(uuid, uuid) to satu_loket_app;
