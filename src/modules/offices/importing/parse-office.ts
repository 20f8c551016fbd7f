import { z } from 'zod';
import { type DecreeDay, type IsoDate, parseDecreeCsv } from '../../../kernel/clocks/index.ts';
import { reason } from '../../../kernel/i18n.ts';
import {
  type DeficiencyReason,
  reasonSchema,
  type ServiceDefinition,
  serviceSchema,
} from '../definition.ts';
import { checkService, duplicates, type Flaw } from '../definition-checks.ts';
import { checkEvents } from '../definition-events.ts';
import {
  type OfficeDefinition,
  officeSchema,
  type StaffDefinition,
  staffSchema,
} from '../definition-office.ts';
import { checkOffice } from '../office-checks.ts';
import { readJson } from './json.ts';
import type { Mistake } from './mistakes.ts';
import type { SourceFolder } from './read-folder.ts';
import { readTree, type TreeOffice } from './tree.ts';

/** A folder understood: everything the house will store of an office. */
export interface OfficeSource {
  readonly folder: string;
  readonly hash: string;
  readonly definition: OfficeDefinition;
  readonly services: readonly ServiceDefinition[];
  readonly reasons: readonly DeficiencyReason[];
  readonly staff: StaffDefinition | undefined;
  readonly tree: readonly TreeOffice[];
  readonly daysOff: ReadonlyMap<IsoDate, DecreeDay>;
}

/** Reads one office's folder; every mistake of every file is added to `mistakes`. */
export function parseOffice(
  { name: folder, files, hash }: SourceFolder,
  mistakes: Mistake[],
): OfficeSource | undefined {
  const json = <S extends z.ZodType>(file: string, schema: S) => {
    const text = files.get(file);
    return text === undefined ? undefined : readJson(`${folder}/${file}`, text, schema, mistakes);
  };
  const note = (file: string, flaws: readonly Flaw[]) =>
    mistakes.push(...flaws.map((flaw) => ({ file: `${folder}/${file}`, ...flaw })));

  const definition = json('office.json', officeSchema);
  const reasons = json('reasons.json', z.array(reasonSchema).max(200)) ?? [];
  note(
    'reasons.json',
    duplicates(
      reasons.map(({ code }) => code),
      '',
      'code',
    ),
  );
  const services: ServiceDefinition[] = [];
  for (const file of files.keys()) {
    if (!file.startsWith('services/')) continue;
    const service = json(file, serviceSchema);
    if (!service) continue;
    note(file, checkService(service, definition?.freeByLaw));
    if (file !== `services/${service.code}.json`)
      note(file, [
        {
          field: 'code',
          reason: reason('offices.mistake.file_is_code', { expected: service.code }),
        },
      ]);
    services.push(service);
  }
  const staff = json('staff.json', staffSchema);
  const tree = readTree(`${folder}/tree.csv`, files.get('tree.csv') ?? '', mistakes);
  const daysOff = readDaysOff(
    `${folder}/calendar.csv`,
    files.get('calendar.csv'),
    ['L', 'C', 'office'],
    mistakes,
  );
  if (!definition) return undefined;
  note('office.json', checkOffice(definition));
  note('office.json', checkEvents(definition.events ?? [], services));
  if (definition.slug !== folder)
    note('office.json', [
      { field: 'slug', reason: reason('offices.mistake.slug_is_folder', { expected: folder }) },
    ]);
  return { folder, hash, definition, services, reasons, staff, tree, daysOff };
}

/** The days off of a calendar file; none where there is no file. */
export function readDaysOff(
  file: string,
  text: string | undefined,
  kinds: readonly ('L' | 'C' | 'office')[],
  mistakes: Mistake[],
): ReadonlyMap<IsoDate, DecreeDay> {
  if (text === undefined) return new Map();
  const { days, mistakes: found } = parseDecreeCsv(text, kinds);
  for (const { line, column, key, params } of found)
    mistakes.push({ file, field: `${line}:${column}`, reason: reason(key, params) });
  return days;
}
