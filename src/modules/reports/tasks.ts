import type { House } from '../../kernel/house.ts';
import type { Tasks } from '../../kernel/jobs.ts';
import { officeById } from '../offices/index.ts';
import { officesWithDossiers } from './standing.sql.ts';
import { countOn } from './tally.ts';

/** Ten times an hour, for the offices of three time zones have three midnights; where nothing is left it is done at once. */
export const reportCrontab = '3,9,15,21,27,33,39,45,51,57 * * * * reports:count';

export function reportTasks(house: House): Tasks {
  return { 'reports:count': async () => countDays(house) };
}

/** Counts every office's days that are over. */
export async function countDays(house: Pick<House, 'db' | 'now' | 'log'>): Promise<void> {
  for (const id of await officesWithDossiers(house.db))
    try {
      const office = await officeById(house.db, id);
      while (office && (await countOn(house, office))) continue;
    } catch (error) {
      // One office that cannot be counted must not keep the others; its figures are counted live until it can.
      house.log.error({ err: error, office: id }, 'an office could not be counted');
    }
}
