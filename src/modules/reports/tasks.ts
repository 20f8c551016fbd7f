import type { House } from '../../kernel/house.ts';
import type { Tasks } from '../../kernel/jobs.ts';
import { type Office, officeById } from '../offices/index.ts';
import { officesWithDossiers } from './standing.sql.ts';
import { countOn, keepUp } from './tally.ts';
import { officesToCatchUp } from './tally-running.sql.ts';

/**
 * Days that are over ten times an hour, for the offices of three time zones have three midnights; where nothing is left it is done
 * at once. What happens today each minute.
 */
export const reportCrontab = [
  '3,9,15,21,27,33,39,45,51,57 * * * * reports:count',
  '* * * * * reports:keep_up',
].join('\n');

export function reportTasks(house: Pick<House, 'db' | 'now' | 'log'>): Tasks {
  return {
    'reports:count': async () => countDays(house),
    'reports:keep_up': async () => keepAllUp(house),
  };
}

/** Counts every office's days that are over. */
export async function countDays(house: Pick<House, 'db' | 'now' | 'log'>): Promise<void> {
  await forEach(house, await officesWithDossiers(house.db), async (office) => {
    while (await countOn(house, office)) continue;
  });
}

/** Counts what happened since the last look, in every office where something did. */
export async function keepAllUp(house: Pick<House, 'db' | 'now' | 'log'>): Promise<void> {
  await forEach(house, await officesToCatchUp(house.db, house.now()), (office) =>
    keepUp(house, office),
  );
}

async function forEach(
  house: Pick<House, 'db' | 'log'>,
  officeIds: readonly string[],
  count: (office: Office) => Promise<void>,
): Promise<void> {
  for (const id of officeIds)
    try {
      const office = await officeById(house.db, id);
      if (office) await count(office);
    } catch (error) {
      // One office that cannot be counted must not keep the others; its figures are counted live until it can.
      house.log.error({ err: error, office: id }, 'an office could not be counted');
    }
}
