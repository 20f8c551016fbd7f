import { randomBytes } from 'node:crypto';
import { dueAt, localDate, officeYear } from '../../../kernel/clocks/index.ts';
import { isTaken, transaction } from '../../../kernel/db.ts';
import { formatDossierNumber } from '../../../kernel/dossier-number.ts';
import type { FieldErrors } from '../../../kernel/forms.ts';
import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { newId, secretHash } from '../../../kernel/ids.ts';
import { chain, GENESIS } from '../../../kernel/ledger.ts';
import { type OnceKey, replayed } from '../../../kernel/once.ts';
import { seal } from '../../../kernel/vault.ts';
import { calendarOf, type OfficeService } from '../../offices/index.ts';
import { type Answers, blindIndexOf, openAnswers, sealAnswers } from '../answers.ts';
import { answersFor, ofService, questionsOf, slotsOf } from '../drafting/asked-once.ts';
import { filesOfDraft, placesTaken } from '../drafting/draft-files.sql.ts';
import { draftOf } from '../drafting/drafts.sql.ts';
import { readAnswers } from '../drafting/read-answers.ts';
import { noteBringer } from '../filing/filing.sql.ts';
import type { IdentityCheck } from '../filing/rules.ts';
import { type Acting, dossierKeyPlace } from '../hold.ts';
import { firstStep } from '../route.ts';
import { newReceiptSecret, receiptSecretPlace } from './receipt-secret.ts';
import { createSerials } from './serials.ts';
import { carriedBy, check, notOffered, type Read, type Sheet, servicesOf } from './sheet.ts';
import { insertSubmission, type NewApplication, type Submission } from './submit.sql.ts';

export type Submitted =
  | { readonly kind: 'done'; readonly dossierId: string }
  | { readonly kind: 'faults'; readonly errors: FieldErrors }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'unknown' };

/** What an officer says who hands it in for somebody: how they know who it is. */
export interface Filed {
  readonly identity: IdentityCheck;
}

const nextSerial = createSerials();

/**
 * Hands a draft in. The checks are courtesy; what makes it one dossier, however often it is sent, is the claim on the draft
 * and the receipt of the form's key. What can be read at the same time is; one statement writes.
 */
export async function submitDraft(
  house: House,
  who: Acting & { ownerId: string },
  draftId: string,
  once: OnceKey,
  filed?: Filed,
): Promise<Submitted> {
  const [before, draft] = await Promise.all([
    replayed(house.db, once),
    draftOf(house.db, who.office.id, who.ownerId, draftId),
  ]);
  if (before)
    return before.kind === 'conflict' ? before : { kind: 'done', dossierId: before.result };
  if (!draft) return { kind: 'unknown' };
  if (draft.dossier_id) return { kind: 'done', dossierId: draft.dossier_id };
  const services = await servicesOf(house, who, draft);
  if (!services) return { kind: 'unknown' };
  const closed = notOffered(draft, services);
  if (closed) return { kind: 'faults', errors: { '': closed } };
  const slots = slotsOf(services);
  const known = new Set(slots.map(({ name }) => name));
  // After the draft itself: what comes or goes from now on changes the draft, and the claim on it then fails.
  const [present, places, typed] = await Promise.all([
    filesOfDraft(house.db, who.office.id, draftId),
    placesTaken(house.db, who.office.id, draftId),
    openAnswers(house, who.office.id, who.ownerId, draft.answers),
  ]);
  const files = present.map((file) => ({
    ...file,
    requirements: file.requirements.filter((name) => known.has(name)),
  }));

  const at = house.now();
  const arriving = Math.max(0, places.length - files.length);
  const sheet: Sheet = {
    draft,
    services,
    questions: questionsOf(services),
    slots,
    files,
    arriving,
  };
  const read = services.map((service) =>
    readAnswers(
      service.definition,
      answersFor(service, sheet.questions, typed),
      localDate(at, who.office.timeZone),
    ),
  );
  const checked = check(sheet, who.roles, typed, read);
  if (!checked.ok) return { kind: 'faults', errors: checked.errors };

  try {
    const submission = await prepare(
      house,
      who,
      sheet,
      checked.name,
      read.map(({ answers }) => answers),
      at,
      once,
      filed,
    );
    if (await store(house, who, submission))
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

/** Writes it down; where an officer handed it in for the applicant, that as well, so that they never judge it. */
function store(house: House, { actor }: Acting, submission: Submission): Promise<boolean> {
  const { personId, onBehalfOf } = actor;
  if (onBehalfOf === undefined || personId === null) return insertSubmission(house.db, submission);
  const { officeId, dossierId, at } = submission;
  return transaction(house.db, async (tx) => {
    const isNew = await insertSubmission(tx, submission);
    if (isNew) await noteBringer(tx, officeId, dossierId, personId, at);
    return isNew;
  });
}

async function prepare(
  house: House,
  who: Acting & { ownerId: string },
  sheet: Sheet,
  fullName: string,
  read: readonly Read['answers'][],
  at: Date,
  once: OnceKey,
  filed: Filed | undefined,
): Promise<Submission> {
  const { draft, services } = sheet;
  const office = who.office;
  const dossierId = newId();
  const year = officeYear(at, office.timeZone);
  const number = formatDossierNumber({
    officeCode: office.code,
    year,
    serial: await nextSerial(house.db, office.id, year),
  });
  const applications: NewApplication[] = [];
  // Within one millisecond new ids are in no order; the applications stay in the one in which they were chosen.
  const ids = services.map(newId).sort();
  for (const [index, service] of services.entries())
    applications.push({
      id: ids[index] ?? newId(),
      ...(await begun(house, who, sheet, service, read[index] ?? {}, at)),
    });
  const keys = await house.vault.office(office.id);
  const dossierKey = randomBytes(32);
  const secret = newReceiptSecret();
  const covers = applications.length > 1 ? { covers: applications.map(({ id }) => id) } : {};
  const { rows, texts } = chain(
    { kind: 'dossier', id: dossierId, officeId: office.id },
    GENESIS,
    who.actor,
    at,
    applications.map((application, index) => {
      const { answers, missing } = application;
      const service = services[index];
      return {
        kind: 'application.submitted',
        data: {
          ...covers,
          application: application.id,
          rule: 'submit',
          from: 'unsent',
          to: `${application.stepKind}/office`,
          number,
          service: service?.code ?? '',
          version: application.serviceVersion,
          step: application.step,
          due: application.dueAt.toISOString(),
          files: (service ? carriedBy(service, sheet) : []).map((file) => file.version_id),
          missing: Object.keys(missing),
          ...(filed ? { identity: filed.identity } : {}),
        },
        text: JSON.stringify({ fullName, note: draft.note, answers, missing }),
      };
    }),
    dossierKey,
  );
  return {
    officeId: office.id,
    draftId: draft.id,
    ownerId: who.ownerId,
    savedAt: draft.saved_at,
    once,
    dossierId,
    number,
    fullName,
    note: draft.note,
    channel: who.actor.channel,
    at,
    secretHash: secretHash(secret),
    sealedSecret: seal(keys.data, Buffer.from(secret), receiptSecretPlace(dossierId)),
    wrappedKey: seal(keys.data, dossierKey, dossierKeyPlace(dossierId)),
    applications,
    events: rows,
    texts,
  };
}

/** One of the services as it begins its route, under its own answers. */
async function begun(
  house: House,
  who: Acting & { ownerId: string },
  { draft, slots, files }: Sheet,
  { id: serviceId, code, version: serviceVersion, definition }: OfficeService,
  read: Read['answers'],
  at: Date,
): Promise<Omit<NewApplication, 'id'>> {
  const { office, ownerId } = who;
  const answers: Answers = await sealAnswers(house, office.id, ownerId, definition.fields, read);
  const step = firstStep(definition, answers);
  const due = dueAt(at, definition.time, await calendarOf(house.db, office));
  if (!due) throw new Error('a fresh clock cannot stand still');
  const tied = new Set(files.flatMap((file) => file.requirements));
  const own = ofService({ code }, slots);
  return {
    serviceId,
    serviceVersion,
    answers,
    missing: Object.fromEntries(
      own.flatMap(({ name, requirement }) => {
        const why = draft.missing[name] ?? '';
        return why.trim() === '' ? [] : [[requirement.key, why] as const];
      }),
    ),
    step: step.key,
    stepKind: step.kind,
    dueAt: due,
    slots: own
      .filter(({ name }) => tied.has(name))
      .map(({ name, requirement }) => ({ name, requirement: requirement.key })),
    identities: await blindIndexOf(house, office.id, ownerId, answers),
  };
}
