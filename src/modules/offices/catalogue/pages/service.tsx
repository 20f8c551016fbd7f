import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import type { MessageKey } from '../../../../kernel/i18n.ts';
import { type Route, staff } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { forgetOffices } from '../../remembered.ts';
import { selectEditions, selectService, selectServiceEvents } from '../catalogue.sql.ts';
import {
  discardDraft,
  draftFromEdition,
  type Outcome,
  type Refusal,
  undoChange,
} from '../drafting.ts';
import { selectDraft } from '../drafts.sql.ts';
import { reopenService, retireService } from '../publishing.ts';
import { administering, doOnce, editionIn, here, leadOn, versionIn } from './editor.ts';
import { AT, STEPS } from './frame.tsx';
import type { CatalogueRooms } from './rooms.ts';
import { ServicePage } from './service-page.tsx';

const PATH = '/:office/petugas/atur/layanan/:service';

/** One service: where it stands, its editions, and what can be done with it. */
export function serviceRoutes(house: House, rooms: CatalogueRooms): Route[] {
  const access = staff('administrator');
  const act = (
    path: string,
    said: MessageKey,
    leadsTo: (visit: Visit) => string,
    command: (inside: House, visit: Visit) => Promise<Outcome>,
  ): Route => ({
    method: 'POST',
    path: `${PATH}/${path}`,
    access,
    async handle(visit) {
      const input = await visit.form();
      const done = await doOnce(house, visit, input, (inside) => command(inside, visit));
      if (!done.ok) return show(house, visit, rooms, done);
      forgetOffices();
      return leadOn(house, visit, leadsTo(visit), said);
    },
  });
  const code = (visit: Visit) => visit.param('service');
  return [
    { method: 'GET', path: PATH, access, handle: (visit) => show(house, visit, rooms) },
    act(
      'draf',
      'offices.catalogue.begun',
      (visit) => here(visit, '/pokok'),
      async (inside, visit) => {
        const asked = versionIn(one(await visit.form(), 'versi'));
        return draftFromEdition(inside, administering(visit), code(visit), asked);
      },
    ),
    act(
      'draf/buang',
      'offices.catalogue.discarded',
      (visit) => `/${visit.office.slug}${AT}`,
      (inside, visit) => discardDraft(inside, administering(visit), code(visit)),
    ),
    act(
      'draf/urungkan',
      'offices.catalogue.undone',
      (visit) => here(visit, `/${stepIn(visit.query('dari'))}`),
      async (inside, visit) =>
        undoChange(inside, administering(visit), code(visit), editionIn(await visit.form())),
    ),
    act('hentikan', 'offices.catalogue.stopped_flash', here, (inside, visit) =>
      retireService(inside, administering(visit), code(visit)),
    ),
    act('buka', 'offices.catalogue.reopened_flash', here, (inside, visit) =>
      reopenService(inside, administering(visit), code(visit)),
    ),
  ];
}

/** The page of the editor on which a button was pressed. */
const stepIn = (said: string) => STEPS.find((step) => step === said) ?? STEPS[0];

async function show(
  house: House,
  visit: Visit,
  rooms: CatalogueRooms,
  refused?: { readonly refusal: Refusal; readonly status: number },
): Promise<Response> {
  const code = visit.param('service');
  const [service, draft] = await Promise.all([
    selectService(house.db, visit.office.id, code),
    selectDraft(house.db, visit.office.id, code),
  ]);
  if (!service && !draft) return visit.notFound();
  const [editions, events, running] = await Promise.all([
    service ? selectEditions(house.db, visit.office.id, service.id) : [],
    selectServiceEvents(house.db, visit.office.id, code),
    rooms.running(visit.office.id),
  ]);
  return visit.html(
    <ServicePage
      ctx={{ ...visit.page, path: here(visit) }}
      nav={rooms.nav(visit)}
      timeZone={visit.office.timeZone}
      code={code}
      service={service}
      draft={draft}
      editions={editions}
      events={events}
      running={running.filter(({ serviceId }) => serviceId === service?.id)}
      refusal={refused?.refusal}
    />,
    refused?.status ?? 200,
  );
}
