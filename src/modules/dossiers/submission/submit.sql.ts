import type { JsonValue, Query } from '../../../kernel/db.ts';
import type { EventRow, EventText } from '../../../kernel/ledger.ts';
import type { OnceKey } from '../../../kernel/once.ts';
import type { Answers } from '../answers.ts';

/** Everything a submission writes, decided beforehand. */
export interface Submission {
  readonly officeId: string;
  readonly draftId: string;
  readonly ownerId: string;
  /** When the draft was last saved as it was read; a later change makes the submission find nothing. */
  readonly savedAt: Date;
  readonly once: OnceKey;
  readonly dossierId: string;
  readonly applicationId: string;
  readonly number: string;
  readonly fullName: string;
  readonly note: string;
  readonly channel: string;
  readonly at: Date;
  readonly secretHash: Buffer;
  readonly sealedSecret: Buffer;
  readonly wrappedKey: Buffer;
  readonly serviceId: string;
  readonly serviceVersion: number;
  readonly answers: Answers;
  readonly missing: Readonly<Record<string, string>>;
  /** The keys of the service's requirements: a file tied to something else answers nothing. */
  readonly requirements: readonly string[];
  readonly step: string;
  readonly stepKind: string;
  readonly dueAt: Date;
  readonly identities: readonly { readonly field: string; readonly blind: Buffer }[];
  readonly event: EventRow;
  readonly text: EventText | undefined;
}

/**
 * One statement writes the whole submission, state and event together: the draft is claimed, and everything else hangs on
 * that claim. Returns false when the draft was already sent or changed since it was read. Throws a unique violation on
 * `command_receipt_pkey` when the same form came twice at once.
 */
export async function insertSubmission(db: Query, s: Submission): Promise<boolean> {
  const rows = await db`
    with claimed as (
      update draft set dossier_id = ${s.dossierId}
      where office_id = ${s.officeId} and id = ${s.draftId} and owner_id = ${s.ownerId} and dossier_id is null
        and saved_at = ${s.savedAt}
      returning id),
    receipt as (
      insert into command_receipt (actor_id, key, body_hash, result)
      select ${s.ownerId}, ${s.once.key}, ${s.once.bodyHash}, ${s.dossierId} from claimed),
    new_dossier as (
      insert into dossier (office_id, id, number, applicant_id, full_name, note, channel, submitted_at, secret_hash,
        sealed_secret, wrapped_key, head_seq, head_hash)
      select ${s.officeId}, ${s.dossierId}, ${s.number}, ${s.ownerId}, ${s.fullName}, ${s.note}, ${s.channel}, ${s.at},
        ${s.secretHash}, ${s.sealedSecret}, ${s.wrappedKey}, ${s.event.seq}, ${s.event.hash} from claimed),
    new_application as (
      insert into application (office_id, id, dossier_id, service_id, service_version, answers, missing, step, step_kind,
        waiting_on, submitted_at, promised_at, due_at)
      select ${s.officeId}, ${s.applicationId}, ${s.dossierId}, ${s.serviceId}, ${s.serviceVersion},
        ${db.json(s.answers as JsonValue)}, ${db.json(s.missing)}, ${s.step}, ${s.stepKind}, 'office', ${s.at}, ${s.dueAt},
        ${s.dueAt} from claimed),
    identities as (
      insert into identity_index (office_id, application_id, field, blind)
      select ${s.officeId}, ${s.applicationId}, i.field, decode(i.blind, 'hex')
      from claimed, unnest(${s.identities.map((i) => i.field)}::text[], ${s.identities.map((i) => i.blind.toString('hex'))}::text[]) as i (field, blind)),
    files as (
      insert into evidence (office_id, application_id, requirement, document_id, place, added_at)
      select ${s.officeId}, ${s.applicationId}, r, f.document_id, f.place, ${s.at}
      from claimed, draft_document f, unnest(f.requirements) as r
      where f.office_id = ${s.officeId} and f.draft_id = ${s.draftId} and r = any(${[...s.requirements]}::text[])),
    clock as (
      insert into clock_segment (office_id, application_id, number, kind, reason, started_at)
      select ${s.officeId}, ${s.applicationId}, 1, 'running', 'application.submitted', ${s.at} from claimed),
    written as (
      insert into event (stream_id, seq, stream_kind, office_id, kind, at, actor_id, on_behalf_of, mandate, channel, data,
        commitment, prev_hash, hash)
      select ${s.dossierId}, ${s.event.seq}, 'dossier', ${s.officeId}, ${s.event.kind}, ${s.at}, ${s.event.actor_id},
        ${s.event.on_behalf_of}, ${s.event.mandate}, ${s.event.channel}, ${db.json(s.event.data)}, ${s.event.commitment},
        ${s.event.prev_hash}, ${s.event.hash} from claimed
      returning stream_id, seq),
    words as (
      insert into event_text (stream_id, seq, salt, sealed)
      select stream_id, seq, ${s.text?.salt ?? null}, ${s.text?.sealed ?? null} from written where ${s.text !== undefined})
    select pg_notify('doorbell', 'office:' || ${s.officeId}),
      graphile_worker.add_job('react', json_build_object('stream', stream_id, 'seq', seq),
        queue_name => 'stream:' || stream_id, job_key => 'react:' || stream_id || ':' || seq)
    from written`;
  return rows.length > 0;
}
