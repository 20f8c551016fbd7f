import type { Actor } from '../../../kernel/actor.ts';
import { transaction } from '../../../kernel/db.ts';
import { type House, within } from '../../../kernel/house.ts';
import { type Office, officeById } from '../../offices/index.ts';
import { rolesOf } from '../../staff/index.ts';
import {
  type Acting,
  type Done,
  done,
  type Hold,
  NO_DOSSIER,
  refuse,
  withDossier,
} from '../hold.ts';
import { closeQuestionsTo, heldBy, releaseGiven } from './handing-over.sql.ts';
import { desksOfDossier, passTo } from './handing-over.ts';
import { clearHandler } from './handling.sql.ts';
import { whyNotNote, worksAt } from './rules.ts';
import { tellOfWork } from './telling.ts';

/** What became of an officer's dossiers. */
export interface HandedOver {
  /** Given to the colleague, who finds them on top of their work list. */
  readonly given: number;
  /** Put back into the line: nobody was named, or the named one may not handle them. */
  readonly released: number;
}

/**
 * Hands over everything that an officer holds in an office, and what waits for them there: for an administrator who suspends
 * somebody or ends their roles. `to` is the colleague who gets it, or null: back into the line. A dossier that `to` may not
 * handle (their own, or none of their desks) goes into the line as well. `note` is for the colleague; it is needed with `to`
 * (at least 3 characters, at most {@link NOTE_LENGTH}) and stays inside the office.
 *
 * Whether `actor` may do this is the caller's to know (the administrator's page). All of it is one transaction, and a part of the
 * caller's where there is one; each dossier has its own event (`dossier.handed_over`, `dossier.released`). The colleague is told
 * once how many they got. Questions that the officer was asked are closed. Refused (nothing done) only for a missing or too long
 * note and an unknown office.
 */
export async function handOverAll(
  house: House,
  actor: Actor,
  office: Pick<Office, 'id'>,
  from: string,
  to: string | null,
  note: string,
): Promise<Done<HandedOver>> {
  const obstacle = to === null ? undefined : whyNotNote(note);
  if (obstacle) return refuse(obstacle);
  const whole = await officeById(house.db, office.id);
  if (!whole) return refuse(NO_DOSSIER);
  return transaction(house.db, async (tx) => {
    const moved = await moveAll(within(house, tx), { actor, office: whole }, from, to, note);
    if (to !== null && moved.given > 0) await tellOfWork(tx, house, whole, to, moved.given);
    return done(moved);
  });
}

async function moveAll(
  inside: House,
  { actor, office }: Pick<Acting, 'actor' | 'office'>,
  from: string,
  to: string | null,
  note: string,
): Promise<HandedOver> {
  const who = { actor, office, roles: ['administrator'] as const };
  let [given, released] = [0, 0];
  const seen = new Set<string>();
  for (;;) {
    const held = await heldBy(inside.db, office.id, from, inside.now());
    const fresh = held.filter((id) => !seen.has(id));
    for (const id of fresh) {
      seen.add(id);
      const moved = await withDossier(inside, who, id, (hold) => move(hold, from, to, note));
      if (!moved.ok) continue;
      if (moved.value === 'given') given += 1;
      if (moved.value === 'released') released += 1;
    }
    if (fresh.length === 0) return { given, released };
  }
}

async function move(
  hold: Hold,
  from: string,
  to: string | null,
  note: string,
): Promise<Done<'given' | 'released' | 'nothing'>> {
  const { tx, at, dossier, who } = hold;
  const officeId = who.office.id;
  const asked = await closeQuestionsTo(tx, officeId, dossier.id, from, at);
  if (asked > 0) hold.note({ kind: 'dossier.question_closed', data: { to: from } });
  if (dossier.handler_id !== from) {
    await releaseGiven(tx, officeId, dossier.id, at, from);
    return done('nothing');
  }
  const isFit =
    to !== null &&
    to !== from &&
    to !== dossier.applicant_id &&
    worksAt(await rolesOf(tx, officeId, to), desksOfDossier(hold));
  if (isFit && to !== null) {
    const passed = await passTo(hold, from, { kind: 'given', toId: to, note });
    return passed.ok ? done('given') : passed;
  }
  await releaseGiven(tx, officeId, dossier.id, at);
  await clearHandler(tx, officeId, dossier.id);
  hold.note({ kind: 'dossier.released', data: { from } });
  return done('released');
}
