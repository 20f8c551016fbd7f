import { type FormInput, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import type { Html } from '../../../../ui/html.ts';
import type { Route } from '../../../../web/route.ts';
import { asStaff, type Visit } from '../../../../web/visit.ts';
import {
  changeParts,
  checkParts,
  type Part,
  type PartChange,
  partsEdition,
  type Wanted,
} from '../change.ts';
import { leftOutside, type NewTimes, namedList } from '../effects.ts';
import type { Booking } from '../misfits.ts';
import { type Faults, OVERTAKEN } from '../saved.ts';
import { type OfficeToChange, selectToChange } from '../settings.sql.ts';
import { mayChange, type SettingsRooms, savedAt } from './frame.tsx';
import { type Typed, typedOf } from './typed.ts';

/** What a part's page shows. */
export interface PartView {
  readonly visit: Visit;
  readonly rooms: SettingsRooms;
  readonly office: OfficeToChange;
  /** The parts as they stand, or as they were typed. */
  readonly content: Wanted;
  readonly typed: Typed;
  /** Goes back with the form. */
  readonly edition: string;
  /** Whether the reader asked to see it before it is saved, and nothing is wrong with it. */
  readonly preview: boolean;
  /** Meetings that are outside of the hours and counters now, and those that the change would leave outside. */
  readonly outside: { readonly already: readonly Booking[]; readonly newly: readonly Booking[] };
}

/** A page about parts of office.json. */
export interface PartPage {
  /** Below the settings: `/jam`. */
  readonly path: string;
  readonly parts: readonly Part[];
  readonly read: (input: FormInput, office: OfficeToChange) => Wanted;
  readonly view: (view: PartView) => Html;
  /** What of it decides when people can come: meetings left outside are shown before it is saved. */
  readonly times?: (wanted: Wanted) => NewTimes;
  readonly also?: (wanted: Wanted, officeId: string) => PartChange['also'];
}

/** Shows a part, checks what was typed, and saves it once its effect was seen. */
export function partRoutes(house: House, rooms: SettingsRooms, page: PartPage): readonly Route[] {
  const { path, parts } = page;
  const route = { path: `/:office/petugas/atur${path}`, access: mayChange } as const;

  const outsideOf = async (visit: Visit, office: OfficeToChange, fresh?: NewTimes) =>
    page.times
      ? leftOutside(house.db, office, await rooms.bookings(office.id, visit.now), fresh)
      : { already: [], newly: [] };

  const answer = async (
    visit: Visit,
    office: OfficeToChange,
    shown: {
      content: Wanted;
      edition: string;
      faults?: Faults;
      preview?: boolean;
      newly?: readonly Booking[];
    },
    status = 200,
  ) => {
    const { content, edition, faults, preview = false } = shown;
    const outside = { ...(await outsideOf(visit, office)), newly: shown.newly ?? [] };
    const typed = typedOf(visit.t, content, faults);
    return visit.html(
      page.view({ visit, rooms, office, content, typed, edition, preview, outside }),
      status,
    );
  };

  return [
    {
      method: 'GET',
      ...route,
      async handle(visit) {
        const office = await selectToChange(house.db, visit.office.id);
        const edition = partsEdition(office.profile, parts);
        return answer(visit, office, { content: office.profile, edition });
      },
    },
    {
      method: 'POST',
      ...route,
      async handle(visit) {
        const input = await visit.form();
        const office = await selectToChange(house.db, visit.office.id);
        const content = page.read(input, office);
        const edition = one(input, 'edisi');
        const checked = checkParts(office, parts, content);
        if (!checked.ok)
          return answer(visit, office, { content, edition, faults: checked.faults }, 422);
        if (one(input, 'langkah') === 'lihat')
          return answer(visit, office, { content, edition, preview: true });
        const { newly } = await outsideOf(visit, office, page.times?.(checked.profile));
        if (namedList(newly) !== one(input, 'tahu') && newly.length > 0)
          return answer(visit, office, { content, edition, newly }, 422);
        const also = page.also?.(checked.profile, office.id);
        const saved = await changeParts(house, {
          officeId: office.id,
          actor: asStaff(visit),
          parts,
          edition,
          wanted: content,
          ...(also && { also }),
        });
        if (saved.ok) return savedAt(house, visit, path, 'offices.settings.saved');
        const { faults } = saved;
        // Whoever has been told of the colleague's change may save over it knowingly.
        const now =
          faults['']?.key === OVERTAKEN.key ? partsEdition(office.profile, parts) : edition;
        return answer(visit, office, { content, edition: now, faults }, 422);
      },
    },
  ];
}
