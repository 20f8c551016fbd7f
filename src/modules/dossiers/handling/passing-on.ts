import type { Hold } from '../hold.ts';
import { desksOf } from './commands.ts';
import { clearHandler, keepHandler } from './handling.sql.ts';

/**
 * After a step has ended: whoever works at the next desk as well and can go on at once keeps the dossier; otherwise it goes back
 * into the line, so that the next desk need not wait until the hold runs out. A meeting waits for its day: nobody holds a dossier
 * until then.
 */
export async function passOn(hold: Hold, officerId: string): Promise<void> {
  const { tx, who, dossier, at } = hold;
  const desks = desksOf(who.roles);
  const goesOn = hold.applications.some(
    ({ outcome, waiting_on: waitingOn, step_kind: kind }) =>
      outcome === null && waitingOn === 'office' && kind !== 'meeting' && desks.includes(kind),
  );
  if (goesOn) return keepHandler(tx, who.office.id, dossier.id, officerId, at);
  if (dossier.handler_id === officerId) await clearHandler(tx, who.office.id, dossier.id);
}
