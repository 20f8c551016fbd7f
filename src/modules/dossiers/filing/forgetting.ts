import { transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { forgetPerson } from '../../accounts/index.ts';
import { forgottenSoon, wipeWalkIn } from './walk-in.sql.ts';

/** How long somebody is remembered for whom nothing was ever sent, in days: as long as an untouched draft. */
const WALK_IN_DAYS = 90;

/** Forgets those who were written down for a dossier that never came: their numbers, their address and their name. */
export async function forgetWalkIns(house: House): Promise<void> {
  const before = new Date(house.now().getTime() - WALK_IN_DAYS * 86_400_000);
  for (;;) {
    const gone = await transaction(house.db, async (tx) => {
      const stale = await forgottenSoon(tx, before);
      for (const { office_id: officeId, person_id: personId } of stale) {
        await wipeWalkIn(tx, officeId, personId);
        await forgetPerson(tx, personId);
      }
      return stale.length;
    });
    if (gone < 100) return;
  }
}
