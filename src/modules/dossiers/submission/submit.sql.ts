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
  readonly number: string;
  readonly fullName: string;
  readonly note: string;
  readonly channel: string;
  readonly at: Date;
  readonly secretHash: Buffer;
  readonly sealedSecret: Buffer;
  readonly wrappedKey: Buffer;
  /** At least one; their order is the order of their ids. */
  readonly applications: readonly NewApplication[];
  /** One for each application, in their order. */
  readonly events: readonly EventRow[];
  readonly texts: readonly EventText[];
}

/** One of the services asked for, as it begins its route. */
export interface NewApplication {
  readonly id: string;
  readonly serviceId: string;
  readonly serviceVersion: number;
  readonly answers: Answers;
  readonly missing: Readonly<Record<string, string>>;
  readonly step: string;
  readonly stepKind: string;
  readonly dueAt: Date;
  /** Which requirement the files of a slot answer here: a file tied to anything else answers nothing. */
  readonly slots: readonly { readonly name: string; readonly requirement: string }[];
  readonly identities: readonly { readonly field: string; readonly blind: Buffer }[];
}

/**
 * One statement writes the whole submission, state and events together, whether it holds one application or ten: the draft is
 * claimed and emptied, for what was typed lives on in the dossier alone, and everything else hangs on that claim. Returns false
 * when the draft was already sent or changed since it was read.
 * Throws a unique violation on `command_receipt_pkey` when the same form came twice at once.
 */
export async function insertSubmission(db: Query, s: Submission): Promise<boolean> {
  const last = s.events.at(-1);
  const [first] = s.events;
  if (!first || !last) throw new Error('nothing is asked for');
  const identities = s.applications.flatMap(({ id, identities: own }) =>
    own.map(({ field, blind }) => ({ id, field, blind: blind.toString('hex') })),
  );
  const slots = s.applications.flatMap(({ id, slots: own }) =>
    own.map(({ name, requirement }) => ({ id, name, requirement })),
  );
  const rows = await db`
    with claimed as (
      update draft set dossier_id = ${s.dossierId}, full_name = '', note = '', answers = '{}', missing = '{}'
      where office_id = ${s.officeId} and id = ${s.draftId} and owner_id = ${s.ownerId} and dossier_id is null
        and saved_at = ${s.savedAt}
      returning id),
    receipt as (
      insert into command_receipt (actor_id, key, body_hash, result)
      select ${s.once.actorId}, ${s.once.key}, ${s.once.bodyHash}, ${s.dossierId} from claimed),
    new_dossier as (
      insert into dossier (office_id, id, number, applicant_id, full_name, note, channel, submitted_at, secret_hash,
        sealed_secret, wrapped_key, head_seq, head_hash)
      select ${s.officeId}, ${s.dossierId}, ${s.number}, ${s.ownerId}, ${s.fullName}, ${s.note}, ${s.channel}, ${s.at},
        ${s.secretHash}, ${s.sealedSecret}, ${s.wrappedKey}, ${last.seq}, ${last.hash} from claimed),
    asked as (
      select a.* from claimed, jsonb_to_recordset(${db.json(s.applications.map(asRow))}) as a (id uuid, service uuid,
        version int, answers jsonb, missing jsonb, step text, kind text, due timestamptz)),
    new_application as (
      insert into application (office_id, id, dossier_id, service_id, service_version, answers, missing, step, step_kind,
        waiting_on, submitted_at, promised_at, due_at)
      select ${s.officeId}, id, ${s.dossierId}, service, version, answers, missing, step, kind, 'office', ${s.at}, due, due
      from asked),
    identities as (
      insert into identity_index (office_id, application_id, field, blind)
      select ${s.officeId}, i.application, i.field, decode(i.blind, 'hex')
      from claimed, unnest(${identities.map(({ id }) => id)}::uuid[], ${identities.map(({ field }) => field)}::text[],
        ${identities.map(({ blind }) => blind)}::text[]) as i (application, field, blind)),
    files as (
      insert into evidence (office_id, application_id, requirement, document_id, place, added_at)
      select ${s.officeId}, t.application, t.requirement, f.document_id,
        dense_rank() over (partition by t.application order by f.place), ${s.at}
      from claimed, draft_document f,
        unnest(${slots.map(({ id }) => id)}::uuid[], ${slots.map(({ name }) => name)}::text[],
          ${slots.map(({ requirement }) => requirement)}::text[]) as t (application, slot, requirement)
      where f.office_id = ${s.officeId} and f.draft_id = ${s.draftId} and t.slot = any(f.requirements)),
    clock as (
      insert into clock_segment (office_id, application_id, number, kind, reason, started_at)
      select ${s.officeId}, id, 1, 'running', 'application.submitted', ${s.at} from asked),
    written as (
      insert into event (stream_id, seq, stream_kind, office_id, kind, at, actor_id, on_behalf_of, mandate, channel, data,
        commitment, prev_hash, hash)
      select ${s.dossierId}, e.seq, 'dossier', ${s.officeId}, ${first.kind}, ${s.at}, ${first.actor_id},
        ${first.on_behalf_of}, ${first.mandate}, ${first.channel}, e.data, decode(e.commitment, 'hex'),
        decode(e.prev_hash, 'hex'), decode(e.hash, 'hex')
      from claimed, jsonb_to_recordset(${db.json(s.events.map(asEvent))}) as e (seq bigint, data jsonb, commitment text,
        prev_hash text, hash text)
      returning stream_id, seq),
    words as (
      insert into event_text (stream_id, seq, salt, sealed)
      select w.stream_id, w.seq, decode(t.salt, 'hex'), decode(t.sealed, 'hex')
      from written w
      join unnest(${s.texts.map(({ seq }) => seq)}::bigint[], ${s.texts.map(({ salt }) => salt.toString('hex'))}::text[],
        ${s.texts.map(({ sealed }) => sealed.toString('hex'))}::text[]) as t (seq, salt, sealed) on t.seq = w.seq)
    select pg_notify('doorbell', 'office:' || ${s.officeId}),
      graphile_worker.add_job('react', json_build_object('stream', stream_id, 'seq', seq),
        queue_name => 'stream:' || stream_id, job_key => 'react:' || stream_id || ':' || seq)
    from written order by seq`;
  return rows.length > 0;
}

const asRow = (application: NewApplication): JsonValue => ({
  id: application.id,
  service: application.serviceId,
  version: application.serviceVersion,
  answers: application.answers as JsonValue,
  missing: application.missing,
  step: application.step,
  kind: application.stepKind,
  due: application.dueAt.toISOString(),
});

const asEvent = ({ seq, data, commitment, prev_hash, hash }: EventRow): JsonValue => ({
  seq,
  data,
  commitment: commitment?.toString('hex') ?? null,
  prev_hash: prev_hash.toString('hex'),
  hash: hash.toString('hex'),
});
