import { HOUSE } from '../../kernel/actor.ts';
import { transaction } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import type { Tasks } from '../../kernel/jobs.ts';
import { missMeeting, whatToBring } from '../appointments/index.ts';
import { sendLocalised } from '../correspondence/index.ts';
import { withDossier } from '../dossiers/index.ts';
import { countersOf, officeById } from '../offices/index.ts';
import { reminder } from './letters.ts';
import { nobodyCame, toRemind } from './tasks.sql.ts';

/** Every five minutes. */
export const queueCrontab = ['*/5 * * * * queue:mark_missed', '*/5 * * * * queue:remind'].join(
  '\n',
);

export function queueTasks(house: House): Tasks {
  return {
    'queue:mark_missed': async () => void (await markMissed(house)),
    'queue:remind': async () => void (await remind(house)),
  };
}

/** Ends the meetings of days that are over and to which nobody came. Returns how many. */
export async function markMissed(house: House): Promise<number> {
  let missed = 0;
  for (const { officeId, dossierId, appointmentId } of await nobodyCame(house.db, house.now()))
    try {
      const office = await officeById(house.db, officeId);
      if (!office) continue;
      const who = { actor: HOUSE, office, roles: ['house'] as const };
      const outcome = await withDossier(house, who, dossierId, (hold) =>
        missMeeting(hold, appointmentId),
      );
      if (outcome.ok) missed += 1;
    } catch (error) {
      // One meeting that cannot end must not keep the others; it is tried again in five minutes.
      house.log.error({ err: error, appointment: appointmentId }, 'a meeting could not be missed');
    }
  return missed;
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
