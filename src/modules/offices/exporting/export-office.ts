import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { JsonValue, Query } from '../../../kernel/db.ts';
import { reasonSchema, serviceSchema } from '../definition.ts';
import { officeSchema } from '../definition-office.ts';
import { selectOwnDaysOff } from '../importing/importing.sql.ts';
import { plain } from '../importing/plain.ts';
import { TREE_COLUMNS } from '../importing/tree.ts';
import { selectReasons, selectServices } from '../offices.sql.ts';
import { csv } from './csv.ts';
import { type ExportedOffice, selectForExport, selectTree } from './exporting.sql.ts';
import { ordered } from './ordered.ts';

/**
 * Writes an office as the folder `<folder>/<slug>/` from which it can be installed again; importing it here changes
 * nothing. People are no part of it: a staff.json that lies there stays. Returns the folder, or undefined without such an office.
 */
export async function exportOffice(
  query: Query,
  slug: string,
  folder: string,
): Promise<string | undefined> {
  const office = await selectForExport(query, slug);
  if (!office) return undefined;
  const files = new Map<string, string>([['office.json', officeFile(office)]]);
  for (const { code, definition } of await selectServices(query, office.id))
    files.set(`services/${code}.json`, json(serviceSchema, plain(definition)));
  const reasons = await selectReasons(query, office.id);
  if (reasons.length > 0) files.set('reasons.json', json(z.array(reasonSchema), plain(reasons)));
  const tree = await selectTree(query, office.id);
  if (tree.length > 0) files.set('tree.csv', treeFile(tree));
  const daysOff = await selectOwnDaysOff(query, office.id);
  if (daysOff.length > 0)
    files.set(
      'calendar.csv',
      csv(
        ['date', 'kind', 'name', 'status', 'source'],
        daysOff.map(({ day, ...rest }) => ({ date: day, ...rest })),
      ),
    );

  const target = join(folder, slug);
  clear(target);
  for (const [name, text] of files) {
    mkdirSync(dirname(join(target, name)), { recursive: true });
    writeFileSync(join(target, name), text);
  }
  return target;
}

function officeFile(office: ExportedOffice): string {
  const { slug, code, name, kind, parent, timeZone, region, profile } = office;
  const whole = {
    ...profile,
    slug,
    code,
    name,
    kind,
    timeZone,
    ...(parent && { parent }),
    ...(region && { region }),
  };
  return json(officeSchema, plain(whole));
}

function treeFile(tree: readonly ExportedOffice[]): string {
  const rows = tree.map(({ slug, code, parent, kind, name, region, timeZone, profile }) => ({
    slug,
    code,
    parent: parent ?? '',
    kind,
    name: name.id,
    region: region ?? '',
    time_zone: timeZone,
    name_en: name.en ?? '',
    address: profile.address,
  }));
  const used = TREE_COLUMNS.filter(
    (column, index) => index < 7 || rows.some((row) => row[column] !== ''),
  );
  return csv(used, rows);
}

const json = (schema: z.ZodType, value: JsonValue) =>
  `${JSON.stringify(ordered(schema, value), null, 2)}\n`;

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
