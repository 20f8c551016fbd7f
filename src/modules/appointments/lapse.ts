import { HOUSE } from '../../kernel/actor.ts';
import type { House } from '../../kernel/house.ts';
import type { Tasks } from '../../kernel/jobs.ts';
import { type Acting, type Done, done, withDossier } from '../dossiers/index.ts';
import { officeById } from '../offices/index.ts';
import { lapsedOffers } from './appointments.sql.ts';
import { openOffer } from './booking.sql.ts';
import { coveredBy } from './coverage.ts';
import { again } from './desk.ts';
import { endOffer } from './giving.ts';

/** Once a minute. */
export const appointmentCrontab = '* * * * * appointments:lapse_offers';

export function appointmentTasks(house: House): Tasks {
  return { 'appointments:lapse_offers': async () => void (await lapseOffers(house)) };
}

/** Ends every offer whose time to pick is over: its seats are free, and the office has the turn. Returns how many. */
export async function lapseOffers(house: House): Promise<number> {
  let ended = 0;
  for (const { officeId, dossierId, offerId } of await lapsedOffers(house.db, house.now()))
    try {
      const office = await officeById(house.db, officeId);
      if (
        office &&
        (await lapse(house, { actor: HOUSE, office, roles: ['house'] }, dossierId, offerId))
      )
        ended += 1;
    } catch (error) {
      // One offer that cannot end must not keep the others' seats; it is tried again in a minute.
      house.log.error({ err: error, offer: offerId }, 'an offer could not lapse');
    }
  return ended;
}

async function lapse(
  house: House,
  who: Acting,
  dossierId: string,
  offerId: string,
): Promise<boolean> {
  const outcome = await again(() =>
    withDossier(house, who, dossierId, async (hold): Promise<Done<boolean>> => {
      const expires = await openOffer(hold.tx, who.office.id, dossierId, offerId);
      if (!expires || expires > hold.at) return done(false);
      for (const application of await coveredBy(hold, { offerId })) {
        const applied = await hold.apply(application, 'let_offer_lapse', {
          data: { offer: offerId },
        });
        if (!applied.ok) return applied;
      }
      await endOffer(hold, offerId);
      return done(true);
    }),
  );
  return outcome.ok && outcome.value;
}
