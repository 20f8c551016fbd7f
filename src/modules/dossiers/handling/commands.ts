import { transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { type Reason, reason } from '../../../kernel/i18n.ts';
import type { Role } from '../../../kernel/roles.ts';
import { STEP_KINDS, type StepKind } from '../../offices/index.ts';
import { DESK_ROLES } from '../desks.ts';
import { isBringer } from '../filing/filing.sql.ts';
import { needsOtherEyes } from '../filing/rules.ts';
import {
  type Acting,
  type Done,
  done,
  type Hold,
  inDossier,
  refuse,
  withDossier,
} from '../hold.ts';
import { stateOf } from '../rules.ts';
import { clearHandler, nextInLine, setHandler } from './handling.sql.ts';

/** The kinds of steps these roles work on. */
export function desksOf(roles: readonly (Role | 'house')[]): StepKind[] {
  return STEP_KINDS.filter((kind) => DESK_ROLES[kind].some((role) => roles.includes(role)));
}

/** "Ambil berikutnya": takes the next dossier in fair order. Returns its id, or undefined when nothing waits. */
export async function takeNext(
  house: House,
  who: Acting,
  serviceId?: string,
): Promise<string | undefined> {
  const officer = who.actor.personId;
  if (!officer) return undefined;
  return transaction(house.db, async (tx) => {
    const dossierId = await nextInLine(
      tx,
      who.office.id,
      officer,
      desksOf(who.roles),
      serviceId,
      house.now(),
      needsOtherEyes(who.office),
    );
    if (!dossierId) return undefined;
    const taken = await inDossier(tx, house, who, dossierId, (hold) =>
      take(hold, officer, undefined),
    );
    return taken.ok ? dossierId : undefined;
  });
}

/**
 * Takes one dossier out of the line. Doing so out of order asks for a reason, which the ledger keeps: whoever is served
 * before the line must be explainable. Refused while a colleague holds it.
 */
export async function takeOutOfOrder(
  house: House,
  who: Acting,
  dossierId: string,
  why: string,
): Promise<Done<void>> {
  const officer = who.actor.personId;
  if (!officer) return refuse(reason('dossiers.guard.role'));
  return withDossier(house, who, dossierId, async (hold) => {
    if (hold.dossier.handler_id === officer && isHeld(hold)) return done(undefined);
    const obstacle = await whyNotTake(hold, officer);
    if (obstacle) return refuse(obstacle);
    const first = await nextInLine(
      hold.tx,
      who.office.id,
      officer,
      desksOf(who.roles),
      undefined,
      hold.at,
      needsOtherEyes(who.office),
    );
    if (first !== dossierId && why.trim().length < 5)
      return refuse(reason('dossiers.handling.reason_needed'));
    return take(hold, officer, first === dossierId ? undefined : why.trim());
  });
}

/** Puts it back into the line. */
export async function release(house: House, who: Acting, dossierId: string): Promise<Done<void>> {
  return withDossier(house, who, dossierId, async (hold) => {
    if (hold.dossier.handler_id !== who.actor.personId)
      return refuse(reason('dossiers.guard.not_held'));
    await clearHandler(hold.tx, who.office.id, dossierId);
    hold.note({ kind: 'dossier.released' });
    return done(undefined);
  });
}

/** Never a colleague's, and nothing that is not {@link whyNotTheirs for them}. */
async function whyNotTake(hold: Hold, officer: string): Promise<Reason | undefined> {
  const { dossier } = hold;
  if (dossier.applicant_id === officer) return reason('dossiers.guard.own');
  if (isHeld(hold) && dossier.handler_id !== officer) return reason('dossiers.handling.taken');
  return whyNotTheirs(hold, officer);
}

/** Never one's own, only for a step of one's own desk, and not to check what one handed in oneself. */
export async function whyNotTheirs(hold: Hold, officer: string): Promise<Reason | undefined> {
  const { dossier, who } = hold;
  if (dossier.applicant_id === officer) return reason('dossiers.guard.own');
  const desks = desksOf(who.roles);
  const mine = hold.applications.filter(
    (application) => stateOf(application) !== 'over' && desks.includes(application.step_kind),
  );
  if (mine.length === 0) return reason('dossiers.guard.role');
  const isOnlyChecking = mine.every(({ step_kind: kind }) => kind === 'verification');
  return isOnlyChecking &&
    needsOtherEyes(who.office) &&
    (await isBringer(hold.tx, who.office.id, dossier.id, officer))
    ? reason('dossiers.guard.brought')
    : undefined;
}

async function take(hold: Hold, officer: string, why: string | undefined): Promise<Done<void>> {
  const { dossier, who } = hold;
  const obstacle = await whyNotTake(hold, officer);
  if (obstacle) return refuse(obstacle);
  await setHandler(hold.tx, who.office.id, dossier.id, officer, hold.at);
  hold.note({
    kind: 'dossier.taken',
    data: { in_order: why === undefined },
    ...(why ? { text: why } : {}),
  });
  return done(undefined);
}

/** Whether somebody holds it now. */
export function isHeld(hold: Hold): boolean {
  return hold.dossier.handler_id !== null && (hold.dossier.handler_until ?? hold.at) > hold.at;
}
