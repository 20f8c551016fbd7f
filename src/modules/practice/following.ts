import type { Tx } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import { addJob } from '../../kernel/jobs.ts';

/** How long the office has to be left alone before its practice office follows, in milliseconds. */
const REST_MS = 20_000;

/** Asks for the practice office to be brought to what its office has published; many changes in a row are followed once. */
export function askToFollow(tx: Tx, house: House, realOfficeId: string): Promise<void> {
  return addJob(
    tx,
    'practice.follow',
    { office: realOfficeId },
    {
      key: `practice.follow:${realOfficeId}`,
      runAt: new Date(house.now().getTime() + REST_MS),
      maxAttempts: 5,
    },
  );
}
