import { HOUSE } from '../../kernel/actor.ts';
import { transaction } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import type { Tasks } from '../../kernel/jobs.ts';
import { endUnserved, missMeeting, whatToBring } from '../appointments/index.ts';
import { sendLocalised } from '../correspondence/index.ts';
import { type Done, type Hold, withDossier } from '../dossiers/index.ts';
import { countersOf, officeById } from '../offices/index.ts';
import { reminder } from './letters.ts';
import { type NotHeld, notHeld, toRemind } from './tasks.sql.ts';
import { leaveVisit } from './visit.sql.ts';

/** Every five minutes. */
export const queueCrontab = ['*/5 * * * * queue:end_day', '*/5 * * * * queue:remind'].join('\n');

export function queueTasks(house: House): Tasks {
  return {
    'queue:end_day': async () => void (await endDay(house)),
    'queue:remind': async () => void (await remind(house)),
  };
}

/**
 * Ends the meetings of days that are over and that were not held: nobody came, or somebody came and the office did not get to
 * them. Returns how many.
 */
export async function endDay(house: House): Promise<number> {
  let ended = 0;
  for (const meeting of await notHeld(house.db, house.now()))
    try {
      const office = await officeById(house.db, meeting.officeId);
      if (!office) continue;
      // Before the transaction: a key that is loaded inside needs a second connection, and there may be none left.
      await house.vault.office(office.id);
      const who = { actor: HOUSE, office, roles: ['house'] as const };
      const outcome = await withDossier(house, who, meeting.dossierId, (hold) =>
        endNotHeld(hold, meeting),
      );
      if (outcome.ok) ended += 1;
    } catch (error) {
      const { appointmentId: appointment } = meeting;
      // One meeting that cannot end must not keep the others; it is tried again in five minutes.
      house.log.error({ err: error, appointment }, 'a meeting that was not held could not end');
    }
  return ended;
}

async function endNotHeld(hold: Hold, { appointmentId, came }: NotHeld): Promise<Done<void>> {
  if (!came) return missMeeting(hold, appointmentId);
  await leaveVisit(hold.tx, hold.who.office.id, appointmentId);
  return endUnserved(hold, appointmentId);
}

/** Reminds everybody of tomorrow's meeting, once. Returns how many were told. */
export async function remind(house: House): Promise<number> {
  let told = 0;
  for (const meeting of await toRemind(house.db, house.now()))
    try {
      const office = await officeById(house.db, meeting.officeId);
      if (!office) continue;
      const counter = (await countersOf(house.db, office.id)).find(
        ({ id }) => id === meeting.counterId,
      );
      const bring = await whatToBring(house.db, office.id, meeting.appointmentId);
      const result = await transaction(house.db, (tx) =>
        sendLocalised(tx, house, {
          officeId: office.id,
          personId: meeting.applicantId,
          dedupe: `reminder:${meeting.appointmentId}:${meeting.sequence}`,
          compose: (t, lang) =>
            reminder({ t, lang, house, office }, { ...meeting, counter, bring }),
        }),
      );
      if (result === 'queued') told += 1;
    } catch (error) {
      house.log.error({ err: error, appointment: meeting.appointmentId }, 'nobody was reminded');
    }
  return told;
}
