import { addDays, type DecreeDay, isIsoDate, localDate } from '../../../../kernel/clocks/index.ts';
import { type FormInput, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { reason } from '../../../../kernel/i18n.ts';
import type { Route } from '../../../../web/route.ts';
import { asStaff, type Visit } from '../../../../web/visit.ts';
import { type DaysOff, daysEdition, ownDaysOff, saveDaysOff } from '../days-off.ts';
import { daysOffNow, leftOutside, namedList } from '../effects.ts';
import type { Booking } from '../misfits.ts';
import type { Faults, Saved } from '../saved.ts';
import { selectToChange } from '../settings.sql.ts';
import { DaysOffPage } from './days-off-page.tsx';
import { mayChange, type SettingsRooms, savedAt } from './frame.tsx';

/** The most days taken off at once. */
const LONGEST = 31;

/** The days on which an office does not work: the nation's to see, its own to add and take away. */
export function dayOffRoutes(house: House, rooms: SettingsRooms): readonly Route[] {
  const answer = async (
    visit: Visit,
    again: { content?: unknown; faults?: Faults; newly?: readonly Booking[] } = {},
  ) => {
    const office = await selectToChange(house.db, visit.office.id);
    const [own, national, bookings] = await Promise.all([
      ownDaysOff(house.db, office.id),
      ownDaysOff(house.db, null),
      rooms.bookings(office.id, visit.now),
    ]);
    const { already } = await leftOutside(house.db, office, bookings);
    const today = localDate(visit.now, visit.office.timeZone as 'Asia/Jakarta');
    return visit.html(
      <DaysOffPage
        visit={visit}
        rooms={rooms}
        own={own}
        national={national}
        today={today}
        edition={daysEdition(own)}
        again={again}
        already={already}
      />,
      again.faults || again.newly ? 422 : 200,
    );
  };

  /** Saves other days off of the office's own, once whoever does it has seen which meetings fall on them. */
  const keep = async (
    visit: Visit,
    input: FormInput,
    change: (own: DaysOff) => DaysOff,
    content: unknown,
  ): Promise<Response> => {
    const own = await ownDaysOff(house.db, visit.office.id);
    const wanted = change(own);
    const newly = await newlyOutside(house, rooms, visit, wanted);
    if (newly.length > 0 && namedList(newly) !== one(input, 'tahu'))
      return answer(visit, { content, newly });
    const saved = await saveDaysOff(
      house,
      asStaff(visit),
      visit.office.id,
      one(input, 'edisi'),
      wanted,
    );
    return saved.ok
      ? savedAt(house, visit, '/libur', 'offices.settings.saved')
      : answer(visit, { content, faults: saved.faults });
  };

  return [
    {
      method: 'GET',
      path: '/:office/petugas/atur/libur',
      access: mayChange,
      handle: (visit) => answer(visit),
    },
    {
      method: 'POST',
      path: '/:office/petugas/atur/libur',
      access: mayChange,
      async handle(visit) {
        const input = await visit.form();
        const today = localDate(visit.now, visit.office.timeZone as 'Asia/Jakarta');
        const content = {
          from: one(input, 'from'),
          to: one(input, 'to'),
          name: one(input, 'name').trim(),
          source: one(input, 'source').trim(),
        };
        const read = daysIn(content, today);
        if (!read.ok) return answer(visit, { content, faults: read.faults });
        return keep(visit, input, (own) => merged(own, read.days), content);
      },
    },
    {
      method: 'POST',
      path: '/:office/petugas/atur/libur/hapus',
      access: mayChange,
      async handle(visit) {
        const input = await visit.form();
        const day = one(input, 'hari');
        return keep(
          visit,
          input,
          (own) => new Map([...own].filter(([known]) => known !== day)),
          {},
        );
      },
    },
  ];
}

/** Meetings that these days off of the office's own would leave outside. */
export async function newlyOutside(
  house: House,
  rooms: SettingsRooms,
  visit: Visit,
  wanted: DaysOff,
): Promise<readonly Booking[]> {
  const office = await selectToChange(house.db, visit.office.id);
  const own = await ownDaysOff(house.db, office.id);
  const national = [...(await daysOffNow(house.db, office.id))].filter(([day]) => !own.has(day));
  const bookings = await rooms.bookings(office.id, visit.now);
  const daysOff = new Map([...national, ...wanted]);
  return (await leftOutside(house.db, office, bookings, { daysOff })).newly;
}

const merged = (own: DaysOff, more: DaysOff): DaysOff =>
  new Map([...own, ...more].toSorted(([a], [b]) => (a < b ? -1 : 1)));

type Days = { ok: true; days: DaysOff } | Extract<Saved, { ok: false }>;

/** The days from one date to another, both included, in one name. */
function daysIn(
  typed: { from: string; to: string; name: string; source: string },
  today: string,
): Days {
  const faults: Record<string, Faults[string]> = {};
  const to = typed.to === '' ? typed.from : typed.to;
  for (const [place, day] of [
    ['from', typed.from],
    ['to', to],
  ] as const)
    if (!isIsoDate(day)) faults[place] = reason('offices.mistake.date');
  if (typed.name === '') faults.name = reason('offices.mistake.empty');
  if (typed.source === '') faults.source = reason('offices.mistake.empty');
  if (Object.keys(faults).length > 0 || !isIsoDate(typed.from) || !isIsoDate(to))
    return { ok: false, faults };
  if (typed.from < today) return { ok: false, faults: { from: reason('offices.days_off.past') } };
  if (to < typed.from) return { ok: false, faults: { to: reason('offices.mistake.period_order') } };
  if (to > addDays(typed.from, LONGEST - 1))
    return { ok: false, faults: { to: reason('offices.days_off.too_long', { days: LONGEST }) } };
  const off: DecreeDay = {
    kind: 'office',
    name: typed.name.slice(0, 200),
    status: 'official',
    source: typed.source.slice(0, 200),
  };
  const days = new Map<typeof typed.from, DecreeDay>();
  for (let day = typed.from; day <= to; day = addDays(day, 1)) days.set(day, off);
  return { ok: true, days };
}
