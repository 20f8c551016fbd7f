import type { DecreeDay, IsoDate } from '../../../kernel/clocks/index.ts';
import { type Tx, transaction } from '../../../kernel/db.ts';
import { ring } from '../../../kernel/doorbell.ts';
import type { House } from '../../../kernel/house.ts';
import { type Lang, reason, say, translator } from '../../../kernel/i18n.ts';
import type { StaffDefinition } from '../definition-office.ts';
import { forgetOffices } from '../remembered.ts';
import { crossCheck } from './cross-checks.ts';
import { saveSaid } from './folder-says.sql.ts';
import { lockImports, saveStamp, selectPresent, selectStamps } from './importing.sql.ts';
import { keepEdits } from './keep-edits.ts';
import type { Mistake } from './mistakes.ts';
import { type OfficeSource, parseOffice, readDaysOff } from './parse-office.ts';
import { NATIONAL, readFolder, type SourceFolder } from './read-folder.ts';
import { type ServiceCounts, writeDaysOff, writeLists, writeServices } from './write-contents.ts';
import { recordEvents, writeOffices } from './write-offices.ts';

/** What became of one folder. */
export interface ImportedOffice {
  readonly slug: string;
  readonly changed: boolean;
  readonly services: ServiceCounts;
}

export type Import =
  | { readonly ok: true; readonly offices: readonly ImportedOffice[] }
  | {
      readonly ok: false;
      readonly mistakes: readonly Mistake[];
      readonly sentences: Readonly<Record<Lang, string>>;
    };

/** Makes the people of `staff.json` members of an office; the staff module's door, handed in for the demo profile. */
export type StaffDoor = (tx: Tx, officeId: string, staff: StaffDefinition) => Promise<void>;

type Needs = Pick<House, 'db' | 'vault' | 'now'>;

/**
 * Installs the offices of a folder: `offices/`, or one office's own. Nothing is written while any file has a mistake.
 * The same bytes are never imported twice; what differs becomes, for each office in one transaction, its new state with
 * events that say so, and a changed service a new edition beside the former ones. What a folder says as it did before stays
 * as it was changed in the browser since.
 */
export async function importOffices(
  house: Needs,
  folder: string,
  options: { staff?: StaffDoor } = {},
): Promise<Import> {
  const { folders, mistakes: misread } = readFolder(folder);
  if (misread.length > 0) return refused(misread);
  const stamps = await selectStamps(house.db);
  const stampOf = ({ name, hash }: SourceFolder) =>
    options.staff && name !== NATIONAL ? `${hash} staff` : hash;
  const isNews = (source: SourceFolder) => stamps.get(source.name) !== stampOf(source);
  const offices = folders.filter(({ name }) => name !== NATIONAL);
  if (!folders.some(isNews))
    return { ok: true, offices: offices.map(({ name }) => unchanged(name)) };

  const mistakes: Mistake[] = [];
  const sources = offices.flatMap((source) => parseOffice(source, mistakes) ?? []);
  const national = folders.find(({ name }) => name === NATIONAL);
  const daysOff = national ? nationalDays(national, mistakes) : undefined;
  mistakes.push(...crossCheck(sources, await selectPresent(house.db)));
  if (mistakes.length > 0) return refused(mistakes);

  if (national && daysOff && isNews(national)) await importNational(house, national, daysOff);
  const done = new Map<string, ImportedOffice>();
  for (const source of parentsFirst(sources)) {
    const raw = offices.find(({ name }) => name === source.folder);
    const isSame = raw === undefined || !isNews(raw);
    const others = sources
      .filter((other) => other !== source)
      .map(({ definition }) => definition.slug);
    done.set(
      source.folder,
      isSame
        ? unchanged(source.folder)
        : await importOne(house, source, stampOf(raw), others, options.staff),
    );
  }
  forgetOffices();
  return { ok: true, offices: offices.flatMap(({ name }) => done.get(name) ?? []) };
}

const unchanged = (slug: string): ImportedOffice => ({
  slug,
  changed: false,
  services: { added: 0, changed: 0, same: 0, retired: 0 },
});

/** Most mistakes that are told at once; a wrong folder has thousands. */
const MOST_TOLD = 50;

function refused(mistakes: readonly Mistake[]): Import {
  const inWords = (lang: Lang) => {
    const t = translator(lang);
    const lines = mistakes
      .slice(0, MOST_TOLD)
      .map(
        ({ file, field, reason: why }) =>
          `  ${[file, field].filter(Boolean).join(', ')}: ${say(t, why)}`,
      );
    return [t('offices.import.refused', { count: mistakes.length }), ...lines].join('\n');
  };
  return { ok: false, mistakes, sentences: { id: inWords('id'), en: inWords('en') } };
}

function importOne(
  house: Needs,
  source: OfficeSource,
  stamp: string,
  others: readonly string[],
  staff: StaffDoor | undefined,
): Promise<ImportedOffice> {
  const now = house.now();
  return transaction(house.db, async (tx) => {
    await lockImports(tx);
    // Another server that started at the same moment may have done it.
    if ((await selectStamps(tx)).get(source.folder) === stamp) return unchanged(source.folder);
    const { wanted, says } = await keepEdits(tx, source);
    const written = await writeOffices(tx, house.vault, wanted, others, now);
    const { rootId, events } = written;
    const { counts, events: published } = await writeServices(tx, rootId, source.services, now);
    const listed = await writeLists(tx, rootId, wanted, now);
    await saveSaid(tx, rootId, says);
    const told = [...(events.get(rootId) ?? []), ...published, ...listed];
    if (told.length > 0) events.set(rootId, told);
    await recordEvents(tx, written, now);
    if (staff && source.staff) await staff(tx, rootId, source.staff);
    await saveStamp(tx, source.folder, stamp);
    await ring(tx, `office:${rootId}`);
    return { slug: source.folder, changed: events.size > 0, services: counts };
  });
}

function importNational(
  house: Needs,
  { name, hash }: SourceFolder,
  days: ReadonlyMap<IsoDate, DecreeDay>,
): Promise<void> {
  return transaction(house.db, async (tx) => {
    await lockImports(tx);
    await writeDaysOff(tx, null, days);
    await saveStamp(tx, name, hash);
  });
}

function nationalDays(
  { name, files }: SourceFolder,
  mistakes: Mistake[],
): ReadonlyMap<IsoDate, DecreeDay> {
  const all = new Map<IsoDate, DecreeDay>();
  for (const [path, text] of files) {
    const file = `${name}/${path}`;
    for (const [day, off] of readDaysOff(file, text, ['L', 'C'], mistakes)) {
      if (all.has(day))
        mistakes.push({
          file,
          field: 'date',
          reason: reason('decree.duplicate_date', { found: day }),
        });
      all.set(day, off);
    }
  }
  return all;
}

/** Folders in an order in which every parent is there before its children. */
function parentsFirst(sources: readonly OfficeSource[]): readonly OfficeSource[] {
  const holder = new Map(
    sources.flatMap((source) =>
      [source.definition.slug, ...source.tree.map(({ slug }) => slug)].map(
        (slug) => [slug, source] as const,
      ),
    ),
  );
  const ordered = new Set<OfficeSource>();
  const visit = (source: OfficeSource) => {
    const above =
      source.definition.parent === undefined ? undefined : holder.get(source.definition.parent);
    if (above && above !== source && !ordered.has(above)) visit(above);
    ordered.add(source);
  };
  for (const source of sources) visit(source);
  return [...ordered];
}
