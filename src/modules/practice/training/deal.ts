import { type Tx, transaction } from '../../../kernel/db.ts';
import { ring } from '../../../kernel/doorbell.ts';
import type { House } from '../../../kernel/house.ts';
import { addJob } from '../../../kernel/jobs.ts';
import { copyReference, documentsByIds } from '../../documents/index.ts';
import { handInReadyMade, keepFor } from '../../dossiers/index.ts';
import { type Office, type OfficeService, officeById, servicesOf } from '../../offices/index.ts';
import { type CaseRow, casesOf } from '../making/cases.sql.ts';
import { chance } from '../making/chance.ts';
import { ensureCase } from '../making/make-case.ts';
import { LARGEST_SEED } from '../rules.ts';
import { dealtCases, exercisesIn, insertExercise } from './exercises.sql.ts';
import { type SessionRow, sessionById, traineesOf } from './training.sql.ts';

/** The most requirements that a practised service asks for: an application carries fifteen documents. */
const MOST_REQUIREMENTS = 15;
/** For how long an exercise without an end stays its trainee's, in days. */
const KEPT_DAYS = 90;

/** Asks for the copies of a session to be dealt to whoever has none yet; one after the other in each office. */
export function askToDeal(tx: Tx, officeId: string, sessionId: string): Promise<void> {
  return addJob(
    tx,
    'practice.deal',
    { office: officeId, session: sessionId },
    { queue: `practice:${officeId}`, maxAttempts: 5 },
  );
}

/** The services that can be trained on: those that are filed here and ask for documents. */
export function practisable(services: readonly OfficeService[]): readonly OfficeService[] {
  return services.filter(({ definition: { elsewhere, requirements, route } }) => {
    const required = requirements.filter((requirement) => requirement.required).length;
    return (
      !elsewhere &&
      required > 0 &&
      required <= MOST_REQUIREMENTS &&
      route[0]?.kind === 'verification'
    );
  });
}

/**
 * Draws what of a session's cases is not there yet, and gives every trainee their own copies: each is handed in by the made-up
 * applicant through the ordinary commands, and kept for the trainee. Safe to repeat.
 */
export async function deal(house: House, officeId: string, sessionId: string): Promise<void> {
  const office = await officeById(house.db, officeId);
  const session = await sessionById(house.db, officeId, sessionId);
  if (!office?.practice || !session) return;
  const dealt = await dealtCases(house.db, officeId, sessionId);
  for (let position = 1; position <= session.dossiers; position += 1) {
    const made =
      (await stillOffered(house, officeId, dealt.get(position))) ??
      (await stillOffered(house, officeId, await caseFor(house, office, session, position)));
    if (made) await dealOne(house, office, session, position, made);
  }
}

/** A case, unless its service has another edition by now or is no longer offered: who comes later gets one of the new edition. */
async function stillOffered(
  house: House,
  officeId: string,
  caseId: string | undefined,
): Promise<CaseRow | undefined> {
  const [made] = caseId === undefined ? [] : await casesOf(house.db, officeId, [caseId]);
  const offered = await servicesOf(house.db, officeId);
  return offered.some(
    ({ id, version }) => id === made?.service_id && version === made.service_version,
  )
    ? made
    : undefined;
}

/** The case at a place of a session; undefined when the office has no service to train on. */
async function caseFor(
  house: House,
  office: Office,
  session: SessionRow,
  position: number,
): Promise<string | undefined> {
  const services = practisable(await servicesOf(house.db, office.id));
  const luck = chance(session.seed, position, 'service');
  const service =
    services.find(({ id }) => id === session.service_id) ??
    (services.length > 0 ? luck.pick(services) : undefined);
  const seed = ((session.seed + position - 2) % LARGEST_SEED) + 1;
  return service && ensureCase(house, office, service, seed, session.difficulty);
}

async function dealOne(
  house: House,
  office: Office,
  session: SessionRow,
  position: number,
  made: CaseRow,
): Promise<void> {
  const has = new Set(
    (await exercisesIn(house.db, office.id, session.id))
      .filter((exercise) => exercise.position === position)
      .map((exercise) => exercise.person_id),
  );
  for (const { person_id: traineeId } of await traineesOf(house.db, office.id, session.id)) {
    if (has.has(traineeId)) continue;
    const dossierId = await handIn(house, office, made);
    await transaction(house.db, async (tx) => {
      const at = house.now();
      await insertExercise(tx, office.id, {
        session_id: session.id,
        person_id: traineeId,
        position,
        case_id: made.id,
        dossier_id: dossierId,
        at,
      });
      await keepFor(tx, office.id, dossierId, traineeId, keptUntil(session, at));
      await ring(tx, `person:${traineeId}`, `office:${office.id}`);
    });
  }
}

async function handIn(house: House, office: Office, made: CaseRow): Promise<string> {
  const service = (await servicesOf(house.db, office.id)).find(({ id }) => id === made.service_id);
  if (!service) throw new Error(`service ${made.service_id} is no longer offered`);
  const ownerId = made.applicant_id;
  return handInReadyMade(
    house,
    {
      actor: { personId: ownerId, mandate: 'self', channel: 'web' },
      office,
      roles: ['applicant'],
      ownerId,
    },
    {
      serviceCode: service.code,
      fullName: made.full_name,
      note: made.note,
      answers: made.answers,
      missing: made.missing,
      files: await ownCopies(house, office.id, made),
    },
  );
}

/** Documents of their own for a dossier, which share bytes with the drawn ones: what happens to one is nobody else's. */
async function ownCopies(house: House, officeId: string, made: CaseRow): Promise<CaseRow['files']> {
  const drawn = await documentsByIds(
    house.db,
    officeId,
    made.files.map(({ documentId }) => documentId),
  );
  return transaction(house.db, async (tx) => {
    const files: { documentId: string; requirement: string }[] = [];
    for (const { documentId, requirement } of made.files) {
      const version = drawn.find(({ id }) => id === documentId)?.versions[0]?.id ?? '';
      const copy = await copyReference(tx, officeId, made.applicant_id, version);
      if (!copy) throw new Error(`the drawn document ${documentId} is gone`);
      files.push({ documentId: copy.documentId, requirement });
    }
    return files;
  });
}

/** Until when nobody else gets a trainee's copy out of the line. */
export function keptUntil(session: Pick<SessionRow, 'ends_at'>, at: Date): Date {
  const days = new Date(at.getTime() + KEPT_DAYS * 86_400_000);
  return session.ends_at && session.ends_at > days ? session.ends_at : days;
}
