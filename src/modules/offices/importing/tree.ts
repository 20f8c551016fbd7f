import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { reason } from '../../../kernel/i18n.ts';
import { type OfficeDefinition, officeSchema } from '../definition-office.ts';
import type { OfficeProfile } from '../office.ts';
import { type Mistake, schemaMistakes } from './mistakes.ts';

/** The columns of tree.csv, in the order in which they are written back. */
export const TREE_COLUMNS = [
  'slug',
  'code',
  'parent',
  'kind',
  'name',
  'region',
  'time_zone',
  'name_en',
  'address',
] as const;
const NEEDED = TREE_COLUMNS.slice(0, 7);

const { slug, code, kind, timeZone, region } = officeSchema.shape;
const rowSchema = z.strictObject({
  slug,
  code,
  name: z.string().min(1).max(200),
  name_en: z.string().max(200).default(''),
  kind,
  parent: slug,
  time_zone: timeZone,
  region: z.union([z.literal(''), region.unwrap()]).default(''),
  address: z.string().max(300).default(''),
});

/** An office of the tree that has no folder of its own: it looks and works like the one whose tree it stands in. */
export interface TreeOffice {
  readonly line: number;
  readonly slug: string;
  readonly code: string;
  readonly name: OfficeDefinition['name'];
  readonly kind: OfficeDefinition['kind'];
  readonly parent: string;
  readonly timeZone: OfficeDefinition['timeZone'];
  readonly region: string | undefined;
  readonly address: string;
}

/** Reads tree.csv: one line for each office below the folder's own. */
export function readTree(file: string, text: string, mistakes: Mistake[]): readonly TreeOffice[] {
  const [header, ...lines] = readLines(file, text, mistakes);
  if (header === undefined) return [];
  const columns = header.cells;
  const strange = columns.some((name) => !TREE_COLUMNS.some((known) => known === name));
  if (strange || NEEDED.some((name) => !columns.includes(name))) {
    const found = columns.join(',');
    mistakes.push({ file, field: '1', reason: reason('offices.mistake.tree_columns', { found }) });
    return [];
  }
  return lines.flatMap(({ line, cells }) => {
    const row = Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? '']));
    const result = rowSchema.safeParse(row);
    if (result.success) return [officeOf(result.data, line)];
    for (const mistake of schemaMistakes(file, result.error.issues, row))
      mistakes.push({ ...mistake, field: `${line}:${mistake.field}` });
    return [];
  });
}

function officeOf(row: z.infer<typeof rowSchema>, line: number): TreeOffice {
  const { name, name_en, region: place, time_zone, ...rest } = row;
  return {
    ...rest,
    line,
    timeZone: time_zone,
    name: name_en === '' ? { id: name } : { id: name, en: name_en },
    region: place === '' ? undefined : place,
  };
}

function readLines(
  file: string,
  text: string,
  mistakes: Mistake[],
): { line: number; cells: string[] }[] {
  const lines: { line: number; cells: string[] }[] = [];
  try {
    parse(text, {
      bom: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (cells: string[], { lines: line }) => {
        lines.push({ line, cells });
        return null;
      },
    });
    return lines;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    mistakes.push({
      file,
      field: String(line),
      reason: reason('offices.mistake.csv', { found: error.code }),
    });
    return [];
  }
}

/** What an office of the tree shows and works by: all of its root's, with its own address. */
export function treeProfile(
  root: OfficeProfile,
  office: Pick<TreeOffice, 'name' | 'address'>,
): OfficeProfile {
  const {
    welcome,
    serviceLabel,
    theme,
    hours,
    correctionWorkingDays,
    deadlines,
    source,
    freeByLaw,
    fourEyes,
  } = root;
  return {
    welcome,
    serviceLabel,
    theme,
    hours,
    correctionWorkingDays,
    source,
    address: office.address,
    counters: [],
    guide: [],
    ...(deadlines !== undefined && { deadlines }),
    ...(freeByLaw !== undefined && { freeByLaw }),
    ...(fourEyes !== undefined && { fourEyes }),
  };
}
