import { randomBytes } from 'node:crypto';
import { dueAt, localDate, officeYear } from '../../../kernel/clocks/index.ts';
import { isTaken } from '../../../kernel/db.ts';
import { formatDossierNumber } from '../../../kernel/dossier-number.ts';
import type { FieldErrors } from '../../../kernel/forms.ts';
import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { parseFullName } from '../../../kernel/identity/index.ts';
import { newId, secretHash } from '../../../kernel/ids.ts';
import { chain, GENESIS } from '../../../kernel/ledger.ts';
import { type OnceKey, replayed } from '../../../kernel/once.ts';
import { seal } from '../../../kernel/vault.ts';
import {
  calendarOf,
  requirementsFor,
  type ServiceDefinition,
  serviceVersion,
} from '../../offices/index.ts';
import { blindIndexOf, openAnswers, plainView, sealAnswers } from '../answers.ts';
import {
  type DraftFile,
  type DraftRow,
  draftOf,
  filesOfDraft,
  placesTaken,
} from '../drafting/drafts.sql.ts';
import { readAnswers } from '../drafting/read-answers.ts';
import { type Acting, dossierKeyPlace } from '../hold.ts';
import { firstStep } from '../route.ts';
import { ask } from '../rules.ts';
import { newReceiptSecret, receiptSecretPlace } from './receipt-secret.ts';
import { createSerials } from './serials.ts';
import { insertSubmission } from './submit.sql.ts';

export type Submitted =
  | { readonly kind: 'done'; readonly dossierId: string }
  | { readonly kind: 'faults'; readonly errors: FieldErrors }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'unknown' };

const nextSerial = createSerials();

/**
 * Hands a draft in. The checks are courtesy; what makes it one dossier, however often it is sent, is the claim on the draft
 * and the receipt of the form's key. Two round trips to the database: one read, one write.
 */
export async function submitDraft(
  house: House,
  who: Acting & { ownerId: string },
  draftId: string,
  once: OnceKey,
): Promise<Submitted> {
  const before = await replayed(house.db, once);
  if (before)
    return before.kind === 'conflict' ? before : { kind: 'done', dossierId: before.result };
  const draft = await draftOf(house.db, who.office.id, who.ownerId, draftId);
  if (!draft) return { kind: 'unknown' };
  if (draft.dossier_id) return { kind: 'done', dossierId: draft.dossier_id };
  const service = await serviceVersion(
    house.db,
    who.office.id,
    draft.service_id,
    draft.current_version,
  );
  if (!service) return { kind: 'unknown' };
  const known = new Set(service.definition.requirements.map(({ key }) => key));
  const files = (await filesOfDraft(house.db, who.office.id, draftId)).map((file) => ({
    ...file,
    requirements: file.requirements.filter((key) => known.has(key)),
  }));

  const at = house.now();
  const typed = await openAnswers(house, who.office.id, who.ownerId, draft.answers);
  const arriving = (await placesTaken(house.db, who.office.id, draftId)).length - files.length;
  const read = readAnswers(service.definition, typed, localDate(at, who.office.timeZone));
  const checked = check(service.definition, draft, files, arriving, read);
  if (!checked.ok) return { kind: 'faults', errors: checked.errors };
  const answers = await sealAnswers(
    house,
    who.office.id,
    who.ownerId,
    service.definition.fields,
    checked.answers,
  );

  try {
    const submission = await prepare(
      house,
      who,
      draft,
      files,
      service.definition,
      checked.name,
      answers,
      at,
      once,
    );
    if (await insertSubmission(house.db, submission))
      return { kind: 'done', dossierId: submission.dossierId };
  } catch (error) {
    if (!isTaken(error, 'command_receipt_pkey')) throw error;
    const winner = await replayed(house.db, once);
    if (winner?.kind === 'replayed') return { kind: 'done', dossierId: winner.result };
    return { kind: 'conflict' };
  }
  // Somebody was quicker: the draft was sent, or changed, on another device in between.
  const now = await draftOf(house.db, who.office.id, who.ownerId, draftId);
  if (now?.dossier_id) return { kind: 'done', dossierId: now.dossier_id };
  return { kind: 'faults', errors: { '': reason('dossiers.draft.changed') } };
}

type Checked =
  | { ok: true; name: string; answers: ReturnType<typeof readAnswers>['answers'] }
  | { ok: false; errors: FieldErrors };

/** Everything that is wrong at once, each sentence under its field. */
function check(
  definition: ServiceDefinition,
  draft: DraftRow,
  files: readonly DraftFile[],
  arriving: number,
  read: ReturnType<typeof readAnswers>,
): Checked {
  const errors: Record<string, FieldErrors[string]> = {};
  const name = parseFullName(draft.full_name);
  if (!name.ok) errors.nama = name.reason;
  for (const [field, why] of Object.entries(read.faults)) errors[`isian.${field}`] = why;
  const tied = new Set(
    files.filter((file) => file.state !== 'refused').flatMap((file) => file.requirements),
  );
  const unexplained = requirementsFor(definition, plainView(draft.answers)).filter(
    (requirement) =>
      requirement.required && !tied.has(requirement.key) && !draft.missing[requirement.key]?.trim(),
  );
  for (const { key } of unexplained)
    errors[`syarat.${key}`] = reason('dossiers.draft.missing_document');
  for (const file of files)
    if (file.requirements.length === 0)
      errors[`dokumen.${file.document_id}`] = reason('dossiers.draft.untied');
  const ruling = ask('submit', ['applicant'], 'unsent', {
    own: true,
    held: false,
    verdicts: { accepted: 0, deficient: 0, missing: 0, open: 0 },
    unanswered: 0,
    unexplained: unexplained.length,
    unready:
      arriving +
      files.filter((file) => file.state === 'refused' || file.state === 'checking').length,
    files: files.length,
    next: null,
    back: null,
    proof: false,
  });
  if (!ruling.ok) errors[''] ??= ruling.reason;
  if (!name.ok || Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, name: name.name, answers: read.answers };
}

async function prepare(
  house: House,
  who: Acting & { ownerId: string },
  draft: DraftRow,
  files: readonly DraftFile[],
  definition: ServiceDefinition,
  fullName: string,
  answers: DraftRow['answers'],
  at: Date,
  once: OnceKey,
) {
  const office = who.office;
  const dossierId = newId();
  const applicationId = newId();
  const year = officeYear(at, office.timeZone);
  const number = formatDossierNumber({
    officeCode: office.code,
    year,
    serial: await nextSerial(house.db, office.id, year),
  });
  const step = firstStep(definition, answers);
  const due = dueAt(at, definition.time, await calendarOf(house.db, office));
  if (!due) throw new Error('a fresh clock cannot stand still');
  const keys = await house.vault.office(office.id);
  const dossierKey = randomBytes(32);
  const secret = newReceiptSecret();
  const missing = Object.fromEntries(
    Object.entries(draft.missing).filter(([, why]) => why.trim() !== ''),
  );
  const { rows, texts } = chain(
    { kind: 'dossier', id: dossierId, officeId: office.id },
    GENESIS,
    who.actor,
    at,
    [
      {
        kind: 'application.submitted',
        data: {
          application: applicationId,
          rule: 'submit',
          from: 'unsent',
          to: `${step.kind}/office`,
          number,
          service: definition.code,
          version: draft.current_version,
          step: step.key,
          due: due.toISOString(),
          files: files.map((file) => file.version_id),
          missing: Object.keys(missing),
        },
        text: JSON.stringify({ fullName, note: draft.note, answers, missing }),
      },
    ],
    dossierKey,
  );
  const [event] = rows;
  if (!event) throw new Error('no event');
  return {
    officeId: office.id,
    draftId: draft.id,
    ownerId: who.ownerId,
    savedAt: draft.saved_at,
    once,
    dossierId,
    applicationId,
    number,
    fullName,
    note: draft.note,
    channel: who.actor.channel,
    at,
    secretHash: secretHash(secret),
    sealedSecret: seal(keys.data, Buffer.from(secret), receiptSecretPlace(dossierId)),
    wrappedKey: seal(keys.data, dossierKey, dossierKeyPlace(dossierId)),
    serviceId: draft.service_id,
    serviceVersion: draft.current_version,
    answers,
    missing,
    requirements: definition.requirements.map(({ key }) => key),
    step: step.key,
    stepKind: step.kind,
    dueAt: due,
    identities: await blindIndexOf(house, office.id, who.ownerId, answers),
    event,
    text: texts[0],
  };
}
