import { officeYear } from '../../kernel/clocks/index.ts';
import type { House } from '../../kernel/house.ts';
import { reason } from '../../kernel/i18n.ts';
import {
  type Acting,
  type ApplicationRow,
  type Done,
  done,
  type Hold,
  letGo,
  NO_DOSSIER,
  recordAtDesk,
  refuse,
  stateOf,
  withDossier,
} from '../dossiers/index.ts';
import { whyNot } from './arriving.ts';
import { moveOne, withTwins } from './custody.ts';
import { atTheDoor, type BookedVisit, visitIn } from './door.ts';
import { floorDossier } from './floor.sql.ts';
import { sameSheet } from './one-sheet.ts';
import { type Found, noteOriginal, type OriginalRow, originalsOf } from './originals.sql.ts';
import { insertEntry, nextNumber, type RegisterKind, showNumber } from './register.sql.ts';
import { NOTE_LENGTH } from './rules.ts';
import { coveredBy, endVisit } from './visit.sql.ts';

/** What the officer found of one original, and whether it stays at the office. */
export interface Tick {
  readonly applicationId: string;
  readonly requirement: string;
  readonly found: Found;
  readonly keep: boolean;
}

export interface HandOver {
  readonly ticks: readonly Tick[];
  /** The manual form was signed before the officer's eyes. */
  readonly signed: boolean;
}

/** What lies on the counter: the visit, the applications it is about and their originals. */
interface Counter {
  readonly visit: BookedVisit;
  readonly applications: readonly ApplicationRow[];
  readonly originals: readonly OriginalRow[];
  /** All of the dossier, of other meetings too: a sheet of paper may serve several applications. */
  readonly everything: readonly OriginalRow[];
}

/** Every original matched and the form is signed: accepted, numbered, and on to the next step. Returns the STTB number. */
export async function accept(
  house: House,
  who: Acting,
  dossierId: string,
  handOver: HandOver,
): Promise<Done<string>> {
  return withDossier(house, who, dossierId, async (hold): Promise<Done<string>> => {
    const counter = await lookAt(hold, handOver);
    if (!counter.ok) return counter;
    if (!handOver.signed) return refuse(reason('queue.accept.not_signed'));
    if (counter.value.originals.some((row) => needsMatch(row, handOver.ticks)))
      return refuse(reason('queue.accept.not_all_match'));
    return conclude(hold, counter.value, handOver, 'sttb');
  });
}

/** Something is not as it must be: given back with the reason, which the applicant reads. Returns the number of the note. */
export async function giveBack(
  house: House,
  who: Acting,
  dossierId: string,
  handOver: HandOver & { readonly why: string },
): Promise<Done<string>> {
  // Before the transaction: a key that is loaded inside needs a second connection, and there may be none left.
  await house.vault.office(who.office.id);
  return withDossier(house, who, dossierId, async (hold): Promise<Done<string>> => {
    const counter = await lookAt(hold, handOver);
    if (!counter.ok) return counter;
    const why = handOver.why.trim().slice(0, NOTE_LENGTH.most);
    if (why.length < NOTE_LENGTH.least)
      return refuse(reason('queue.return.reason_needed', { least: NOTE_LENGTH.least }));
    const ticks = handOver.ticks.map((tick) => ({ ...tick, keep: false }));
    return conclude(hold, counter.value, { ...handOver, ticks }, 'return', why);
  });
}

async function lookAt(hold: Hold, { ticks }: HandOver): Promise<Done<Counter>> {
  const { tx, at, who } = hold;
  const { office } = who;
  const dossier = await floorDossier(tx, office.id, hold.dossier.id);
  if (!dossier) return refuse(NO_DOSSIER);
  // The gate is asked again: a page that was left open until the next day serves nobody.
  const door = await atTheDoor(tx, office, dossier, { officerId: who.actor.personId }, at);
  if (door.admission.kind !== 'ready') return refuse(whyNot(door.admission.kind));
  const visit = visitIn(door);
  if (!visit) return refuse(reason('queue.visit.none'));
  const covered = await coveredBy(tx, office.id, visit.appointmentId);
  const applications = hold.applications.filter(
    (application) => covered.has(application.id) && stateOf(application) === 'meeting/office',
  );
  if (applications.length === 0) return refuse(reason('queue.visit.none'));
  const ids = new Set(applications.map(({ id }) => id));
  const everything = await originalsOf(tx, office.id, dossier.id);
  const originals = everything.filter((row) => ids.has(row.applicationId));
  const unknown = ticks.some((tick) => !originals.some((row) => isOf(tick, row)));
  if (unknown) return refuse(NO_DOSSIER);
  if (originals.some((row) => !ticks.some((tick) => isOf(tick, row))))
    return refuse(reason('queue.accept.not_all_ticked'));
  const lost = originals.some(
    (row) =>
      liesHere(everything, row) &&
      ticks.some((tick) => isOf(tick, row) && tick.found === 'missing'),
  );
  if (lost) return refuse(reason('queue.original.lies_here'));
  return done({ visit, applications, originals, everything });
}

const isOf = (tick: Pick<Tick, 'applicationId' | 'requirement'>, row: OriginalRow) =>
  tick.applicationId === row.applicationId && tick.requirement === row.requirement;

/** Whether the sheet of paper lies at the office, whichever application it was taken in for. */
const liesHere = (everything: readonly OriginalRow[], row: OriginalRow) =>
  everything.some(
    (other) => other.place === 'office' && (isSame(other, row) || sameSheet(other, row)),
  );

const isSame = (one: OriginalRow, other: OriginalRow) =>
  one.applicationId === other.applicationId && one.requirement === other.requirement;

/** What differs is never accepted; what was not brought only where it may be left out. */
function needsMatch(row: OriginalRow, ticks: readonly Tick[]): boolean {
  const found = ticks.find((tick) => isOf(tick, row))?.found;
  return found === 'differs' || (found !== 'matches' && row.required);
}

async function conclude(
  hold: Hold,
  { visit, applications, everything }: Counter,
  { ticks, signed }: HandOver,
  kind: RegisterKind,
  why?: string,
): Promise<Done<string>> {
  const { tx, at, who, dossier } = hold;
  const officeId = who.office.id;
  const by = who.actor.personId;
  if (!by) return refuse(NO_DOSSIER);
  for (const { applicationId, requirement, found } of ticks) {
    await noteOriginal(tx, officeId, { applicationId, requirement, found, by, at });
    hold.note({
      kind: 'original.compared',
      data: { application: applicationId, requirement, found },
    });
  }
  const kept = everything.filter((row) => {
    const tick = ticks.find((each) => isOf(each, row));
    // What was taken in for a sibling lies here for this one too.
    return tick?.found === 'matches' && (tick.keep || liesHere(everything, row));
  });
  const now = await originalsOf(tx, officeId, dossier.id);
  for (const original of withTwins(now, kept, 'office')) {
    if (now.some((row) => isOf(original, row) && row.place === 'office')) continue;
    const moved = await moveOne(hold, original, 'office');
    if (!moved.ok) return moved;
  }
  // Last before the steps: from here on others wait for their number.
  const year = officeYear(at, who.office.timeZone);
  const serial = await nextNumber(tx, officeId, kind, year);
  const number = showNumber(who.office.code, { kind, year, serial });
  for (const application of applications) {
    const recorded = await recordAtDesk(hold, application, {
      result: kind === 'sttb' ? 'done' : 'negative',
      reference: number,
      ...(why ? { note: why } : {}),
    });
    if (!recorded.ok) return recorded;
  }
  await insertEntry(tx, {
    officeId,
    kind,
    year,
    serial,
    dossierId: dossier.id,
    visitId: visit.id,
    signed,
    by,
    at,
  });
  await endVisit(tx, officeId, visit.id, {
    state: kind === 'sttb' ? 'served' : 'returned',
    by,
    at,
  });
  hold.note({
    kind: kind === 'sttb' ? 'counter.accepted' : 'counter.returned',
    data: { number, signed, appointment: visit.appointmentId },
  });
  await letGo(hold);
  return done(number);
}
