import type { DecreeDay, IsoDate } from '../../../kernel/clocks/index.ts';
import type { JsonValue, Tx } from '../../../kernel/db.ts';
import { canonical } from '../../../kernel/ledger.ts';
import type { OfficeDefinition } from '../definition-office.ts';
import { selectReasons } from '../offices.sql.ts';
import { type FolderSays, selectSaid } from './folder-says.sql.ts';
import { selectOwnDaysOff } from './importing.sql.ts';
import type { OfficeSource } from './parse-office.ts';
import { plain } from './plain.ts';

/**
 * What is to be written of a folder: the parts that it changed since it was last read, and for all others what holds now. A
 * folder that says the same as before undoes nothing that an administrator changed in the browser since.
 */
export async function keepEdits(
  tx: Tx,
  source: OfficeSource,
): Promise<{ readonly wanted: OfficeSource; readonly says: FolderSays }> {
  const says = folderSays(source);
  const known = await selectSaid(tx, source.definition.slug);
  if (!known) return { wanted: source, says };
  const { id, profile: now, said } = known;
  const isSame = (before: JsonValue | undefined, after: JsonValue | undefined) =>
    canonical(before) === canonical(after);
  const parts = new Set([
    ...Object.keys(said.profile),
    ...Object.keys(says.profile),
    ...Object.keys(now),
  ]);
  const kept = [...parts].filter((part) => isSame(said.profile[part], says.profile[part]));
  const definition = Object.fromEntries(
    Object.entries({
      ...source.definition,
      ...Object.fromEntries(kept.map((part) => [part, now[part]])),
    }).filter(([, value]) => value !== undefined),
  ) as OfficeDefinition;
  const reasons = isSame(said.reasons, says.reasons) ? await selectReasons(tx, id) : source.reasons;
  const daysOff = isSame(said.daysOff, says.daysOff) ? await daysNow(tx, id) : source.daysOff;
  return { wanted: { ...source, definition, reasons, daysOff }, says };
}

/** What of office.json is no part of the profile: its address in the house and its place in the tree. */
const IDENTITY = ['slug', 'code', 'name', 'kind', 'parent', 'timeZone', 'region'];

function folderSays({ definition, reasons, daysOff }: OfficeSource): FolderSays {
  const profile = Object.entries(definition).filter(([part]) => !IDENTITY.includes(part));
  return {
    profile: plain(Object.fromEntries(profile)) as FolderSays['profile'],
    reasons: plain(reasons),
    daysOff: [...daysOff]
      .map(([day, { kind, name, status, source }]) => ({ day, kind, name, status, source }))
      .toSorted((a, b) => (a.day < b.day ? -1 : 1)),
  };
}

async function daysNow(tx: Tx, officeId: string): Promise<ReadonlyMap<IsoDate, DecreeDay>> {
  const rows = await selectOwnDaysOff(tx, officeId);
  return new Map(
    rows.map(({ day, kind, name, status, source }) => [
      day,
      { kind, name, status, source } as DecreeDay,
    ]),
  );
}
