import { z } from 'zod';
import type { JsonValue, Query } from '../../../kernel/db.ts';
import { reasonSchema, type ServiceDefinition, serviceSchema } from '../definition.ts';
import { eventsAmong } from '../definition-events.ts';
import { officeSchema } from '../definition-office.ts';
import { selectOwnDaysOff } from '../importing/importing.sql.ts';
import { plain } from '../importing/plain.ts';
import { TREE_COLUMNS } from '../importing/tree.ts';
import type { OfficeService } from '../office.ts';
import { selectReasons, selectServices } from '../offices.sql.ts';
import { csv } from './csv.ts';
import { type ExportedOffice, selectForExport, selectTree } from './exporting.sql.ts';
import { ordered } from './ordered.ts';

/**
 * The files from which an office can be installed again, by their names in its folder; undefined without such an office. The
 * same office always gives the same bytes. People are no part of it.
 */
export async function officeFiles(
  query: Query,
  slug: string,
): Promise<ReadonlyMap<string, string> | undefined> {
  const office = await selectForExport(query, slug);
  if (!office) return undefined;
  const services = await selectServices(query, office.id);
  const files = new Map<string, string>([['office.json', officeFile(office, services)]]);
  for (const { code, definition } of services)
    files.set(`services/${code}.json`, serviceFile(definition));
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

  return files;
}

/** A service as the file it is installed from. */
export function serviceFile(definition: ServiceDefinition): string {
  return json(serviceSchema, plain(definition));
}

function officeFile(office: ExportedOffice, services: readonly OfficeService[]): string {
  const { slug, code, name, kind, parent, timeZone, region, profile } = office;
  // A stopped service stays behind, and with it what leads to it: the folder could not be installed otherwise.
  const events = eventsAmong(
    profile.events ?? [],
    services.map(({ definition }) => definition),
  );
  const whole = {
    ...profile,
    events: events.length > 0 ? events : undefined,
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
