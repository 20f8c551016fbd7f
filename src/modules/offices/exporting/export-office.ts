import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Query } from '../../../kernel/db.ts';
import { officeFiles } from './office-files.ts';

/**
 * Writes an office as the folder `<folder>/<slug>/` from which it can be installed again; importing it here changes
 * nothing. People are no part of it: a staff.json that lies there stays. Returns the folder, or undefined without such an office.
 */
export async function exportOffice(
  query: Query,
  slug: string,
  folder: string,
): Promise<string | undefined> {
  const files = await officeFiles(query, slug);
  if (!files) return undefined;
  const target = join(folder, slug);
  clear(target);
  for (const [name, text] of files) {
    mkdirSync(dirname(join(target, name)), { recursive: true });
    writeFileSync(join(target, name), text);
  }
  return target;
}

/** Takes away what an earlier export left, so that a service that is gone does not come back with the next import. */
function clear(target: string): void {
  for (const name of ['office.json', 'reasons.json', 'tree.csv', 'calendar.csv'])
    rmSync(join(target, name), { force: true });
  const services = join(target, 'services');
  try {
    for (const name of readdirSync(services))
      if (name.endsWith('.json')) rmSync(join(services, name));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
