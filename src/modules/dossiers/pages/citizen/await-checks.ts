import { setTimeout as pause } from 'node:timers/promises';
import type { EvidenceRow } from '../../facts.sql.ts';

/** Whoever sends the moment the last file arrived is not sent back for it: the inspection mostly takes less than a second. */
const PATIENCE_MS = 15_000;
const LOOK_EVERY_MS = 250;

/** Waits until no file is under inspection any more, or patience ends; then the page says which ones are. */
export async function awaitChecks(
  read: () => Promise<readonly Pick<EvidenceRow, 'state'>[]>,
): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    if (!(await read()).some((file) => file.state === 'checking')) return;
    await pause(LOOK_EVERY_MS);
  }
}
