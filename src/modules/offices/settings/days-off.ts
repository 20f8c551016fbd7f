import type { Actor } from '../../../kernel/actor.ts';
import type { DecreeDay, IsoDate } from '../../../kernel/clocks/index.ts';
import type { Query } from '../../../kernel/db.ts';
import { canonical } from '../../../kernel/ledger.ts';
import { replaceDaysOff, selectOwnDaysOff } from '../importing/importing.sql.ts';
import { inOffice, type Needs } from './change.ts';
import { accountOf } from './differences.ts';
import { editionOf } from './edition.ts';
import { AS_BEFORE, OVERTAKEN, refused, SAVED, type Saved } from './saved.ts';

/** Days off by date. */
export type DaysOff = ReadonlyMap<IsoDate, DecreeDay>;

/** The days off that are an office's own, or (null) the nation's, in order. */
export async function ownDaysOff(query: Query, officeId: string | null): Promise<DaysOff> {
  const rows = await selectOwnDaysOff(query, officeId);
  return new Map(
    rows.map(({ day, kind, name, status, source }) => [
      day,
      {
        kind: kind as DecreeDay['kind'],
        name,
        status: status as DecreeDay['status'],
        source,
      },
    ]),
  );
}

export const daysEdition = (days: DaysOff): string =>
  editionOf([...days].map(([day, off]) => [day, { ...off }]));

/** What saving would do to an office's own days off. */
export interface DayChanges {
  readonly added: readonly IsoDate[];
  readonly changed: readonly IsoDate[];
  readonly removed: readonly IsoDate[];
}

export function dayChanges(before: DaysOff, after: DaysOff): DayChanges {
  const dates = (days: DaysOff) => [...days.keys()].sort();
  return {
    added: dates(after).filter((day) => !before.has(day)),
    changed: dates(after).filter(
      (day) =>
        before.has(day) && canonical({ ...before.get(day) }) !== canonical({ ...after.get(day) }),
    ),
    removed: dates(before).filter((day) => !after.has(day)),
  };
}

/** Each day with its name and where that is decided, for the ledger. */
const namesOf = (days: DaysOff) =>
  Object.fromEntries([...days].map(([day, { name, source }]) => [day, `${name} (${source})`]));

/** Puts these days off in the place of the office's own. Meetings on them stay booked; the page names them. */
export function saveDaysOff(
  house: Needs,
  actor: Actor,
  officeId: string,
  edition: string,
  wanted: DaysOff,
): Promise<Saved> {
  return inOffice(house, officeId, actor, async ({ tx, write }) => {
    const before = await ownDaysOff(tx, officeId);
    if (daysEdition(before) !== edition) return refused(OVERTAKEN);
    const { added, changed, removed } = dayChanges(before, wanted);
    if (added.length + changed.length + removed.length === 0) return AS_BEFORE;
    await replaceDaysOff(tx, officeId, wanted);
    await write({
      kind: 'office.calendar_changed',
      data: { added: [...added], changed: [...changed], removed: [...removed] },
      text: accountOf({ daysOff: namesOf(before) }, { daysOff: namesOf(wanted) }),
    });
    return SAVED;
  });
}
