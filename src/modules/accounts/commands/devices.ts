import { createHash } from 'node:crypto';
import type { House } from '../../../kernel/house.ts';
import { deleteSession, devicesOf } from '../sessions.sql.ts';
import type { Caller } from '../sessions.ts';

/** By what a page names a session: it opens nothing, and tells nothing of the token. */
export const deviceKey = (sessionHash: Buffer): string =>
  createHash('sha256').update('perangkat:').update(sessionHash).digest('hex').slice(0, 32);

/** Ends one of a person's sessions, a lost phone's (ASVS 7.5.2); false when it has ended before or is somebody else's. */
export async function endDevice(
  house: House,
  caller: Caller,
  personId: string,
  key: string,
): Promise<boolean> {
  const devices = await devicesOf(house.db, personId, house.now());
  const found = devices.find(({ hash }) => deviceKey(hash) === key);
  if (!found) return false;
  await deleteSession(house.db, found.hash);
  house.log.info(
    { auth: 'end_device', person: personId, reference: caller.reference },
    'one device signed out',
  );
  return true;
}
