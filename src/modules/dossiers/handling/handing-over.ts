import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { isUuid, newId } from '../../../kernel/ids.ts';
import { rolesOf } from '../../staff/index.ts';
import { type Acting, type Done, done, type Hold, refuse, withDossier } from '../hold.ts';
import {
  endHandOver,
  type HandOver,
  insertHandOver,
  openHandOver,
  releaseGiven,
  reserveFor,
} from './handing-over.sql.ts';
import { setHandler } from './handling.sql.ts';
import { RESERVED_HOURS, whyNotNote, whyNotPass } from './rules.ts';

/** To whom a dossier goes and with which words. */
export interface PassOn {
  /** `given`: the dossier is theirs now. `asked`: they are asked about it, and it stays where it is. */
  readonly kind: 'given' | 'asked';
  readonly toId: string;
  /** Read by the office alone; sealed beside the ledger under the dossier's key. */
  readonly note: string;
}

const GONE = refuse(reason('dossiers.passing.gone'));

/** The holder gives the dossier to a colleague of the right desk, or asks one about it. Returns the hand-over's id. */
export async function handOver(
  house: House,
  who: Acting,
  dossierId: string,
  pass: PassOn,
): Promise<Done<string>> {
  const fromId = who.actor.personId;
  if (!fromId) return refuse(reason('dossiers.guard.role'));
  if (!isUuid(pass.toId)) return refuse(reason('dossiers.passing.choose'));
  return withDossier(house, who, dossierId, async (hold): Promise<Done<string>> => {
    const { tx, at, dossier } = hold;
    const obstacle = whyNotPass({
      ...pass,
      fromId,
      held: dossier.handler_id === fromId && (dossier.handler_until ?? at) > at,
      applicantId: dossier.applicant_id,
      roles: await rolesOf(tx, who.office.id, pass.toId),
      desks: desksOfDossier(hold),
    });
    if (obstacle) return refuse(obstacle);
    return passTo(hold, fromId, pass);
  });
}

/** Writes the hand-over and its event; the caller has asked the rules. */
export async function passTo(hold: Hold, fromId: string, pass: PassOn): Promise<Done<string>> {
  const { tx, at, dossier, who } = hold;
  const officeId = who.office.id;
  if (pass.kind === 'given') await releaseGiven(tx, officeId, dossier.id, at);
  const id = newId();
  const noteSeq = hold.note({
    kind: pass.kind === 'given' ? 'dossier.handed_over' : 'dossier.colleague_asked',
    data: { hand_over: id, to: pass.toId },
    text: pass.note.trim(),
  });
  const isNew = await insertHandOver(tx, officeId, {
    id,
    dossier_id: dossier.id,
    kind: pass.kind,
    from_id: fromId,
    to_id: pass.toId,
    note_seq: noteSeq,
    made_at: at,
  });
  if (!isNew) return refuse(reason('dossiers.passing.asked_already'));
  if (pass.kind === 'given')
    await reserveFor(tx, officeId, dossier.id, pass.toId, hoursAfter(at, RESERVED_HOURS));
  return done(id);
}

/** The colleague takes what was given to them: from now on it is held like any other. */
export async function acceptGiven(
  house: House,
  who: Acting,
  dossierId: string,
  id: string,
): Promise<Done<void>> {
  return answered(house, who, dossierId, id, async (hold, given, officer) => {
    const { tx, at, dossier } = hold;
    if (given.kind !== 'given') return GONE;
    const isElsewhere =
      dossier.handler_id !== null &&
      dossier.handler_id !== officer &&
      (dossier.handler_until ?? at) > at;
    if (isElsewhere) return refuse(reason('dossiers.handling.taken'));
    await setHandler(tx, who.office.id, dossierId, officer, at);
    hold.note({ kind: 'dossier.hand_over_accepted', data: { hand_over: id, from: given.from_id } });
    return done(undefined);
  });
}

/**
 * The colleague gives the dossier back, or answers what they were asked, with words for whoever passed it on. What is given
 * back waits for its giver as long as it waited for the colleague.
 */
export async function answerHandOver(
  house: House,
  who: Acting,
  dossierId: string,
  id: string,
  words: string,
): Promise<Done<void>> {
  return answered(house, who, dossierId, id, async (hold, given, officer) => {
    const { tx, at, dossier } = hold;
    const officeId = who.office.id;
    const obstacle = whyNotNote(words);
    if (obstacle) return refuse(obstacle);
    const isBack = given.kind === 'given';
    const answerSeq = hold.note({
      kind: isBack ? 'dossier.handed_back' : 'dossier.colleague_answered',
      data: { hand_over: id, to: given.from_id },
      text: words.trim(),
    });
    await endHandOver(tx, officeId, id, {
      outcome: isBack ? 'returned' : 'answered',
      at,
      answerSeq,
    });
    const isMine = dossier.handler_id === officer;
    if (isBack && isMine)
      await reserveFor(tx, officeId, dossierId, given.from_id, hoursAfter(at, RESERVED_HOURS));
    return done(undefined);
  });
}

/** Whoever passed it on takes it back before it was accepted or answered. */
export async function takeBackHandOver(
  house: House,
  who: Acting,
  dossierId: string,
  id: string,
): Promise<Done<void>> {
  const officer = who.actor.personId;
  if (!officer || !isUuid(id)) return GONE;
  return withDossier(house, who, dossierId, async (hold): Promise<Done<void>> => {
    const { tx, at, dossier } = hold;
    const given = await openHandOver(tx, who.office.id, dossierId, id);
    if (given?.from_id !== officer) return GONE;
    if (given.kind === 'given' && dossier.handler_id === given.to_id)
      await setHandler(tx, who.office.id, dossierId, officer, at);
    await endHandOver(tx, who.office.id, id, { outcome: 'withdrawn', at });
    hold.note({ kind: 'dossier.hand_over_withdrawn', data: { hand_over: id, to: given.to_id } });
    return done(undefined);
  });
}

async function answered(
  house: House,
  who: Acting,
  dossierId: string,
  id: string,
  work: (hold: Hold, given: HandOver, officer: string) => Promise<Done<void>>,
): Promise<Done<void>> {
  const officer = who.actor.personId;
  if (!officer || !isUuid(id)) return GONE;
  return withDossier(house, who, dossierId, async (hold): Promise<Done<void>> => {
    const given = await openHandOver(hold.tx, who.office.id, dossierId, id);
    return given?.to_id === officer ? work(hold, given, officer) : GONE;
  });
}

/** The desks at which the dossier's open applications stand. */
export const desksOfDossier = (hold: Pick<Hold, 'applications'>) =>
  hold.applications.filter(({ outcome }) => outcome === null).map(({ step_kind: kind }) => kind);

export const hoursAfter = (at: Date, hours: number): Date =>
  new Date(at.getTime() + hours * 3_600_000);
