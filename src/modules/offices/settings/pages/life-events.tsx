import { type FormInput, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import type { Route } from '../../../../web/route.ts';
import { asStaff, type Visit } from '../../../../web/visit.ts';
import { selectServices } from '../../offices.sql.ts';
import {
  changeEvent,
  type EventChange,
  eventEdition,
  lifeEventOf,
  orderEdition,
  type TypedEvent,
} from '../life-events.ts';
import { type Faults, OVERTAKEN } from '../saved.ts';
import { selectToChange } from '../settings.sql.ts';
import { mayChange, type SettingsRooms, savedAt } from './frame.tsx';
import { LifeEventsPage, MOST_SERVICES } from './life-events-page.tsx';
import { textAt, typedOf, wordsAt } from './typed.ts';

/** What was sent and refused: shown again with what is wrong. */
interface Again {
  readonly key: string;
  readonly content: unknown;
  readonly faults: Faults;
  readonly edition?: string;
}

/** What happens in people's lives, and to which services it leads: added, put in other words, moved, taken out. */
export function lifeEventRoutes(house: House, rooms: SettingsRooms): readonly Route[] {
  const path = '/:office/petugas/atur/peristiwa';

  const answer = async (visit: Visit, again?: Again) => {
    const { profile } = await selectToChange(house.db, visit.office.id);
    const key = again?.key ?? visit.query('ubah');
    const known = lifeEventOf(profile, key);
    // One that a colleague has taken out meanwhile is a new one when it is saved all the same.
    if (key !== '' && !known && !again) return visit.notFound();
    return visit.html(
      <LifeEventsPage
        visit={visit}
        rooms={rooms}
        events={profile.events ?? []}
        services={await selectServices(house.db, visit.office.id)}
        known={known}
        removing={visit.query('hapus')}
        typed={typedOf(visit.t, again?.content ?? known ?? {}, again?.faults)}
        isTyped={again !== undefined}
        editions={{
          order: orderEdition(profile),
          event: (one) => eventEdition(profile, one),
          form: again?.edition ?? eventEdition(profile, known?.key),
        }}
      />,
      again ? 422 : 200,
    );
  };

  const act = (
    more: string,
    done: 'offices.settings.saved' | 'offices.events.removed',
    changeIn: (input: FormInput) => EventChange | undefined,
  ): Route => ({
    method: 'POST',
    path: `${path}${more}`,
    access: mayChange,
    async handle(visit) {
      const input = await visit.form();
      const change = changeIn(input);
      if (!change) return visit.redirect(`/${visit.office.slug}/petugas/atur/peristiwa`);
      const { id } = visit.office;
      const edition = one(input, 'edisi');
      const saved = await changeEvent(house, asStaff(visit), id, edition, change);
      if (saved.ok) return savedAt(house, visit, '/peristiwa', done);
      const [key, content] = change.act === 'put' ? [change.key ?? '', change.typed] : ['', {}];
      // Whoever has been told of the colleague's change may save over it knowingly.
      const isOvertaken = saved.faults['']?.key === OVERTAKEN.key;
      return answer(visit, {
        key,
        content,
        faults: saved.faults,
        ...(isOvertaken || change.act !== 'put' ? {} : { edition }),
      });
    },
  });

  return [
    { method: 'GET', path, access: mayChange, handle: (visit) => answer(visit) },
    act('', 'offices.settings.saved', (input) => ({
      act: 'put',
      key: textAt(input, 'peristiwa'),
      typed: typedIn(input),
    })),
    act('/urutan', 'offices.settings.saved', (input) => {
      const [way, key] = one(input, 'pindah').split(':');
      if (key === undefined) return undefined;
      return { act: 'move', key, by: way === 'naik' ? -1 : 1 };
    }),
    act('/hapus', 'offices.events.removed', (input) => ({
      act: 'remove',
      key: one(input, 'peristiwa'),
    })),
  ];
}

/** The event as the form holds it; a field that was emptied says so to the check. */
function typedIn(input: FormInput): TypedEvent {
  const help = wordsAt(input, 'help');
  return {
    name: wordsAt(input, 'name') ?? { id: '' },
    ...(help && { help }),
    services: Array.from(
      { length: MOST_SERVICES },
      (_, index) => textAt(input, `services[${index}]`) ?? '',
    ).filter((code) => code !== ''),
    source: one(input, 'source').trim(),
  };
}
